"""The characters of a text as the rules expect them: without invisible ones, ordinary forms, simplified script.

A document's text is kept as written, and offsets count the written text. What is read and searched is the folded text;
where the two differ, ``FoldedText`` leads back. Most documents need no folding, which two searches tell.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from dashboard.lexicon.csv_file import read_rows

LONGEST_PIECE = 64
"""Characters of the longest piece looked for where words that were put together do not stand in a text as a whole."""

TRADITIONAL_FILE = "traditional.csv"
COLUMNS = ("simplified", "traditional")

LEAST_TRADITIONAL = 0.02
"""Share of traditional characters among a text's Chinese ones from which it is in traditional script, wholly or in
part: above that of a simplified text with names in old forms, far below the third that is usual."""

INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters, but for those that end a line
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
)
"""Soft hyphen, zero-width characters, marks and overrides of direction, variation selectors, tags."""

BLANKS = "\u00a0\u1680\u2000-\u200a\u202f\u205f\ue5e5"
"""Blanks other than space, tab and the ideographic one; the last is what GB18030 has at A3A0, a full-width blank."""

OTHER_FORMS = "\u2e80-\u2fdf\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff61-\uff65"
"""Radicals and compatibility ideographs, vertical, small and half-width forms of marks: Unicode names the ordinary
character of each (its compatibility decomposition). Full-width letters are left to the patterns."""

BEYOND_BASIC = "\U0002f800-\U0002fa1f\U000e0000-\U000e01ef"
"""More compatibility ideographs, tags and variation selectors: those outside Unicode's basic plane."""

UNUSUAL = re.compile(f"[{INVISIBLE}{BLANKS}{OTHER_FORMS}{BEYOND_BASIC}]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


@dataclass(frozen=True)
class FoldedText:
    """A text as it is searched (``text``) and as it is ``written``.

    ``kept`` are the places in ``written`` of the characters of ``text``; None where every one has its own place.
    """

    text: str
    written: str
    kept: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a span of ``text`` stands in ``written``; what is left out at its ends is not taken in."""
        if self.kept is None:
            return start, end
        if start >= end:
            place = self.kept[start] if start < len(self.kept) else len(self.written)
            return place, place
        return self.kept[start], self.kept[end - 1] + 1

    def words(self, start: int, end: int) -> str:
        """Return a span of ``text`` as written."""
        begin, stop = self.span(start, end)
        return self.written[begin:stop]

    def as_written(self, words: str, start: int, end: int) -> str:
        """Return words that were put together from a span of ``text`` as written, piece by piece.

        What the span does not hold stays as it is.
        """
        pieces = []
        while words:
            sizes = (len(words), *range(min(len(words) - 1, LONGEST_PIECE), 0, -1))
            size = next((n for n in sizes if self.text.find(words[:n], start, end) >= 0), 0)
            place = self.text.find(words[:size], start, end)
            pieces.append(self.words(place, place + size) if size else words[0])
            words = words[size or 1:]
        return "".join(pieces)

    def place_of(self, offset: int) -> int:
        """Return the place in ``text`` of an offset of ``written``, or of what follows where that was left out."""
        return offset if self.kept is None else bisect_left(self.kept, offset)


@dataclass(frozen=True)
class CharacterRules:
    """Traditional character → simplified one."""

    simplified: Mapping[str, str]

    @cached_property
    def _any_to_fold(self) -> re.Pattern[str]:
        """Finds whether anything may need folding: one search is all that most texts cost.

        What lies outside Unicode's basic plane is one range here: each further one slows the search.
        """
        characters = "".join(map(re.escape, self.simplified))
        return re.compile(f"[{INVISIBLE}{BLANKS}{OTHER_FORMS}{BEYOND_BASIC[0]}-{BEYOND_BASIC[-1]}{characters}]")

    @cached_property
    def _traditional(self) -> re.Pattern[str]:
        return re.compile(f"[{''.join(map(re.escape, self.simplified))}]" if self.simplified else "(?!)")

    @cached_property
    def _to_simplified(self) -> dict[int, str]:
        return {ord(character): simplified for character, simplified in self.simplified.items()}

    def fold(self, text: str) -> FoldedText | None:
        """Return the text folded, or None for one that is already as the rules expect it."""
        if not self._any_to_fold.search(text):
            return None
        is_unusual, is_traditional = UNUSUAL.search(text) is not None, self.is_traditional(text)
        if not is_unusual and not is_traditional:
            return None
        folded, kept = _folded(text) if is_unusual else (text, None)
        return FoldedText(folded.translate(self._to_simplified) if is_traditional else folded, text, kept)

    def simplify(self, name: str) -> str:
        """Return a name, too short to tell its script, with every traditional character as the simplified one."""
        return name.translate(self._to_simplified)

    def is_traditional(self, text: str) -> bool:
        """Return whether a meaningful share of the text is in traditional script."""
        if not self._traditional.search(text):
            return False
        return len(self._traditional.findall(text)) >= LEAST_TRADITIONAL * len(HAN.findall(text))


def load_character_rules(folder: Path) -> CharacterRules:
    """Return the rules of ``folder/traditional.csv``; raises LexiconError with file and line for a mistake."""
    simplified: dict[str, str] = {}
    for row in read_rows(folder / TRADITIONAL_FILE, COLUMNS):
        if len(row["simplified"]) != 1:
            raise row.error(f"simplified '{row['simplified']}'; wanted one character")
        for character in row["traditional"]:
            if simplified.setdefault(character, row["simplified"]) != row["simplified"]:
                raise row.error(f"{character} stands for {simplified[character]} already")
    return CharacterRules(simplified)


def _folded(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return the text without invisible characters and with ordinary forms, and which places of it were kept."""
    unusual = {character: _ordinary(character) for character in set(UNUSUAL.findall(text))}
    folded = text.translate({ord(character): ordinary for character, ordinary in unusual.items()})
    if all(unusual.values()):
        return folded, None
    return folded, tuple([place for place, character in enumerate(text) if unusual.get(character, character)])


def _ordinary(character: str) -> str:
    """Return the one ordinary character that an unusual one stands for; "" for an invisible one."""
    if re.match(f"[{INVISIBLE}\U000e0000-\U000e01ef]", character):
        return ""
    if re.match(f"[{BLANKS}]", character):
        return "\u3000" if character == "\ue5e5" else " "
    form = unicodedata.normalize("NFKC", character)
    return form if len(form) == 1 else character
