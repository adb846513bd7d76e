"""The reading rules: words by which headers, headings, years and names are told, from ``reading.toml``."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from dashboard.lexicon.csv_file import LexiconError
from dashboard.lexicon.toml_file import read_toml
from dashboard.lexicon.word_pattern import any_word
from dashboard.reading.characters import CharacterRules, load_character_rules
from dashboard.reading.document import CellRole, RowState
from dashboard.reading.header_patterns import HeaderPatterns, HeaderWords, build_header_patterns

READING_FILE = "reading.toml"
SECTIONS = ["district_variants", "header", "openers", "headings", "tables", "plan_year", "names"]

TABLE_KEYS = (*get_args(CellRole), "totals", "done", "open")
"""Keys of the section of tables."""

Words = tuple[str, ...]


@lru_cache(maxsize=32)
def any_of(words: Words) -> re.Pattern[str]:
    """Return a pattern that finds the first of these words in a text: one search in place of one for each word."""
    return re.compile(any_word((word, "") for word in words))


@dataclass(frozen=True)
class HeadingRules:
    """Words of headings that open a review or a plan, of the lines that sign a text, and of those about its page."""

    review: Words
    plan: Words
    signatures: Words
    columns: Words
    notes: Words
    page_labels: Words
    page_furniture: Words
    salutations: Words

    @cached_property
    def page_label(self) -> re.Pattern[str]:
        return re.compile(f"[|\\s]*(?:{any_word((label, '') for label in self.page_labels)})\\s*[：:\\t|]")


@dataclass(frozen=True)
class OpenerRules:
    """Words of the lines that open the article of a 街道, and ends of the names of other bodies."""

    labels: Words
    offices: Words
    other_bodies: Words


@dataclass(frozen=True)
class TableRules:
    """Names of the columns of task tables by what they hold, words of a status, and what a row of sums is called;
    ``measures`` are the names of a column of units."""

    columns: tuple[tuple[str, CellRole], ...]
    totals: frozenset[str]
    done: Words
    open: Words
    measures: frozenset[str]

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(any_word((name, "") for name, _ in self.columns))

    @cached_property
    def _role_of(self) -> dict[str, CellRole]:
        return dict(self.columns)

    def role_of(self, name: str) -> CellRole | None:
        """Return what a column of this name holds: by the longest word in it, of equally long ones the last."""
        best = max(self._names.finditer(name), key=lambda match: (len(match.group()), match.start()), default=None)
        return self._role_of[best.group()] if best else None

    def named(self, label: str) -> CellRole | None:
        """Return what a label names that is nothing but the name of a column."""
        return self._role_of.get(label)

    def state_of(self, status: str) -> RowState | None:
        """Return what a status says; None for one that says neither."""
        if not status:
            return None
        if any_of(self.open).search(status):
            return "open"
        return "done" if any_of(self.done).search(status) else None


@dataclass(frozen=True)
class PlanYearRules:
    """Words near a year that tell the year planned for from the year looked back on."""

    plan: Words
    review: Words
    next_year: Words
    part_of_year: Words
    future: Words


@dataclass(frozen=True)
class NameRules:
    """Words around a township's name that confirm it or show another name."""

    area_words: Words
    other_names: Words
    no_town: Words
    no_township: Words
    no_names: Words
    no_areas: Words
    not_districts: Words
    not_units: Words
    place_words: Words
    subject_leads: Words
    not_subject: Words
    continues: Words
    wider_area_words: Words


@dataclass(frozen=True)
class ReadingRules:
    """All of ``reading.toml``, ``district_variants`` as (written, district) pairs; and how characters are read."""

    district_variants: tuple[tuple[str, str], ...]
    header: HeaderPatterns
    openers: OpenerRules
    headings: HeadingRules
    tables: TableRules
    plan_year: PlanYearRules
    names: NameRules
    characters: CharacterRules


def load_reading_rules(folder: Path) -> ReadingRules:
    """Return the rules of ``folder/reading.toml`` and of the file that lists traditional characters.

    Raises LexiconError, with file and line, for TOML that cannot be parsed and for keys missing, unknown or not a
    list of words.
    """
    path = folder / READING_FILE
    source = path.read_text(encoding="utf-8")
    values = read_toml(path)
    _check_keys(path, source, "", values, SECTIONS)
    variants = values["district_variants"]
    if not isinstance(variants, dict) or not all(isinstance(name, str) and name for name in variants.values()):
        raise LexiconError(path, _line_of(source, "district_variants"), "district_variants needs written = district")
    return ReadingRules(
        district_variants=tuple(variants.items()),
        header=build_header_patterns(HeaderWords(**_word_lists(path, source, "header", values, HeaderWords))),
        openers=OpenerRules(**_word_lists(path, source, "openers", values, OpenerRules)),
        headings=HeadingRules(**_word_lists(path, source, "headings", values, HeadingRules)),
        tables=_table_rules(_word_lists(path, source, "tables", values, TABLE_KEYS)),
        plan_year=PlanYearRules(**_word_lists(path, source, "plan_year", values, PlanYearRules)),
        names=NameRules(**_word_lists(path, source, "names", values, NameRules)),
        characters=load_character_rules(folder),
    )


def _table_rules(words: Mapping[str, Words]) -> TableRules:
    columns = tuple((name, role) for role in get_args(CellRole) for name in words[role])
    return TableRules(
        columns, frozenset(words["totals"]), words["done"], words["open"], frozenset(words["measure"])
    )  # fmt: skip


def _word_lists(
    path: Path, source: str, section: str, values: Mapping[str, object], kind: type | Sequence[str]
) -> dict[str, Words]:
    keys = [field.name for field in fields(kind)] if isinstance(kind, type) else list(kind)
    lists = values[section]
    if not isinstance(lists, dict):
        raise LexiconError(path, _line_of(source, section), f"[{section}] needs keys {', '.join(keys)}")
    _check_keys(path, source, section, lists, keys)
    for key, words in MappingProxyType(lists).items():
        if not isinstance(words, list) or not words or not all(isinstance(word, str) and word for word in words):
            raise LexiconError(path, _line_of(source, key, section), f"{section}.{key} needs a list of words")
    return {key: tuple(lists[key]) for key in keys}


def _check_keys(path: Path, source: str, section: str, found: Mapping[str, object], wanted: list[str]) -> None:
    place = f"[{section}]" if section else "the file"
    for key in found:
        if key not in wanted:
            raise LexiconError(path, _line_of(source, key, section), f"unknown key {key}; known: {', '.join(wanted)}")
    for key in wanted:
        if key not in found:
            raise LexiconError(path, _line_of(source, section) if section else 1, f"{place} lacks the key {key}")


def _line_of(source: str, key: str, section: str = "") -> int:
    """Return the line (from 1) on which a key or a section's head stands, from the section's head on."""
    inside = not section
    for number, line in enumerate(source.splitlines(), 1):
        inside = inside or line.strip() == f"[{section}]"
        if inside and (line.strip() == f"[{key}]" or line.split("=")[0].strip() == key):
            return number
    return 1

