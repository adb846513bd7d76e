"""Scoring: hits, misses, extras and optional rows of invented annotations."""

import re
from pathlib import Path

import pytest

from dashboard.evaluation.report import evaluate
from dashboard.evaluation.scores import Row, Score, score_planned, score_spans, score_themes
from dashboard.preprocess.pipeline import preprocess
from dashboard.tables.store import TablesMissingError
from tests.extraction_fixtures import write_documents

TEXT = "古美路街道2021年工作计划\n6月底前新增托位120个。\n近日召开会议，走访老人。\n"
FILES = {
    "dates": "doc\tstart\tend\ttext\tkind\tfrom\tto\tgranularity\tper_year\toptional\n",
    "quantities": "doc\tstart\tend\ttext\tmin\tmax\tunit\toptional\n",
    "sentences": "doc\tstart\tend\tcommitment\toptional\tthemes\toptional_themes\ttext\n",
}


def span(start: int, end: int, *, value: str = "a", optional: str = "", document: str = "d") -> Row:
    return {"document": document, "start": start, "end": end, "text": f"{start}-{end}", "value": value,
            "optional": optional, "shown": value}


def same(gold: Row, found: Row) -> bool:
    return bool(gold["value"] == found["value"])


def counts(score: Score) -> tuple[int, int, int]:
    return score.hits, score.wanted, score.found


def test_precision_recall_and_f1_come_from_hits_wanted_and_found() -> None:
    score = Score(hits=3, wanted=4, found=6)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.75, 0.6)


def test_nothing_wanted_and_nothing_found_scores_nought_without_an_error() -> None:
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)


def test_an_overlapping_row_is_a_hit_and_its_value_is_scored_apart() -> None:
    spans, values = score_spans([span(0, 5), span(10, 15)], [span(1, 5), span(10, 15, value="b")], same)
    assert (counts(spans), counts(values)) == ((2, 2, 2), (1, 2, 2))


def test_missed_and_extra_rows_are_counted_and_named() -> None:
    spans, _ = score_spans([span(0, 5)], [span(20, 25)], same)
    assert counts(spans) == (0, 1, 1)
    assert spans.errors == ["missed: d:0 0-5", "extra: d:20 20-25"]


def test_a_wrong_value_is_named() -> None:
    _, values = score_spans([span(0, 5)], [span(0, 5, value="b")], same)
    assert values.errors == ["wrong value: d:0 0-5: b"]


@pytest.mark.parametrize("found", [[], [span(10, 15)]], ids=["missed", "found"])
def test_an_optional_row_changes_no_score(found: list[Row]) -> None:
    spans, values = score_spans([span(0, 5), span(10, 15, optional="1")], [span(0, 5), *found], same)
    assert counts(spans) == counts(values) == (1, 1, 1)
    assert spans.errors == []


def test_rows_match_one_to_one() -> None:
    spans, _ = score_spans([span(0, 3), span(4, 7)], [span(0, 7)], same)
    assert counts(spans) == (1, 2, 1)


def test_touching_rows_do_not_overlap() -> None:
    spans, _ = score_spans([span(0, 5)], [span(5, 8)], same)
    assert counts(spans) == (0, 1, 1)


def test_of_two_overlapping_rows_the_one_with_the_right_value_is_taken() -> None:
    _, values = score_spans([span(0, 9)], [span(0, 8, value="b"), span(8, 9)], same)
    assert counts(values) == (1, 1, 2)


def test_rows_of_other_documents_do_not_match() -> None:
    spans, _ = score_spans([span(0, 5, document="d")], [span(0, 5, document="e")], same)
    assert counts(spans) == (0, 1, 1)


def sentence(start: int, commitment: str = "none", themes: str = "", *, optional: str = "",
             optional_themes: str = "") -> Row:
    return {"document": "d", "start": start, "end": start + 5, "text": str(start), "commitment": commitment,
            "optional": optional, "themes": set(themes.split()), "optional_themes": set(optional_themes.split())}


def test_only_planned_sentences_count_as_commitments() -> None:
    gold = [sentence(0, "planned"), sentence(5, "achieved"), sentence(10, "planned"), sentence(15, "none")]
    found = [sentence(0, "planned"), sentence(5, "planned"), sentence(10, "none"), sentence(15, "achieved")]
    score = score_planned(gold, found)
    assert counts(score) == (1, 2, 2)
    assert len(score.errors) == 2


def test_an_optional_sentence_counts_nowhere() -> None:
    assert counts(score_planned([sentence(0, "planned", optional="1")], [sentence(0, "none")])) == (0, 0, 0)


def test_themes_are_counted_by_sentence_and_theme() -> None:
    gold = [
        sentence(0, themes="党建引领 为老服务"),
        sentence(5),
        sentence(10, themes="公共安全", optional_themes="数字治理"),
    ]
    found = [
        sentence(0, themes="党建引领 公共安全"),
        sentence(5, themes="为老服务"),
        sentence(10, themes="公共安全 数字治理"),
    ]
    assert counts(score_themes(gold, found)) == (2, 3, 4)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    seeds = write_documents(tmp_path_factory.mktemp("documents"), {"计划.txt": TEXT})
    out = tmp_path_factory.mktemp("tables")
    preprocess(seeds, out)
    return out


def gold(folder: Path, **rows: list[str]) -> Path:
    """Write annotations of 计划.txt: cells from ``start`` on, separated by |."""
    for name, header in FILES.items():
        lines = ["计划.txt\t" + row.replace("|", "\t") for row in rows.get(name, [])]
        (folder / f"{name}.tsv").write_text(header + "".join(line + "\n" for line in lines), encoding="utf-8")
    return folder


def figures(report: str) -> dict[str, tuple[str, str, str, str, str]]:
    pattern = r"(.+?) +precision ([\d.]+) +recall ([\d.]+) +F1 ([\d.]+) +\(wanted (\d+), found (\d+)\)"
    return {match[0]: match[1:] for match in re.findall(pattern, report)}  # type: ignore[misc]


def test_the_report_has_a_line_for_each_measure_with_known_figures(tmp_path: Path, data: Path) -> None:
    folder = gold(
        tmp_path, dates=["5|10|2021年|date|2021-01-01|2021-12-31|year||", "15|19|6月底前|date||2021-06-30|tenday||",
                         "28|30|近日|date|2021-01-01||day||"],
        quantities=["23|27|120个|100|100|个|"], sentences=["15|28|planned||托育教育||6月底前新增托位120个。"],
    )
    assert figures(evaluate(folder, data)) == {
        "dates, spans": ("1.000", "0.667", "0.800", "3", "2"), "dates, values": ("1.000", "0.667", "0.800", "3", "2"),
        "quantities, spans": ("1.000", "1.000", "1.000", "1", "1"),
        "quantities, values": ("0.000", "0.000", "0.000", "1", "1"),
        "commitments": ("1.000", "1.000", "1.000", "1", "1"), "themes": ("1.000", "1.000", "1.000", "1", "1"),
    }


def test_errors_are_listed_only_where_asked_for(tmp_path: Path, data: Path) -> None:
    folder = gold(tmp_path, dates=["28|30|近日|date|2021-01-01||day||"])
    assert "近日" not in evaluate(folder, data)
    assert "missed: 计划.txt:28 近日" in evaluate(folder, data, list_errors=True)


def test_a_missing_annotation_file_is_named(tmp_path: Path, data: Path) -> None:
    (gold(tmp_path) / "quantities.tsv").unlink()
    with pytest.raises(FileNotFoundError, match=r"quantities\.tsv"):
        evaluate(tmp_path, data)


def test_missing_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(TablesMissingError):
        evaluate(gold(tmp_path), tmp_path / "nowhere")


def test_annotations_of_other_documents_are_refused(tmp_path: Path, data: Path) -> None:
    folder = gold(tmp_path, dates=["15|19|6月底前|date||2021-06-30|tenday||"])
    file = folder / "dates.tsv"
    file.write_text(file.read_text(encoding="utf-8").replace("计划.txt", "别的.txt"), encoding="utf-8")
    with pytest.raises(FileNotFoundError, match="preprocess them first"):
        evaluate(folder, data)
