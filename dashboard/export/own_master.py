"""The master of slides that follow no office's template: 16:9, three layouts, the dashboard's colours."""

import re
from typing import Any

from dashboard.charts.style import Style
from dashboard.export.east_asian import Fonts, attribute
from dashboard.export.own_layouts import (
    HEIGHT_POINTS,
    TITLE,
    WIDTH_POINTS,
    chart_shapes,
    cover_shapes,
    exact_lines,
    master_shapes,
    title_shapes,
)
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import NAMESPACES, emu, shape_tree

LAYOUTS = (("封面", "title", cover_shapes), ("图表", "obj", chart_shapes), ("仅标题", "titleOnly", title_shapes))
"""Name, kind and content of each layout."""
NAME = "街道展望"
BODY_POINTS, LEAST_BODY_POINTS, INDENT_POINTS, LEVELS = 18, 14, 18, 9


def own_presentation(style: Style, font: str) -> Any:
    """Return python-pptx's default presentation with a master, layouts, colours and fonts of our own, no slide yet."""
    from pptx import Presentation
    from pptx.oxml import parse_xml

    presentation: Any = Presentation()
    presentation.slide_width, presentation.slide_height = emu(WIDTH_POINTS), emu(HEIGHT_POINTS)
    master, fonts = presentation.slide_master, Fonts(font, font)
    look = SlideLook(style, fonts, fonts)
    for layout in list(presentation.slide_layouts)[len(LAYOUTS) :]:
        presentation.slide_layouts.remove(layout)
    theme = next(link.target_part for link in master.part.rels.values() if link.reltype.endswith("/theme"))
    theme.blob = _theme(theme.blob.decode("utf-8"), style, font).encode("utf-8")
    _replace_shapes(master, master_shapes(look), parse_xml)
    _replace_text_styles(master.element, look, parse_xml)
    for layout, (name, kind, shapes) in zip(presentation.slide_layouts, LAYOUTS, strict=True):
        _replace_shapes(layout, shapes(look), parse_xml)
        layout.element.set("type", kind)
        layout.element.cSld.set("name", name)
    return presentation


def _theme(theme: str, style: Style, font: str) -> str:
    """Return the theme with our colours and fonts; its effects stay."""
    colours = {
        "dk1": style.ink, "lt1": style.paper, "dk2": style.quiet_ink, "lt2": style.line,
        **{f"accent{place}": colour for place, colour in enumerate(style.series, 1)},
        "hlink": style.accent, "folHlink": style.quiet_ink,
    }  # fmt: skip
    scheme = "".join(
        f'<a:{name}><a:srgbClr val="{colour.removeprefix("#")}"/></a:{name}>' for name, colour in colours.items()
    )
    face = attribute(font)
    faces = (
        f'<a:latin typeface="{face}"/><a:ea typeface="{face}"/><a:cs typeface=""/>'
        f'<a:font script="Hans" typeface="{face}"/>'
    )
    changed = {
        "clrScheme": scheme,
        "fontScheme": f"<a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>",
    }
    for tag, inside in changed.items():
        whole = f'<a:{tag} name="{NAME}">{inside}</a:{tag}>'
        theme = re.sub(f"<a:{tag} .*?</a:{tag}>", lambda _, whole=whole: whole, theme, flags=re.DOTALL)  # type: ignore[misc]
    return theme.replace('name="Office Theme"', f'name="{NAME}"', 1)


def _replace_shapes(owner: Any, shapes: str, parse_xml: Any) -> None:
    tree = owner.element.cSld.spTree
    new = parse_xml(shape_tree(shapes).replace("<p:spTree>", f"<p:spTree {NAMESPACES}>", 1))
    tree.getparent().replace(tree, new)


def _replace_text_styles(master: Any, look: SlideLook, parse_xml: Any) -> None:
    """Set size, weight, colour and distance of lines of titles and body; other text keeps what it has."""
    title = look.text(TITLE.size, look.style.ink, is_bold=True, is_heading=True, tag="a:defRPr")
    levels = "".join(_level(level, look) for level in range(1, LEVELS + 1))
    new = {
        "titleStyle": f'<a:lvl1pPr algn="l">{exact_lines(TITLE.line)}<a:buNone/>{title}</a:lvl1pPr>',
        "bodyStyle": levels,
    }
    styles = next(child for child in master if child.tag.endswith("}txStyles"))
    for tag, inside in new.items():
        old = next(child for child in styles if child.tag.endswith(f"}}{tag}"))
        styles.replace(old, parse_xml(f"<p:{tag} {NAMESPACES}>{inside}</p:{tag}>"))


def _level(level: int, look: SlideLook) -> str:
    """Return the text of a level of the body, each deeper one indented and a little smaller."""
    text = look.text(max(BODY_POINTS - (level - 1), LEAST_BODY_POINTS), look.style.ink, tag="a:defRPr")
    return (
        f'<a:lvl{level}pPr marL="{emu(INDENT_POINTS * (level - 1))}" indent="0" algn="l"><a:spcBef>'
        f'<a:spcPts val="400"/></a:spcBef><a:buNone/>{text}</a:lvl{level}pPr>'
    )
