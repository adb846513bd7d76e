"""Every layout of a document in ``tests/layouts``: which articles come out of it, and what belongs to whom.

Beside each document stands what must come out of it (.json): ``articles`` as [街道, district, title, author, year,
listed], the body ``sentences`` of each, all of ``nobody``; where given also ``targets`` as [街道, words, amount, due,
last day], ``milestones`` as [街道, label, due, last day], the sentences that are ``achieved``, and the ``sections`` and
``headings`` of sentences.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.extraction_fixtures import RecordsByTable, rows_of, written
from tests.reading_fixtures import read

FOLDER = Path(__file__).parent / "layouts"
DOCUMENTS = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".md"))
ARTICLE = ("street", "district", "title", "author", "year", "listed")


def expected(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return found


def rows_from(path: Path) -> RecordsByTable:
    return rows_of(path.read_text(encoding="utf-8"), path=path.name)


def come_out(rows: RecordsByTable) -> dict[str, Any]:
    """Return what came out of a document, as the files beside the documents say it."""
    body: dict[str, list[str]] = {row["article_id"].rpartition("-a")[2]: [] for row in rows["articles"]}
    for row in rows["sentences"]:
        if row["article_id"] and row["part"] != "heading":
            body[row["article_id"].rpartition("-a")[2]].append(row["text"])
    return {
        "articles": [[row[name] for name in ARTICLE] for row in rows["articles"]],
        "sentences": body,
        "nobody": [row["text"] for row in rows["sentences"] if row["article_id"] is None],
        "targets": [
            [row["street"], row["text"], row["quantity"], row["due"] or "", written(row["due_to"])]
            for row in rows["targets"]
        ],
        "milestones": [
            [row["street"], row["label"], row["due"], written(row["to_date"])] for row in rows["milestones"]
        ],
        "achieved": [row["text"] for row in rows["sentences"] if row["commitment"] == "achieved"],
    }


def test_there_are_enough_layouts_each_with_what_must_come_out() -> None:
    assert len(DOCUMENTS) >= 40
    assert {path.with_suffix(".json").name for path in DOCUMENTS} == {path.name for path in FOLDER.glob("*.json")}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_the_articles_and_commitments_of_a_layout_come_out(path: Path) -> None:
    wanted, found = expected(path), come_out(rows_from(path))
    for key in set(wanted) - {"sections", "headings"}:
        assert found[key] == wanted[key], key


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_blank_lines_and_line_ends_change_nothing(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wanted = come_out(rows_of(text, path=path.name))
    assert come_out(rows_of(text.replace("\n", "\r\n"), path=path.name)) == wanted
    if not path.name.startswith(("table", "form")):  # a blank line may part a table from what stands below it
        assert come_out(rows_of(text.replace("\n", "\n\n"), path=path.name)) == wanted


@pytest.mark.parametrize(
    "path", [path for path in DOCUMENTS if "headings" in expected(path)], ids=lambda path: path.stem
)
def test_each_sentence_stands_under_its_headings_and_in_its_section(path: Path) -> None:
    wanted, document = expected(path), read(path.read_text(encoding="utf-8"), path.name)
    texts = {sentence.ordinal: sentence.text for sentence in document.sentences}
    body = [sentence for sentence in document.sentences if sentence.part == "body"]
    assert {s.text: [texts[above] for above in s.headings] for s in body} == wanted["headings"]
    assert {s.text: s.section for s in body} == wanted["sections"]
