"""Preprocessing: the map is pure, one bad document stops nothing, what is current is not made again."""

import multiprocessing
import os
import pickle
import shutil
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dashboard.paths import LEXICON, PROJECT
from dashboard.preprocess import fingerprint as fingerprint_module
from dashboard.preprocess import map_file as map_module
from dashboard.preprocess import pipeline
from dashboard.preprocess.document_rows import document_rows
from dashboard.preprocess.fingerprint import is_current
from dashboard.preprocess.map_file import MapJob, map_file
from dashboard.preprocess.part import TALLIES
from dashboard.preprocess.pipeline import preprocess
from dashboard.preprocess.sources import LocalDocuments
from dashboard.reading.document import Source
from dashboard.tables.schemas import SCHEMAS, STORED
from dashboard.tables.store import load_tables
from tests.extraction_fixtures import rows_of, rules, write_documents

PLAN = """古美路街道2021年工作计划
一、2020年工作回顾
去年新增托位120个。
二、2021年重点任务
6月底前，新增托位60个，建成社区食堂3个。
每周举办讲座，推进“美乐汇”复制推广。
"""
OTHER = """打浦桥街道2022年工作要点
年底前完成旧区改造1302户。
"""
NAMELESS_YEAR = """古美路街道工作安排
6月底前新增托位60个。
"""


def plans(count: int) -> dict[str, str]:
    streets = ("古美路街道", "打浦桥街道", "曹杨新村街道")
    return {
        f"{number:03d}.txt": f"{streets[number % 3]}{2020 + number % 4}年工作计划\n"
        f"{number % 12 + 1}月底前，新增托位{number}个，“第{number}号课堂”开班。\n"
        for number in range(1, count + 1)
    }


def contents(folder: Path) -> dict[str, list[dict[str, object]]]:
    return {name: pq.read_table(folder / f"{name}.parquet").to_pylist() for name in STORED}


def test_the_map_gives_rows_of_every_table_but_those_of_the_reduce() -> None:
    rows = document_rows(Source("计划.txt", PLAN.encode()), rules())
    assert set(rows) == set(STORED) - set(TALLIES)
    assert all(rows[name] for name in rows)
    assert all(len(row) == len(STORED[name]) for name in rows for row in rows[name])


def test_the_cells_of_a_row_stand_in_the_order_of_its_columns() -> None:
    rows = rows_of(PLAN)
    [document] = rows["documents"]
    assert {row["document_id"] for name in rows for row in rows[name]} == {document["document_id"]}
    assert {row["street"] for name in rows for row in rows[name] if "street" in row} == {"古美路街道"}
    for name in ("sentences", "dates", "quantities", "targets"):
        assert all(PLAN[row["start"]:row["end"]] == row["text"] for row in rows[name])
    for name in ("theme_mentions", "term_mentions"):
        assert all(PLAN[row["start"]:row["end"]] == row["term"] for row in rows[name])
    assert all(PLAN[row["start"]:row["end"]] == row["due"] for row in rows["milestones"])


def test_the_map_gives_the_same_rows_again() -> None:
    source = Source("计划.txt", PLAN.encode())
    first = document_rows(source, rules())
    document_rows(Source("别的.txt", OTHER.encode()), rules())
    assert document_rows(source, rules()) == first


def test_the_rules_and_the_rows_can_be_sent_to_another_machine() -> None:
    source = Source("计划.txt", PLAN.encode())
    copy = pickle.loads(pickle.dumps(rules()))
    rows = document_rows(source, copy)
    assert rows == document_rows(source, rules())
    assert pickle.loads(pickle.dumps(rows)) == rows


def test_the_map_gives_the_same_rows_in_a_fresh_process(tmp_path: Path) -> None:
    write_documents(tmp_path, {"计划.txt": PLAN})
    job = MapJob(LocalDocuments(tmp_path), LEXICON)
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        there = pool.submit(map_file, tmp_path / "计划.txt", job).result()
    assert there == map_file(tmp_path / "计划.txt", job)


def test_the_map_does_not_depend_on_how_python_orders_sets() -> None:
    # two themes in each sentence that has any: which of them carries on must not be left to chance
    both = "".join(f"长者食堂的老人和托育园的幼儿今天第{n}次一起过节。" for n in "一二三四")
    report = f"古美路街道记者获悉，{both}现场的气氛十分热烈，大家久久不愿意离开这里。"
    code = (
        "import sys; from dashboard.paths import LEXICON; from dashboard.preprocess.rules import load_rules;"
        "from dashboard.preprocess.document_rows import document_rows; from dashboard.reading.document import Source;"
        "rows = document_rows(Source('报道.txt', sys.argv[1].encode()), load_rules(LEXICON));"
        "print(any(carried for *_, carried in rows['theme_mentions']), ascii(rows))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, report], env=os.environ | {"PYTHONHASHSEED": seed}, cwd=PROJECT,
            capture_output=True, check=True, text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert outputs.pop().startswith("True")


def test_a_documents_rows_do_not_depend_on_what_stands_beside_it(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "alone", {"计划.txt": PLAN}), tmp_path / "a")
    preprocess(write_documents(tmp_path / "both", {"要点.txt": OTHER, "计划.txt": PLAN}), tmp_path / "b")
    alone, both = contents(tmp_path / "a"), contents(tmp_path / "b")
    [document] = alone["documents"]
    for name in set(STORED) - set(TALLIES):
        of_document = [row for row in both[name] if row["document_id"] == document["document_id"]]
        assert of_document == alone[name]


def test_two_workers_give_what_one_gives(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", plans(120))
    preprocess(seeds, tmp_path / "one", workers=1)
    preprocess(seeds, tmp_path / "two", workers=2)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert len(contents(tmp_path / "one")["documents"]) == 120


def test_documents_in_folders_are_found_and_hidden_files_are_not(tmp_path: Path) -> None:
    documents = {"2021/闵行/计划.txt": PLAN, ".trash/旧.txt": OTHER, ".DS_Store": "x"}
    preprocess(write_documents(tmp_path / "seeds", documents), tmp_path / "out")
    assert [row["path"] for row in contents(tmp_path / "out")["documents"]] == ["2021/闵行/计划.txt"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("空.txt", b""), ("空白.txt", b" \n \n"), ("坏.txt", b"\xff\x00\x81\xfe\x01"), ("照片.jpg", b"\xff\xd8\xff"),
     ("无后缀", b"abc")],
    ids=["empty", "blank", "binary", "picture", "no-ending"],
)
def test_a_document_that_cannot_be_read_has_a_row_with_its_problem(tmp_path: Path, name: str, content: bytes) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    (seeds / name).write_bytes(content)
    report = preprocess(seeds, tmp_path / "out")
    by_path = {row["path"]: row for row in contents(tmp_path / "out")["documents"]}
    assert [path for path, _ in report.failed] == [name]
    assert by_path[name]["status"] == "failed"
    assert by_path[name]["problem"]
    assert by_path["计划.txt"]["status"] == "ok"
    assert contents(tmp_path / "out")["targets"]


def test_an_error_in_the_program_fails_one_document_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = map_module.read_document

    def breaking(source: Source, *rest: object) -> object:
        if source.path == "要点.txt":
            raise RuntimeError("broken rule")
        return work(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(map_module, "read_document", breaking)
    report = preprocess(write_documents(tmp_path / "seeds", {"要点.txt": OTHER, "计划.txt": PLAN}), tmp_path / "out")
    [(path, problem)] = report.failed
    assert path == "要点.txt"
    assert "broken rule" in problem
    assert report.documents == 2


def test_a_mistake_in_the_rules_stops_the_run_and_blames_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon = tmp_path / "lexicon"
    lexicon.mkdir()
    for file in LEXICON.iterdir():
        if file.is_file():
            (lexicon / file.name).write_bytes(file.read_bytes())
    with (lexicon / "units.csv").open("a", encoding="utf-8") as file:
        file.write("光年,length,maybe,,\n")
    monkeypatch.setattr(pipeline, "LEXICON", lexicon)
    with pytest.raises(ValueError, match=r"units\.csv, line \d+: measured 'maybe'"):
        preprocess(write_documents(tmp_path / "seeds", {"计划.txt": PLAN}), tmp_path / "out")


def test_rules_that_changed_while_the_program_runs_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lexicon = tmp_path / "lexicon"
    shutil.copytree(LEXICON, lexicon, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    monkeypatch.setattr(pipeline, "LEXICON", lexicon)
    monkeypatch.setattr(fingerprint_module, "LEXICON", lexicon)
    seeds, out = write_documents(tmp_path / "seeds", {"计划.txt": PLAN}), tmp_path / "out"
    preprocess(seeds, out)
    assert "美乐汇" not in {row["term"] for row in contents(out)["theme_mentions"]}
    themes = (lexicon / "themes.toml").read_text(encoding="utf-8")
    head = '["党建引领".terms]\n'
    assert head in themes
    (lexicon / "themes.toml").write_text(themes.replace(head, f'{head}"美乐汇" = 1\n'), encoding="utf-8")
    assert not preprocess(seeds, out).was_current
    assert "美乐汇" in {row["term"] for row in contents(out)["theme_mentions"]}


def test_a_folder_without_documents_gives_empty_tables_with_their_columns(tmp_path: Path) -> None:
    report = preprocess(write_documents(tmp_path / "seeds", {}), tmp_path / "out")
    tables = load_tables(tmp_path / "out")
    assert (report.documents, report.failed) == (0, [])
    for name, schema in SCHEMAS.items():
        frame = getattr(tables, name)
        assert (len(frame), list(frame.columns)) == (0, schema.names)


def test_a_document_without_a_street_gives_no_article_but_its_sentences(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", {"随笔.txt": "今天天气很好。\n"}), tmp_path / "out")
    found = contents(tmp_path / "out")
    assert (len(found["articles"]), len(found["sentences"]), found["targets"], found["keywords"]) == (0, 1, [], [])


def test_a_missing_folder_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"nowhere.*--seeds"):
        preprocess(tmp_path / "nowhere", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_tables_are_current_until_a_document_changes(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    assert not is_current(seeds, tmp_path / "out")
    preprocess(seeds, tmp_path / "out")
    assert is_current(seeds, tmp_path / "out")
    write_documents(seeds, {"要点.txt": OTHER})
    assert not is_current(seeds, tmp_path / "out")


def test_tables_are_not_current_for_another_default_year(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"计划.txt": PLAN})
    preprocess(seeds, tmp_path / "out", default_year=2021)
    assert is_current(seeds, tmp_path / "out", 2021)
    assert not is_current(seeds, tmp_path / "out", 2022)


def test_current_tables_are_made_again_only_by_force(tmp_path: Path) -> None:
    seeds, file = write_documents(tmp_path / "seeds", {"计划.txt": PLAN}), tmp_path / "out" / "targets.parquet"
    preprocess(seeds, tmp_path / "out")
    before = file.stat().st_mtime_ns
    assert preprocess(seeds, tmp_path / "out").was_current
    assert file.stat().st_mtime_ns == before
    assert not preprocess(seeds, tmp_path / "out", force=True).was_current
    assert file.stat().st_mtime_ns > before


def test_progress_names_each_document_once(tmp_path: Path) -> None:
    calls: list[tuple[int, int, str]] = []
    seeds = write_documents(tmp_path / "seeds", {"a.txt": PLAN, "b.txt": OTHER, "c.jpg": "x"})
    preprocess(seeds, tmp_path / "out", on_progress=lambda done, total, path: calls.append((done, total, path)))
    assert calls == [(1, 3, "a.txt"), (2, 3, "b.txt"), (3, 3, "c.jpg")]


def test_the_default_year_stands_where_a_document_names_none(tmp_path: Path) -> None:
    seeds = write_documents(tmp_path / "seeds", {"安排.txt": NAMELESS_YEAR, "计划.txt": PLAN})
    preprocess(seeds, tmp_path / "out", default_year=2024)
    found = contents(tmp_path / "out")
    years = {row["path"]: (row["year"], row["year_source"]) for row in found["documents"]}
    assert years["安排.txt"] == (2024, "default")
    assert years["计划.txt"][0] == 2021
    assert "2024-06-30" in {str(row["due_to"]) for row in found["targets"]}


def test_without_a_year_dates_are_found_and_stay_open(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", {"安排.txt": NAMELESS_YEAR}), tmp_path / "out")
    found = contents(tmp_path / "out")
    assert [(row["text"], row["to_date"]) for row in found["dates"]] == [("6月底前", None)]
    assert found["milestones"] == []
    assert len(found["targets"]) == 1


def test_zeros_are_kept_in_the_tally_of_themes(tmp_path: Path) -> None:
    preprocess(write_documents(tmp_path / "seeds", {"计划.txt": PLAN, "要点.txt": OTHER}), tmp_path / "out")
    themes = contents(tmp_path / "out")["themes"]
    assert len(themes) == 2 * 16
    assert any(row["mentions"] == 0 for row in themes)
    assert any(row["mentions"] for row in themes)
