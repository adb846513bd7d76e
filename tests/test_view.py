"""What is computed of the chosen tables is computed once, and told apart by all that it depends on."""

from typing import Any

import pytest

from dashboard.pages.view import View, _answer, computed
from dashboard.tables.tables import Selection, Tables
from tests.extraction_fixtures import seed_folder, seed_tables

__all__ = ["seed_folder", "seed_tables"]

asked: list[dict[str, Any]] = []


def noted(tables: Tables, **options: Any) -> int:
    asked.append(options)
    return len(asked)


@pytest.fixture(autouse=True)
def nothing_known() -> None:
    _answer.cache_clear()
    asked.clear()


def test_options_are_the_same_in_whatever_order_they_are_given(seed_tables: Tables) -> None:
    view = View(seed_tables, "1", Selection())
    assert computed(view, noted, width=1, height=2) == computed(view, noted, height=2, width=1) == 1
    assert asked == [{"width": 1, "height": 2}]


def test_another_version_choice_option_or_mapping_is_computed_anew(seed_tables: Tables) -> None:
    view, colours = View(seed_tables, "1", Selection()), {"古美路街道": "#123456"}
    found = [
        computed(view, noted, width=1),
        computed(View(seed_tables, "2", Selection()), noted, width=1),
        computed(View(seed_tables, "1", Selection(themes=("为老服务",))), noted, width=1),
        computed(view, noted, width=2),
        computed(view, noted, colours=colours),
        computed(view, noted, colours=dict(colours)),
    ]
    assert found == list(range(1, 7))
    assert computed(view, noted, colours=colours) == 5
