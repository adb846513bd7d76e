"""The data dictionary: it explains every table and column, and data/README.md says the same."""

import shutil
from pathlib import Path

import pytest

from dashboard.lexicon.csv_file import LexiconError
from dashboard.paths import DICTIONARY, PROJECT
from dashboard.tables.dictionary import read_dictionary
from dashboard.tables.schemas import STORED

README = PROJECT / "data" / "README.md"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the dictionary to make mistakes in."""
    return Path(shutil.copy(DICTIONARY, tmp_path / "dictionary.csv"))


def section(name: str) -> str:
    """Return the section of data/README.md on a table as the dictionary has it."""
    words = read_dictionary()[name]
    lines = [f"## {name} · {words.table.english}", "| column | Chinese name | meaning |", "|---|---|---|"]
    lines += [f"| `{column}` | {said.name} | {said.english} |" for column, said in words.columns.items()]
    return "\n".join(lines)


@pytest.mark.parametrize("name", STORED)
def test_it_explains_every_column_in_the_order_of_the_schema(name: str) -> None:
    assert list(read_dictionary()[name].columns) == STORED[name].names


@pytest.mark.parametrize("name", STORED)
def test_a_table_has_no_two_columns_of_the_same_chinese_name(name: str) -> None:
    names = [words.name for words in read_dictionary()[name].columns.values()]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("name", STORED)
def test_the_readme_says_what_the_dictionary_says(name: str) -> None:
    sections = {part.split(" ")[0]: f"## {part.rstrip()}" for part in README.read_text("utf-8").split("\n## ")[1:]}
    assert sections[name] == section(name)


def test_the_readme_explains_no_other_table() -> None:
    found = [line.split(" ")[1] for line in README.read_text("utf-8").splitlines() if line.startswith("## ")]
    assert found == list(STORED)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("ponds,,池塘,池塘,ponds", "no table ponds"),
        ("themes,depth,深度,深度,depth", "no column 'depth' in themes"),
        ("*,depth,深度,深度,depth", "no column 'depth' in *"),
        ("dates,kind,类别,类别,again", "dates, kind: explained a second time"),
        ("themes,street,街道,,a street", "empty meaning"),
    ],
)
def test_a_mistake_names_its_line(copy: Path, line: str, problem: str) -> None:
    lines = copy.read_text("utf-8").rstrip("\n").split("\n")
    copy.write_text("\n".join([*lines, line]) + "\n", "utf-8")
    with pytest.raises(LexiconError, match=rf"dictionary.csv, line {len(lines) + 1}: {problem.replace('*', '.')}"):
        read_dictionary(copy)


@pytest.mark.parametrize(
    ("start", "problem"),
    [("dates,kind,", "dates: no line for kind"), ("dates,,", "dates: no line for the table itself")],
)
def test_a_line_that_is_missing_is_named(copy: Path, start: str, problem: str) -> None:
    kept = [line for line in copy.read_text("utf-8").splitlines() if not line.startswith(start)]
    copy.write_text("\n".join(kept) + "\n", "utf-8")
    with pytest.raises(LexiconError, match=problem):
        read_dictionary(copy)
