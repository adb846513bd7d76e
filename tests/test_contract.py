"""The data contract: every table and column with its type, and what holds between the rows."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dashboard.paths import SEEDS
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.schemas import STORED
from tests.extraction_fixtures import seed_folder, write_documents

__all__ = ["seed_folder"]

CONTRACT = {
    "documents": "document_id path sha256 format encoding year characters articles status problem",
    "articles": "article_id document_id street district city province year title stated_keyword author post wish "
                "start end characters",
    "sentences": "sentence_id article_id document_id street ordinal part start end text commitment",
    "theme_mentions": "sentence_id document_id street theme term start end",
    "themes": "street theme mentions sentences sentence_share per_1000_characters",
    "dates": "sentence_id document_id street start end text kind from_date to_date granularity per_year",
    "quantities": "sentence_id document_id street start end text value_min value_max unit",
    "targets": "target_id commitment_id article_id sentence_id document_id street start end text action object themes "
    "beneficiaries value_min value_max unit quantity due_from due_to due granularity",
    "milestones": "milestone_id commitment_id sentence_id document_id street label start end from_date to_date "
    "granularity kind themes",
    "keywords": "street term count tf_idf keyness rank is_phrase",
}
"""Columns of each table as ``contract.md`` lists them; more may stand beside them."""

TYPES = {
    pa.int64(): "year characters articles start end ordinal mentions sentences count rank",
    pa.float64(): "sentence_share per_1000_characters per_year value_min value_max tf_idf keyness",
    pa.date32(): "from_date to_date due_from due_to",
    pa.bool_(): "is_phrase",
    pa.list_(pa.string()): "themes beneficiaries",
}
TYPE_OF = {column: kind for kind, columns in TYPES.items() for column in columns.split()}

INVENTED = """﻿打浦桥街道２０２２年工作计划\r
一、2021年工作回顾\r
去年新增托位120个，截至12月底已加装电梯36台。\r
二、2022年重点任务\r
（一）3月起每周三下午开展义诊；6月底前完成3—5个小区改造，力争2023年全覆盖。\r
新建口袋公园２，０００平方米\t9月底前\t管理办\r
“十四五”期间惠及近千户居民，控制在5%以内。😀建党101周年之际慰问老人。\r
"""
VALUES = {
    ("sentences", "part"): {"heading", "body", "wish"}, ("sentences", "commitment"): {"planned", "achieved", "none"},
    ("dates", "kind"): {"date", "recurring", "anniversary"},
    ("dates", "granularity"): {"day", "tenday", "month", "quarter", "half", "year", "period"},
    ("milestones", "kind"): {"deadline", "period", "start", "anniversary", "recurring"},
    ("documents", "status"): {"ok", "failed"},
}

Rows = list[dict[str, object]]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """Every table's rows for the seeds, an invented plan and a file that cannot be read."""
    seeds = write_documents(tmp_path_factory.mktemp("documents"), {"计划.txt": INVENTED, "照片.jpg": "x"})
    for file in SEEDS.glob("*.txt"):
        (seeds / file.name).write_bytes(file.read_bytes())
    out = tmp_path_factory.mktemp("tables")
    preprocess(seeds, out, workers=1)
    return {name: pq.read_table(out / f"{name}.parquet").to_pylist() for name in STORED}


def test_a_text_is_kept_for_every_document_that_was_read(tables: dict[str, Rows]) -> None:
    kept = {row["document_id"]: row["text"] for row in tables["texts"]}
    read = {row["document_id"]: row["path"] for row in tables["documents"] if row["status"] == "ok"}
    assert set(kept) == set(read)
    by_path = {path: kept[document_id] for document_id, path in read.items()}
    assert by_path["计划.txt"] == INVENTED.removeprefix("\ufeff")
    for file in SEEDS.glob("*.txt"):
        assert by_path[file.name] == file.read_bytes().decode("utf-8-sig")


def texts(tables: dict[str, Rows]) -> dict[object, str]:
    return {row["document_id"]: str(row["text"]) for row in tables["texts"]}


@pytest.mark.parametrize("name", CONTRACT)
def test_a_table_has_the_columns_of_the_contract(seed_folder: Path, name: str) -> None:
    assert set(CONTRACT[name].split()) <= set(pq.read_schema(seed_folder / f"{name}.parquet").names)


@pytest.mark.parametrize("name", CONTRACT)
def test_the_columns_have_the_types_of_the_contract(seed_folder: Path, name: str) -> None:
    schema = pq.read_schema(seed_folder / f"{name}.parquet")
    wanted = {column: TYPE_OF.get(column, pa.string()) for column in CONTRACT[name].split()}
    if name == "articles":
        wanted["articles"] = pa.int64()
    assert {column: schema.field(column).type for column in wanted if column in schema.names} == {
        column: kind for column, kind in wanted.items() if column in schema.names
    }


@pytest.mark.parametrize("name", STORED)
def test_every_column_is_explained_in_the_data_dictionary(name: str) -> None:
    dictionary = (SEEDS.parent / "data" / "README.md").read_text(encoding="utf-8")
    section = dictionary.split(f"\n## {name} ")[1].split("\n## ")[0]
    assert [column for column in STORED[name].names if f"`{column}`" not in section] == []


@pytest.mark.parametrize("name", ["sentences", "dates", "quantities", "targets"])
def test_offsets_slice_back_to_the_text(tables: dict[str, Rows], name: str) -> None:
    by_document = texts(tables)
    assert tables[name]
    for row in tables[name]:
        assert by_document[row["document_id"]][row["start"]:row["end"]] == row["text"]  # type: ignore[misc]


@pytest.mark.parametrize("name", ["theme_mentions", "term_mentions"])
def test_offsets_slice_back_to_the_term(tables: dict[str, Rows], name: str) -> None:
    by_document = texts(tables)
    assert tables[name]
    for row in tables[name]:
        assert by_document[row["document_id"]][row["start"]:row["end"]] == row["term"]  # type: ignore[misc]


def test_offsets_of_a_milestone_slice_back_to_its_date(tables: dict[str, Rows]) -> None:
    by_document = texts(tables)
    for row in tables["milestones"]:
        assert by_document[row["document_id"]][row["start"]:row["end"]] == row["due"]  # type: ignore[misc]


def test_an_article_holds_its_sentences(tables: dict[str, Rows]) -> None:
    spans = {row["article_id"]: (row["start"], row["end"]) for row in tables["articles"]}
    for row in tables["sentences"]:
        if row["article_id"]:
            start, end = spans[row["article_id"]]
            assert start <= row["start"] < row["end"] <= end  # type: ignore[operator]


@pytest.mark.parametrize("name", ["dates", "quantities", "targets", "milestones", "term_mentions"])
def test_a_row_lies_inside_its_sentence(tables: dict[str, Rows], name: str) -> None:
    spans = {row["sentence_id"]: (row["start"], row["end"]) for row in tables["sentences"]}
    for row in tables[name]:
        start, end = spans[row["sentence_id"]]
        assert start <= row["start"] < row["end"] <= end  # type: ignore[operator]


@pytest.mark.parametrize(
    ("name", "column"),
    [("documents", "document_id"), ("articles", "article_id"), ("sentences", "sentence_id"), ("targets", "target_id"),
     ("milestones", "milestone_id")],
)
def test_ids_are_unique(tables: dict[str, Rows], name: str, column: str) -> None:
    ids = [row[column] for row in tables[name]]
    assert len(ids) == len(set(ids))
    assert None not in ids


@pytest.mark.parametrize("name", ["theme_mentions", "dates", "quantities", "targets", "milestones", "term_mentions"])
def test_every_row_names_a_sentence_and_its_street(tables: dict[str, Rows], name: str) -> None:
    streets = {row["sentence_id"]: (row["document_id"], row["street"]) for row in tables["sentences"]}
    for row in tables[name]:
        assert streets[row["sentence_id"]] == (row["document_id"], row["street"])


def test_every_milestone_names_a_commitment_or_is_an_anniversary(tables: dict[str, Rows]) -> None:
    commitments = {row["commitment_id"] for row in tables["targets"]}
    for row in tables["milestones"]:
        assert (row["commitment_id"] in commitments) != (row["kind"] == "anniversary")


def test_every_target_belongs_to_a_planned_sentence_of_its_article(tables: dict[str, Rows]) -> None:
    planned = {row["sentence_id"]: row["article_id"] for row in tables["sentences"] if row["commitment"] == "planned"}
    for row in tables["targets"]:
        assert planned[row["sentence_id"]] == row["article_id"]


def test_every_planned_sentence_of_a_street_has_a_target(tables: dict[str, Rows]) -> None:
    planned = {row["sentence_id"] for row in tables["sentences"] if row["commitment"] == "planned" and row["street"]}
    assert planned == {row["sentence_id"] for row in tables["targets"]}


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [("dates", "from_date", "to_date"), ("milestones", "from_date", "to_date"), ("targets", "due_from", "due_to"),
     ("quantities", "value_min", "value_max"), ("targets", "value_min", "value_max"), ("articles", "start", "end")],
)
def test_the_lower_bound_is_not_above_the_upper(tables: dict[str, Rows], name: str, low: str, high: str) -> None:
    bounded = [row for row in tables[name] if row[low] is not None and row[high] is not None]
    assert bounded
    assert all(row[low] <= row[high] for row in bounded)  # type: ignore[operator]


@pytest.mark.parametrize(("name", "column"), VALUES)
def test_values_come_from_a_known_list(tables: dict[str, Rows], name: str, column: str) -> None:
    assert {row[column] for row in tables[name]} <= VALUES[name, column]


def test_a_frequency_has_times_a_year_and_a_date_has_none(tables: dict[str, Rows]) -> None:
    assert {row["kind"] == "recurring" for row in tables["dates"]} == {True, False}
    for row in tables["dates"]:
        assert (row["per_year"] is not None) == (row["kind"] == "recurring")


def test_a_row_is_written_for_every_file_the_failed_one_too(tables: dict[str, Rows]) -> None:
    assert {row["path"]: row["status"] for row in tables["documents"]} == {
        "照片.jpg": "failed", "计划.txt": "ok", **{file.name: "ok" for file in SEEDS.glob("*.txt")},
    }


def test_counts_of_a_document_are_those_of_its_rows(tables: dict[str, Rows]) -> None:
    by_document = texts(tables)
    for row in tables["documents"]:
        if row["status"] == "ok":
            assert row["characters"] == len(by_document[row["document_id"]])
        assert row["articles"] == sum(a["document_id"] == row["document_id"] for a in tables["articles"])


def test_ranks_of_keywords_count_from_one_in_each_street(tables: dict[str, Rows]) -> None:
    for street in {row["street"] for row in tables["keywords"]}:
        ranks = [row["rank"] for row in tables["keywords"] if row["street"] == street]
        assert ranks == list(range(1, len(ranks) + 1))


def test_text_of_no_street_counts_for_nobody(tables: dict[str, Rows]) -> None:
    assert any(row["street"] is None for row in tables["sentences"])
    for name in ("targets", "milestones", "keywords", "themes", "term_mentions"):
        assert all(row["street"] for row in tables[name])


def test_a_wish_counts_in_keywords_only(tables: dict[str, Rows]) -> None:
    wishes = {row["sentence_id"] for row in tables["sentences"] if row["part"] == "wish"}
    assert wishes
    for name in ("theme_mentions", "targets", "milestones"):
        assert not wishes & {row["sentence_id"] for row in tables[name]}
    assert wishes & {row["sentence_id"] for row in tables["term_mentions"]}
