"""The way from a drawn mark to the sentences behind it."""

import numpy as np
import pandas as pd

from dashboard.tables.tables import Tables

EVIDENCE_COLUMNS = ("mark", "sentence_id", "start", "end")
SEPARATOR = "|"


def mark_of(*parts: str) -> str:
    """Return the name of a mark: 古美路街道|为老服务."""
    return SEPARATOR.join(parts)


def no_evidence() -> pd.DataFrame:
    """Return evidence without a row."""
    return pd.DataFrame({name: pd.Series(dtype="object") for name in EVIDENCE_COLUMNS})


def evidence_of(places: pd.DataFrame, marks: pd.Series | str) -> pd.DataFrame:
    """Return one row per mark × place in the text, in reading order.

    ``places`` has ``sentence_id``, ``start`` and ``end`` (see ``Tables.places``); ``marks`` names the mark of each
    row, in the same order, or the one of all. Of places that were cut off there are marks that are not needed.
    """
    if places.empty:
        return no_evidence()
    named = marks if isinstance(marks, str) else marks.astype("object").to_numpy()[: len(places)]
    evidence = places[["sentence_id", "start", "end"]].assign(mark=named)
    evidence = evidence[list(EVIDENCE_COLUMNS)].drop_duplicates()
    return evidence.reset_index(drop=True)


def marks_of(rows: pd.DataFrame, *columns: str) -> pd.Series:
    """Return the mark that each row has by the words of these columns."""
    marks = rows[columns[0]].astype("str")
    for column in columns[1:]:
        marks = marks + SEPARATOR + rows[column].astype("str")
    return marks


def behind_mark(rows: pd.DataFrame, mark: str | None, *columns: str) -> pd.DataFrame:
    """Return the rows behind a mark that is made of the words of these columns; of any other mark none, all where
    ``mark`` is None."""
    if mark is None:
        return rows
    parts = mark.split(SEPARATOR)
    if len(parts) != len(columns):
        return rows.iloc[:0]
    own = np.ones(len(rows), dtype=bool)
    for column, part in zip(columns, parts, strict=True):
        own &= (rows[column] == part).fillna(False).to_numpy(bool)
    return rows[own]


def marked_evidence(tables: Tables, name: str, rows: pd.DataFrame, mark: str | None, *columns: str) -> pd.DataFrame:
    """Return the evidence of rows of the table of this name, of marks made of the words of these columns (街道|主题):
    that of one mark, or with None of all."""
    own = behind_mark(rows, mark, *columns)
    return evidence_of(tables.places(name, own), marks_of(own, *columns))


def everybody_evidence(
    tables: Tables, name: str, rows: pd.DataFrame, mark: str | None, everybody: str, column: str
) -> pd.DataFrame:
    """Return the evidence of the marks 平均|主题, in which ``everybody`` (平均) stands for all 街道."""
    if mark is not None and not mark.startswith(everybody + SEPARATOR):
        return no_evidence()
    own = rows if mark is None else behind_mark(rows, mark.removeprefix(everybody + SEPARATOR), column)
    return evidence_of(tables.places(name, own), everybody + SEPARATOR + own[column].astype("str"))


def joined_evidence(*parts: pd.DataFrame) -> pd.DataFrame:
    """Return all the evidence in one frame."""
    filled = [part for part in parts if not part.empty]
    return pd.concat(filled, ignore_index=True) if filled else no_evidence()
