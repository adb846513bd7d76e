"""Beneficiaries: for whom each 街道 promises something."""

from functools import partial

import pandas as pd

from dashboard.charts.cell_grid import GRID_FRAME_PIXELS, cell_grid
from dashboard.charts.cells import Cell, Grid, Notes, filled_places, shade_of_total, shaded_table
from dashboard.charts.chart import Chart
from dashboard.charts.counting import cross_counts, distinct, exploded
from dashboard.charts.empty import empty_chart
from dashboard.charts.evidence import everybody_evidence, joined_evidence, mark_of, marked_evidence
from dashboard.charts.ranking import leaders
from dashboard.charts.row_heights import rows_that_fit
from dashboard.charts.style import CHART_HEIGHT_PIXELS, CHART_WIDTH_PIXELS, LIGHT, Style
from dashboard.charts.wording import coverage, join_names, length_caution, short_name, source_line, streets_in_order
from dashboard.tables.once import once_for_all_levels
from dashboard.tables.tables import Tables

KEY, NAME = "beneficiaries", "受益人群"
MOST_COLUMNS = 12
MOST_GROUPS = 14
DEEPEST_FROM = 4.0
"""Counts below this never get the deepest shade: one commitment is not much."""
ALL_STREETS = "合计"
COUNTED = ("street", "commitment_id", "beneficiaries")
"""The columns of very many targets that are counted."""


def beneficiaries_chart(
    tables: Tables, *, style: Style = LIGHT, width: int = CHART_WIDTH_PIXELS, height: int = CHART_HEIGHT_PIXELS
) -> Chart:
    """Return the grid 人群 × 街道 with numbers of commitments, most mentioned groups on top.

    Past twelve 街道 the columns are the total and the 街道 with the most such commitments. Marks: 街道|人群, 合计|人群.
    """
    promised = _promised(tables).dropna(subset=["street"])
    if promised.empty:
        return empty_chart(KEY, NAME, tables, "没有一项目标写明受益人群", style=style)
    counts = _counts(promised, streets_in_order(tables))
    drawn, note = _columns(counts, tables.unit)
    drawn = drawn.head(min(MOST_GROUPS, rows_that_fit(height - GRID_FRAME_PIXELS)))
    if len(drawn) < len(counts):
        note = "；".join(filter(None, [note, f"列出前{len(drawn)}个人群，共{len(counts)}个"]))
    grid = Grid(
        tuple(drawn.index),
        tuple(short_name(column) for column in drawn.columns),
        _cells(drawn),
        largest=max(float(drawn.drop(columns=ALL_STREETS, errors="ignore").to_numpy().max()), DEEPEST_FROM),
    ).with_notes(width, partial(_frequent_words, tables, drawn))
    return Chart(
        key=KEY,
        name=NAME,
        finding=_finding(counts, tables.unit),
        subtitle="；".join(filter(None, ["格内为写明该人群的目标项数，空白为没有", note, coverage(tables)])),
        source=source_line(tables),
        figure=cell_grid(grid, width=width, height=height, style=style),
        find_table=lambda: counts.rename_axis(index=None, columns=None).reset_index(names="受益人群"),
        find_evidence=partial(_evidence, tables, drawn),
        caution=length_caution(tables),
        description=f"{NAME}：{len(drawn)}个人群、{len(drawn.columns)}列，格内为目标项数",
        native=shaded_table(grid, width=width),
    )


def _rows(tables: Tables) -> pd.DataFrame:
    """Return a row per target row × beneficiary."""
    targets = tables.targets if tables.has_texts else tables.targets[list(COUNTED)]
    rows = exploded(targets.dropna(subset=["street"]), "beneficiaries")
    return rows.rename(columns={"beneficiaries": "beneficiary"})


@once_for_all_levels
def _promised(tables: Tables) -> pd.DataFrame:
    """Return ``street`` and ``beneficiary`` of each commitment × beneficiary, whatever its targets."""
    return _rows(tables).drop_duplicates(["commitment_id", "beneficiary"])[["street", "beneficiary"]]


def _counts(promised: pd.DataFrame, streets: list[str]) -> pd.DataFrame:
    """Return 人群 × 街道 with numbers of commitments, the largest rows first."""
    groups = sorted(distinct(promised["beneficiary"]))
    wide = cross_counts(promised["beneficiary"], promised["street"], groups, streets)
    return wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index]


def _columns(counts: pd.DataFrame, unit: str) -> tuple[pd.DataFrame, str]:
    if counts.shape[1] <= MOST_COLUMNS:
        return counts, ""
    most = counts.sum().sort_values(ascending=False, kind="stable").index[: MOST_COLUMNS - 1]
    drawn = counts[list(most)]
    drawn.insert(0, ALL_STREETS, counts.sum(axis=1))
    return drawn, f"{counts.shape[1]:,}个{unit}合计，和写得最多的{MOST_COLUMNS - 1}个"


def _frequent_words(tables: Tables, drawn: pd.DataFrame) -> Notes:
    """Return for each group what is promised to it, in the order of the documents; nothing without the texts."""
    if not tables.has_texts:
        return Notes("所列事项", ((),) * len(drawn))
    promised = _rows(tables).dropna(subset=["object"]).groupby("beneficiary")["object"].unique()
    return Notes("所列事项", tuple(tuple(promised.get(group, ())) for group in drawn.index))


def _cells(drawn: pd.DataFrame) -> tuple[Cell, ...]:
    of_total = shade_of_total(drawn, ALL_STREETS)
    return tuple(
        Cell(
            row,
            column,
            count * of_total if street == ALL_STREETS else count,
            f"{count:,.0f}",
            f"{street}：{count:,.0f}项目标写明{group}",
            mark_of(street, group),
        )
        for row, column, group, street, count in filled_places(drawn)
    )


def _evidence(tables: Tables, drawn: pd.DataFrame, mark: str | None = None) -> pd.DataFrame:
    rows = _rows(tables)
    known = rows[rows["beneficiary"].isin(drawn.index)]
    of_drawn = known[known["street"].isin(drawn.columns)]
    own = marked_evidence(tables, "targets", of_drawn, mark, "street", "beneficiary")
    if ALL_STREETS not in drawn.columns:
        return own
    return joined_evidence(own, everybody_evidence(tables, "targets", known, mark, ALL_STREETS, "beneficiary"))


def _finding(counts: pd.DataFrame, unit: str) -> str:
    totals = counts.sum(axis=1)
    top = leaders(totals)
    if len(top) > 1:
        return f"{join_names(top, unit='个人群')}并列最多，各{int(totals.max()):,}项目标"
    group = top[0]
    speaking = list(counts.columns[counts.to_numpy()[0] > 0])
    lead = f"写明受益人群的目标以{group}最多，{int(totals.max()):,}项"
    if counts.shape[1] == 1:
        return lead
    if len(speaking) == 1:
        return f"{lead}，都出自{speaking[0]}"
    if len(speaking) == counts.shape[1]:
        return f"{lead}，各{unit}都有"
    return f"{lead}，{counts.shape[1]:,}个{unit}中{len(speaking):,}个写到"
