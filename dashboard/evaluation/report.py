"""Score the tables of a folder against a folder of annotations and say so in a table."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from dashboard.evaluation.scores import Row, Score, score_planned, score_spans, score_themes
from dashboard.tables.store import load_tables
from dashboard.tables.tables import Tables

GOLD_FILES = ("dates", "quantities", "sentences")


def evaluate(gold_folder: Path, data: Path, *, list_errors: bool = False) -> str:
    """Return precision, recall and F1 of dates, quantities, commitments and themes, a line each.

    Raises FileNotFoundError where an annotation file is missing and TablesMissingError where the tables are.
    """
    gold = {name: _read_gold(gold_folder / f"{name}.tsv") for name in GOLD_FILES}
    tables = load_tables(data)
    named = {row["document"] for rows in gold.values() for row in rows}
    paths = {
        document_id: Path(path).name
        for document_id, path in zip(tables.documents["document_id"], tables.documents["path"], strict=True)
        if Path(path).name in named
    }
    if not paths:
        raise FileNotFoundError(f"{data}: none of the documents annotated in {gold_folder}; preprocess them first")
    dates = score_spans(gold["dates"], _rows(tables.dates, paths), _same_date)
    quantities = score_spans(gold["quantities"], _rows(tables.quantities, paths), _same_amount)
    sentences = _sentences(tables, paths)
    scores = {
        "dates, spans": dates[0], "dates, values": dates[1],
        "quantities, spans": quantities[0], "quantities, values": quantities[1],
        "commitments": score_planned(gold["sentences"], sentences),
        "themes": score_themes(gold["sentences"], sentences),
    }
    return "\n".join(line for name, score in scores.items() for line in _lines(name, score, list_errors))


def _lines(name: str, score: Score, list_errors: bool) -> list[str]:
    line = (f"{name:20} precision {score.precision:.3f}  recall {score.recall:.3f}  F1 {score.f1:.3f}"
            f"  (wanted {score.wanted}, found {score.found})")
    return [line, *(f"  {error}" for error in score.errors if list_errors)]


def _read_gold(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows: list[Row] = list(csv.DictReader(lines, delimiter="\t"))
    for row in rows:
        row["document"] = row.pop("doc")
        row["start"], row["end"] = int(row["start"]), int(row["end"])
        for column in ("themes", "optional_themes"):
            if column in row:
                row[column] = set(filter(None, row[column].split("|")))
    return rows


def _rows(frame: pd.DataFrame, paths: dict[str, str]) -> list[Row]:
    rows: list[Row] = [
        {str(column): cell for column, cell in record.items()}
        for record in frame[frame["document_id"].isin(list(paths))].to_dict("records")
    ]
    for row in rows:
        row["document"] = paths[row["document_id"]]
        bounds = [row.get(column) for column in ("from_date", "to_date", "value_min", "value_max") if column in row]
        measure = row.get("unit") or row.get("kind")
        row["shown"] = " to ".join(_written(bound) or "open" for bound in bounds) + f" {measure}"
    return rows


def _sentences(tables: Tables, paths: dict[str, str]) -> list[Row]:
    themes = tables.theme_mentions.groupby("sentence_id")["theme"].agg(set).to_dict()
    rows = _rows(tables.sentences, paths)
    for row in rows:
        row["themes"] = themes.get(row["sentence_id"], set())
    return rows


def _same_date(gold: Row, found: Row) -> bool:
    if gold["kind"] != found["kind"]:
        return False
    if gold["kind"] == "recurring":
        return _number(gold["per_year"]) == _number(found["per_year"])
    return (gold["from"], gold["to"]) == (_written(found["from_date"]), _written(found["to_date"]))


def _same_amount(gold: Row, found: Row) -> bool:
    bounds = (_number(gold["min"]), _number(gold["max"])) == (_number(found["value_min"]), _number(found["value_max"]))
    return bounds and gold["unit"] == found["unit"]


def _number(value: Any) -> float | None:
    return None if value in ("", None) or pd.isna(value) else float(value)


def _written(value: Any) -> str:
    """Return a cell as annotations write it: blank for missing, dates as YYYY-MM-DD."""
    if value is None or pd.isna(value):
        return ""
    return value.isoformat()[:10] if isinstance(value, date) else f"{value:.10g}"
