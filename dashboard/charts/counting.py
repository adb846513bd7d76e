"""Counts of rows by the words in them, for frames of texts and for those of categories alike."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

NOWHERE = -1
LONGEST_TABLE = 20_000_000
"""Numbers below this are looked up in a table; one takes eight bytes."""


def places_in(names: Sequence[str], values: pd.Series) -> NDArray[np.int64]:
    """Return the place of each value among the names, -1 for one that is not there or is missing."""
    known = pd.Index(list(names), dtype="object")
    if isinstance(values.dtype, pd.CategoricalDtype):
        of_categories = known.get_indexer(values.cat.categories.astype("object"))
        return np.append(of_categories, NOWHERE)[values.cat.codes]
    return known.get_indexer(pd.Index(values, dtype="object"))


def days(values: pd.Series) -> pd.Series:
    """Return a column of days as ``datetime64``, missing ones as NaT; of categories each is converted once."""
    if not isinstance(values.dtype, pd.CategoricalDtype):
        return pd.to_datetime(values)
    of_categories = np.append(pd.to_datetime(values.cat.categories).to_numpy(), np.datetime64("NaT"))
    return pd.Series(of_categories[values.cat.codes], index=values.index)


def cross_counts(rows: pd.Series, columns: pd.Series, index: Sequence[str], names: Sequence[str]) -> pd.DataFrame:
    """Return how often each name of ``index`` comes with each of ``names``, zeros included.

    ``rows`` and ``columns`` are two columns of one frame.
    """
    row, column = places_in(index, rows), places_in(names, columns)
    known = (row != NOWHERE) & (column != NOWHERE)
    counts = np.bincount(row[known] * len(names) + column[known], minlength=len(index) * len(names))
    return pd.DataFrame(counts.reshape(len(index), len(names)), index=list(index), columns=list(names))


def crossed_sums(rows: pd.Series, columns: pd.Series, values: pd.Series, names: Sequence[str]) -> pd.DataFrame:
    """Return the sum of the values of each row name with each of ``names``, 0 where there is none.

    Rows stand in the order in which they come first. As a pivot table, which takes several times as long.
    """
    column = places_in(names, columns)
    known = np.flatnonzero(column != NOWHERE)
    row, found = pd.factorize(rows.iloc[known].astype("str"))
    places = row * len(names) + column[known]
    sums = np.bincount(places, values.to_numpy(float)[known], len(found) * len(names))
    return pd.DataFrame(sums.reshape(len(found), len(names)), index=pd.Index(found), columns=list(names))


def pair_counts(first: pd.Series, second: pd.Series, counted: pd.Series) -> dict[str, dict[str, int]]:
    """Return by each value of ``first`` how often each of ``second`` comes with it where ``counted`` is true.

    The most frequent stand first, equals in the order in which they come.
    """
    (one, ones), (two, twos) = _codes(first), _codes(second)
    known = counted.to_numpy(bool) & (one != NOWHERE) & (two != NOWHERE)
    codes = one[known].astype(np.int64) * max(len(twos), 1) + two[known]
    counts = np.bincount(codes, minlength=1)
    earliest = np.zeros(len(counts), np.int64)
    earliest[codes[::-1]] = np.arange(len(codes))[::-1]
    there = np.flatnonzero(counts)
    found: dict[str, dict[str, int]] = {}
    for code in there[np.lexsort((earliest[there], -counts[there]))]:
        found.setdefault(str(ones[code // len(twos)]), {})[str(twos[code % len(twos)])] = int(counts[code])
    return found


def numbered(values: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """Return a number for each value in the order in which they come first, and the values by their numbers.

    As ``pandas.factorize`` does; small numbers, as the commitments of very many have them, are looked up in a table
    instead of a hash, which takes a third of the time. No value is missing.
    """
    known = _small_numbers(values)
    if known is None:
        codes, found = pd.factorize(values)
        return codes, pd.Index(found)
    places = np.arange(len(known), dtype=np.int32)
    first = np.zeros(known.max(initial=0) + 1, np.int32)
    first[known[::-1]] = places[::-1]
    of_value = first[known]
    is_first = of_value == places
    number = np.cumsum(is_first, dtype=np.int64) - 1
    return number[of_value], pd.Index(values.iloc[np.flatnonzero(is_first)])


def is_among(values: pd.Series, others: pd.Series) -> NDArray[np.bool_]:
    """Return whether each value is one of the others; a missing one is not."""
    if isinstance(values.dtype, pd.StringDtype) and isinstance(others.dtype, pd.StringDtype):
        return _is_among_texts(values, others)
    own, known = _small_numbers(values.dropna()), _small_numbers(others.dropna())
    if own is None or known is None:
        return values.isin(others.dropna()).to_numpy(bool)
    table = np.zeros(max(own.max(initial=0), known.max(initial=0)) + 1, dtype=bool)
    table[known] = True
    found = np.zeros(len(values), dtype=bool)
    found[values.notna().to_numpy()] = table[own]
    return found


def _is_among_texts(values: pd.Series, others: pd.Series) -> NDArray[np.bool_]:
    """Return the same for texts. As ``pandas.Series.isin``, which takes Arrow's texts apart: twenty times as long."""
    texts = pa.string()
    found = pc.is_in(pa.array(values, texts, from_pandas=True), pa.array(others.dropna(), texts), skip_nulls=True)
    among: NDArray[np.bool_] = found.to_numpy(zero_copy_only=False)
    return among


def distinct_in(names: Sequence[str], groups: pd.Series, values: pd.Series) -> dict[str, int]:
    """Return how many different values come in each of the groups of these names; no value is missing."""
    group, (number, found) = places_in(names, groups), numbered(values)
    known = group != NOWHERE
    there = np.zeros((len(found), len(names)), dtype=bool)
    there[number[known], group[known]] = True
    return dict(zip(names, map(int, there.sum(axis=0)), strict=True))


def _small_numbers(values: pd.Series) -> NDArray[np.int64] | None:
    """Return numbers that can be looked up in a table not much longer than their list; None for anything else."""
    if not pd.api.types.is_integer_dtype(values.dtype):
        return None
    numbers: NDArray[np.int64] = values.to_numpy(np.int64)
    is_small = not len(numbers) or (numbers.min() >= 0 and numbers.max() < LONGEST_TABLE)
    return numbers if is_small else None


def _codes(values: pd.Series) -> tuple[NDArray[np.integer], pd.Index]:
    """Return a number for each value, -1 for a missing one, and the values by their numbers."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy(), values.cat.categories
    codes, found = pd.factorize(values)
    return codes, pd.Index(found)


def distinct(values: pd.Series) -> list[str]:
    """Return the values that there are, each once, in the order in which they come first."""
    return [str(value) for value in values.dropna().unique()]


def exploded(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """Return a row per word of a column of lists, by the index of its row; rows of an empty list are left out."""
    lists = rows[column]
    if not isinstance(lists.dtype, pd.CategoricalDtype):
        return rows.explode(column).dropna(subset=[column])
    categories = list(lists.cat.categories)
    lengths = np.array([*map(len, categories), 0])
    places = {word: place for place, word in enumerate(dict.fromkeys(word for names in categories for word in names))}
    in_a_row = np.array([places[word] for names in categories for word in names], np.int64)  # list after list
    begins = np.cumsum(lengths) - lengths
    codes = lists.cat.codes.to_numpy()
    of_row = lengths[codes]
    row = np.repeat(np.arange(len(rows)), of_row)
    within = np.arange(len(row)) - np.repeat(np.cumsum(of_row) - of_row, of_row)
    own = in_a_row[begins[codes[row]] + within]
    return rows.iloc[row].assign(**{column: pd.Categorical.from_codes(own, pd.Index(list(places)))})
