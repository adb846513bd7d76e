"""Whom a commitment serves: the groups of people that a text names."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from dashboard.extraction.term_file import TermRules, load_term_rules
from dashboard.extraction.term_matcher import TermMatch, weights_by_group

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
    matches = rules.matcher.find(text)
    if not matches:
        return []
    named = _named(matches, rules)
    return [group for group in rules.groups if group in named]


def find_beneficiary_mentions(text: str, rules: BeneficiaryRules) -> list[BeneficiaryMention]:
    """The terms that name those groups, by their start in the text."""
    matches = rules.matcher.find(text)
    named = _named(matches, rules)
    return [
        BeneficiaryMention(match.term.group, match.term.text, match.start, match.end)
        for match in matches
        if match.term.group in named
    ]


def _named(matches: Sequence[TermMatch], rules: BeneficiaryRules) -> set[str]:
    """The groups whose terms weigh enough; residents as a whole only where no other is named."""
    named = {group for group, weight in weights_by_group(matches).items() if weight >= rules.threshold}
    if len(named) > 1:
        named.discard(rules.groups[-1])
    return named
