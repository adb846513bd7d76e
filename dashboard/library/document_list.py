"""The list of documents: one row each, those that need a look first."""

import re
from collections import defaultdict
from dataclasses import dataclass

import pandas as pd

from dashboard.tables.tables import Tables

FAILED, NOTED, READ = "未能读取", "有提示", "已读取"
"""What became of a document, in the order of the list."""
STATES = (FAILED, NOTED, READ)
MOST_NAMED = 3
WITHOUT_ARTICLE = "没有找到街道的文章，不计入统计"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as the list shows it: what became of it and why, and its articles as (id, 街道).

    ``first_sentence`` is the id of its first sentence, blank where it has none. ``year`` and ``characters`` are None
    where it was not read or names none.
    """

    document_id: str
    path: str
    state: str
    note: str
    format: str
    year: int | None
    characters: int | None
    sha256: str
    articles: tuple[tuple[str, str], ...]
    first_sentence: str


@dataclass(frozen=True, slots=True)
class DocumentCounts:
    """How many documents, failed ones, articles, 街道 and characters there are."""

    documents: int
    failed: int
    noted: int
    articles: int
    streets: int
    characters: int


def document_list(tables: Tables) -> list[DocumentRow]:
    """Return a row for every document: the failed ones, those with remarks, the others; each group by path."""
    articles: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    unlisted: defaultdict[str, list[str]] = defaultdict(list)
    unplaced: defaultdict[str, list[str]] = defaultdict(list)
    cells = _cells(tables.articles, "article_id", "document_id", "street", "district", "listed")
    for article_id, document_id, street, district, is_listed in cells:
        articles[document_id].append((article_id, street))
        if not is_listed:
            unlisted[document_id].append(street)
        elif pd.isna(district):
            unplaced[document_id].append(street)
    first_of = dict(_cells(tables.first_sentences(), "document_id", "sentence_id"))
    columns = ("document_id", "path", "status", "problem", "format", "year", "characters", "sha256")
    rows = []
    for document_id, path, status, problem, file_format, year, characters, sha256 in _cells(tables.documents, *columns):
        found = tuple(articles.get(document_id, ()))
        own = "" if pd.isna(problem) else str(problem)
        note = "；".join(filter(None, [own, _unlisted(unlisted[document_id]), _unplaced(unplaced[document_id])]))
        if status != "failed" and not found and not note:
            note = WITHOUT_ARTICLE
        state = FAILED if status == "failed" else NOTED if note else READ
        rows.append(DocumentRow(
            document_id, path, state, note, "" if pd.isna(file_format) else file_format, _whole(year),
            _whole(characters), "" if pd.isna(sha256) else sha256, found, first_of.get(document_id, ""),
        ))  # fmt: skip
    return sorted(rows, key=lambda row: (STATES.index(row.state), _in_order(row.path), row.path))


def _unlisted(streets: list[str]) -> str:
    """Return what to say of names that the list of townships does not have."""
    return f"名录中没有{_named(streets)}，请核对名称" if streets else ""


def _unplaced(streets: list[str]) -> str:
    """Return what to say of names that several units have, where nothing tells which is meant."""
    return f"同名的不止一处，不知{_named(streets)}属于哪个区县，请在标题、文件名或文件夹名中写明" if streets else ""


def _named(streets: list[str]) -> str:
    names = list(dict.fromkeys(streets))
    more = f"等{len(names):,}个" if len(names) > MOST_NAMED else ""
    return "、".join(names[:MOST_NAMED]) + more


def _in_order(path: str) -> list[tuple[int, str]]:
    """Return what sorts paths as people do: 第2号 before 第12号."""
    return [(int(piece[:18]), "") if piece.isdecimal() else (-1, piece) for piece in re.split(r"(\d+)", path)]


def document_counts(tables: Tables) -> DocumentCounts:
    """Return the numbers of the line that sums the list up."""
    rows = document_list(tables)
    return DocumentCounts(
        documents=len(rows),
        failed=sum(row.state == FAILED for row in rows),
        noted=sum(row.state == NOTED for row in rows),
        articles=len(tables.articles),
        streets=int(tables.articles["street"].nunique()),
        characters=int(tables.documents["characters"].fillna(0).sum()),
    )


def _cells(frame: pd.DataFrame, *columns: str) -> list[tuple]:  # type: ignore[type-arg]
    return list(frame[list(columns)].itertuples(index=False, name=None))


def _whole(number: float | None) -> int | None:
    return None if number is None or pd.isna(number) else int(number)
