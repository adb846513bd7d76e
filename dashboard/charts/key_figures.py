"""Key figures of the overview, and the one sentence that sums them up; each figure leads to its sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import pandas as pd

from dashboard.charts.commitments import NEITHER, commitments, rows_of_commitments
from dashboard.charts.evidence import evidence_of
from dashboard.charts.wording import count_words, streets_in_order
from dashboard.tables.tables import Tables


@dataclass(frozen=True)
class KeyFigure:
    """A number, the words under it, and what looks up the rows behind it when they are first asked for."""

    value: int
    label: str
    mark: str
    find_evidence: Callable[[], pd.DataFrame]

    @cached_property
    def evidence(self) -> pd.DataFrame:
        """The rows behind the number, columns as in ``Chart.evidence``."""
        return self.find_evidence()


def key_figures(tables: Tables) -> tuple[KeyFigure, ...]:
    """Return how many commitments there are, with an amount, with a date, and with neither."""
    rows = commitments(tables)
    return tuple(
        KeyFigure(int(counts(rows).sum()), label, label, partial(_evidence, tables, label))
        for label, counts in COUNTED.items()
    )


COUNTED: Mapping[str, Callable[[pd.DataFrame], pd.Series]] = {
    "项目标": lambda rows: rows["kind"].notna(),
    "项有数量": lambda rows: rows["quantified"],
    "项有日期": lambda rows: rows["dated"],
    "项未写数量和日期": lambda rows: rows["kind"] == NEITHER,
}
"""What is under each figure, and which commitments it counts."""


def _evidence(tables: Tables, label: str) -> pd.DataFrame:
    # Looked up anew: of very many commitments a list would be held as long as the figure.
    rows = commitments(tables)
    wanted = rows.loc[COUNTED[label](rows), "commitment_id"]
    return evidence_of(tables.places("targets", rows_of_commitments(tables, wanted)), label)


def summary(tables: Tables) -> str:
    """Return the sentence that sums up what the documents promise, as the tables have it."""
    streets = streets_in_order(tables)
    if not streets:
        return "还没有可统计的街道文章"
    rows = commitments(tables)
    who = streets[0] if len(streets) == 1 else count_words(len(streets), tables.unit)
    if rows.empty:
        return f"{who}没有提出可识别的目标"
    quantified, dated = rows[rows["quantified"]], rows[rows["dated"]]
    lead = f"{who}提出{len(rows):,}项目标"
    if quantified.empty and dated.empty:
        return f"{lead}，没有一项写明数量或日期"
    parts = [_part(quantified, len(rows), "带数量"), _part(dated, len(rows), "带日期")]
    return f"{lead}，{'、'.join(parts)}{_origin(rows, len(streets))}"


def _part(some: pd.DataFrame, whole: int, what: str) -> str:
    if some.empty:
        return f"没有一项{what}"
    return f"全部{what}" if len(some) == whole else f"{len(some):,}项{what}"


def _origin(rows: pd.DataFrame, streets: int) -> str:
    """Return where the stated ones come from where that is one 街道 among several, else nothing."""
    if streets < 2:
        return ""
    quantified, dated = rows["quantified"].to_numpy(bool), rows["dated"].to_numpy(bool)
    for is_stated, what in ((quantified | dated, "写明的"), (quantified, "数量"), (dated, "日期")):
        if is_stated.any():
            first = rows["street"].iloc[is_stated.argmax()]
            if not (is_stated & (rows["street"] != first).to_numpy(bool)).any():
                return f"，{what}都出自{first}"
    return ""
