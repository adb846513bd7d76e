"""Slides of a briefing: what stands on them, in which words, where and how large; the same bytes every time."""

from dataclasses import replace
from typing import Any

import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.native import TextColumn, TextTable
from dashboard.charts.quotes import quotes_of
from dashboard.export.briefing_content import BriefingContent, briefing_content
from dashboard.export.deck import deck_bytes
from dashboard.tables.tables import Selection
from tests.constructed_tables import constructed_tables
from tests.deck_readings import (
    charts_of,
    faults,
    opened,
    parts_of,
    seed_content,
    seed_deck,
    tables_of,
    texts_of,
    xml_of,
)
from tests.drawn_charts import tables_of_count

__all__ = ["seed_content", "seed_deck"]

HEADINGS = ["街道", "目标", "数量", "期限", "受益人群", "主题"]


def chart_slides(deck: bytes, content: BriefingContent) -> list[tuple[Chart, Any]]:
    slides = list(opened(deck).slides)
    return list(zip(content.charts, slides[1 : 1 + len(content.charts)], strict=True))


def small(streets: int, *, hostile: bool = False, keys: tuple[str, ...] | None = None) -> BriefingContent:
    return briefing_content(constructed_tables(streets, hostile=hostile), chart_keys=keys)


def test_slides_are_wide_and_begin_with_a_cover(seed_deck: bytes, seed_content: BriefingContent) -> None:
    presentation = opened(seed_deck)
    assert presentation.slide_width * 9 == presentation.slide_height * 16
    cover = presentation.slides[0]
    assert cover.shapes.title.text_frame.text == seed_content.summary
    assert texts_of(cover) == [
        "街道展望", seed_content.summary, f"{seed_content.streets}\n{seed_content.coverage}",
    ]  # fmt: skip


def test_each_chart_has_a_slide_in_the_order_given() -> None:
    content = small(3, keys=("timeline", "theme_heatmap", "amounts"))
    titles = [slide.shapes.title.text_frame.text for slide in opened(deck_bytes(content)).slides]
    assert titles[1:4] == [chart.finding for chart in content.charts]


def test_finding_subtitle_source_caution_and_number_stand_on_every_chart(
    seed_deck: bytes, seed_content: BriefingContent
) -> None:
    for chart, slide in chart_slides(seed_deck, seed_content):
        texts = texts_of(slide)
        assert texts[0] == chart.finding
        assert texts[1].startswith(chart.subtitle.partition("；另有")[0])
        assert texts[2] == "\n".join(filter(None, (chart.source, chart.caution)))
        assert slide.shapes.title.is_placeholder
    for name, root in xml_of(seed_deck, "ppt/slides/slide"):
        fields = root.xpath("//*[local-name()='fld']/@type")
        assert fields == ([] if name.endswith("slide1.xml") else ["slidenum"])


def test_closing_shows_the_key_figures_before_the_appendix(seed_deck: bytes, seed_content: BriefingContent) -> None:
    slide = opened(seed_deck).slides[1 + len(seed_content.charts)]
    values, labels = tables_of(slide)[0]
    assert list(zip(values, labels, strict=True)) == [
        (f"{figure.value:,}", figure.label) for figure in seed_content.figures
    ]


def test_appendix_holds_every_commitment_in_order_under_a_repeated_header(
    seed_deck: bytes, seed_content: BriefingContent
) -> None:
    rows: list[list[str]] = []
    slides = list(opened(seed_deck).slides)[2 + len(seed_content.charts) :]
    assert len(slides) > 1
    for slide in slides:
        header, *body = tables_of(slide)[0]
        assert header == HEADINGS
        rows += body
    columns = ["street", "text", "amounts", "due", "groups", "themes"]
    assert rows == seed_content.commitments[columns].to_numpy().tolist()


def test_a_commitment_longer_than_a_slide_goes_on_in_the_next_rows() -> None:
    content = small(1, keys=())
    text = "建设更多的口袋公园和邻里中心，" * 80
    long = replace(content, commitments=content.commitments.assign(text=text).head(2))
    deck = deck_bytes(long)
    words = [row[1] for slide in list(opened(deck).slides)[2:] for row in tables_of(slide)[0][1:]]
    assert len(words) > 4
    assert "".join(words) == text * 2
    assert faults(deck) == []


def test_notes_quote_the_sentences_with_document_and_article(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for chart, slide in chart_slides(seed_deck, seed_content):
        said = slide.notes_slide.notes_text_frame.text
        quotes = quotes_of(seed_content.tables, chart.evidence)
        assert said.startswith(chart.finding)
        for quote in quotes.shown:
            assert quote.text in said
            assert f"——{quote.street}，{quote.document}，文章“{quote.article}”" in said
    assert quotes.shown


def test_words_that_count_are_bold_in_the_notes(seed_deck: bytes, seed_content: BriefingContent) -> None:
    chart, slide = chart_slides(seed_deck, seed_content)[0]
    quote = quotes_of(seed_content.tables, chart.evidence).shown[0]
    wanted = {quote.text[start - quote.start : end - quote.start] for start, end in quote.places}
    paragraphs = slide.notes_slide.notes_text_frame.paragraphs
    said = next(one for one in paragraphs if one.text == quote.text)
    assert {run.text for run in said.runs if run.font.bold} == wanted


@pytest.mark.parametrize("streets", [1, 3, 12, 107])
def test_nothing_is_outside_overlapping_small_without_font_or_out_of_order(streets: int) -> None:
    assert faults(deck_bytes(briefing_content(tables_of_count(streets)))) == []


def test_the_seed_is_without_fault(seed_deck: bytes) -> None:
    assert faults(seed_deck) == []


def test_text_of_documents_stays_text() -> None:
    content = small(2, hostile=True, keys=("amounts", "word_clouds", "timeline", "theme_bars"))
    rough = content.commitments.assign(text="<a:t>&amp; =1+1 \x07\x00末")
    deck = deck_bytes(replace(content, commitments=rough))
    assert faults(deck) == []
    rows = tables_of(opened(deck).slides[-1])[0]
    assert rows[1][1] == "<a:t>&amp; =1+1 末"


def test_an_empty_chart_says_what_is_missing() -> None:
    content = briefing_content(tables_of_count(1), chart_keys=("similarity",))
    assert content.charts[0].native is None
    slide = opened(deck_bytes(content)).slides[1]
    assert f"{content.charts[0].name}：{content.charts[0].finding}" in texts_of(slide)


def test_without_any_commitment_or_chart_there_are_cover_and_closing() -> None:
    content = briefing_content(tables_of_count(3), Selection(streets=("没有的街道",)), chart_keys=())
    deck = deck_bytes(content)
    assert len(opened(deck).slides) == 2
    assert faults(deck) == []


def test_a_table_with_more_rows_than_a_slide_holds_goes_on_on_the_next() -> None:
    content = small(1, keys=("amounts",))
    names = tuple(f"第{number}行" for number in range(40))
    native = TextTable((TextColumn("名称", names, 1.0),), foot="脚注")
    deck = deck_bytes(
        replace(content, charts=(replace(content.charts[0], native=native),), commitments=content.commitments.head(0))
    )
    slides = list(opened(deck).slides)[1:-1]
    assert [row[0] for slide in slides for row in tables_of(slide)[0][1:]] == list(names)
    assert all(slide.shapes.title.text_frame.text == content.charts[0].finding for slide in slides)
    assert faults(deck) == []


def test_same_briefing_same_bytes(seed_deck: bytes, seed_content: BriefingContent) -> None:
    assert deck_bytes(seed_content) == seed_deck


def test_the_workbooks_in_charts_have_no_clock_either(seed_deck: bytes) -> None:
    books = {name: part for name, part in parts_of(seed_deck).items() if name.endswith(".xlsx")}
    assert books
    for book in books.values():
        assert b"2000-01-01T00:00:00Z" in parts_of(book)["docProps/core.xml"]


def test_another_font_takes_the_place_of_the_default() -> None:
    deck = deck_bytes(small(2, keys=("theme_bars", "timeline")), font="思源黑体")
    for name, root in xml_of(deck, "ppt/(slides|charts|slideMasters|theme/theme1)"):
        faces = set(root.xpath("//*[local-name()='ea']/@typeface"))
        assert faces <= {"思源黑体", "+mj-ea", "+mn-ea"}, name
    assert any("思源黑体" in root.xpath("//*[local-name()='ea']/@typeface") for _, root in xml_of(deck, "ppt/charts"))


def test_progress_counts_every_slide() -> None:
    content, told = small(2, keys=("theme_bars", "amounts")), []
    deck = deck_bytes(content, on_progress=lambda *one: told.append(one))
    total = len(opened(deck).slides)
    assert [done for done, _, _ in told] == list(range(1, total + 1))
    assert {whole for _, whole, _ in told} == {total}
    assert [name for _, _, name in told][:4] == ["封面", "主题占比", "数量与期限", "小结"]


def test_charts_can_be_described_to_screen_readers(seed_deck: bytes, seed_content: BriefingContent) -> None:
    for chart, slide in chart_slides(seed_deck, seed_content):
        described = [shape._element.xpath(".//p:cNvPr/@descr") for shape in slide.shapes]
        assert any(chart.description in words for words in described) or chart.native is None


def test_the_seed_shows_charts_tables_and_shapes(seed_deck: bytes, seed_content: BriefingContent) -> None:
    slides = [slide for _, slide in chart_slides(seed_deck, seed_content)]
    assert sum(bool(charts_of(slide)) for slide in slides) >= 5
    assert sum(bool(tables_of(slide)) for slide in slides) >= 2
    assert sum(shape.shape_type == 6 for slide in slides for shape in slide.shapes) == 3
