"""What the viewer looks at: all tables and the part chosen by the filters."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import streamlit as st

from dashboard.tables.tables import Selection, Tables

_KEY = "_view"
MOST_SELECTIONS_KEPT = 64
MOST_RESULTS_KEPT = 512

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class View:
    """The tables of all documents, their version, and what the viewer chose of them."""

    tables: Tables
    version: str
    selection: Selection

    @property
    def chosen(self) -> Tables:
        """The chosen part of the tables, taken once for the same version and choice."""
        return _chosen(self.version, self.selection.streets, self.selection.themes, self.tables)


@st.cache_resource(show_spinner=False, max_entries=MOST_SELECTIONS_KEPT)
def _chosen(version: str, streets: tuple[str, ...], themes: tuple[str, ...], _tables: Tables) -> Tables:
    return _tables.select(Selection(streets, themes))


def computed(view: View, compute: Callable[..., Result], **options: Any) -> Result:
    """Return what ``compute`` makes of the chosen tables, computed once for the same tables, choice and options.

    All sessions share what it returns and never change it. ``compute`` is a function of a module, told by its name.
    """
    name = f"{compute.__module__}.{compute.__qualname__}"
    result: Result = _computed(
        name, view.version, view.selection.streets, view.selection.themes, options, compute, view.tables
    )
    return result


@st.cache_resource(show_spinner=False, max_entries=MOST_RESULTS_KEPT)
def _computed(
    name: str,
    version: str,
    streets: tuple[str, ...],
    themes: tuple[str, ...],
    options: dict[str, Any],
    _compute: Callable[..., Any],
    _tables: Tables,
) -> Any:
    return _compute(_chosen(version, streets, themes, _tables), **options)


def keep_view(tables: Tables, version: str, selection: Selection) -> None:
    """Keep the view for the page that runs next, and for its fragments."""
    st.session_state[_KEY] = View(tables, version, selection)


def current_view() -> View:
    """Return the view that the shell kept."""
    view: View = st.session_state[_KEY]
    return view
