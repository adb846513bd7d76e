"""A clicked chart: what was not clicked stays as readable as before."""

import pytest
from constructed_tables import constructed_tables

from dashboard.charts.catalogue import CHARTS, ChartDefinition
from dashboard.pages.show_chart import keep_unselected_marks_readable


@pytest.mark.parametrize("definition", CHARTS, ids=lambda definition: definition.key)
def test_a_click_leaves_the_text_of_all_other_bars_as_it_was(definition: ChartDefinition) -> None:
    chart = definition.draw(constructed_tables(3))
    keep_unselected_marks_readable(chart)
    for trace in chart.figure.data:
        if trace.type == "bar" and trace.text is not None:
            assert trace.unselected.marker.opacity == 1
            assert isinstance(trace.textfont.color, str), "one colour a trace, or unselected text cannot keep it"
            assert trace.unselected.textfont.color == trace.textfont.color
