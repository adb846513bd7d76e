"""An office's own template: opened, emptied of its slides, and the colours that its theme brings."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from dashboard.charts.style import Style, mixed
from dashboard.export.east_asian import THEME_BODY, THEME_HEADING, Fonts
from dashboard.export.slide_frame import DRAWING, PRESENTATION
from dashboard.export.slide_look import SlideLook

CONTENT_TYPES = "[Content_Types].xml"
TEMPLATE_TYPE, DECK_TYPE = b"presentationml.template.main+xml", b"presentationml.presentation.main+xml"
ACCENTS = tuple(f"accent{number}" for number in range(1, 7))
QUIET, LINE, EMPTY, PALE, DARKER = 0.35, 0.86, 0.96, 0.15, 0.35
"""How far a colour lies from ink towards paper (quiet text, lines, empty cells), from paper towards an accent (the
palest shade) and from an accent towards ink (the darkest kind)."""


def opened_template(file: Path) -> Any:
    """Return the template as a presentation without slides; a ``.potx`` counts as one too.

    OSError where it cannot be read, ValueError where it is no PowerPoint file or has no layout.
    """
    from pptx import Presentation
    from pptx.exc import PackageNotFoundError

    try:
        presentation = Presentation(BytesIO(_as_deck(file.read_bytes())))
    except (KeyError, ValueError, zipfile.BadZipFile, PackageNotFoundError) as error:
        raise ValueError(f"{file} is not a PowerPoint file (.pptx or .potx): {error}") from error
    if not any(list(master.slide_layouts) for master in presentation.slide_masters):
        raise ValueError(f"{file} has no layout to fill; save a template with at least one")
    _drop_slides(presentation)
    return presentation


def _as_deck(package: bytes) -> bytes:
    """Return a template's package as that of a presentation: they differ in the type of their main part."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        if TEMPLATE_TYPE not in archive.read(CONTENT_TYPES):
            return package
        changed = BytesIO()
        with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as copy:
            for name in archive.namelist():
                content = archive.read(name)
                copy.writestr(name, content.replace(TEMPLATE_TYPE, DECK_TYPE) if name == CONTENT_TYPES else content)
    return changed.getvalue()


def _drop_slides(presentation: Any) -> None:
    """Take out the slides, and the sections that list them."""
    element = presentation.element
    for slide in list(element.sldIdLst if element.sldIdLst is not None else []):
        presentation.part.drop_rel(slide.rId)
        slide.getparent().remove(slide)
    for extensions in element.findall(f"{PRESENTATION}extLst"):
        for extension in list(extensions):
            if any(child.tag.endswith("}sectionLst") for child in extension):
                extensions.remove(extension)
        if not len(extensions):
            element.remove(extensions)


def template_look(presentation: Any, drawn_in: Style, font: str | None) -> SlideLook:
    """Return the look of the template's first master; ``drawn_in`` is the style in which the charts were drawn.

    ``font`` takes the place of the theme's fonts.
    """
    colours, names = _theme_colours(presentation.slide_master)
    style = _style(colours, drawn_in)
    return SlideLook(
        style, Fonts(font, font) if font else THEME_BODY, Fonts(font, font) if font else THEME_HEADING,
        replaced=_replaced(drawn_in, style), scheme=names,
    )  # fmt: skip


def _theme_colours(master: Any) -> tuple[dict[str, str], dict[str, str]]:
    """Return ``#RRGGBB`` by the names that slides use (tx1, bg1, accent1 …), and those names by colour."""
    from pptx.oxml import parse_xml

    theme = next(part.target_part for part in master.part.rels.values() if part.reltype.endswith("/theme"))
    scheme = parse_xml(theme.blob).find(f"{DRAWING}themeElements/{DRAWING}clrScheme")
    own = {child.tag.removeprefix(DRAWING): f"#{(child[0].get('lastClr') or child[0].get('val')).upper()}"
           for child in scheme}  # fmt: skip
    mapped = master.element.find(f"{PRESENTATION}clrMap")
    used = {name: own[mapped.get(name)] for name in ("tx1", "bg1", *ACCENTS)}
    return used, {colour: name for name, colour in reversed(used.items())}


def _style(colours: dict[str, str], drawn_in: Style) -> Style:
    ink, paper, accents = colours["tx1"], colours["bg1"], tuple(colours[name] for name in ACCENTS)
    quiet = mixed(ink, paper, QUIET)
    return Style(
        name=drawn_in.name, paper=paper, ink=ink, quiet_ink=quiet, line=mixed(ink, paper, LINE),
        empty=mixed(ink, paper, EMPTY), accent=accents[0], heat=(mixed(paper, accents[0], PALE), accents[0]),
        series=accents, kinds=(mixed(accents[0], ink, DARKER), accents[0], accents[1], mixed(ink, paper, 0.5)),
        cited=drawn_in.cited, cited_edge=drawn_in.cited_edge,
    )  # fmt: skip


def _replaced(old: Style, new: Style) -> dict[str, str]:
    """Return the new colour for each of the old style; the commonest use counts where one colour has several."""
    pairs = [*zip(old.heat, new.heat, strict=True), *zip(old.kinds, new.kinds, strict=True),
             (old.line, new.line), (old.empty, new.empty), (old.quiet_ink, new.quiet_ink), (old.paper, new.paper),
             (old.ink, new.ink), *zip(old.series, new.series, strict=True), (old.accent, new.accent)]  # fmt: skip
    return {before.upper(): after for before, after in pairs}
