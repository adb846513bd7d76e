"""One small invented document and every row it should give, in files to be read by eye.

``golden/document.txt`` is the document; beside it a file per table holds the columns that a person checks, cells
separated by tabs, a blank cell for null, items of a list separated by |.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from tests.extraction_fixtures import rows_of

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(file.stem for file in GOLDEN.glob("*.tsv"))


def cell(value: object) -> str:
    """Return a value as the golden files write it."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)


def test_there_is_a_file_for_each_table_of_extraction() -> None:
    assert FILES == ["articles", "dates", "milestones", "quantities", "sentences", "targets", "theme_mentions"]


@pytest.mark.parametrize("table", FILES)
def test_the_document_gives_these_rows(table: str) -> None:
    with (GOLDEN / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        expected = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    found = rows_of((GOLDEN / "document.txt").read_text(encoding="utf-8"))[table]
    assert [{column: cell(row.get(column)) for column in expected[0]} for row in found] == expected
