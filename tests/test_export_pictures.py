"""Charts as pictures: everything that is said about a chart stands in it, inside the sheet, and the same each time."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.sheet import sheet_chart
from dashboard.charts.style import LIGHT
from dashboard.charts.text_metrics import text_width
from dashboard.charts.wording import escape
from dashboard.export import browser_search
from dashboard.export.framed_figure import FIGURE_TOP_PIXELS, LEFT_PIXELS, framed_figure, picture_file
from dashboard.export.picture_browser import NoBrowserError
from dashboard.export.pictures import drawn_pictures, pictures_zip, write_pictures
from dashboard.export.text_wrap import wrapped
from tests.constructed_tables import constructed_tables
from tests.drawn_charts import every_chart, tables_of_count

HEADLINE = "没有3个街道都用的关键词，2个街道共用的有9个：“品质”“文化”“温度”等；95%的关键词只有一个街道用"
BROWSER_VARIABLE = "BROWSER_PATH"


def chart_of(key: str, streets: int = 3) -> Chart:
    return sheet_chart(tables_of_count(streets), chart_key=key)


def words_in(figure: Any) -> str:
    """Return all that the figure's own words say, without line breaks."""
    return "".join(str(note.text) for note in figure.layout.annotations).replace("<br>", "")


@every_chart
@pytest.mark.parametrize("streets", (0, 3, 107))
def test_picture_is_the_chart_at_its_place_on_the_sheet(definition: Any, streets: int) -> None:
    chart = chart_of(definition.key, streets)
    before = chart.figure.to_json()

    framed = framed_figure(chart)

    own, layout = chart.figure.layout, framed.layout
    assert (layout.width, layout.height) == (1920, 1080)
    assert layout.margin.t - own.margin.t == FIGURE_TOP_PIXELS
    assert 1080 - layout.margin.t - layout.margin.b == own.height - own.margin.t - own.margin.b
    assert layout.margin.l - own.margin.l >= LEFT_PIXELS
    assert min(layout.margin.l, layout.margin.r, layout.margin.t, layout.margin.b) >= 0
    assert chart.figure.to_json() == before


@every_chart
@pytest.mark.parametrize("streets", (0, 3, 107))
def test_picture_says_finding_subtitle_source_and_caution(definition: Any, streets: int) -> None:
    chart = chart_of(definition.key, streets)

    said = words_in(framed_figure(chart))

    for words in (chart.finding, chart.subtitle, chart.source, chart.caution or ""):
        assert escape(words).replace(" ", "") in said.replace(" ", "")


def test_words_of_documents_stay_words() -> None:
    chart = sheet_chart(constructed_tables(3, hostile=True), chart_key="amounts")

    said = words_in(framed_figure(chart))

    assert "<i>" not in said
    assert "$" not in said


def test_picture_without_ground_is_transparent_all_over() -> None:
    layout = framed_figure(chart_of("theme_bars"), transparent=True).layout

    assert layout.paper_bgcolor == layout.plot_bgcolor == "rgba(0,0,0,0)"
    assert framed_figure(chart_of("theme_bars")).layout.paper_bgcolor == LIGHT.paper


def test_headline_is_broken_into_lines_of_about_the_same_length() -> None:
    lines = wrapped(HEADLINE, 42, 1800, 2)

    assert "".join(lines) == HEADLINE
    widths = [text_width(line, 42) for line in lines]
    assert len(lines) == 2
    assert max(widths) <= 1800
    assert max(widths) / min(widths) < 1.4


def test_quoted_words_and_numbers_with_their_unit_stay_together() -> None:
    lines = wrapped("完成“口袋公园”1,302个", 20, 140, 9)

    assert "“口袋公园”" in lines
    assert "1,302个" in lines


@pytest.mark.parametrize("text", ("", "品质", "a" * 500, "，" * 300))
def test_no_more_lines_than_wanted(text: str) -> None:
    assert len(wrapped(text, 20, 200, 2)) <= 2


def test_name_of_a_picture_tells_chart_size_and_ground() -> None:
    chart = chart_of("theme_heatmap")

    assert picture_file(chart) == "图-主题热力图.svg"
    assert picture_file(chart, 2, transparent=True) == "图-主题热力图-透明底-3840×2160.png"


def test_where_no_browser_is_found_people_are_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BROWSER_VARIABLE, "/no/such/browser")

    assert browser_search.browser_found() is None
    with pytest.raises(NoBrowserError, match="请安装"):
        next(drawn_pictures([chart_of("theme_bars")]))


def test_browser_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    own = tmp_path / "chrome"
    own.write_text("")
    monkeypatch.setenv(BROWSER_VARIABLE, str(own))

    assert browser_search.browser_found() == own


@pytest.fixture
def found_browser() -> Path:
    found = browser_search.browser_found()
    if found is None:
        pytest.skip(browser_search.MISSING)
    return found


@pytest.mark.browser
def test_pictures_are_sharp_named_and_the_same_each_time(found_browser: Path, tmp_path: Path) -> None:
    from PIL import Image

    charts = [chart_of("timeline")]
    told: list[tuple[int, int, str]] = []
    packed = pictures_zip(charts, on_progress=lambda *step: told.append(step))
    paths = write_pictures(charts, tmp_path)

    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == [path.name for path in paths]
        assert [archive.read(path.name) == path.read_bytes() for path in paths] == [True] * 3
    assert [path.name.partition(charts[0].name)[2] for path in paths[:3]] == [
        ".svg", "-1920×1080.png", "-3840×2160.png"
    ]  # fmt: skip
    assert [Image.open(path).size for path in paths if path.suffix == ".png"] == [(1920, 1080), (3840, 2160)]
    assert told == [(1, 1, charts[0].name)]
    assert charts[0].finding in paths[0].read_text("utf-8").replace("</tspan>", "")


@pytest.mark.browser
def test_transparent_picture_holds_chinese_signs_and_no_ground(found_browser: Path) -> None:
    from dataclasses import replace

    from PIL import Image

    chart = replace(chart_of("text_length"), finding="古美", subtitle="")
    png = list(drawn_pictures([chart], scales=(1,), transparent=True))[1].content
    picture = Image.open(io.BytesIO(png))

    assert picture.mode == "RGBA"
    assert picture.getpixel((1900, 1070))[3] == 0
    first, second = (picture.crop((60 + 42 * place, 36, 102 + 42 * place, 96)).tobytes() for place in (0, 1))
    assert first != second  # without a Chinese font both would be the same box
