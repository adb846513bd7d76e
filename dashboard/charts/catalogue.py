"""Every chart there is: the list that the briefing, the pictures, the slides and the tests go through.

A page imports only the charts that stand on it, so that its first one is soon drawn.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from dashboard.charts import (
    amounts_table,
    beneficiaries_chart,
    commitment_kinds,
    deadlines_per_month,
    keyness_chart,
    shared_terms_chart,
    similarity,
    text_length,
    theme_bars,
    theme_heatmap,
    theme_profile,
    timeline,
    word_cloud,
)
from dashboard.charts.chart import Chart


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """A chart's key and name, the page it stands on (its script's name), and the function that draws it.

    ``draw`` takes tables and, by name, ``style`` and the room in pixels, ``width`` and ``height``: the figure is at
    most so high. What else it takes is optional.
    """

    key: str
    name: str
    page: str
    draw: Callable[..., Chart]


CHARTS: tuple[ChartDefinition, ...] = (
    ChartDefinition(theme_heatmap.KEY, theme_heatmap.NAME, "overview", theme_heatmap.theme_heatmap),
    ChartDefinition(theme_bars.KEY, theme_bars.NAME, "theme_comparison", theme_bars.theme_bars),
    ChartDefinition(theme_profile.KEY, theme_profile.NAME, "theme_comparison", theme_profile.theme_profile),
    ChartDefinition(similarity.KEY, similarity.NAME, "theme_comparison", similarity.similarity),
    ChartDefinition(text_length.KEY, text_length.NAME, "theme_comparison", text_length.text_length),
    ChartDefinition(commitment_kinds.KEY, commitment_kinds.NAME, "commitments", commitment_kinds.commitment_kinds),
    ChartDefinition(amounts_table.KEY, amounts_table.NAME, "commitments", amounts_table.amounts_table),
    ChartDefinition(
        beneficiaries_chart.KEY, beneficiaries_chart.NAME, "commitments", beneficiaries_chart.beneficiaries_chart
    ),
    ChartDefinition(word_cloud.KEY, word_cloud.NAME, "keywords", word_cloud.word_clouds),
    ChartDefinition(word_cloud.ONE_KEY, word_cloud.ONE_NAME, "keywords", partial(word_cloud.word_cloud, street=None)),
    ChartDefinition(keyness_chart.KEY, keyness_chart.NAME, "keywords", keyness_chart.keyness_chart),
    ChartDefinition(
        shared_terms_chart.KEY, shared_terms_chart.NAME, "keywords", shared_terms_chart.shared_terms_chart
    ),
    ChartDefinition(timeline.KEY, timeline.NAME, "timeline", timeline.timeline),
    ChartDefinition(
        deadlines_per_month.KEY, deadlines_per_month.NAME, "timeline", deadlines_per_month.deadlines_per_month
    ),
)
"""In the order a briefing runs. To add a chart: a module, a line here, a test of its findings."""


def chart_named(key: str) -> ChartDefinition:
    """Return the chart's definition; ValueError for a key that no chart has."""
    for definition in CHARTS:
        if definition.key == key:
            return definition
    raise ValueError(f"no chart {key!r}; there are {', '.join(definition.key for definition in CHARTS)}")
