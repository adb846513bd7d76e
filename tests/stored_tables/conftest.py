"""The same tables in memory, in their files, and in files of which no rows may be held."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.preprocess.pipeline import preprocess
from dashboard.tables import stored_tables, table_file
from dashboard.tables.store import load_tables
from dashboard.tables.stored_tables import StoredTables
from dashboard.tables.tables import Tables
from tests.stored_documents import DISTRICTS, PLAN, TWO_YEARS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored")
    seeds = folder / "seeds"
    number = 0
    for district, streets in DISTRICTS.items():
        (seeds / district).mkdir(parents=True)
        for street in streets:
            number += 1
            year = 2022 if number % 4 == 0 else 2021
            text = PLAN.format(street=street, year=year, number=20 * number, month=number + 2)
            (seeds / district / f"{street}{year}.txt").write_text(text, encoding="utf-8")
    (seeds / "两年.txt").write_text(TWO_YEARS, encoding="utf-8")
    (seeds / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_file, "ROWS_OF_A_GROUP", 16)  # so that there is more than one group
        preprocess(seeds, folder / "out", workers=1)
    return folder / "out"


@pytest.fixture(scope="module")
def tables(folder: Path) -> Tables:
    return load_tables(folder)


@pytest.fixture
def stored(folder: Path) -> StoredTables:
    return StoredTables(folder)


@pytest.fixture
def counted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StoredTables]:
    """Stored tables that hold no rows in memory, whatever is chosen."""
    monkeypatch.setattr(stored_tables, "MOST_STREETS_OF_ROWS", -1)
    yield StoredTables(folder)
