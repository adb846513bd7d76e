"""Nothing counts twice: a document that is there twice, or an article that stands inside two documents."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import load_tables, load_text
from dashboard.tables.tables import Tables
from tests.archive_files import zipped
from tests.extraction_fixtures import write_documents

PLAN = "古美路街道2021年工作计划\n6月底前新增托位120个，建成社区食堂3个。\n推进“美乐汇”复制推广。\n"
OTHER = "打浦桥街道2021年工作要点\n年底前完成旧区改造1302户。\n"
COUNTED = ("articles", "sentences", "theme_mentions", "dates", "quantities", "targets", "milestones", "term_mentions")
TALLIES = ("themes", "keywords", "themes_by_year", "keywords_by_year")
PAGE = f"2021年街道工作汇编\n〔古美路街道〕\n{PLAN.partition(chr(10))[2]}〔打浦桥街道〕\n{OTHER.partition(chr(10))[2]}"
"""A page with the bodies of both."""


def tables_of(folder: Path, documents: dict[str, str | bytes]) -> Tables:
    seeds = write_documents(folder / "seeds", {})
    for path, content in documents.items():
        file = seeds / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    preprocess(seeds, folder / "out")
    return load_tables(folder / "out")


def by_path(tables: Tables) -> dict[str, dict[str, object]]:
    frame = tables.documents.astype(object).where(tables.documents.notna(), None)
    return {row["path"]: row for row in frame.to_dict("records")}


SAME = {
    "bytes": PLAN,
    "gb18030": PLAN.encode("gb18030"),
    "utf-16": PLAN.encode("utf-16"),
    "line ends": PLAN.replace("\n", "\r\n"),
    "blanks": PLAN.replace("\n", "\n\n　　"),
    "archive": zipped({"内.txt": PLAN}),
}


@pytest.mark.parametrize("same", SAME)
def test_the_same_document_in_another_file_counts_once(tmp_path: Path, same: str) -> None:
    second = "b.zip" if same == "archive" else "b.txt"
    alone = tables_of(tmp_path / "alone", {"a.txt": PLAN})
    both = tables_of(tmp_path / "both", {"a.txt": PLAN, second: SAME[same]})
    for name in (*COUNTED, *TALLIES):
        pd.testing.assert_frame_equal(getattr(both, name), getattr(alone, name))
    first, double = by_path(both).values()
    assert first["problem"] is None
    assert first["duplicate_of"] is None
    assert (double["status"], double["articles"], double["duplicate_of"]) == ("ok", 0, first["document_id"])
    assert double["problem"] == "与「a.txt」内容相同，只计一次"
    assert load_text(tmp_path / "both" / "out", str(first["document_id"])) == PLAN
    assert load_text(tmp_path / "both" / "out", str(double["document_id"])) is None


def test_of_three_the_first_by_path_counts(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, {"2021/z.txt": PLAN, "2021/计划.txt": PLAN, "2022/a.txt": PLAN})
    assert [row["problem"] for row in by_path(tables).values()] == [None, *["与「2021/z.txt」内容相同，只计一次"] * 2]
    assert len(tables.articles) == 1


def test_when_the_first_is_removed_the_next_counts(tmp_path: Path) -> None:
    tables_of(tmp_path, {"a.txt": PLAN, "b.txt": PLAN})
    (tmp_path / "seeds" / "a.txt").unlink()
    preprocess(tmp_path / "seeds", tmp_path / "out")
    [row] = by_path(load_tables(tmp_path / "out")).values()
    assert (row["path"], row["articles"], row["problem"]) == ("b.txt", 1, None)


def test_a_document_that_differs_by_one_word_counts_itself(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, {"a.txt": PLAN, "b.txt": PLAN.replace("120", "121")})
    assert len(tables.articles) == 2
    assert tables.documents["duplicate_of"].isna().all()


def test_one_text_in_the_folders_of_two_streets_is_a_document_of_each(tmp_path: Path) -> None:
    text = "2021年工作计划\n6月底前新增托位120个。\n"
    tables = tables_of(tmp_path, {"古美路街道.txt": text, "打浦桥街道.txt": text, "打浦桥街道（副本）.txt": text})
    assert sorted(tables.articles["street"]) == ["古美路街道", "打浦桥街道"]
    assert tables.documents["duplicate_of"].notna().sum() == 1


def test_the_one_with_articles_counts_though_another_comes_first(tmp_path: Path) -> None:
    text = "2021年工作计划\n6月底前新增托位120个。\n"
    tables = tables_of(tmp_path, {"a.txt": text, "古美路街道.txt": text})
    assert list(tables.articles["street"]) == ["古美路街道"]
    assert by_path(tables)["a.txt"]["problem"] == "与「古美路街道.txt」内容相同，只计一次"


def test_failed_documents_are_nobodys_double(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, {"a.jpg": b"x", "b.jpg": b"x", "a.txt": b"", "b.txt": b""})
    assert tables.documents["duplicate_of"].isna().all()
    assert (tables.documents["status"] == "failed").all()


def test_a_command_tells_of_doubles_and_does_not_call_them_failed(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"a.txt": PLAN, "b.txt": PLAN})
    report = preprocess(seeds, tmp_path / "out")
    assert (report.documents, report.failed) == (2, [])
    assert report.duplicates == [("b.txt", "与「a.txt」内容相同，只计一次")]


def test_an_article_that_stands_in_two_documents_counts_once(tmp_path: Path) -> None:
    one = tables_of(tmp_path / "one", {"页.txt": PAGE})
    both = tables_of(tmp_path / "both", {"页.txt": PAGE, "计划.txt": PLAN})
    assert len(both.articles) == len(one.articles) == 2
    for name in ("targets", "milestones", "term_mentions"):
        assert len(getattr(both, name)) == len(getattr(one, name))
    for name in ("mentions", "sentences", "sentence_share"):
        assert list(both.themes[name]) == list(one.themes[name])
    rows = by_path(both)
    assert rows["计划.txt"]["articles"] == 1
    assert rows["页.txt"]["articles"] == 1
    assert rows["页.txt"]["problem"] == "古美路街道的文章与「计划.txt」中的相同，只计一次"


def test_of_many_such_articles_a_few_are_named(tmp_path: Path) -> None:
    streets = ["古美路街道", "打浦桥街道", "曹杨新村街道", "新泾镇", "江桥镇"]
    body = "6月底前新增托位{}个。\n"
    page = "2021年街道工作汇编\n" + "".join(f"〔{s}〕\n{body.format(n)}" for n, s in enumerate(streets))
    plans = {f"a{n}.txt": f"{s}2021年工作计划\n{body.format(n)}" for n, s in enumerate(streets)}
    rows = by_path(tables_of(tmp_path, {**plans, "页.txt": page}))
    said = str(rows["页.txt"]["problem"])
    assert rows["页.txt"]["articles"] == 0
    assert said.startswith("古美路街道的文章与「a0.txt」中的、打浦桥街道的文章与「a1.txt」中的、")
    assert said.endswith("等5篇文章与别的文件中的相同，只计一次")


def test_the_text_of_such_an_article_stays_and_counts_for_nobody(tmp_path: Path) -> None:
    both = tables_of(tmp_path, {"页.txt": PAGE, "计划.txt": PLAN})
    page = by_path(both)["页.txt"]["document_id"]
    freed = both.sentences[(both.sentences["document_id"] == page) & both.sentences["text"].str.contains("托位")]
    assert freed["street"].isna().all()
    assert freed["article_id"].isna().all()
    assert len(freed) == 1
    for name in ("theme_mentions", "dates", "quantities"):
        frame = getattr(both, name)
        assert frame.loc[frame["sentence_id"].isin(freed["sentence_id"]), "street"].isna().all()
        assert len(frame[frame["sentence_id"].isin(freed["sentence_id"])])


def test_the_same_article_twice_in_one_document_is_left_to_its_author(tmp_path: Path) -> None:
    body = PLAN.partition("\n")[2]
    tables = tables_of(tmp_path, {"页.txt": f"〔古美路街道〕\n{body}〔打浦桥街道〕\n别的。\n〔古美路街道〕\n{body}"})
    assert list(tables.articles["street"]).count("古美路街道") == 2


def test_the_same_words_of_two_streets_count_for_both(tmp_path: Path) -> None:
    tables = tables_of(tmp_path, {"a.txt": PLAN, "b.txt": PLAN.replace("古美路", "打浦桥")})
    assert sorted(tables.articles["street"]) == ["古美路街道", "打浦桥街道"]
