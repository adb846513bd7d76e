"""Counts of columns: what is looked up in tables is what pandas finds."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts import counting
from dashboard.charts.counting import days, distinct_in, exploded, is_among, numbered, pair_counts

NUMBERS = st.lists(st.integers(0, 30), max_size=40)
WITH_MISSING = st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=40)


def as_integers(values: Sequence[int | None]) -> pd.Series:
    return pd.Series(values, dtype="Int32")


def as_texts(values: list[int | None]) -> pd.Series:
    return pd.Series([None if value is None else str(value) for value in values], dtype="str")


@given(NUMBERS)
def test_numbers_are_those_of_pandas(values: list[int]) -> None:
    codes, found = numbered(as_integers(values))
    wanted, names = pd.factorize(pd.Series(values, dtype="int64"))
    assert list(codes) == list(wanted)
    assert list(found) == list(names)
    assert list(numbered(pd.Series([f"c{value}" for value in values], dtype="str"))[0]) == list(wanted)


def test_large_numbers_are_numbered_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "LONGEST_TABLE", 5)
    codes, found = numbered(as_integers([9, 2, 9, 7]))
    assert (list(codes), list(found)) == ([0, 1, 0, 2], [9, 2, 7])
    assert list(is_among(as_integers([9, None, 3]), as_integers([9, None]))) == [True, False, False]


@given(WITH_MISSING, WITH_MISSING)
def test_is_among_is_isin_without_the_missing(values: list[int | None], others: list[int | None]) -> None:
    own, known = as_integers(values), as_integers(others)
    wanted = [value is not None and value in set(others) for value in values]
    assert list(is_among(own, known)) == wanted
    assert list(is_among(own.astype("object"), known.astype("object"))) == wanted
    assert list(is_among(as_texts(values), as_texts(others))) == wanted


@given(st.lists(st.tuples(st.sampled_from(["甲", "乙", "丙"]), st.integers(0, 9)), max_size=40))
def test_distinct_values_are_counted_by_group(rows: list[tuple[str, int]]) -> None:
    frame = pd.DataFrame(rows, columns=["group", "value"])
    names = ("乙", "甲", "丁")
    wanted = {name: len({value for group, value in rows if group == name}) for name in names}
    for groups in (frame["group"], frame["group"].astype("category")):
        assert distinct_in(names, groups, frame["value"].astype("Int64")) == wanted


@given(st.lists(st.lists(st.sampled_from(["老人", "儿童", "居民"]), unique=True, max_size=3), max_size=20))
def test_lists_of_categories_are_exploded_as_lists_are(lists: list[list[str]]) -> None:
    plain = pd.DataFrame({"number": range(len(lists)), "groups": lists})
    narrow = plain.assign(groups=pd.Categorical(pd.Series([tuple(words) for words in lists], dtype="object")))
    own, wanted = exploded(narrow, "groups"), exploded(plain, "groups")
    assert list(own["number"]) == list(wanted["number"])
    assert list(own["groups"]) == list(wanted["groups"])
    assert list(own.index) == list(wanted.index)


def test_days_of_categories_are_days() -> None:
    plain = pd.Series([pd.Timestamp("2021-01-31").date(), None, pd.Timestamp("2021-06-30").date()])
    narrow = pd.Series(pd.Categorical.from_codes([1, -1, 0], pd.DatetimeIndex(["2021-06-30", "2021-01-31"])))
    assert days(narrow).equals(days(plain).astype(days(narrow).dtype))
    assert np.isnat(days(narrow).to_numpy()[1])


def test_pairs_stand_in_the_order_in_which_they_come() -> None:
    themes, terms = ["文化", "养老", "养老", "养老", None], ["展览", "助餐", "老人", "老人", "老人"]
    rows = pd.DataFrame({"theme": themes, "term": terms})
    wanted = {"养老": {"老人": 2, "助餐": 1}, "文化": {"展览": 1}}
    for frame in (rows, rows.astype({"theme": "category", "term": "category"})):
        counts = pair_counts(frame["theme"], frame["term"], frame["theme"].notna())
        assert counts == wanted
        assert list(counts["养老"]) == ["老人", "助餐"]
        assert pair_counts(frame["theme"], frame["term"], frame["term"] == "展览") == {"文化": {"展览": 1}}
