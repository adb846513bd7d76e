"""What a ranking of pairs by similarity says: which two 街道 are most alike, which differ most, or that all tie."""

from collections.abc import Sequence

import pandas as pd

from dashboard.charts.likeness import leading_measure
from dashboard.charts.wording import STREET_SUFFIX, count_words, short_name

NOUNS = {"themes": "主题", "words": "用词"}
MOST_PAIRS_NAMED = 2
LONGEST_FINDING = 60
"""Characters of a title of two lines; the most different pair is left out where it would be longer."""


def similarity_finding(pairs: pd.DataFrame, unit: str) -> str:
    """Return the title for pairs (columns as of ``likeness.pairs_of``, not empty), by themes where they have any."""
    column = leading_measure(pairs)
    noun = NOUNS[column]
    known = pairs.dropna(subset=[column])
    highest, lowest = float(known[column].max()), float(known[column].min())
    nearest, furthest = known[known[column] == highest], known[known[column] == lowest]
    if len(known) == 1:
        return _one_pair(_names(known)[0], highest, noun)
    count = count_words(pd.concat([known["first"], known["second"]]).nunique(), unit)
    if highest == 0:
        return f"{count}两两没有共同的{noun}"
    if highest == lowest:
        return f"{count}两两的{noun}同样相近（余弦相似度{highest:.2f}）"
    lead = f"{_named(_names(nearest), noun, unit)}（余弦相似度{highest:.2f}）"
    if len(furthest) > 1:
        return lead
    whole = f"{lead}，{_names(furthest)[0]}差别最大（{lowest:.2f}）"
    return whole if len(whole) <= LONGEST_FINDING else lead


def pair_name(first: str, second: str) -> str:
    """Return 古美路与曹杨新村街道; where the second is no 街道 both keep their full names."""
    return f"{short_name(first) if second.endswith(STREET_SUFFIX) else first}与{second}"


def _names(pairs: pd.DataFrame) -> list[str]:
    return [pair_name(first, second) for first, second in zip(pairs["first"], pairs["second"], strict=True)]


def _one_pair(names: str, value: float, noun: str) -> str:
    return f"{names}的{noun}余弦相似度为{value:.2f}" if value > 0 else f"{names}没有共同的{noun}"


def _named(names: Sequence[str], noun: str, unit: str) -> str:
    if len(names) > MOST_PAIRS_NAMED:
        return f"{len(names):,}对{unit}的{noun}并列最相近"
    return f"{'、'.join(names)}的{noun}{'并列' * (len(names) > 1)}最相近"
