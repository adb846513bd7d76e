"""Words around the verb of a clause (``lexicon/clause_words.csv``), with the patterns made from them."""

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from dashboard.lexicon.csv_file import read_rows
from dashboard.lexicon.word_pattern import any_word, not_beside

ROLES: Final = (
    "lead", "subject", "noun_after", "compound", "introduces", "introduces_at_end", "joins", "effect", "filler",
    "modal", "modal_end", "not_moved", "ahead", "disposed", "goes_on",
)
"""What a word does; ``clause_words.csv`` explains each."""

NUMERALS: Final = "一二三四五六七八九十"
NUMBERING: Final = f"[{NUMERALS}]+是|[（(]?[{NUMERALS}\\d]+(?:[)）、]|[.．](?!\\d))|其[一二三四五]"
"""How a point of a list begins (一是, （一）, 1.)."""

_MARKS_BEFORE: Final = " \t\r\n\u3000“‘■●·"
"""Blanks and marks that may open a clause before its first word."""

LONGEST_INTRODUCTION: Final = 14
"""Characters of the longest clause whose last word makes it an introduction (改造后)."""


class ClauseWord(NamedTuple):
    """A word in a role, with the characters it must not stand beside."""

    word: str
    role: str
    not_after: str
    not_before: str


class ClauseRules:
    """The words by role, with the patterns made from them; all but ``modal`` and ``modal_end`` match at a place.

    ``disposes`` is a 将 that stands for 把, with what becomes of its object (将人放在首位): it tells nothing to come.
    ``modal`` is a subject's modal word and what little may stand between it and the verb, up to the end.
    """

    def __init__(self, words: tuple[ClauseWord, ...]) -> None:
        self.words = words
        plain, any_of = self.plain, self.any_of
        self._lead = re.compile(f"[{_MARKS_BEFORE}]*(?:{NUMBERING}|{any_of('lead')})+")
        self._lead_beginnings = _first_of(plain("lead"), _MARKS_BEFORE + "（(其0123456789" + NUMERALS)
        self._noun_after = re.compile(f"[0-9{NUMERALS}百]+周年|{any_of('noun_after')}")
        self._noun_after_beginnings = _first_of(plain("noun_after"), "0123456789百" + NUMERALS)
        self._subjects = _by_character(plain("subject"), -1)
        self._compounds = _by_character(plain("compound"), 0)
        self._introduction = re.compile(
            f"(?:[{NUMERALS}]+是|{any_of('joins')})?(?:{any_of('introduces')}|为(?!.{{0,12}}[提办送发体])|"
            f"在.{{2,20}}(?:下|中|上|方面)$|与.{{2,14}}相比)"
        )
        self._introduction_beginnings = _first_of((*plain("joins"), *plain("introduces")), NUMERALS + "为在与")
        self._introduction_ends = _by_character(plain("introduces_at_end"), -1)
        self._effect = re.compile(f"(?:{any_of('joins')})?(?:{any_of('effect')}|为.{{2,12}}(?:带来|注入|奠定|增添))")
        self._effect_beginnings = _first_of((*plain("joins"), *plain("effect")), "为")
        self._filler = re.compile(
            f"[\\s，,、:：·“]*(?:{NUMBERING}|{any_of('filler')}|计划(?=[\\u4e00-\\u9fff]{{2}})|[，,、\\s])+"
        )
        self._filler_beginnings = _first_of(plain("filler"), "，,、:：·“（(其计" + NUMERALS)
        self.modal = re.compile(f"(?:{any_of('modal')})[^，的]{{0,3}}$")
        self.modal_end = re.compile(f"(?:{any_of('modal_end')})+$")
        self.modal_end_characters = frozenset(word[-1] for word in plain("modal_end"))
        not_moved = "|".join(map(re.escape, plain("not_moved")))
        self._moved_object = re.compile(f"[把将](?!{not_moved})([^把将]{{3,}})$|^[^，]{{2,12}}(?:再|全面)")
        self.ahead = re.compile(any_of("ahead"))
        self.disposes = re.compile(f"将(?=[^，。；将把]{{2,24}}?(?:{any_of('disposed')}))")
        self.goes_on = re.compile(any_of("goes_on"))

    def __reduce__(self) -> tuple[type["ClauseRules"], tuple[tuple[ClauseWord, ...]]]:
        """Return what makes them again in another process: the words alone."""
        return ClauseRules, (self.words,)

    def plain(self, role: str) -> tuple[str, ...]:
        """Return the words of a role, whatever stands beside them."""
        return tuple(word.word for word in self.words if word.role == role)

    def any_of(self, role: str) -> str:
        """Return the pattern of any word of a role."""
        chosen = (word for word in self.words if word.role == role)
        return any_word((w.word, not_beside(w.word, w.not_after, w.not_before)) for w in chosen)

    def lead_end(self, text: str, start: int, end: int) -> int:
        """Return where a clause goes on after what says nothing itself; its start where nothing such opens it."""
        if start == end or text[start] not in self._lead_beginnings:
            return start
        lead = self._lead.match(text, start, end)
        return lead.end() if lead else start

    def names(self, text: str, start: int, end: int) -> bool:
        """Return whether what follows a word of action shows that it only names a thing or a time, or is past."""
        if start == end or text[start] not in self._noun_after_beginnings:
            return False
        return self._noun_after.match(text, start, end) is not None

    def is_noun(self, text: str, begin: int, end: int, verb_start: int, verb_end: int) -> bool:
        """Return whether a word of action that is as often a noun is one: before 内容, or after no subject."""
        if verb_end < end and text.startswith(self._compounds.get(text[verb_end], ()), verb_end, end):
            return True
        return verb_start > begin and not text.endswith(self._subjects.get(text[verb_start - 1], ()), begin, verb_start)

    def introduces(self, clause: str) -> bool:
        """Return whether a clause only leads to what follows: by its first word (围绕…) or its last (改造后)."""
        if len(clause) <= LONGEST_INTRODUCTION and clause.endswith(self._introduction_ends.get(clause[-1:], ())):
            return True
        return clause[:1] in self._introduction_beginnings and self._introduction.match(clause) is not None

    def tells_effect(self, clause: str) -> bool:
        """Return whether a clause tells the effect, the contents or examples of what stands before it (让…, 包括…)."""
        return clause[:1] in self._effect_beginnings and self._effect.match(clause) is not None

    def filler_end(self, words: str) -> int:
        """Return where a label goes on after all that opens it and is left out of it."""
        first = words[:1]
        if first not in self._filler_beginnings and not first.isdecimal() and not first.isspace():
            return 0
        filler = self._filler.match(words)
        return filler.end() if filler else 0

    def moved(self, before: str) -> re.Match[str] | None:
        """Return the object that 把 or 将 puts before its verb (group 1), or one that 再 or 全面 follows (no group)."""
        if not ("将" in before or "把" in before or "再" in before or "全面" in before):
            return None  # most: spares trying the pattern at every place
        return self._moved_object.search(before)


def _first_of(words: Iterable[str], others: str) -> frozenset[str]:
    """Return the first characters of words, and these others."""
    return frozenset(others).union(word[0] for word in words)


def _by_character(words: Iterable[str], place: int) -> dict[str, tuple[str, ...]]:
    """Return words by their first (0) or last (-1) character: of many, only the few that can match are tried."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        groups[word[place]].append(word)
    return {character: tuple(group) for character, group in groups.items()}


def load_clause_rules(path: Path) -> ClauseRules:
    """Return the rules of ``clause_words.csv``. Raises LexiconError with file and line."""
    found: dict[tuple[str, str], ClauseWord] = {}
    for row in read_rows(path, ("words", "role", "not_after", "not_before")):
        if row["role"] not in ROLES:
            raise row.error(f"role {row['role']!r}; wanted one of {', '.join(ROLES)}")
        for word in row.words("words"):
            if (word, row["role"]) in found:
                raise row.error(f"{word} stands twice as {row['role']}")
            found[word, row["role"]] = ClauseWord(word, row["role"], row["not_after"], row["not_before"])
    return ClauseRules(tuple(found.values()))
