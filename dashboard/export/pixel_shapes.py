"""A figure whose axes count pixels as PowerPoint's own shapes and text boxes, each where the figure has it."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts.native import PixelDrawing
from dashboard.charts.text_metrics import MIDDLE_SHIFT_EM, text_width
from dashboard.export.east_asian import paragraph, run
from dashboard.export.fading_bars import Bar, joined_bars
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Box, ShapeNumbers, drawn_shape, group, straight_line, text_shape

DASHES = {"dot": "sysDot", "dash": "dash", "dashdot": "dashDot", "longdash": "lgDash", "longdashdot": "lgDashDot"}
GEOMETRIES = {"diamond": "diamond", "square": "rect"}
BOLD_WEIGHT = 600
TEXT_BOX_EM = 1.1
"""Height of a text box in sizes of its text, near that of the characters, so that neighbours do not overlap."""
SIDE_ROOM_EM = 0.12
"""Room at both sides of a text, for fonts that are a little wider than the one that was measured."""
_TAG, _COLOUR = re.compile(r"<[^>]+>"), re.compile(r"#[0-9A-Fa-f]{6}")


@dataclass(frozen=True, slots=True)
class Canvas:
    """Where pixels stand on the slide: the upper left corner and how many points a pixel is."""

    left: float
    top: float
    scale: float

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        return Box(self.left + left * self.scale, self.top + top * self.scale, (right - left) * self.scale,
                   (bottom - top) * self.scale)  # fmt: skip


def pixel_shapes(
    numbers: ShapeNumbers, name: str, figure: Any, drawing: PixelDrawing, room: Box, look: SlideLook, *,
    description: str = "",
) -> str:  # fmt: skip
    """Return the figure's lines, bars, markers and texts as one group, as large as ``room`` allows.

    The group stands at the top of ``room``, in the middle of its width.
    """
    scale = min(room.width / drawing.width, room.height / drawing.height)
    frame = Box(
        room.left + (room.width - drawing.width * scale) / 2, room.top, drawing.width * scale, drawing.height * scale
    )
    canvas, own = Canvas(frame.left, frame.top, scale), numbers.next()
    shapes = [
        *_lines(figure, canvas, numbers, look), *_bars(figure, canvas, numbers, look),
        *_markers(figure, canvas, numbers, look), *_texts(figure, frame, canvas, numbers, look),
    ]  # fmt: skip
    return group(own, name, frame, "".join(shapes), description=description)


def _lines(figure: Any, canvas: Canvas, numbers: ShapeNumbers, look: SlideLook) -> Iterator[str]:
    """Yield lines and rectangles; parts of one line that fade are one bar with a gradient."""
    fading: list[Bar] = []
    for shape in figure.layout.shapes:
        opacity = 1.0 if shape.opacity is None else shape.opacity
        x0, x1, y0, y1 = sorted((shape.x0, shape.x1)) + sorted((shape.y0, shape.y1))
        if shape.type == "rect":
            fill = look.fill(shape.fillcolor, opacity) if shape.fillcolor else "<a:noFill/>"
            yield drawn_shape(numbers.next(), "矩形", canvas.box(x0, y0, x1, y1), "rect", fill)
        elif opacity < 1 or (fading and _goes_on(fading[-1], x0, y0, shape)):
            half = shape.line.width / 2
            fading.append(Bar(x0, y0 - half, x1, y0 + half, shape.line.color, opacity))
        else:
            is_rising = (shape.x0 - shape.x1) * (shape.y0 - shape.y1) < 0
            line = look.line(
                shape.line.color, shape.line.width * canvas.scale, dash=DASHES.get(shape.line.dash or "", "")
            )
            yield straight_line(numbers.next(), "线", canvas.box(x0, y0, x1, y1), line, is_rising=is_rising)
    yield from _faded(fading, canvas, numbers, look)


def _goes_on(before: Bar, left: float, middle: float, shape: Any) -> bool:
    """Return whether a full line is the end of one that fades."""
    return before.right == left and (before.top + before.bottom) / 2 == middle and shape.line.color == before.colour


def _bars(figure: Any, canvas: Canvas, numbers: ShapeNumbers, look: SlideLook) -> Iterator[str]:
    for trace in figure.data:
        if trace.type != "bar":
            continue
        count = len(trace.x)
        colours, opacities = _each(trace.marker.color, count), _each(trace.marker.opacity, count, 1.0)
        widths, bases = _each(trace.width, count), _each(trace.base, count, 0.0)
        bars = [
            Bar(base, y - width / 2, base + x, y + width / 2, colour, opacity)
            for base, x, y, width, colour, opacity in zip(
                bases, trace.x, trace.y, widths, colours, opacities, strict=True
            )
            if x > 0
        ]
        yield from _faded(bars, canvas, numbers, look)


def _faded(bars: Sequence[Bar], canvas: Canvas, numbers: ShapeNumbers, look: SlideLook) -> Iterator[str]:
    for box, fill in joined_bars(bars, look):
        yield drawn_shape(numbers.next(), "条", canvas.box(*box), "rect", fill)


def _markers(figure: Any, canvas: Canvas, numbers: ShapeNumbers, look: SlideLook) -> Iterator[str]:
    for trace in figure.data:
        if trace.type != "scatter" or "markers" not in (trace.mode or ""):
            continue
        count, marker = len(trace.x), trace.marker
        colours, sizes, symbols = (
            _each(marker.color, count),
            _each(marker.size, count),
            _each(marker.symbol, count, "circle"),
        )
        for x, y, colour, size, symbol in zip(trace.x, trace.y, colours, sizes, symbols, strict=True):
            edge = marker.line.width or 0
            line = look.line(marker.line.color, edge * canvas.scale) if edge else "<a:ln><a:noFill/></a:ln>"
            # Plotly's diamond is wider than its size: its sides are those of a square of that size.
            half = size / 2 * (1.3 if symbol == "diamond" else 1.0)
            geometry = GEOMETRIES.get(str(symbol), "ellipse")
            yield drawn_shape(
                numbers.next(),
                "标记",
                canvas.box(x - half, y - half, x + half, y + half),
                geometry,
                look.fill(colour),
                line,
            )


def _texts(figure: Any, frame: Box, canvas: Canvas, numbers: ShapeNumbers, look: SlideLook) -> Iterator[str]:
    for trace in figure.data:
        if trace.type != "scatter" or "text" not in (trace.mode or ""):
            continue
        count, font = len(trace.x), trace.textfont
        columns = (
            trace.x, trace.y, _each(trace.text, count), _each(trace.textposition, count, "middle center"),
            _each(font.size, count), _each(font.color, count), _each(font.weight, count, 400),
            _each(font.shadow, count, "none"),
        )  # fmt: skip
        for x, y, text, position, size, colour, weight, shadow in zip(*columns, strict=True):
            words = html.unescape(_TAG.sub("", str(text)))
            if words.strip():
                middle = y - MIDDLE_SHIFT_EM * size
                ground = _COLOUR.search(str(shadow))
                box, align = _text_box(words, x, middle, size, str(position), canvas, frame)
                runs = run(
                    words, look.text(size * canvas.scale, colour, is_bold=(weight or 400) >= BOLD_WEIGHT or None)
                )
                yield text_shape(
                    numbers.next(), words, paragraph(runs, align=align), box=box, anchor="ctr", wraps=False,
                    fill=look.fill(ground[0]) if ground else "",
                )  # fmt: skip


def _text_box(
    words: str, x: float, middle: float, size: float, position: str, canvas: Canvas, frame: Box
) -> tuple[Box, str]:
    """Return the box of a text, which never leaves the frame, and its side (l, ctr or r)."""
    width, half, spare = text_width(words, size), size * TEXT_BOX_EM / 2, size * SIDE_ROOM_EM
    if position.endswith("right"):
        left, right, align = x, x + width + spare, "l"
    elif position.endswith("left"):
        left, right, align = x - width - spare, x, "r"
    else:
        left, right, align = x - width / 2 - spare, x + width / 2 + spare, "ctr"
    box = canvas.box(left, middle - half, right, middle + half)
    # A line that is too long for its place begins further left, as far as the frame goes.
    edge = max(min(box.left, frame.right - box.width), frame.left)
    return Box(edge, box.top, min(edge + box.width, frame.right) - edge, box.height), align


def _each(value: Any, count: int, default: Any = None) -> list[Any]:
    """Return a value for each point: a figure gives one for all, one for each, or none."""
    if value is None:
        return [default] * count
    if isinstance(value, str) or not hasattr(value, "__len__"):
        return [value] * count
    return [default if one is None else one for one in value]
