"""What the viewer looks at: all tables and the part chosen by the filters."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeVar

import streamlit as st

from dashboard.tables.areas import units_within
from dashboard.tables.table_source import TableSource
from dashboard.tables.tables import Selection, Tables, areas_of

_KEY = "_view"
MOST_SELECTIONS_KEPT = 64
MOST_RESULTS_KEPT = 512

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class View:
    """The tables of all documents, their version, and what the viewer chose of them; alike by the last two."""

    tables: TableSource = field(compare=False, repr=False)
    version: str
    selection: Selection

    @property
    def chosen(self) -> Tables:
        """The chosen part of the tables, taken once for the same version and choice."""
        return _chosen(self)

    @property
    def all_compared(self) -> "View":
        """The view of all that there is to compare at the level of the choice, whatever part of it is chosen."""
        return View(self.tables, self.version, Selection(level=self.selection.level))

    @property
    def of_all_themes(self) -> "View":
        """The view of the same units and year with all themes, for what no choice of themes changes."""
        return View(self.tables, self.version, replace(self.selection, themes=()))

    @property
    def everything(self) -> "View":
        """The view in which nothing is chosen."""
        return View(self.tables, self.version, Selection())

    @property
    def of_its_year(self) -> "View":
        """The view in which nothing but the plan year is chosen."""
        return View(self.tables, self.version, Selection(year=self.selection.year))

    @property
    def streets(self) -> frozenset[str] | None:
        """The 街道 that are chosen, by themselves or by their areas; None where all are."""
        chosen = self.by_street.selection
        if not chosen.streets and chosen.area is None:
            return None
        return frozenset(units_within(areas_of(self.everything.chosen), None, chosen.area, chosen.streets))

    @property
    def by_street(self) -> "View":
        """The view of the 街道 that the chosen areas hold, for what has no meaning by area: the texts themselves."""
        chosen = self.selection
        if chosen.level is None:
            return self
        names = areas_of(self.everything.chosen)
        within = names.loc[units_within(names, None, chosen.area)]
        own = within.index[within[chosen.level].isin(chosen.streets)] if chosen.streets else ()
        return View(self.tables, self.version, replace(chosen, streets=tuple(own), level=None))


@lru_cache(maxsize=MOST_SELECTIONS_KEPT)
def _chosen(view: View) -> Tables:
    return view.tables.select(view.selection)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be computed; alike where name, view and options are. ``compute`` is another object in every run of
    a page's script, and ``named`` has values that cannot be hashed."""

    name: str
    view: View
    options: tuple[tuple[str, Hashable], ...]
    compute: Callable[..., Any] = field(compare=False)
    named: Mapping[str, Any] = field(compare=False)


def computed(view: View, compute: Callable[..., Result], **options: Any) -> Result:
    """Return what ``compute`` makes of the chosen tables, computed once for the same tables, choice and options.

    All sessions share what it returns and never change it. ``compute`` is a function of a module, told by its name.
    Python's own cache tells in microseconds whether it knows; Streamlit's takes half a millisecond each time, and a
    page asks ten times.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"
    told = tuple((key, _hashable(value)) for key, value in sorted(options.items(), key=lambda option: option[0]))
    asked = _Asked(name, view, told, compute, options)
    result: Result = _answer(asked)
    return result


@lru_cache(maxsize=MOST_RESULTS_KEPT)
def _answer(asked: _Asked) -> Any:
    return asked.compute(asked.view.chosen, **asked.named)


@dataclass(frozen=True, slots=True, eq=False)
class _ThisVery:
    """A mapping that is asked with, alike where it is the same object: colours of very many 街道 are not compared."""

    mapping: Mapping[Any, Any]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ThisVery) and self.mapping is other.mapping

    def __hash__(self) -> int:
        return id(self.mapping)


def _hashable(value: Any) -> Hashable:
    return _ThisVery(value) if isinstance(value, Mapping) else value


def keep_view(tables: TableSource, version: str, selection: Selection) -> None:
    """Keep the view for the page that runs next, and for its fragments."""
    st.session_state[_KEY] = View(tables, version, selection)


def current_view() -> View:
    """Return the view that the shell kept."""
    view: View = st.session_state[_KEY]
    return view
