"""What the first page shows first, computed when the server starts: while a browser opens the app, the server waits."""

from threading import Thread

from dashboard.charts.style import LIGHT
from dashboard.pages.filters import first_view
from dashboard.pages.overview import compute_first_chart
from dashboard.pages.start_up import known_tables
from dashboard.pages.turns import turns


def compute_first_page() -> None:
    """Compute the first chart for a viewer who has chosen nothing, where the tables are known to be current, then read
    what the pages ask for next.

    Whoever comes meanwhile waits for the chart as for another viewer's page. Raises what reading tables does.
    """
    known = known_tables()
    if known:
        with turns().turn():
            compute_first_chart(first_view(*known), LIGHT)
        tables, _ = known
        Thread(target=tables.load_ahead, name="reading ahead", daemon=True).start()
