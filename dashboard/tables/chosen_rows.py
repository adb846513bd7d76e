"""The rows of a table that are of some units and of some themes."""

from collections.abc import Collection

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

THEMED = ("theme_mentions", "themes", "themes_by_year")
WITH_THEMES = ("targets", "milestones")
"""Tables whose rows are of one theme, and those whose rows may be of several."""


def chosen_rows(
    name: str, frame: pd.DataFrame, units: tuple[str, ...] | None, wanted: tuple[str, ...]
) -> pd.DataFrame:
    """Return the rows of the table of this name that are of these units (None: of all, and of nobody) and themes (none:
    of all)."""
    if units is not None and "street" in frame:
        frame = frame[_is_one_of(frame["street"], units)]
    if wanted and name in THEMED:
        return frame[_is_one_of(frame["theme"], wanted)]
    if wanted and name in WITH_THEMES:
        return frame[_has_any(frame["themes"], wanted)]
    return frame


def _is_one_of(values: pd.Series, wanted: tuple[str, ...]) -> NDArray[np.bool_]:
    """Return whether each value is wanted; of categories each is asked once, which takes a third of the time."""
    if isinstance(values.dtype, pd.CategoricalDtype):
        return _by_category(values, values.cat.categories.isin(wanted))
    return values.isin(wanted).to_numpy(bool)


def _by_category(values: pd.Series, of_categories: ArrayLike) -> NDArray[np.bool_]:
    """Return for each value what is said of its category, False for a missing one."""
    of_codes = np.append(of_categories, False)  # the last, -1, is a missing value
    found: NDArray[np.bool_] = of_codes.take(values.cat.codes)
    return found


def _has_any(themes: pd.Series, wanted: tuple[str, ...]) -> pd.Series:
    """Return whether each list of themes holds one that is wanted. Typed, since an empty list would choose no column
    instead of no row."""
    if isinstance(themes.dtype, pd.CategoricalDtype):
        of_lists = np.array([_any_of(names, wanted) for names in themes.cat.categories], dtype=bool)
        return pd.Series(_by_category(themes, of_lists), index=themes.index, dtype=bool)
    return pd.Series([_any_of(names, wanted) for names in themes], index=themes.index, dtype=bool)


def _any_of(values: Collection[str], wanted: Collection[str]) -> bool:
    return any(value in wanted for value in values)
