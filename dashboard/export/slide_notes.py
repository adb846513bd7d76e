"""Speaker's notes: the sentences behind a slide, each with its 街道, document and article."""

from collections.abc import Iterable

import pandas as pd

from dashboard.charts.quotes import Quote, quotes_of
from dashboard.export.east_asian import paragraph, run, text_properties
from dashboard.export.slide_look import SlideLook
from dashboard.export.slide_shapes import Placeholder, shape_tree, text_shape
from dashboard.tables.table_source import TableSource

NOTES_POINTS = 12
IMAGE_PLACE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="2" name="幻灯片图像"/><p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/>'
    '</p:cNvSpPr><p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>'
)


def notes_tree(said: str, look: SlideLook) -> str:
    """Return the shapes of a page of notes: the slide's picture and, below it, these paragraphs."""
    return shape_tree(IMAGE_PLACE + text_shape(3, "备注", said, placeholder=Placeholder("body", 1)))


def quoted(tables: TableSource, evidence: pd.DataFrame | None, head: Iterable[str], look: SlideLook) -> str:
    """Return paragraphs: the lines of ``head``, then every sentence that ``evidence`` names, as many as are quoted.

    The words that count are bold. ``evidence`` has the columns of ``Chart.evidence``, None for nothing to quote.
    """
    words, strong, quiet = (text_properties(look.body, "", NOTES_POINTS, is_bold=bold) for bold in (None, True, None))
    quotes = quotes_of(tables, evidence)
    lines = [paragraph(run(line, strong)) for line in head if line]
    if quotes.total:
        lines.append(paragraph(run(f"{quotes.total:,}句原文", words)))
    for quote in quotes.shown:
        lines.append(paragraph(_marked(quote, words, strong), before=6))
        lines.append(paragraph(run(_origin(quote), quiet)))
    if quotes.left_out:
        lines.append(paragraph(run(f"另有{quotes.left_out:,}句，见数据表", words), before=6))
    return "".join(lines)


def _origin(quote: Quote) -> str:
    """Return where a sentence stands: ——古美路街道，《文件》，文章“标题”."""
    article = f"文章“{quote.article}”" if quote.article else ""
    return "——" + "，".join(filter(None, (quote.street, quote.document, article)))


def _marked(quote: Quote, words: str, strong: str) -> str:
    """Return the sentence as runs, the words that count in bold."""
    bold = [False] * len(quote.text)
    for start, end in quote.places:
        for place in range(max(start - quote.start, 0), min(end - quote.start, len(bold))):
            bold[place] = True
    runs, begin = [], 0
    for place in range(1, len(bold) + 1):
        if place == len(bold) or bold[place] != bold[begin]:
            runs.append(run(quote.text[begin:place], strong if bold[begin] else words))
            begin = place
    return "".join(runs)
