"""Whom a commitment serves: the groups of people that a text names."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dashboard.extraction.sentence_text import JoinedText, WordsInSentences
from dashboard.extraction.term_file import TermRules, load_term_rules
from dashboard.extraction.term_matcher import TermMatch, weights_by_group
from dashboard.reading.document import Sentence

BeneficiaryRules = TermRules


class BeneficiaryMention(NamedTuple):
    """A term that names a group, at its place in the text that was searched (characters, end exclusive)."""

    beneficiary: str
    term: str
    start: int
    end: int


def load_beneficiaries(path: Path) -> BeneficiaryRules:
    """The rules in a TOML file; raises LexiconError with file, line and what is wrong."""
    return load_term_rules(path, "beneficiaries")


def find_beneficiaries(text: str, rules: BeneficiaryRules) -> list[str]:
    """The groups that the text names, in the order of the rules.

    The last of them, residents as a whole, counts only where the text names no other.
    """
    return _groups(rules.matcher.find(text), rules)


class BeneficiarySearch:
    """The groups that a document's sentences name, asked for by stretch of a sentence; found in all of them at once,
    when first asked for."""

    def __init__(self, joined: JoinedText, rules: BeneficiaryRules) -> None:
        self._rules, self._joined = rules, joined
        self._words = WordsInSentences(rules.matcher.search, joined)

    def groups(self, sentence: Sentence, start: int, end: int) -> list[str]:
        """Return what ``find_beneficiaries`` finds between two places of a sentence (characters of it); where it
        finds nothing there, what it finds in the whole sentence."""
        number = self._joined.numbers[sentence.sentence_id]
        own = self._words.of(number)
        if not own:
            return []
        begin, text = self._joined.starts[number], sentence.text
        first, limit = begin + start, begin + end
        inside = [word for word in own if word[1] >= first and word[2] <= limit]
        if inside and (found := _groups(self._rules.matcher.among(inside, text[start:end]), self._rules)):
            return found
        return _groups(self._rules.matcher.among(own, text), self._rules)


def find_beneficiary_mentions(text: str, rules: BeneficiaryRules) -> list[BeneficiaryMention]:
    """The terms that name those groups, by their start in the text."""
    matches = rules.matcher.find(text)
    named = _named(matches, rules)
    return [
        BeneficiaryMention(term.group, term.text, start, end)
        for term, start, end in matches
        if term.group in named
    ]


def _groups(matches: Sequence[TermMatch], rules: BeneficiaryRules) -> list[str]:
    """The groups whose terms these are, in the order of the rules."""
    if len(matches) < 2:  # most
        return [term.group for term, _, _ in matches if term.weight >= rules.threshold]
    named = _named(matches, rules)
    return [group for group in rules.groups if group in named] if len(named) > 1 else list(named)


def _named(matches: Sequence[TermMatch], rules: BeneficiaryRules) -> set[str]:
    """The groups whose terms weigh enough; residents as a whole only where no other is named."""
    named = {group for group, weight in weights_by_group(matches).items() if weight >= rules.threshold}
    if len(named) > 1:
        named.discard(rules.groups[-1])
    return named
