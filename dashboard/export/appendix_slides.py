"""The appendix: every commitment in tables, with all its words, split over slides."""

import pandas as pd

from dashboard.charts.native import TextColumn
from dashboard.export.briefing_content import BriefingContent
from dashboard.export.slide_writer import Slide, Words
from dashboard.export.word_tables import WordTable, word_table

APPENDIX = "附录：全部目标"
STREET_SHARE = 0.11
"""Of the width of the tables, as in ``COLUMNS``."""
COLUMNS = {"text": ("目标", 0.45), "amounts": ("数量", 0.11), "due": ("期限", 0.11), "groups": ("受益人群", 0.11),
           "themes": ("主题", 0.11)}  # fmt: skip


def appendix_columns(commitments: pd.DataFrame, unit: str) -> list[TextColumn]:
    """Return the columns of the tables, with the texts of every commitment (columns of ``commitment_rows``).

    The first names whose it is, and is called ``unit``.
    """
    columns = {"street": (unit, STREET_SHARE), **COLUMNS}
    return [
        TextColumn(heading, tuple(map(str, commitments[name])), share) for name, (heading, share) in columns.items()
    ]


def add_appendix(slide: Slide, content: BriefingContent, table: WordTable, number: int) -> None:
    """Fill the slide with the commitments of page ``number`` (from 1) of the table."""
    page = table.pages[number - 1]
    slide.add_words(appendix_words(content, number, len(table.pages)))
    slide.add(
        word_table(slide.numbers.next(), APPENDIX, table, page, slide.room, slide.look, placeholder=slide.placeholder)
    )


def appendix_words(content: BriefingContent, number: int, pages: int) -> Words:
    """Return what stands around the table on one of its pages."""
    return Words(APPENDIX, f"共{len(content.commitments):,}项目标；第{number:,}页，共{pages:,}页", content.source)
