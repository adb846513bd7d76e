"""Amounts: every promised amount with its unit and deadline. A table, since units differ and share no axis."""

from collections.abc import Hashable
from typing import Any

import pandas as pd

from dashboard.charts.chart import Chart
from dashboard.charts.empty import empty_chart, too_many
from dashboard.charts.evidence import evidence_of, mark_of
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style
from dashboard.charts.text_lines import Column, lines_that_fit, text_lines, text_table
from dashboard.charts.wording import (
    amount_words,
    count_words,
    coverage,
    date_words,
    is_missing,
    length_caution,
    numeral,
    plan_year,
    short_name,
    source_line,
    streets_in_order,
)
from dashboard.tables.once import once
from dashboard.tables.tables import Tables

KEY, NAME = "amounts", "数量与期限"
NO_DATE = "未写"
NO_ROWS = pd.DataFrame()


def amounts_table(
    tables: Tables,
    *,
    page: int = 1,
    width: int = CHART_WIDTH_PIXELS,
    height: int = CHART_HEIGHT_PIXELS,
    style: Style = LIGHT,
) -> Chart:
    """Return the amounts as lines: 街道, what, how much, by when.

    What falls due in the plan year comes first, then other years, then what has no date; each by its last day.
    ``width`` × ``height`` are pixels; the lines that do not fit stand on the next ``page`` (from 1). Marks:
    目标|target_id.
    """
    if not tables.has_texts:
        nothing = _readable(NO_ROWS, None, tables.unit)
        return empty_chart(KEY, NAME, tables, too_many(tables, "逐项列出"), table=nothing, style=style)
    rows = _rows(tables)
    if rows.empty:
        nothing = _readable(rows, None, tables.unit)
        return empty_chart(KEY, NAME, tables, "没有一项目标写明数量", table=nothing, style=style)
    per_page = lines_that_fit(height)
    first = (min(max(page, 1), amounts_pages(tables, height)) - 1) * per_page
    year = plan_year(tables)
    drawn = _with_words(rows.iloc[first : first + per_page], year)
    columns = [
        Column(tables.unit, tuple(short_name(street) for street in drawn["street"]), 0.16, quiet=True),
        Column("事项", tuple(drawn["what"]), 0.5),
        Column("数量", tuple(drawn["amount"]), 0.18, strong=True),
        Column("期限", tuple(drawn["deadline"]), 0.16),
    ]
    foot = _left_out(len(rows), first, len(drawn))
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(rows, streets_in_order(tables), tables.unit),
        subtitle=f"写明数量的目标，{_order_words(rows, year)}；{coverage(tables)}",
        source=source_line(tables),
        figure=text_lines(columns, list(drawn["mark"]), foot=foot, width=width, height=height, style=style),
        find_table=lambda: _readable(rows, year, tables.unit),
        find_evidence=lambda _: evidence_of(rows, rows["mark"]),
        caution=length_caution(tables),
        description=f"{NAME}：{len(rows):,}行，每行一个数量",
        native=text_table(columns, foot=foot, width=width, height=height),
    )


def amounts_pages(tables: Tables, height: int = CHART_HEIGHT_PIXELS) -> int:
    """Return how many pages the amounts fill in figures of this height; one at least."""
    return max(1, -(-len(_rows(tables)) // lines_that_fit(height))) if tables.has_texts else 1


def _order_words(rows: pd.DataFrame, year: int | None) -> str:
    other_years = year is not None and (rows["last_day"].dropna().dt.year != year).any()
    return f"{year}年到期的在前，再按期限远近排列" if other_years else "期限近的在前"


def _left_out(total: int, first: int, drawn: int) -> str:
    if drawn == total:
        return ""
    if not first:
        return f"另有{total - drawn:,}项未列出"
    return f"第{first + 1:,}—{first + drawn:,}项，共{total:,}项"


@once
def _rows(tables: Tables) -> pd.DataFrame:
    """Return the target rows that have an amount, in the order drawn, each with its ``mark`` and ``last_day``."""
    rows = tables.targets.dropna(subset=["street"])
    rows = rows[rows[["value_min", "value_max"]].notna().any(axis=1)]
    year = plan_year(tables)
    last_day = pd.to_datetime(rows["due_to"].fillna(rows["due_from"]))
    is_other = last_day.isna() | (last_day.dt.year != year if year else False)
    rows = rows.assign(mark=mark_of("目标", "") + rows["target_id"], last_day=last_day, other_year=is_other)
    return rows.sort_values(["other_year", "last_day"], kind="stable", na_position="last")


def _with_words(rows: pd.DataFrame, year: int | None) -> pd.DataFrame:
    """Return rows with the words drawn: ``what``, ``amount`` and ``deadline``."""
    records = rows.to_dict("records")
    words = {"amount": [_amount(row) for row in records], "deadline": [_deadline(row, year) for row in records]}
    columns = {name: pd.Series(of_rows, rows.index, dtype="object") for name, of_rows in words.items()}
    return rows.assign(what=what_words(rows), **columns)


def what_words(targets: pd.DataFrame) -> pd.Series:
    """Return action and object of each target, the object alone where it names the action (既有住宅加装电梯); its whole
    text where the extractor found no object."""
    action, thing, text = (targets[name].fillna("").astype("str") for name in ("action", "object", "text"))
    both = [str(what) if str(done) in str(what) else f"{done}{what}" for done, what in zip(action, thing, strict=True)]
    return pd.Series(both, index=targets.index, dtype="str").where(targets["object"].notna(), text)


def _amount(row: dict[Hashable, Any]) -> str:
    """Return the amount as written, with its value where the words hide it: 月月（12次/年）."""
    value = amount_words(row["value_min"], row["value_max"], row["unit"])
    written = "" if is_missing(row["quantity"]) else str(row["quantity"])
    if not written:
        return value
    return written if str(row["unit"] or "").split("/")[0] in written else f"{written}（{value}）"


def _deadline(row: dict[Hashable, Any], year: int | None) -> str:
    return date_words(row["due_from"], row["due_to"], str(row["granularity"]), year) or NO_DATE


def _readable(rows: pd.DataFrame, year: int | None, unit: str) -> pd.DataFrame:
    columns = {"street": unit, "what": "事项", "amount": "数量", "deadline": "期限"}
    if rows.empty:
        return pd.DataFrame(columns=list(columns.values()))
    return _with_words(rows, year)[list(columns)].rename(columns=columns).reset_index(drop=True)


def _finding(rows: pd.DataFrame, streets: list[str], unit: str) -> str:
    amounts, undated = len(rows), int(rows["last_day"].isna().sum())
    giving = list(dict.fromkeys(rows["street"]))
    if len(giving) == 1 and len(streets) > 1:
        lead = f"只有{giving[0]}写明数量，共{amounts:,}个"
    elif len(giving) == len(streets):
        lead = f"{count_words(len(streets), unit)}共" if len(streets) > 1 else ""
        lead += f"写明{amounts:,}个数量"
    else:
        lead = f"{count_words(len(streets), unit)}中{numeral(len(giving))}个写明数量，共{amounts:,}个"
    if undated == amounts:
        return f"{lead}，都没有期限"
    return f"{lead}，{undated:,}个没有期限" if undated else f"{lead}，都有期限"
