"""Rows of a document that was read in folded form (simplified script, no invisible characters), as it is written."""

from dashboard.reading.characters import FoldedText
from dashboard.tables.rows import Row, RowsByTable, records
from dashboard.tables.schemas import KEPT_TEXTS, STORED

SPAN_TEXT = {"sentences": "text", "dates": "text", "quantities": "text", "targets": "text", "milestones": "due"}
"""The column, by table, that holds exactly the words from ``start`` to ``end``."""

WORDS_IN_SENTENCE = {"targets": ("object", "quantity", "due"), "milestones": ("label",)}
WORDS_IN_ARTICLE = ("title", "stated_keyword", "author", "post", "wish")
"""Columns with words taken from the row's sentence or article. Those that are compared across documents (an action, a
unit, a term, a 街道) stay in simplified script."""


def written_rows(rows: RowsByTable, folded: FoldedText) -> RowsByTable:
    """Return the rows with offsets and words of the text as the document writes it; ``rows`` stay unchanged."""
    sentences = {row["sentence_id"]: (row["start"], row["end"]) for row in records("sentences", rows["sentences"])}
    return {table: [_written(table, row, folded, sentences) for row in of_table] for table, of_table in rows.items()}


def _written(table: str, row: Row, folded: FoldedText, sentences: dict[str, tuple[int, int]]) -> Row:
    if table == KEPT_TEXTS:
        return (row[0], folded.written)
    cells = dict(zip(STORED[table].names, row, strict=True))
    if table == "documents":
        return tuple((cells | {"characters": len(folded.written)}).values())
    start, end = cells["start"], cells["end"]
    cells["start"], cells["end"] = folded.span(start, end)
    if table in SPAN_TEXT:
        cells[SPAN_TEXT[table]] = folded.words(start, end)
    is_article = table == "articles"
    first, last = (start, end) if is_article else sentences[cells["sentence_id"]]
    for column in WORDS_IN_ARTICLE if is_article else WORDS_IN_SENTENCE.get(table, ()):
        if cells[column]:
            cells[column] = "\n".join(folded.as_written(line, first, last) for line in cells[column].split("\n"))
    return tuple(cells.values())
