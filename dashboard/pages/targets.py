"""Page 目标: every commitment with amount, deadline, beneficiaries and theme, and charts of them."""


from dashboard.charts.amounts_table import amounts_pages, amounts_table
from dashboard.charts.beneficiaries_chart import beneficiaries_chart
from dashboard.charts.commitment_kinds import commitment_kinds
from dashboard.charts.wording import source_line
from dashboard.pages.commitment_list import show_commitment_list
from dashboard.pages.evidence import show_evidence
from dashboard.pages.page_fragment import page_fragment
from dashboard.pages.pager import page_count, page_number, show_pager
from dashboard.pages.show_chart import built_chart, show_chart, show_source
from dashboard.pages.take_along import listen_to_menus
from dashboard.pages.view import View, current_view

PAGE = "targets"
AMOUNTS = "amounts"


@page_fragment
def show_targets(view: View) -> None:
    """Draw the page."""
    show_chart(view, built_chart(view, commitment_kinds), PAGE, heading="h1", source=False)
    show_commitment_list(view, PAGE)
    pages = page_count(view, amounts_pages)
    amounts = built_chart(view, amounts_table, page=page_number(AMOUNTS, pages))
    show_chart(view, amounts, PAGE, source=False, caution=False)
    show_pager(AMOUNTS, pages, "")
    show_chart(view, built_chart(view, beneficiaries_chart), PAGE, source=False, caution=False)
    show_source(source_line(view.chosen))
    listen_to_menus(view, PAGE)
    show_evidence(view, PAGE)


if __name__ == "__main__":
    show_targets(current_view())
