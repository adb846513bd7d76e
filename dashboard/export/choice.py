"""What to export, as it was asked for: 街道, themes, plan year, charts. An unknown name brings up the near ones."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from dashboard.charts.catalogue import CHARTS
from dashboard.charts.wording import short_name
from dashboard.tables.areas import LEVELS, STREET, area_names, units_within
from dashboard.tables.tables import Selection, Tables

MOST_NAMED = 5
LIKENESS = 0.3
"""Near is what difflib finds at least so like: Chinese names are short, one wrong character of three leaves 0.67."""


def selection_of(
    tables: Tables, streets: Iterable[str] = (), themes: Iterable[str] = (), year: int | None = None,
    area: str | None = None, level: str | None = None,
) -> Selection:  # fmt: skip
    """Return the choice of these 街道 (古美路街道 or 古美路), themes and plan year; ValueError where there is none.

    With ``level`` (see ``areas.LEVELS``) the names are those of areas; ``area`` is the one to look into.
    """
    names = area_names(tables.articles)
    known = units_within(names, level, None)
    if area is not None:
        _known_names("area", [area], list(dict.fromkeys(str(name) for column in names for name in names[column])))
    by_short_name = {short_name(street): street for street in known}
    wanted = [by_short_name.get(name, name) for name in streets]
    if year is not None:
        years = sorted({str(int(known_year)) for known_year in tables.articles["year"].dropna()})
        _known_names("plan year", [str(year)], years)
    return Selection(
        _known_names(LEVELS.get(level or "", STREET), wanted, known),
        _known_names("theme", themes, tables.theme_names()),
        year,
        area,
        level,
    )


def chart_keys_of(written: str | None) -> list[str] | None:
    """Return the keys of a list like ``timeline,amounts`` in its order; None where nothing is written.

    A chart's name (时间轴) does as well as its key. ValueError for a chart that there is not.
    """
    if written is None:
        return None
    by_name = {definition.name: definition.key for definition in CHARTS}
    wanted = [by_name.get(part.strip(), part.strip()) for part in written.split(",") if part.strip()]
    if not wanted:
        raise ValueError(f"no chart in {written!r}; there are {', '.join(by_name.values())}")
    return list(_known_names("chart", wanted, list(by_name.values())))


def _known_names(kind: str, wanted: Iterable[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return the names wanted, each once."""
    names = tuple(dict.fromkeys(wanted))
    for name in names:
        if name not in known:
            raise ValueError(f"no {kind} {name!r}{_advice(name, known)}")
    return names


def _advice(name: str, known: Sequence[str]) -> str:
    if not known:
        return "; the tables hold none"
    near = get_close_matches(name, known, MOST_NAMED, LIKENESS)
    if near:
        return f"; near it: {', '.join(near)}"
    more = f" … ({len(known):,} in all)" if len(known) > MOST_NAMED else ""
    return f"; there are {', '.join(known[:MOST_NAMED])}{more}"
