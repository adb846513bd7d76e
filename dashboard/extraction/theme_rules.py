"""The rules by which themes are found: their terms, and the words of news reports that tell of none."""

from dataclasses import dataclass
from pathlib import Path

from dashboard.extraction.report_words import ReportWords, load_report_words
from dashboard.extraction.term_file import TermRules, load_term_rules


@dataclass(frozen=True)
class ThemeRules(TermRules):
    """The themes with their terms, and the words of reports that tell of none."""

    report_words: ReportWords


def load_themes(themes: Path, report_words: Path) -> ThemeRules:
    """The theme rules in two TOML files; raises LexiconError with file, line and what is wrong."""
    terms = load_term_rules(themes, "themes")
    return ThemeRules(terms.groups, terms.threshold, terms.matcher, load_report_words(report_words))
