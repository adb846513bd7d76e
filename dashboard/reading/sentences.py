"""Splits text into lines and lines into sentences, each with its place in the text."""

import re
from dataclasses import dataclass

LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")

# A sentence ends at 。！？； and takes the closing quotes and brackets with it. Straight quotes are settled later,
# since they open and close alike. A half-width mark ends a sentence only after Chinese (1+1>2? is no end, 好! is).
CLOSERS = "”’」』）)》】〕］\\]…"
ENDS = "。！？；｡"
OTHER = rf"[^{ENDS}!?;]*"
SENTENCE = re.compile(
    rf"{OTHER}(?:(?<![\u4e00-\u9fff”’」』）》])[!?;]{OTHER})*"
    rf"(?:[{ENDS}!?;]+(?:[ \t\u3000]*[{CLOSERS}])*[{ENDS}!?;]*|$)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text without the blanks around it."""

    start: int
    end: int
    text: str


def split_lines(text: str) -> list[Span]:
    """Return the lines that hold text, in order, stripped of blanks at both ends."""
    spans = (_stripped(match.start(), match.group()) for match in LINE.finditer(text))
    return [span for span in spans if span is not None]


def is_table_row(line: str) -> bool:
    """Return whether a line (stripped) is a row of a table: cells with tabs between them, or with bars at both ends."""
    return "\t" in line or (line.startswith("|") and line.endswith("|") and line.count("|") > 2)


def split_sentences(line: Span) -> list[Span]:
    """Return the sentences of a line; a table row is one sentence. Together they hold all of its text."""
    if is_table_row(line.text):
        return [line]
    ends = [match.end() for match in SENTENCE.finditer(line.text)]
    starts = [0, *ends[:-1]]
    for i in range(1, len(starts) if '"' in line.text else 0):
        opened = line.text.count('"', starts[i - 1], ends[i - 1]) % 2
        if opened and line.text.startswith('"', starts[i]):  # a straight quote that closes the sentence before it
            starts[i] = ends[i - 1] = starts[i] + 1
    pieces = (_stripped(line.start + start, line.text[start:end]) for start, end in zip(starts, ends, strict=True))
    return [piece for piece in pieces if piece is not None]


def _stripped(start: int, piece: str) -> Span | None:
    text = piece.strip()
    if not text:
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(text), text)
