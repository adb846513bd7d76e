"""Words around a number that bound it (``lexicon/bounds.csv``): 不少于, 近, 以上, 以内."""

import re
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.lexicon.csv_file import read_rows
from dashboard.lexicon.word_pattern import any_word, not_beside

PLACES: Final = ("before", "after")
MEANINGS: Final = ("least", "most", "about", "within")


class Bound(NamedTuple):
    """A word, whether it stands before or after a number, what it says, and what must not stand beside it."""

    word: str
    stands: str
    says: str
    not_beside: str


class BoundRules:
    """The words that bound a number, with the patterns made from them.

    ``after`` is the pattern of a bound right after a number, without groups; ``says_after`` what each such word says.
    """

    def __init__(self, bounds: tuple[Bound, ...]) -> None:
        self.bounds = bounds
        groups = "|".join(f"(?P<{says}>{self._words('before', says)})" for says in MEANINGS)
        self._before = re.compile(f"(?:{groups})[ 　]?$")
        before = [bound.word for bound in bounds if bound.stands == "before"]
        self._last_characters = frozenset(" 　").union(word[-1] for word in before)
        self._longest = max(map(len, before), default=0)
        after = [bound for bound in bounds if bound.stands == "after"]
        self.after = any_word((bound.word, not_beside(bound.word, "", bound.not_beside)) for bound in after)
        self.says_after = {bound.word: bound.says for bound in after}

    def __reduce__(self) -> tuple[type["BoundRules"], tuple[tuple[Bound, ...]]]:
        """Return what makes them again in another process: the words alone."""
        return BoundRules, (self.bounds,)

    def before(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """Return the bound right before a number that begins at ``end``; its ``lastgroup`` is what it says."""
        if text[end - 1:end] not in self._last_characters:
            return None
        return self._before.search(text, max(start, end - self._longest - 1), end)

    def _words(self, stands: str, says: str) -> str:
        chosen = (bound for bound in self.bounds if (bound.stands, bound.says) == (stands, says))
        return any_word((bound.word, not_beside(bound.word, bound.not_beside, "")) for bound in chosen)


def load_bounds(path: Path) -> BoundRules:
    """Return the rules of ``bounds.csv``. Raises LexiconError with file and line."""
    found: dict[tuple[str, str], Bound] = {}
    for row in read_rows(path, ("words", "stands", "says", "not_beside")):
        if row["stands"] not in PLACES:
            raise row.error(f"stands {row['stands']!r}; wanted one of {', '.join(PLACES)}")
        if row["says"] not in MEANINGS:
            raise row.error(f"says {row['says']!r}; wanted one of {', '.join(MEANINGS)}")
        for word in row.words("words"):
            if (word, row["stands"]) in found:
                raise row.error(f"{word} stands twice")
            found[word, row["stands"]] = Bound(word, row["stands"], row["says"], row["not_beside"])
    return BoundRules(tuple(found.values()))
