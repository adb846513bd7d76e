"""Commitments as rows of words: those of one commitment together, and the same for a page as for all."""

from typing import Any

import pandas as pd

from dashboard.charts.commitment_rows import LISTED, WANTED, commitment_places, commitment_rows, with_words
from dashboard.tables.tables import Selection
from tests.extraction_fixtures import seed_folder, seed_tables

__all__ = ["seed_folder", "seed_tables"]


def test_a_row_holds_the_words_of_all_targets_of_its_commitment(seed_tables: Any) -> None:
    targets = seed_tables.targets
    for row in commitment_rows(seed_tables).to_dict("records"):
        own = targets[targets["commitment_id"] == row["commitment_id"]]
        amounts = own["quantity"].dropna().unique()
        assert row["amounts"] == "、".join(amounts)
        assert set(row["themes"].split("、")) - {""} == {theme for themes in own["themes"] for theme in themes}
        assert row["text"] == own["text"].iloc[0]
        assert row[WANTED[1]] == own[["value_min", "value_max"]].notna().any(axis=None)
        assert row[WANTED[2]] == own[["due_from", "due_to"]].notna().any(axis=None)
        assert row[WANTED[3]] == (not row[WANTED[1]] and not row[WANTED[2]])


def test_a_page_of_commitments_has_the_words_that_all_have(seed_tables: Any) -> None:
    whole = commitment_rows(seed_tables)
    some = with_words(commitment_places(seed_tables).iloc[10:18], seed_tables)
    pd.testing.assert_frame_equal(some, whole.iloc[10:18])
    assert (whole[list(LISTED)] != "").any(axis=None)
    assert with_words(commitment_places(seed_tables).iloc[:0], seed_tables).empty


def test_the_places_of_a_choice_are_looked_up_once(seed_tables: Any) -> None:
    chosen = seed_tables.select(Selection(themes=("为老服务",)))
    assert commitment_places(chosen) is commitment_places(chosen)
    assert 0 < len(commitment_places(chosen)) < len(commitment_places(seed_tables))
