"""Splits text into lines and lines into sentences, each with its place in the text."""

import re
from dataclasses import dataclass
from typing import Final

# A sentence ends at 。！？； and takes the closing quotes and brackets with it. Straight quotes are settled later,
# since they open and close alike. A half-width mark ends a sentence only after Chinese (1+1>2? is no end, 好! is).
CLOSERS: Final = "”’」』）)》】〕］\\]…"
ENDS: Final = "。！？；｡"
OTHER: Final = rf"[^{ENDS}!?;]*"
SENTENCE: Final = re.compile(
    rf"{OTHER}(?:(?<![\u4e00-\u9fff”’」』）》])[!?;]{OTHER})*"
    rf"(?:[{ENDS}!?;]+(?:[ \t\u3000]*[{CLOSERS}])*[{ENDS}!?;]*|$)"
)

LONGEST_SENTENCE: Final = 1_000
"""Characters of the longest sentence. What is longer is no sentence (figures without end, a damaged file), and is cut:
the rules weigh every word of a sentence against the others, which takes time with the square of its length."""
CUT_BEHIND: Final = "，、,：\t "


@dataclass(slots=True, init=False)  # __init__ by hand: a generated one stays Python when modules are compiled
class Span:
    """A stretch of the text without the blanks around it. Never changed once made."""

    start: int
    end: int
    text: str

    def __init__(self, start: int, end: int, text: str) -> None:
        self.start, self.end, self.text = start, end, text


def split_lines(text: str) -> list[Span]:
    """Return the lines that hold text, in order, stripped of blanks at both ends."""
    return _stripped(0, text.splitlines(keepends=True))


def is_table_row(line: str) -> bool:
    """Return whether a line (stripped) is a row of a table: cells with tabs between them, or with bars at both ends."""
    return "\t" in line or (line.startswith("|") and line.endswith("|") and line.count("|") > 2)


def split_sentences(line: Span) -> list[Span]:
    """Return the sentences of a line; a table row is one sentence. Together they hold all of its text."""
    pieces = [line.text] if is_table_row(line.text) else SENTENCE.findall(line.text)
    if len(line.text) > LONGEST_SENTENCE:
        pieces = [part for piece in pieces for part in _bounded(piece)]
    if len(pieces[0]) == len(line.text):
        return [line]
    if '"' in line.text:
        _close_quotes(pieces)
    return _stripped(line.start, pieces)


def _bounded(piece: str) -> list[str]:
    """Return a sentence in parts of bounded length, cut behind a comma or blank where there is one."""
    parts = []
    while len(piece) > LONGEST_SENTENCE:
        cut = max(piece.rfind(mark, LONGEST_SENTENCE // 2, LONGEST_SENTENCE) for mark in CUT_BEHIND) + 1
        parts.append(piece[: cut or LONGEST_SENTENCE])
        piece = piece[cut or LONGEST_SENTENCE :]
    return [*parts, piece]


def _close_quotes(pieces: list[str]) -> None:
    """Give each sentence with an open straight quote the one that opens the next."""
    for i in range(1, len(pieces)):
        if pieces[i].startswith('"') and pieces[i - 1].count('"') % 2:
            pieces[i - 1] += '"'
            pieces[i] = pieces[i][1:]


def _stripped(start: int, pieces: list[str]) -> list[Span]:
    """Return the pieces of a text that follow each other from ``start``, without blanks; blank ones are left out."""
    spans = []
    for piece in pieces:
        end = start + len(piece)
        if text := piece.strip():
            first = start if text is piece else end - len(piece.lstrip())
            spans.append(Span(first, first + len(text), text))
        start = end
    return spans
