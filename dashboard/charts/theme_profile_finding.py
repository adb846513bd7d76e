"""The title of a theme profile: what one 街道 stresses more, and what less, than another or than the others."""

import pandas as pd

from dashboard.charts.theme_measures import Measure
from dashboard.charts.wording import short_name


def others_name(unit: str) -> str:
    """Return what the average of the others is called, which is the first part of its marks: 其他街道平均."""
    return f"其他{unit}平均"


def profile_finding(pair: pd.DataFrame, measure: Measure, unit: str) -> str:
    """Return the title for themes × one or two columns, of which the second may be the others' average."""
    first = str(pair.columns[0])
    if pair.shape[1] == 1:
        return f"{first}各主题的{measure.noun}"
    second = str(pair.columns[1])
    gap = pair.iloc[:, 0] - pair.iloc[:, 1]
    reference = f"其他{unit}" if second == others_name(unit) else short_name(second)
    more, less = _largest(gap), _largest(-gap)
    if more and less:
        sizes = f"高{measure.words(gap.max())}、低{_gap_words(-gap.min(), measure)}"
        return f"与{reference}相比，{short_name(first)}更重{more}、少谈{less}（{sizes}）"
    if more:
        return f"与{reference}相比，{short_name(first)}更重{more}，高出{_gap_words(gap.max(), measure)}"
    if less:
        return f"与{reference}相比，{short_name(first)}少谈{less}，低{_gap_words(-gap.min(), measure)}"
    return f"{short_name(first)}与{reference}各主题的{measure.noun}"


def _largest(gap: pd.Series) -> str | None:
    """Return the one theme with the largest gap above zero, None where there is none or several tie."""
    if gap.empty or gap.max() <= 1e-9:
        return None
    top = gap.index[gap >= gap.max() - 1e-9]
    return str(top[0]) if len(top) == 1 else None


def _gap_words(gap: float, measure: Measure) -> str:
    return f"{measure.words(gap)}个百分点" if measure.factor == 100 else f"{measure.words(gap)}次"
