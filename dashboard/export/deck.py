"""The briefing as slides of PowerPoint's own charts, tables and shapes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from dashboard.charts.chart import Chart
from dashboard.export.appendix_slides import APPENDIX, add_appendix, appendix_columns, appendix_words
from dashboard.export.briefing_content import TITLE, BriefingContent, Progress
from dashboard.export.chart_slide import chart_slides, drawn_for
from dashboard.export.deck_parts import DeckParts
from dashboard.export.east_asian import DEFAULT_FONT, Fonts
from dashboard.export.native_tables import figures_table
from dashboard.export.office_template import opened_template, template_look
from dashboard.export.own_master import own_presentation
from dashboard.export.slide_frame import Frame, chart_frame, cover_frame
from dashboard.export.slide_look import EMU_PER_POINT, SlideLook
from dashboard.export.slide_shapes import Box
from dashboard.export.slide_writer import Slide, Words, with_title_size
from dashboard.export.steady_zip import steady_zip
from dashboard.export.word_tables import paged_table

MADE = datetime(2000, 1, 1)
"""A deck says when it was made; a fixed day, so that the same briefing is the same bytes."""
COVER, CLOSING = "封面", "小结"


@dataclass(frozen=True, slots=True)
class Deck:
    """What all slides share: the briefing, where parts go, the look, the layouts, and the font of the data sheets."""

    content: BriefingContent
    parts: DeckParts
    look: SlideLook
    cover: Frame
    chart: Frame
    font: str


def deck_bytes(
    content: BriefingContent, *, font: str | None = None, template: Path | None = None,
    on_progress: Progress | None = None,
) -> bytes:  # fmt: skip
    """Return the slides as a ``.pptx`` file, the same bytes for the same briefing.

    ``font`` is the typeface of all text (default: 微软雅黑, or with a ``template`` the fonts of its theme).
    ``template`` is a ``.pptx`` or ``.potx`` whose master, layouts and colours are used and whose own slides are left
    out. OSError where it cannot be read, ValueError where it is not such a file.
    """
    presentation, look = _started(content, font, template)
    room = Box(0, 0, presentation.slide_width / EMU_PER_POINT, presentation.slide_height / EMU_PER_POINT)
    layouts = list(presentation.slide_layouts)
    frame = with_title_size(chart_frame(layouts, room), [content.summary, *(chart.finding for chart in content.charts)])
    deck = Deck(content, DeckParts(presentation), look, cover_frame(layouts), frame, font or DEFAULT_FONT)
    for done, (name, total) in enumerate(_slides(deck), 1):
        if on_progress:
            on_progress(done, total, name)
    return _saved(presentation, content)


def _started(content: BriefingContent, font: str | None, template: Path | None) -> tuple[Any, SlideLook]:
    if template is None:
        fonts = Fonts(font or DEFAULT_FONT, font or DEFAULT_FONT)
        return own_presentation(content.style, font or DEFAULT_FONT), SlideLook(content.style, fonts, fonts)
    presentation = opened_template(template)
    return presentation, template_look(presentation, content.style, font)


def _saved(presentation: Any, content: BriefingContent) -> bytes:
    properties = presentation.core_properties
    properties.title, properties.subject = f"{TITLE}：{content.summary}", content.coverage
    properties.author = properties.last_modified_by = TITLE
    properties.created = properties.modified = MADE
    properties.revision = 1
    file = BytesIO()
    presentation.save(file)
    return steady_zip(file.getvalue())


def _slides(deck: Deck) -> Iterator[tuple[str, int]]:
    """Write every slide; yield what it shows and how many slides there are."""
    content = deck.content
    # What stands around the tables is as high on every slide of the appendix, so one tells the room of all.
    room = Slide.room_below(deck.chart, appendix_words(content, 1, 1), deck.look)
    appendix = paged_table(appendix_columns(content.commitments, content.chosen.unit), room)
    total = len(content.charts) + len(appendix.pages) + 2
    _cover(deck)
    yield COVER, total
    for chart in content.charts:
        _chart(deck, chart)
        yield chart.name, total
    _closing(deck)
    yield CLOSING, total
    for number in range(1, len(appendix.pages) + 1):
        slide = Slide(deck.parts, deck.chart, deck.look)
        add_appendix(slide, content, appendix, number)
        slide.finish()
        yield APPENDIX, total


def _cover(deck: Deck) -> None:
    content, frame = deck.content, deck.cover
    slide = Slide(deck.parts, frame, deck.look)
    name, lines = [TITLE], [line for line in (content.streets, content.coverage) if line]
    slide.add_lines("名称", name, frame.name)
    slide.add_title(content.summary, frame.title)
    slide.add_lines("说明", lines if frame.name else [*name, *lines], frame.subtitle)
    slide.add_notes(content.tables, None, [content.summary, content.source])
    slide.finish()


def _chart(deck: Deck, chart: Chart) -> None:
    content = deck.content
    words = Words(chart.finding, chart.subtitle, chart.source, chart.caution)
    room = Slide.room_below(deck.chart, words, deck.look)
    for drawn in drawn_for(chart, content.chosen, room, deck.look.style, content.today):
        for add in chart_slides(drawn, room, deck.font):
            slide = Slide(deck.parts, deck.chart, deck.look)
            slide.add_words(replace(words, subtitle=drawn.subtitle))
            add(slide)
            slide.add_notes(content.tables, chart.evidence, [chart.finding, chart.caution or ""])
            slide.finish()


def _closing(deck: Deck) -> None:
    content, slide = deck.content, Slide(deck.parts, deck.chart, deck.look)
    slide.add_words(Words(content.summary, f"{CLOSING}；{content.coverage}", content.source))
    figures = [(f"{figure.value:,}", figure.label) for figure in content.figures]
    slide.add(
        figures_table(slide.numbers.next(), CLOSING, figures, slide.room, slide.look, placeholder=slide.placeholder)
    )
    slide.add_notes(content.tables, content.figures[0].evidence, [content.summary])
    slide.finish()
