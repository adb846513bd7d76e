"""Where title, subtitle, content, source and number stand on a slide, read from the placeholders of a layout."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard.export.east_asian import HUNDREDTHS
from dashboard.export.slide_look import EMU_PER_POINT
from dashboard.export.slide_shapes import Box, Placeholder
from dashboard.export.slide_text import LEAST_POINTS, LINE_EM

TITLES, CONTENTS = ("title", "ctrTitle"), ("obj", "chart", "tbl")
BODY, FOOTER, NUMBER, SUBTITLE, DATE = "body", "ftr", "sldNum", "subTitle", "dt"
DEFAULT_POINTS = {"title": 28.0, "body": 18.0}
INSETS_POINTS = {"lIns": 7.2, "tIns": 3.6, "rIns": 7.2, "bIns": 3.6}
LEAST_CONTENT_SHARE = 0.3
"""A layout whose content takes less of the slide than this holds no chart."""
MARGIN_SHARE = 0.04
FOOT_POINTS = 40
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PRESENTATION = "{http://schemas.openxmlformats.org/presentationml/2006/main}"


@dataclass(frozen=True, slots=True)
class Place:
    """A place for text: where its text may stand, the size it has there, and the placeholder (None: a text box).

    ``line_points`` is the distance of its lines. ``moved`` is where the placeholder stands on the slide if that is
    not the layout's place.
    """

    box: Box
    size: float = LEAST_POINTS
    line_points: float = LEAST_POINTS * LINE_EM
    placeholder: Placeholder | None = None
    moved: Box | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """A layout and the places on it; None where the layout has none.

    ``title_points`` is the size that all titles have where that of the layout is too large for the longest.
    """

    layout: Any
    title: Place | None
    content: Box
    content_placeholder: Placeholder | None
    subtitle: Place | None
    source: Place | None
    number: Place | None
    name: Place | None = None
    title_points: float | None = None


def chart_frame(layouts: Iterable[Any], slide: Box) -> Frame:
    """Return the frame of the layout that suits a title with one chart or table best; the first of equals.

    ``layouts`` are python-pptx's. Without any with a title and a place for content, the content takes the room that
    a title leaves.
    """
    return _chart_frame(max(list(layouts), key=lambda layout: _fitness(layout, slide)), slide)


def cover_frame(layouts: Iterable[Any]) -> Frame:
    """Return the frame of the layout for a title page: title, subtitle and, where there is one, a place for a name."""
    all_layouts = list(layouts)
    layout = next((one for one in all_layouts if one.element.get("type") == "title"), all_layouts[0])
    places = {kind: shape for shape in layout.placeholders for kind in [_kind(shape)]}
    title = places.get("ctrTitle") or places.get("title")
    below = places.get(SUBTITLE)
    return Frame(
        layout, _text_place(title), Box(0, 0, 0, 0), None, _text_place(below), None, None,
        _text_place(places.get(BODY)) if below is not None else None,
    )  # fmt: skip


def _fitness(layout: Any, slide: Box) -> tuple[bool, bool, bool, int]:
    shapes = list(layout.placeholders)
    contents = [shape for shape in shapes if _kind(shape) in CONTENTS]
    has_title = any(_kind(shape) == "title" and not _is_vertical(shape) for shape in shapes)
    is_large = bool(contents) and _area(_box(contents[0])) >= LEAST_CONTENT_SHARE * _area(slide)
    others = [shape for shape in shapes if _kind(shape) in (BODY, "pic", "media", "clipArt", "dgm")]
    used = [shape for shape in others if contents and _is_above(shape, contents[0], slide)]
    return has_title, len(contents) == 1 and is_large, len(others) == len(used), len(used)


def _is_vertical(shape: Any) -> bool:
    return shape.element.get("orient") == "vert" or _box(shape).height > _box(shape).width


def _is_above(shape: Any, content: Any, slide: Box) -> bool:
    """Return whether a text place is a line or two between title and content."""
    own, below = _box(shape), _box(content)
    return own.bottom <= below.top + 4 and own.width >= 0.4 * slide.width and own.height <= 0.2 * slide.height


def _chart_frame(layout: Any, slide: Box) -> Frame:
    shapes = {kind: [one for one in layout.placeholders if _kind(one) == kind] for kind in _kinds(layout)}
    title = next(iter(shapes.get("title", [])), None)
    content = next((one for kind in CONTENTS for one in shapes.get(kind, [])), None)
    footer = next(iter(shapes.get(FOOTER, [])), None)
    number = next(iter(shapes.get(NUMBER, [])), None)
    room = _box(content) if content is not None else _room_below(title, slide)
    feet = [_box(one) for one in (footer, number, *shapes.get(DATE, [])) if one is not None]
    lowest = min([one.top for one in feet if one.top > slide.height / 2], default=slide.height)
    room = Box(room.left, room.top, room.width, min(room.bottom, lowest) - room.top)
    above = [one for one in shapes.get(BODY, []) if content is not None and _is_above(one, content, slide)]
    return Frame(
        layout,
        _text_place(title),
        room,
        _placeholder(content) if content is not None else None,
        _text_place(above[0] if above else None),
        _source_place(footer, number, shapes.get(DATE, [])),
        _text_place(number),
    )


def _kinds(layout: Any) -> list[str]:
    return list(dict.fromkeys(_kind(shape) for shape in layout.placeholders))


def _room_below(title: Any, slide: Box) -> Box:
    """Return the room under the title where a layout has no place for content."""
    margin = slide.width * MARGIN_SHARE
    top = _box(title).bottom + margin / 3 if title is not None else margin
    return Box(margin, top, slide.width - 2 * margin, slide.height - top - FOOT_POINTS)


def _source_place(footer: Any, number: Any, dates: list[Any]) -> Place | None:
    """Return the place of the footer, over an unused date beside it, up to the slide number."""
    place = _text_place(footer)
    if place is None or place.placeholder is None:
        return None
    own = _box(footer)
    beside = [_box(one) for one in dates if abs(_box(one).top - own.top) < own.height]
    left = min([own.left, *(one.left for one in beside)])
    right = max([own.right, *(one.right for one in beside)])
    if number is not None and abs(_box(number).top - own.top) < own.height:
        other = _box(number)
        left, right = (max(left, other.right), right) if other.left < own.left else (left, min(right, other.left))
    wide = Box(left, own.top, right - left, own.height)
    if wide == own or not beside:
        return place
    inner = place.box.part(left=wide.left - own.left, right=own.right - wide.right)
    return Place(inner, place.size, place.line_points, place.placeholder, wide)


def _text_place(shape: Any) -> Place | None:
    """Return the place of a placeholder for text; None for none."""
    if shape is None:
        return None
    size = _size(shape)
    insets = {name: _inset(shape, name, default) for name, default in INSETS_POINTS.items()}
    inner = _box(shape).part(left=insets["lIns"], top=insets["tIns"], right=insets["rIns"], bottom=insets["bIns"])
    return Place(inner, size, _line_points(shape, size), _placeholder(shape))


def _placeholder(shape: Any) -> Placeholder:
    element = _ph(shape)
    kind = element.get("type", "")
    return Placeholder("" if kind == "obj" else kind, int(element.get("idx", 0)))


def _ph(shape: Any) -> Any:
    return next(shape.element.iter(f"{PRESENTATION}ph"))


def _kind(shape: Any) -> str:
    return str(_ph(shape).get("type", "obj"))


def _box(shape: Any) -> Box:
    return Box(*(length / EMU_PER_POINT for length in (shape.left, shape.top, shape.width, shape.height)))


def _area(box: Box) -> float:
    return box.width * box.height


def _inset(shape: Any, name: str, default: float) -> float:
    for element in _inherited(shape):
        body = element.find(f"{PRESENTATION}txBody/{DRAWING}bodyPr")
        if body is not None and body.get(name) is not None:
            return int(body.get(name)) / EMU_PER_POINT
    return default


def _inherited(shape: Any) -> list[Any]:
    """Return the placeholder of the layout and the one of the master that it goes back to."""
    kind = {"ctrTitle": "title", "subTitle": "body", "obj": "body", "chart": "body", "tbl": "body"}.get(
        _kind(shape), _kind(shape)
    )
    master = shape.part.slide_layout.slide_master
    return [shape.element, *(one.element for one in master.placeholders if _kind(one) == kind)]


def _level(shape: Any) -> list[Any]:
    """Return the properties of the first level of text, the nearest first."""
    found = [element.find(f"{PRESENTATION}txBody/{DRAWING}lstStyle/{DRAWING}lvl1pPr") for element in _inherited(shape)]
    styles = shape.part.slide_layout.slide_master.element.find(f"{PRESENTATION}txStyles")
    kind = _kind(shape)
    name = "titleStyle" if kind in TITLES else "bodyStyle" if kind in (BODY, SUBTITLE, *CONTENTS) else "otherStyle"
    if styles is not None:
        found.append(styles.find(f"{PRESENTATION}{name}/{DRAWING}lvl1pPr"))
    return [level for level in found if level is not None]


def _size(shape: Any) -> float:
    for level in _level(shape):
        default = level.find(f"{DRAWING}defRPr")
        if default is not None and default.get("sz") is not None:
            return int(default.get("sz")) / HUNDREDTHS
    return DEFAULT_POINTS["title" if _kind(shape) in TITLES else "body"]


def _line_points(shape: Any, size: float) -> float:
    for level in _level(shape):
        exact = level.find(f"{DRAWING}lnSpc/{DRAWING}spcPts")
        if exact is not None:
            return int(exact.get("val")) / HUNDREDTHS
        share = level.find(f"{DRAWING}lnSpc/{DRAWING}spcPct")
        if share is not None:
            return size * LINE_EM * int(str(share.get("val")).removesuffix("%")) / 100_000
    return size * LINE_EM
