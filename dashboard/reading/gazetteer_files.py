"""Loads the gazetteer: the country's list, and over it the units, variants and short forms that are kept by hand."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

from dashboard.lexicon.csv_file import Row, read_rows
from dashboard.lexicon.word_pattern import any_word
from dashboard.reading.country_names import CountryNames
from dashboard.reading.divisions import Divisions, load_divisions
from dashboard.reading.header_patterns import CLOSING
from dashboard.reading.name_meaning import Meanings
from dashboard.reading.name_search import Form, NameSearch
from dashboard.reading.names import Gazetteer
from dashboard.reading.other_districts import UNLISTED_KINDS, OtherDistricts
from dashboard.reading.rules import NameRules, ReadingRules
from dashboard.reading.township import KINDS, Place, Township

TOWNSHIP_FILE = "townships.csv"
COLUMNS = ("name", "district", "city", "kind", "short", "variants")

AFTER_NAME = re.escape(CLOSING) + "\\s\u3000：:｜|丨—–*_"
"""Marks that can stand behind a name in the line that opens its article."""

OTHER_LAST_CHARACTERS = "木"
"""Last characters of kinds of units that Shanghai has none of (苏木)."""


def load_gazetteer(folder: Path, rules: ReadingRules) -> Gazetteer:
    """Return the gazetteer of a folder of rules; raises LexiconError with file and line for a mistake."""
    divisions = load_divisions(folder, rules.characters.simplify)
    townships, shorts, variants = [], [], []
    for row in read_rows(folder / TOWNSHIP_FILE, COLUMNS):
        township = _township(row, divisions)
        townships.append(township)
        shorts += [(word, township) for word in row.words("short")]
        variants += [(word, township) for word in row.words("variants")]
    return build_gazetteer(townships, shorts, variants, rules.names, dict(rules.district_variants), divisions)


def _township(row: Row, divisions: Divisions) -> Township:
    if row["kind"] not in KINDS:
        raise row.error(f"kind {row['kind']}; wanted one of {', '.join(KINDS)}")
    if not row["district"] or not row["city"]:
        raise row.error(f"empty {'district' if not row['district'] else 'city'}")
    place = divisions.whole(Place(row["district"], row["city"]))
    if place.province is None:  # a district that the list does not have, in a city that it has
        place = place.joined(divisions.whole(Place(None, row["city"])))
    if place.province is None:
        place = place._replace(province=row["city"] if row["city"] in divisions.areas else None)
    return Township(row["name"], place.district, row["kind"], True, place.city, place.province)


def build_gazetteer(
    townships: Iterable[Township],
    shorts: Iterable[tuple[str, Township]],
    variants: Iterable[tuple[str, Township]],
    rules: NameRules,
    district_variants: Mapping[str, str] = {},
    divisions: Divisions = Divisions(),  # noqa: B008  (immutable)
) -> Gazetteer:
    """Return a gazetteer of these units and those of the list. Where a variant is also a full name of theirs, the full
    name holds."""
    forms: defaultdict[str, list[Township]] = defaultdict(list)
    by_short: defaultdict[str, list[Township]] = defaultdict(list)
    for township in townships:
        forms[township.name].append(township)
    full_names = frozenset(forms)
    for word, township in variants:
        if word not in full_names:
            forms[word].append(township)
    for word, township in shorts:
        by_short[word].append(township)
    units = [township for same_name in forms.values() for township in same_name]
    last_characters = frozenset(name[-1] for name in [*forms, *UNLISTED_KINDS]) | set(OTHER_LAST_CHARACTERS)
    districts = {unit.district: unit.place for unit in units if unit.district}
    districts |= {written: districts[name] for written, name in district_variants.items() if name in districts}
    district_pattern = re.compile(any_word((name, "") for name in districts))
    names = [Form(name, not_before=rules.no_town if name.endswith(("镇", "乡")) else ()) for name in forms]
    all_forms = {name: _with_namesakes(name, same, divisions) for name, same in forms.items()}
    meanings = Meanings(
        forms=all_forms,
        shorts={name: tuple(same) for name, same in by_short.items()},
        alone={name: same[0] for name, same in all_forms.items() if len(same) == 1},
        divisions=divisions,
        others=OtherDistricts(divisions, districts, district_pattern, rules.no_names, rules.no_areas),
        not_districts=frozenset(rules.not_districts),
        not_units=frozenset(rules.not_units),
    )
    return Gazetteer(
        meanings=meanings,
        kept=dict.fromkeys(units),
        districts=districts,
        divisions=divisions,
        country=CountryNames(divisions, rules.no_town, rules.no_township),
        in_text=NameSearch([*names, *(Form(name, only_before=rules.area_words) for name in by_short)]),
        in_title=NameSearch([*names, *(Form(name, not_before=rules.other_names) for name in by_short)]),
        district_pattern=district_pattern,
        last_characters=last_characters,
        name_end=re.compile(rf"[{re.escape(''.join(sorted(last_characters)))}](?:[{AFTER_NAME}]|$)"),
    )


def _with_namesakes(form: str, kept: Iterable[Township], divisions: Divisions) -> tuple[Township, ...]:
    """Return the units of a form kept by hand and those of the list: of this full name first, each once."""
    same: dict[tuple[str | None, ...], Township] = {}
    for unit in (*kept, *divisions.units(form)):
        same.setdefault((unit.name, unit.district, unit.city), unit)
    return tuple(sorted(same.values(), key=lambda unit: unit.name != form))
