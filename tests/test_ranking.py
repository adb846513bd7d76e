"""Who leads a ranking: all that share the largest value, where it is above zero."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.ranking import leaders, leaders_of_columns


@given(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=0, max_size=5))
def test_leaders_share_the_largest_value_and_it_is_above_zero(rows: list[list[int]]) -> None:
    table = pd.DataFrame(rows, columns=["甲", "乙", "丙"], index=[f"主题{n}" for n in range(len(rows))], dtype=float)
    shared = {
        name: [label for label, value in values.items() if value == values.max() and value > 0]
        for name, values in table.items()
    }
    assert leaders_of_columns(table) == shared
    assert {name: leaders(table[name]) for name in table.columns} == shared
