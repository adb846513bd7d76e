"""The ways to measure how much a 街道 says about a theme."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd

from dashboard.tables.tables import Tables

PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A column of the table ``themes`` with its names in titles and how its values are written.

    ``noun`` is what it is in one word, ``highest`` how a title says that none is higher, ``unit`` a pattern for a
    value. A value times ``factor`` is shown with ``decimals``.
    """

    column: str
    name: str
    noun: str
    highest: str
    unit: str
    factor: float
    decimals: int

    def words(self, value: float) -> str:
        """Return a value as it stands in a chart, without its unit: 39, 4.2, <1 for what rounds to nothing."""
        # Rounded as office programs round: half up, from the fifteen digits that a number certainly has.
        exact = Decimal(f"{value:.15g}") * Decimal(self.factor)
        shown = exact.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP)
        least = 10**-self.decimals
        if value > 0 and shown == 0:
            return f"<{least:.{self.decimals}f}"
        return f"{shown:,.{self.decimals}f}"

    def sentence(self, value: float) -> str:
        """Return a value as it stands in a title: 占39%的句子."""
        return self.unit.format(self.words(value))

    @property
    def number_format(self) -> str:
        """Excel's format that writes a value as :meth:`words` does, with its percent sign.

        The sign for less is the wide one, so that the format can stand in XML as it is.
        """
        sign = "%" if self.factor == PERCENT else ""
        least = 10**-self.decimals
        usual = f"#,##0.{'0' * self.decimals}".rstrip(".") + sign
        return f'[>={least / self.factor / 2:g}]{usual};[=0]0;"＜{least:.{self.decimals}f}{sign}"'


MEASURES: Mapping[str, Measure] = {
    "sentence_share": Measure("sentence_share", "占句子的比例（%）", "比重", "比重最高", "占{}%的句子", PERCENT, 0),
    "per_1000_characters": Measure("per_1000_characters", "每千字提到的次数", "密度", "提得最密", "每千字{}次", 1.0, 1),
    "mentions": Measure("mentions", "提到的次数", "次数", "提得最多", "{}次", 1.0, 0),
    "sentences": Measure("sentences", "提到的句子数", "句数", "提得最多", "{}句", 1.0, 0),
}


def measure_named(name: str) -> Measure:
    """Return the measure; ValueError for a name that is not one of ``MEASURES``."""
    if name not in MEASURES:
        raise ValueError(f"measure={name!r}; choose one of {', '.join(MEASURES)}")
    return MEASURES[name]


def theme_table(tables: Tables, measure: Measure) -> pd.DataFrame:
    """Return themes × 街道 of a measure: 街道 in the order of the documents, themes by their mean, largest first.

    Themes that nobody mentions stand last, in the order of the lexicon.
    """
    streets = pd.Index(tables.articles["street"].dropna().unique(), dtype="str", name="street")
    place = streets.get_indexer(pd.Index(tables.themes["street"], dtype="str"))
    has_article = place >= 0
    own = tables.themes[has_article]
    row, themes = pd.factorize(own["theme"])
    values = np.zeros((len(themes), len(streets)))
    values[row, place[has_article]] = own[measure.column].fillna(0.0)  # a row per theme and 街道, none twice
    wide = pd.DataFrame(values, index=pd.Index(themes, dtype="str", name="theme"), columns=streets)
    order = wide.mean(axis=1).sort_values(ascending=False, kind="stable").index
    return wide.loc[order]
