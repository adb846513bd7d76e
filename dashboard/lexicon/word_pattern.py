"""A pattern for any of many words, each with what must stand around it."""

import re
from collections import defaultdict
from collections.abc import Iterable

Form = tuple[str, str]
"""A word and a pattern that must hold at its end: a look-ahead, or a look-behind that takes in the word."""


def any_word(forms: Iterable[Form]) -> str:
    """Return a pattern for any of the words, the longest first; one that never matches for no words.

    Grouped by first character, so that ``re`` skips text with none of these characters at full speed and tries only
    the few words that begin with the one it meets.
    """
    groups: defaultdict[str, list[Form]] = defaultdict(list)
    for word, condition in forms:
        groups[word[0]].append((word[1:], condition))
    branches = []
    for first, endings in sorted(groups.items()):
        longest_first = sorted(endings, key=lambda ending: (-len(ending[0]), ending[0]))
        branches.append(re.escape(first) + "(?:" + "|".join(re.escape(end) + c for end, c in longest_first) + ")")
    return "|".join(branches) or "(?!)"


def not_beside(word: str, before: str, after: str) -> str:
    """Return the condition that a word stands neither right after a character of ``before`` nor right before ``after``.

    It holds at the word's end: a pattern that begins with its literal word is searched much faster.
    """
    return (f"(?<![{re.escape(before)}]{re.escape(word)})" if before else "") + (
        f"(?![{re.escape(after)}])" if after else ""
    )
