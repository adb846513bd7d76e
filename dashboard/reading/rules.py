"""The reading rules: words by which headers, headings, years and names are told, from ``reading.toml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from dashboard.lexicon.csv_file import LexiconError
from dashboard.lexicon.toml_file import read_toml
from dashboard.lexicon.word_pattern import any_word
from dashboard.reading.characters import CharacterRules, load_character_rules
from dashboard.reading.header_patterns import HeaderPatterns, HeaderWords, build_header_patterns

READING_FILE = "reading.toml"
SECTIONS = ["district_variants", "header", "headings", "plan_year", "names"]

Words = tuple[str, ...]


@lru_cache(maxsize=32)
def any_of(words: Words) -> re.Pattern[str]:
    """Return a pattern that finds the first of these words in a text: one search in place of one for each word."""
    return re.compile(any_word((word, "") for word in words))


@dataclass(frozen=True)
class HeadingRules:
    """Words of headings that open a review or a plan, and of the lines that sign a text."""

    review: Words
    plan: Words
    signatures: Words
    notes: Words
    salutations: Words


@dataclass(frozen=True)
class PlanYearRules:
    """Words near a year that tell the year planned for from the year looked back on."""

    plan: Words
    review: Words
    next_year: Words
    future: Words


@dataclass(frozen=True)
class NameRules:
    """Words around a township's name that confirm it or show another name."""

    area_words: Words
    other_names: Words
    no_town: Words
    no_names: Words
    place_words: Words
    wider_area_words: Words


@dataclass(frozen=True)
class ReadingRules:
    """All of ``reading.toml``, ``district_variants`` as (written, district) pairs; and how characters are read."""

    district_variants: tuple[tuple[str, str], ...]
    header: HeaderPatterns
    headings: HeadingRules
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
        headings=HeadingRules(**_word_lists(path, source, "headings", values, HeadingRules)),
        plan_year=PlanYearRules(**_word_lists(path, source, "plan_year", values, PlanYearRules)),
        names=NameRules(**_word_lists(path, source, "names", values, NameRules)),
        characters=load_character_rules(folder),
    )


def _word_lists(path: Path, source: str, section: str, values: Mapping[str, object], kind: type) -> dict[str, Words]:
    keys = [field.name for field in fields(kind)]
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

