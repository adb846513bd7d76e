"""The timeline: what is drawn where, which words stand over it, and that no two labels overlap."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pandas as pd
import pytest

from dashboard.charts.chart import Chart
from dashboard.charts.style import CHART_HEIGHT_PIXELS, SMALL_TEXT_PIXELS
from dashboard.charts.text_metrics import text_width
from dashboard.charts.timeline import LANE_LABEL_PIXELS, timeline, timeline_page_count
from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables
from tests.constructed_tables import constructed_tables, tables_of

YEAR = 2021
Milestone = tuple[str, str, date | None, date | None, str, str, bool]
JANUARY_END = (date(YEAR, 1, 21), date(YEAR, 1, 31))
MAY_END = (date(YEAR, 5, 21), date(YEAR, 5, 31))
WHOLE_YEAR = (date(YEAR, 1, 1), date(YEAR, 12, 31))


def _tables(streets: list[str], milestones: list[Milestone], undated: dict[str, int] | None = None) -> Tables:
    rows: dict[str, list[dict[str, object]]] = {name: [] for name in SCHEMAS}
    for number, street in enumerate(streets):
        rows["articles"].append({
            "article_id": f"a{number}", "document_id": "d", "street": street, "district": "某区", "year": YEAR,
            "characters": 1000,
        })  # fmt: skip
    for number, (street, label, start, end, kind, due, whole) in enumerate(milestones):
        rows["milestones"].append({
            "milestone_id": f"m{number}", "commitment_id": f"c{number}", "sentence_id": f"s{number}",
            "document_id": "d", "street": street, "label": label, "start": number, "end": number + 5,
            "from_date": start, "to_date": end, "kind": kind, "due": due, "whole_year": whole, "themes": [],
        })  # fmt: skip
    for street, count in (undated or {}).items():
        for number in range(count):
            rows["targets"].append({
                "target_id": f"t{street}{number}", "commitment_id": f"u{street}{number}", "street": street,
                "themes": [], "beneficiaries": [],
            })  # fmt: skip
    return tables_of(rows)


def _texts(chart: Chart) -> list[str]:
    return [text for trace in chart.figure.data if trace.type == "scatter" and trace.text for text in trace.text]


def _label_boxes(chart: Chart) -> list[tuple[float, float, float, float]]:
    boxes = []
    for trace in chart.figure.data:
        if trace.name != "labels":
            continue
        for x, y, text, size in zip(trace.x, trace.y, trace.text, trace.textfont.size, strict=True):
            boxes.append((x, y - size * 0.6, x + text_width(text, size), y + size * 0.6))
    return boxes


def test_only_street_with_deadlines_finer_than_the_year_is_named_with_its_due_words() -> None:
    chart = timeline(_tables(["甲街道", "乙街道"], [
        ("甲街道", "完成第二轮征询", *MAY_END, "deadline", "5月底", False),
        ("甲街道", "完成第一轮征询", *JANUARY_END, "deadline", "1月底", False),
        ("乙街道", "推进改造", *WHOLE_YEAR, "period", "今年", True),
    ]))  # fmt: skip
    assert chart.finding == "只有甲街道给出了分阶段时限：1月底、5月底"


def test_a_single_street_is_not_called_the_only_one() -> None:
    chart = timeline(_tables(["甲街道"], [("甲街道", "完成征询", *JANUARY_END, "deadline", "1月底", False)]))
    assert chart.finding == "甲街道给出了年内时限：1月底"


def test_the_leader_is_named_with_the_distance_to_the_next() -> None:
    own = ("完成", *JANUARY_END, "deadline", "1月底", False)
    chart = timeline(_tables(["甲街道", "乙街道"], [("甲街道", *own), ("乙街道", *own), ("乙街道", *own)]))
    assert chart.finding == "乙街道写明的分阶段时限最多，共2项；甲1项"


def test_a_tie_names_no_leader_but_the_earliest() -> None:
    chart = timeline(_tables(["甲街道", "乙街道"], [
        ("甲街道", "完成", *MAY_END, "deadline", "5月底", False),
        ("乙街道", "完成", *JANUARY_END, "deadline", "1月底", False),
    ]))  # fmt: skip
    assert chart.finding == "两个街道写明的分阶段时限一样多，各1项；最早的是乙1月底"


def test_whole_year_dates_alone_are_no_deadlines_in_stages() -> None:
    chart = timeline(_tables(["甲街道"], [("甲街道", "推进改造", *WHOLE_YEAR, "period", "今年", True)]))
    assert chart.finding == "2021年写明日期的1项都没有年内的分阶段时限"


def test_without_milestones_the_chart_says_so() -> None:
    chart = timeline(_tables(["甲街道"], [], {"甲街道": 4}))
    assert chart.finding == "4项目标都没有写明2021年内的日期"
    assert chart.figure.layout.annotations[0].text == chart.finding


def test_undated_commitments_are_counted_in_the_lane_and_the_subtitle() -> None:
    tables = _tables(["甲街道"], [("甲街道", "完成", *JANUARY_END, "deadline", "1月底", False)], {"甲街道": 3})
    chart = timeline(tables)
    assert "另有3项未写日期" in _texts(chart)
    assert "1项有日期，另有3项未写日期" in chart.subtitle


def test_a_deadline_is_a_diamond_inside_its_last_day_with_due_words_and_phrase() -> None:
    chart = timeline(_tables(["甲街道"], [("甲街道", "完成征询", *JANUARY_END, "deadline", "1月底", False)]))
    diamonds = next(trace for trace in chart.figure.data if trace.name == "deadlines")
    february = next(x for x, text in zip(*_month_places(chart), strict=True) if text == "2月")
    january = next(x for x, text in zip(*_month_places(chart), strict=True) if text == "1月")
    assert january < diamonds.x[0] < february
    assert "1月底 完成征询" in _texts(chart)
    assert diamonds.customdata[0][0] in set(chart.evidence["mark"])


def _month_places(chart: Chart) -> tuple[list[float], list[str]]:
    names = next(trace for trace in chart.figure.data if trace.name == "names")
    months = [(x, text) for x, text in zip(names.x, names.text, strict=True) if text.endswith("月")]
    return [x for x, _ in months], [text for _, text in months]


def test_months_are_written_in_chinese_from_left_to_right() -> None:
    chart = timeline(_tables(["甲街道"], [("甲街道", "完成", *JANUARY_END, "deadline", "1月底", False)]))
    places, names = _month_places(chart)
    assert names == [f"{month}月" for month in range(1, 13)]
    assert places == sorted(places)


def test_an_open_end_fades_out_and_a_whole_year_does_not() -> None:
    chart = timeline(_tables(["甲街道"], [
        ("甲街道", "复制推广", date(YEAR, 3, 1), None, "start", "3月起", False),
        ("甲街道", "推进改造", *WHOLE_YEAR, "period", "今年", True),
    ]))  # fmt: skip
    bars = next(trace for trace in chart.figure.data if trace.name == "bars")
    shades: dict[str, list[float]] = {}
    for (mark,), opacity in zip(bars.customdata, bars.marker.opacity, strict=True):
        shades.setdefault(mark, []).append(opacity)
    fading = [shade for shade in shades["m0"] if shade < 1]
    assert len(set(fading)) > 10 and fading == sorted(fading, reverse=True)
    assert len({shade for shade in shades["m1"] if shade < 1}) == 1


def test_the_same_anniversary_of_several_streets_is_one_line_that_leads_to_all_of_them() -> None:
    day = (date(YEAR, 7, 1), date(YEAR, 7, 1), "anniversary", "建党100周年", False)
    streets = ["甲街道", "乙街道"]
    chart = timeline(_tables(streets, [(street, "建党100周年", *day) for street in streets]))
    assert _texts(chart).count("7月1日 建党100周年") == 1
    assert sum(shape.line.dash == "dash" for shape in chart.figure.layout.shapes) == 1
    assert set(chart.evidence["sentence_id"]) == {"s0", "s1"}


@pytest.mark.parametrize(("today", "drawn"), [(date(2021, 5, 12), True), (date(2022, 5, 12), False), (None, False)])
def test_today_is_drawn_only_inside_the_plan_year(today: date | None, drawn: bool) -> None:
    chart = timeline(constructed_tables(3), today=today)
    assert any(text.startswith("今天") for text in _texts(chart)) is drawn


def _crowded(streets: int, per_street: int) -> Tables:
    milestones: list[Milestone] = []
    names = [f"第{number}街道" for number in range(streets)]
    for place, street in enumerate(names):
        for number in range(per_street):
            end = date(YEAR, 1, 1) + timedelta(days=(place * 53 + number * 37) % 365)
            kind = ("deadline", "deadline", "period", "start")[number % 4]
            start = None if number % 5 == 0 else end - timedelta(days=number * 9 % 60)
            span = (end, None) if kind == "start" else (start, end)
            label = "完成社区食堂和综合为老服务中心改造提升"[: 4 + number % 15]
            milestones.append((street, label, *span, kind, f"{end.month}月{end.day}日", False))
    return _tables(names, milestones)


@pytest.mark.parametrize(("streets", "per_street"), [(1, 30), (3, 9), (3, 25), (12, 6), (107, 4)])
def test_labels_never_overlap_and_stay_inside_the_figure(streets: int, per_street: int) -> None:
    chart = timeline(_crowded(streets, per_street), today=date(YEAR, 10, 1))
    boxes = _label_boxes(chart)
    assert boxes
    assert chart.figure.layout.height <= CHART_HEIGHT_PIXELS
    assert all(left >= 0 and right <= 1800 for left, _, right, _ in boxes)
    for (left, top, right, bottom), (other_left, other_top, other_right, other_bottom) in combinations(boxes, 2):
        assert right <= other_left or other_right <= left or bottom <= other_top or other_bottom <= top


def _all_pages(tables: Tables, **options: int) -> list[Chart]:
    return [timeline(tables, page=page + 1, **options) for page in range(timeline_page_count(tables, **options))]


def test_what_is_not_drawn_is_counted() -> None:
    drawn: set[str] = set()
    hidden = 0
    for chart in _all_pages(_crowded(3, 60)):
        labels = next(trace for trace in chart.figure.data if trace.name == "labels")
        drawn |= {milestone for (mark,) in labels.customdata for milestone in mark.split("|")}
        hidden += sum(
            int(text.split("项未画出")[0].rsplit("有", 1)[-1]) for text in _texts(chart) if "项未画出" in text
        )
    assert hidden > 0
    assert len(drawn) + hidden == 3 * 60


@pytest.mark.parametrize(("undated", "steps"), [(127, 50), (372, 160), (1_521, 190), (12, 3), (0, 40)])
def test_counts_of_a_lane_are_never_cut_off(undated: int, steps: int) -> None:
    streets = ["甲街道", "乙街道", "丙街道", "丁街道"]
    dated: list[Milestone] = [
        (street, f"第{number}件事", *MAY_END, "deadline", "5月底", False) for street in streets
        for number in range(steps)
    ]  # fmt: skip
    chart = timeline(_tables(streets, dated, dict.fromkeys(streets, undated)))
    counts = [text for text in _texts(chart) if re.search("项(未|无)", text)]
    assert len(counts) == len(streets) * bool(undated or steps > 10)
    for text in counts:
        assert "…" not in text
        assert text_width(text, SMALL_TEXT_PIXELS) <= LANE_LABEL_PIXELS
        assert not undated or f"{undated:,}项" in text


def test_lanes_get_rows_by_what_they_hold() -> None:
    many: list[Milestone] = [
        ("甲街道", f"第{number}件事", *MAY_END, "deadline", "5月底", False) for number in range(9)
    ]  # fmt: skip
    streets, one = ["甲街道", "乙街道"], ("乙街道", "完成", *JANUARY_END, "deadline", "1月底", False)
    chart = timeline(_tables(streets, [*many, one]))
    assert all(any(f"第{number}件事" in text for text in _texts(chart)) for number in range(9))


def test_pages_show_every_street_once_and_the_subtitle_says_how_many() -> None:
    pages = _all_pages(_crowded(30, 3))
    names = [text for chart in pages for text in _texts(chart) if text.startswith("第")]
    assert len(pages) > 1
    assert sorted(names) == sorted(f"第{number}街道" for number in range(30))
    for number, chart in enumerate(pages, start=1):
        shown = sum(text.startswith("第") for text in _texts(chart))
        assert f"第{number}页，共{len(pages)}页" in chart.subtitle and f"本页{shown}个街道" in chart.subtitle


def test_a_page_beyond_the_last_shows_the_last() -> None:
    tables = _crowded(30, 3)
    assert _texts(timeline(tables, page=99)) == _texts(_all_pages(tables)[-1])


def test_where_room_is_short_streets_without_dates_share_one_line() -> None:
    crowded = _crowded(12, 6)
    silent = constructed_tables(["静默街道", "无声街道"], silent=True)
    tables = replace(crowded, articles=pd.concat([crowded.articles, silent.articles], ignore_index=True))
    assert all("没有写明日期的事项：静默和无声" in _texts(chart) for chart in _all_pages(tables))


@pytest.mark.parametrize(("width", "height"), [(1720, 700), (1800, 780), (1800, 1000)])
@pytest.mark.parametrize("streets", [1, 3, 12, 107])
def test_every_stage_holds_the_timeline(streets: int, width: int, height: int) -> None:
    chart = timeline(_crowded(streets, 5), width=width, height=height, today=date(YEAR, 3, 3))
    assert chart.figure.layout.height <= height
    assert all(left >= 0 and right <= width for left, _, right, _ in _label_boxes(chart))


def _of_two_years() -> Tables:
    tables = _tables(["甲街道", "乙街道", "丙街道"], [
        ("甲街道", "完成征询", *MAY_END, "deadline", "5月底", False),
        ("丙街道", "开放食堂", date(2022, 3, 1), date(2022, 3, 31), "deadline", "3月", False),
    ])  # fmt: skip
    return replace(tables, articles=tables.articles.assign(year=[2021, 2021, 2022]))


def test_every_plan_year_has_its_page_the_commonest_first() -> None:
    first, second = _all_pages(_of_two_years())
    assert first.finding == "2021年，只有甲街道给出了年内时限：5月底"
    assert second.finding == "2022年，丙街道给出了年内时限：3月"
    assert "2022年另页" in first.subtitle and "2021年另页" in second.subtitle
    assert "丙街道" not in _texts(first) and "丙街道" in _texts(second)


def test_today_is_drawn_on_the_page_of_its_year_only() -> None:
    drawn = [
        any(text.startswith("今天") for text in _texts(timeline(_of_two_years(), page=page, today=date(2022, 5, 1))))
        for page in (1, 2)
    ]
    assert drawn == [False, True]


def test_several_years_are_no_stage_inside_one() -> None:
    plan = (date(YEAR, 1, 1), date(YEAR + 2, 12, 31), "period", "三年行动", False)
    past = (date(YEAR - 1, 1, 1), date(YEAR, 12, 31), "period", "两年行动", False)
    chart = timeline(_tables(["甲街道"], [("甲街道", "三年行动", *plan), ("甲街道", "两年行动", *past)]))
    assert chart.finding == "2021年写明日期的2项都没有年内的分阶段时限"


def test_the_finding_calls_a_half_year_by_its_usual_name() -> None:
    half = (date(YEAR, 1, 1), date(YEAR, 6, 30), "deadline", "今年上半年度", False)
    assert timeline(_tables(["甲街道"], [("甲街道", "完成", *half)])).finding == "甲街道给出了年内时限：上半年"


def test_a_tie_whose_first_steps_fall_on_one_day_names_all_of_them() -> None:
    own = ("完成", *JANUARY_END, "deadline", "1月底", False)
    chart = timeline(_tables(["甲街道", "乙街道", "丙街道"], [("甲街道", *own), ("乙街道", *own)]))
    assert chart.finding == "甲和乙写明的分阶段时限最多，各1项；最早的是甲和乙1月底"


def test_many_anniversaries_leave_room_for_the_lanes() -> None:
    days = [date(YEAR, 1, 1) + timedelta(days=9 * number) for number in range(40)]
    label = "成立周年纪念日活动"
    many: list[Milestone] = [("甲街道", label, day, day, "anniversary", label, False) for day in days]
    chart = timeline(_tables(["甲街道"], [*many, ("甲街道", "完成", *JANUARY_END, "deadline", "1月底", False)]))
    assert chart.figure.layout.height <= CHART_HEIGHT_PIXELS
    assert "1月底 完成" in _texts(chart)


def test_text_from_documents_is_no_markup() -> None:
    chart = timeline(_tables(["甲街道"], [("甲街道", "<b>完成</b>&$x$", *JANUARY_END, "deadline", "1月底", False)]))
    assert "1月底 &lt;b&gt;完成&lt;/b&gt;&amp;&#36;x&#36;" in _texts(chart)


def test_every_clickable_mark_has_evidence() -> None:
    chart = timeline(_crowded(3, 12))
    marks = {mark for trace in chart.figure.data if trace.customdata is not None for (mark,) in trace.customdata}
    assert marks == set(chart.evidence["mark"])
