"""The timeline of very many: how much falls due in each month, for all units and for those with most."""

from functools import partial

import pandas as pd

from dashboard.charts.cell_grid import cell_grid
from dashboard.charts.cells import Cell, Grid, filled_places, shade_of_total, shaded_table
from dashboard.charts.chart import Chart
from dashboard.charts.counting import cross_counts
from dashboard.charts.deadline_rows import MONTHS, TABLES_OF_ROWS, WHOLE_YEAR, due_rows
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.ranking import leaders
from dashboard.charts.style import Style
from dashboard.charts.wording import coverage, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

MOST_COLUMNS = 12
TOTAL = "合计"


def months_by_unit(
    tables: Tables, year: int, *, key: str, name: str, style: Style, width: int, height: int
) -> Chart | None:
    """Return the grid 月 × 街道 (or area) with the numbers of deadlines and ends of periods in the months of the plan
    year, counted as by ``deadlines_per_month``.

    Columns are the total and the units with most. None where nothing is due in a month of the year. Marks: 合计|1月 and
    街道|1月.
    """
    counts = _counts(tables)
    total = counts.sum(axis=1)
    if not total.any():
        return None
    most = counts.sum().sort_values(ascending=False, kind="stable")
    drawn = counts[list(most.index[: MOST_COLUMNS - 1])]
    drawn.insert(0, TOTAL, total)
    grid = Grid(MONTHS, tuple(map(short_name, drawn.columns)), _cells(drawn), largest=float(counts.to_numpy().max()))
    note = f"{TOTAL}，和最多的{len(drawn.columns) - 1}个{tables.unit}" if counts.shape[1] >= MOST_COLUMNS else TOTAL
    measure = f"格内为{year}年各月到期的事项数，只写全年的不计；{note}"
    return Chart(
        key=key,
        name=name,
        finding=_finding(total, most),
        subtitle=f"{measure}；{coverage(tables)}；选一个地区可逐项查看",
        source=source_line(tables),
        figure=cell_grid(grid, width=width, height=height, style=style),
        find_table=lambda: counts.T.assign(**{TOTAL: most}).reset_index(names=tables.unit),
        find_evidence=partial(_evidence, tables, frozenset(drawn.columns)),
        description=f"{name}：{year}年各月到期的事项数，共{int(total.sum()):,}项",
        native=shaded_table(grid, width=width),
    )


def _counts(tables: Tables) -> pd.DataFrame:
    """Return how much each unit has that falls due in each month."""
    parts = [_of_months(part).drop_duplicates(["street", "bar", "counted"]) for part in due_rows(tables)]
    units = streets_in_order(tables)
    first, *others = (cross_counts(part["bar"], part["street"], MONTHS, units) for part in parts)
    return sum(others, start=first)


def _of_months(part: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that belong to a month."""
    return part[part["bar"] != WHOLE_YEAR]


def _cells(drawn: pd.DataFrame) -> tuple[Cell, ...]:
    of_total = shade_of_total(drawn, TOTAL)
    return tuple(
        Cell(
            row,
            column,
            count * of_total if unit == TOTAL else count,
            f"{count:,.0f}",
            f"{unit}：{count:,.0f}项{month}到期",
            mark_of(unit, month),
        )
        for row, column, month, unit, count in filled_places(drawn)
    )


def _evidence(tables: Tables, drawn: frozenset[str], mark: str | None = None) -> pd.DataFrame:
    parts = []
    for name, part in zip(TABLES_OF_ROWS, due_rows(tables), strict=True):
        rows = _of_months(part)
        parts.append(marked_evidence(tables, name, rows[rows["street"].isin(drawn)], mark, "street", "bar"))
        parts.append(everybody_evidence(tables, name, rows, mark, TOTAL, "bar"))
    return joined_evidence(*parts)


def _finding(total: pd.Series, most: pd.Series) -> str:
    months, units = leaders(total), leaders(most)
    lead = f"{int(total.sum()):,}项写明到月份的事项"
    if len(months) == 1:
        lead += f"中，{months[0]}到期最多，{int(total.max()):,}项"
    if len(units) != 1:
        return lead
    return f"{lead}；{units[0]}写得最多，{int(most.max()):,}项" if (most > 0).sum() > 1 else f"{lead}；都出自{units[0]}"
