"""The data dictionary: what each table and column holds, in Chinese and in English, from ``dictionary.csv``."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dashboard.lexicon.csv_file import LexiconError, Row, read_rows
from dashboard.paths import DICTIONARY
from dashboard.tables.schemas import STORED

FIELDS = ("table", "column", "name", "meaning", "english")
EVERY_TABLE = "*"


@dataclass(frozen=True, slots=True)
class Words:
    """The Chinese name of a table or column, and what it means in Chinese and in English."""

    name: str
    meaning: str
    english: str


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of a table and of its columns, by column in the order of the schema."""

    table: Words
    columns: Mapping[str, Words]


def read_dictionary(path: Path = DICTIONARY) -> dict[str, TableWords]:
    """Return the words of every table by its name, in the order of ``STORED``.

    Raises LexiconError for a line of no table or column of the contract, a second line for the same one, an empty
    cell, and for a table or column that no line explains.
    """
    lines: dict[tuple[str, str], Words] = {}
    for row in read_rows(path, FIELDS):
        place = (row["table"], row["column"])
        _check(row, repeated=place in lines)
        lines[place] = Words(row["name"], row["meaning"], row["english"])
    return {name: _table_words(name, lines, path) for name in STORED}


def _check(row: Row, *, repeated: bool) -> None:
    table, column = row["table"], row["column"]
    if table != EVERY_TABLE and table not in STORED:
        raise row.error(f"no table {table}; there are {', '.join(STORED)}")
    known = set().union(*(schema.names for schema in STORED.values())) if table == EVERY_TABLE else {
        "", *STORED[table].names,
    }  # fmt: skip
    if column not in known:
        raise row.error(f"no column {column!r} in {table}")
    if repeated:
        raise row.error(f"{table}, {column or 'the table itself'}: explained a second time")
    if not all(row[field] for field in FIELDS[2:]):
        raise row.error(f"empty {next(field for field in FIELDS[2:] if not row[field])}")


def _table_words(name: str, lines: Mapping[tuple[str, str], Words], path: Path) -> TableWords:
    columns = {column: lines.get((name, column)) or lines.get((EVERY_TABLE, column)) for column in STORED[name].names}
    missing = [column for column, words in columns.items() if words is None]
    if missing or (name, "") not in lines:
        raise LexiconError(path, 1, f"{name}: no line for {', '.join(missing) or 'the table itself'}")
    return TableWords(lines[name, ""], {column: words for column, words in columns.items() if words})
