"""Text with marks as HTML. Marks may nest and overlap; the text itself is always escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from dashboard.pages.escape import escaped_html


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a document to set off: offsets into its text, end exclusive, the style's name and a hint."""

    start: int
    end: int
    style: str
    hint: str = ""


def marked_html(text: str, start: int, marks: Iterable[Mark]) -> str:
    """Return ``text``, which begins at offset ``start`` of its document, with the marks that touch it.

    The text is cut wherever a mark begins or ends; each piece is one ``<span>`` that carries the styles of all
    marks over it, so that nested and crossing marks need no nested elements. A piece that opens or closes a mark
    says so (``date-first``, ``date-last``), for styles with edges.
    """
    end = start + len(text)
    touching = [mark for mark in marks if mark.start < end and mark.end > start and mark.start < mark.end]
    edges = {place for mark in touching for place in (mark.start, mark.end) if start < place < end}
    cuts = sorted({start, end, *edges})
    return "".join(_piece(text[left - start : right - start], left, right, touching) for left, right in pairwise(cuts))


def _piece(text: str, left: int, right: int, marks: Iterable[Mark]) -> str:
    over = [mark for mark in marks if mark.start <= left and mark.end >= right]
    if not over:
        return escaped_html(text)
    styles: dict[str, None] = {}
    for mark in over:
        styles[mark.style] = None
        if mark.start == left:
            styles[f"{mark.style}-first"] = None
        if mark.end == right:
            styles[f"{mark.style}-last"] = None
    hints = "；".join(dict.fromkeys(mark.hint for mark in over if mark.hint))
    title = f' title="{escaped_html(hints)}"' if hints else ""
    return f'<span class="{escaped_html(" ".join(styles))}"{title}>{escaped_html(text)}</span>'
