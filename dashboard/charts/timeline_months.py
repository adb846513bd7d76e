"""The timeline of very many: how many dated steps fall due in each month, for all units and for those with most."""

from functools import partial

import pandas as pd

from dashboard.charts.cell_grid import cell_grid
from dashboard.charts.cells import Cell, Grid, filled_places, shaded_table
from dashboard.charts.chart import Chart
from dashboard.charts.counting import cross_counts, days
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.ranking import leaders
from dashboard.charts.style import Style
from dashboard.charts.wording import coverage, short_name, source_line, streets_in_order
from dashboard.tables.tables import Tables

MOST_COLUMNS = 12
MONTHS = tuple(f"{month}月" for month in range(1, 13))
TOTAL = "合计"


def months_by_unit(
    tables: Tables, year: int, *, key: str, name: str, style: Style, width: int, height: int
) -> Chart | None:
    """Return the grid 月 × 街道 (or area) with the numbers of deadlines and ends of periods in the months of the year.

    Columns are the total and the units with most. None where nothing is due in a month of the year. Marks: 合计|1月 and
    街道|1月.
    """
    rows = _rows(tables, year)
    counts = cross_counts(rows["month"], rows["street"], MONTHS, streets_in_order(tables))
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
        find_evidence=partial(_evidence, tables, year, frozenset(drawn.columns)),
        description=f"{name}：{year}年各月到期的事项数，共{int(total.sum()):,}项",
        native=shaded_table(grid, width=width),
    )


def _rows(tables: Tables, year: int) -> pd.DataFrame:
    """Return the milestones that end in a month of the year, with the ``month``."""
    ends = tables.milestones[tables.milestones["kind"].isin(["deadline", "period"])].dropna(subset=["street"])
    last = days(ends["to_date"])
    own = (last.dt.year == year) & ~ends["whole_year"].fillna(False).astype(bool)
    places = last[own].dt.month.to_numpy(int) - 1
    own_ends: pd.DataFrame = ends[own]
    return own_ends.assign(month=pd.Categorical.from_codes(places, pd.Index(MONTHS)))


def _cells(drawn: pd.DataFrame) -> tuple[Cell, ...]:
    deepest = float(drawn.drop(columns=TOTAL).to_numpy().max())
    of_total = deepest / float(drawn[TOTAL].max())
    return tuple(
        Cell(
            row,
            column,
            count * of_total if unit == TOTAL else count,  # shaded against its own largest
            f"{count:,.0f}",
            f"{unit}：{count:,.0f}项{month}到期",
            mark_of(unit, month),
        )
        for row, column, month, unit, count in filled_places(drawn)
    )


def _evidence(tables: Tables, year: int, drawn: frozenset[str], mark: str | None = None) -> pd.DataFrame:
    rows = _rows(tables, year)
    own = marked_evidence(tables, "milestones", rows[rows["street"].isin(drawn)], mark, "street", "month")
    return joined_evidence(own, everybody_evidence(tables, "milestones", rows, mark, TOTAL, "month"))


def _finding(total: pd.Series, most: pd.Series) -> str:
    months, units = leaders(total), leaders(most)
    lead = f"{int(total.sum()):,}项写明到月份的事项"
    if len(months) == 1:
        lead += f"中，{months[0]}到期最多，{int(total.max()):,}项"
    if len(units) != 1:
        return lead
    return f"{lead}；{units[0]}写得最多，{int(most.max()):,}项" if (most > 0).sum() > 1 else f"{lead}；都出自{units[0]}"
