"""Writes one slide after another: what a layout has a place for goes there, the rest into text boxes beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard.export.deck_parts import DeckParts
from dashboard.export.east_asian import paragraph, run
from dashboard.export.native_charts import ChartPiece, Piece, WordsPiece
from dashboard.export.own_layouts import NUMBER_FIELD
from dashboard.export.slide_frame import Frame, Place
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_notes import notes_tree, quoted
from dashboard.export.slide_shapes import CHART, Box, Placeholder, ShapeNumbers, graphic_frame, text_shape
from dashboard.export.slide_text import LEAST_POINTS, LINE_EM, fitting_size, line_count, shortened_to
from dashboard.tables.table_source import TableSource

LEAST_TITLE_POINTS = 20
LEAST_SHRUNK = 0.85
MOST_TITLE_LINES, MOST_SUBTITLE_LINES = 2, 2
TEXT_LINE_POINTS = LEAST_POINTS * LINE_EM
GAP_POINTS = 6
NUMBER_POINTS = 60
HEADED_POINTS = 18


@dataclass(frozen=True, slots=True)
class Words:
    """What a slide says around its content; ``caution`` stands with the source."""

    title: str
    subtitle: str
    source: str
    caution: str | None = None

    @property
    def foot(self) -> list[str]:
        return [line for line in (self.source, self.caution) if line]


def title_size(title: str, place: Place) -> float:
    """Return the largest size at which a title fits into its place in two lines, down to ``LEAST_TITLE_POINTS``."""
    size = fitting_size(title, place.size, LEAST_TITLE_POINTS, place.box.width, MOST_TITLE_LINES)
    while size > LEAST_TITLE_POINTS and _title_height(title, size, place) > place.box.height:
        size -= 1
    return size


def _title_height(title: str, size: float, place: Place) -> float:
    return line_count(title, size, place.box.width) * place.line_points * size / place.size


def with_title_size(frame: Frame, titles: Sequence[str]) -> Frame:
    """Return the frame with one size for all of these titles."""
    place = frame.title
    if place is None:
        return frame
    return replace(frame, title_points=min(title_size(title, place) for title in titles))


class NoParts(DeckParts):
    """Takes slides that are only measured."""

    def __init__(self) -> None:
        pass

    def new_slide(self, layout: Any) -> None:
        return None


class Slide:
    """A slide that is being written: ``room`` is what is left for its content."""

    def __init__(self, parts: DeckParts, frame: Frame, look: SlideLook) -> None:
        self._parts, self.frame, self.look = parts, frame, look
        self.part = parts.new_slide(frame.layout)
        self.numbers = ShapeNumbers()
        self.room = frame.content
        self._shapes: list[str] = []

    @property
    def placeholder(self) -> Placeholder | None:
        """The place of the layout that a lone chart or table fills."""
        return self.frame.content_placeholder

    def add(self, shape: str) -> None:
        self._shapes.append(shape)

    def finish(self) -> None:
        self._parts.fill_slide(self.part, "".join(self._shapes))

    @staticmethod
    def room_below(frame: Frame, words: Words, look: SlideLook) -> Box:
        """Return the room that a slide with these words leaves for its content."""
        slide = Slide(NoParts(), frame, look)
        slide.add_words(words)
        return slide.room

    def add_words(self, words: Words) -> None:
        """Add title, subtitle, source line and number, and take their room off what is left."""
        self.add_title(words.title, self.frame.title)
        self._add_subtitle(words.subtitle)
        self._add_foot(words.foot)

    def add_title(self, title: str, place: Place | None) -> None:
        if place is None:
            top = self.room.part(bottom=self.room.height - LEAST_TITLE_POINTS * LINE_EM * MOST_TITLE_LINES)
            self.room = self.room.part(top=top.height + GAP_POINTS)
            place = Place(top, LEAST_TITLE_POINTS, LEAST_TITLE_POINTS * LINE_EM)
        size = min(self.frame.title_points or place.size, title_size(title, place))
        # A title that is a little too long for one line is set smaller rather than broken before its last characters.
        alone = fitting_size(title, size, size * LEAST_SHRUNK, place.box.width, 1)
        if line_count(title, alone, place.box.width) == 1:
            size = alone
        is_bold = None if place.placeholder else True
        self._text("标题", [title], place, size, self.look.style.ink, is_bold=is_bold, is_heading=True)

    def _add_subtitle(self, words: str) -> None:
        place = self.frame.subtitle
        if not words:
            return
        if place is None:
            height = min(line_count(words, LEAST_POINTS, self.room.width), MOST_SUBTITLE_LINES) * TEXT_LINE_POINTS
            box = Box(self.room.left, self.room.top, self.room.width, height)
            self.room = self.room.part(top=height + GAP_POINTS)
            place = Place(box)
        most = max(1, int(place.box.height // (place.line_points * 0.95)))
        size = fitting_size(words, place.size, LEAST_POINTS, place.box.width, most)
        words = shortened_to(words, size, place.box.width, most)
        self._text("副标题", [words], place, size, self.look.style.quiet_ink)

    def _add_foot(self, lines: Sequence[str]) -> None:
        """Add source and caution to the footer of the layout where they fit, else above it; and the slide number."""
        place, number = self.frame.source, self.frame.number
        if place is not None:
            size = _foot_size(lines, place)
            if size:
                self._text("来源", lines, place, size, self.look.style.quiet_ink)
            else:
                place = None
        if place is None or number is None:
            strip = self._take_strip(lines if place is None else [""])
            if place is None:
                shown = [shortened_to(line, LEAST_POINTS, strip.width, 1) for line in lines]
                self._text("来源", shown, Place(strip), LEAST_POINTS, self.look.style.quiet_ink)
            if number is None:
                box = Box(strip.right, strip.bottom - TEXT_LINE_POINTS, NUMBER_POINTS, TEXT_LINE_POINTS)
                self._add_number(Place(box))
        if number is not None:
            self._add_number(number)

    def _take_strip(self, lines: Sequence[str]) -> Box:
        """Take lines off the bottom of the room, up to a slide number at the right where the layout has none."""
        height = len(lines) * TEXT_LINE_POINTS
        right = 0 if self.frame.number is not None else NUMBER_POINTS
        strip = self.room.part(top=self.room.height - height, right=right)
        self.room = self.room.part(bottom=height + GAP_POINTS)
        return strip

    def _add_number(self, place: Place) -> None:
        is_own = place.placeholder is None
        size = LEAST_POINTS if is_own or place.size < LEAST_POINTS else None
        properties = self.look.text(size, self.look.style.quiet_ink if is_own else None)
        field = f'<a:fld id="{NUMBER_FIELD}" type="slidenum">{properties}<a:t>‹#›</a:t></a:fld>'
        said, box = paragraph(field, align="r" if is_own else ""), place.box if is_own else None
        self.add(text_shape(self.numbers.next(), "页码", said, box=box, placeholder=place.placeholder))

    def _text(
        self, name: str, lines: Sequence[str], place: Place, size: float, colour: str, *, is_bold: bool | None = None,
        is_heading: bool = False,
    ) -> None:  # fmt: skip
        """Add paragraphs to a place; what a placeholder has from its layout is not said again."""
        is_own = place.placeholder is None
        points, shade = (size, colour) if is_own else (size if size != place.size else None, None)
        properties = self.look.text(points, shade, is_bold=is_bold, is_heading=is_heading)
        distance = size * LINE_EM if is_own else None
        said = "".join(paragraph(run(line, properties), line_points=distance) for line in lines)
        box = place.box if is_own else place.moved
        self.add(text_shape(self.numbers.next(), name, said, box=box, placeholder=place.placeholder))

    def add_lines(self, name: str, lines: Sequence[str], place: Place | None, size: float | None = None) -> None:
        """Add lines to a text place of the layout; nothing where it has none."""
        if place is not None and lines:
            self._text(name, lines, place, size or place.size, self.look.style.ink)

    def add_box(self, name: str, words: str, place: Place) -> None:
        """Add a quiet line in a text box."""
        self._text(name, [words], place, LEAST_POINTS, self.look.style.quiet_ink)

    def add_message(self, message: str) -> None:
        """Fill the place of the content with words alone."""
        properties = self.look.text(HEADED_POINTS + 2, self.look.style.quiet_ink)
        box = None if self.placeholder and self.room == self.frame.content else self.room
        said = paragraph(run(message, properties), align="ctr")
        self.add(text_shape(self.numbers.next(), "说明", said, box=box, placeholder=self.placeholder, anchor="ctr"))

    def add_pieces(self, pieces: Sequence[Piece], description: str) -> None:
        """Add charts, and words beside them; a chart alone fills the place of the layout."""
        charts = [piece for piece in pieces if isinstance(piece, ChartPiece)]
        for piece in pieces:
            if isinstance(piece, ChartPiece):
                link = self._parts.add_chart(self.part, piece.chart, piece.book)
                graphic = f'<c:chart xmlns:c="{CHART}" r:id="{link}"/>'
                placeholder = self.placeholder if piece is charts[0] else None
                number = self.numbers.next()
                self.add(
                    graphic_frame(
                        number, piece.name, piece.box, CHART, graphic, placeholder=placeholder, description=description
                    )
                )
            else:
                self._add_beside(piece)

    def _add_beside(self, piece: WordsPiece) -> None:
        style, lines = self.look.style, []
        for line in piece.lines:
            properties = self.look.text(
                line.size, style.quiet_ink if line.is_quiet else style.ink, is_bold=line.is_strong or None
            )
            lines.append(paragraph(run(line.text, properties), line_points=line.size * LINE_EM))
        # A single line keeps to itself even where a program sets it a little wider than it was measured.
        wraps = len(piece.lines) == 1 and line_count(piece.lines[0].text, piece.lines[0].size, piece.box.width) > 1
        said, number = "".join(lines), self.numbers.next()
        self.add(text_shape(number, piece.name, said, box=piece.box, anchor=piece.anchor, wraps=wraps))

    def add_notes(self, tables: TableSource, evidence: pd.DataFrame | None, head: Sequence[str]) -> None:
        """Add the speaker's notes: ``head``, then the sentences behind the slide."""
        self._parts.add_notes(self.part, notes_tree(quoted(tables, evidence, head, self.look), self.look))


def _foot_size(lines: Sequence[str], place: Place) -> float | None:
    """Return the size at which the lines fit into a footer, no smaller than body text; None where they do not."""
    size = max(place.size, float(LEAST_POINTS))
    while size >= LEAST_POINTS:
        needed = sum(line_count(line, size, place.box.width) for line in lines) * size * LINE_EM
        if needed <= place.box.height + 1:
            return size
        size -= 1
    return None
