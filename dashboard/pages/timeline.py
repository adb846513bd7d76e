"""Page 时间轴: the dated steps of the plan year, and beside them what has no date."""

from datetime import date
from functools import partial

import streamlit as st

from dashboard.charts.deadlines_per_month import deadlines_per_month
from dashboard.charts.timeline import timeline, timeline_page_count
from dashboard.charts.timeline_lanes import undated_commitments
from dashboard.charts.wording import short_name, source_line, streets_in_order
from dashboard.pages.cited import CitedTexts
from dashboard.pages.escape import escaped_html
from dashboard.pages.evidence import show_evidence
from dashboard.pages.page_fragment import page_fragment
from dashboard.pages.pager import page_count, page_number, show_pager
from dashboard.pages.show_chart import built_chart, colours_of_all_streets, show_chart, show_source
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, current_view

PAGE = "timeline"
MOST_UNDATED = 6


@page_fragment
def show_timeline(view: View) -> None:
    """Draw the page."""
    streets = streets_in_order(view.chosen)
    pages = page_count(view, timeline_page_count)
    chart = built_chart(
        view, timeline, today=date.today(), page=page_number(PAGE, pages), colours=colours_of_all_streets(view)
    )
    show_chart(view, chart, PAGE, heading="h1", source=False)
    show_pager(PAGE, pages, f"{len(streets):,}个{view.chosen.unit}")
    _show_undated(view)
    show_chart(view, built_chart(view, deadlines_per_month), PAGE, source=False, caution=False)
    show_source(source_line(view.chosen))
    listen_to_menus(view, PAGE)
    show_evidence(view, PAGE)


def _show_undated(view: View) -> None:
    undated = undated_commitments(view.chosen)
    if undated.empty:
        return
    cited = CitedTexts(view, PAGE)
    lines = ['<p class="quiet">未写日期的目标，点开看原文</p>']
    for position, (street, rows) in enumerate(undated.groupby("street", sort=False)):
        if position == MOST_UNDATED:
            lines.append(f'<p class="quiet">其他{view.chosen.unit}请在右上角选择</p>')
            break
        count = rows["commitment_id"].nunique()
        lines.append(
            cited.html(
                f'<p class="undated">{escaped_html(short_name(str(street)))} <b>{count:,}</b>项</p>',
                name=f"undated_{position}", heading=f"{street}未写日期的目标",
                rows=partial(view.chosen.places, "targets", rows),
            )
        )
    st.html(f'<div class="undated-line">{"".join(lines)}</div>')
    cited.listen()


if __name__ == "__main__":
    show_timeline(current_view())
