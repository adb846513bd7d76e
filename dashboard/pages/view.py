"""What the viewer looks at: all tables and the part chosen by the filters."""

from dataclasses import dataclass
from pathlib import PurePosixPath

import streamlit as st

from dashboard.tables.tables import Selection, Tables

_KEY = "_view"


@dataclass(frozen=True, slots=True)
class View:
    """The tables of all documents, their version, and what the viewer chose of them."""

    tables: Tables
    version: str
    selection: Selection

    @property
    def chosen(self) -> Tables:
        """The chosen part of the tables."""
        return self.tables.select(self.selection)


def keep_view(tables: Tables, version: str, selection: Selection) -> None:
    """Keep the view for the page that runs next, and for its fragments."""
    st.session_state[_KEY] = View(tables, version, selection)


def current_view() -> View:
    """Return the view that the shell kept."""
    view: View = st.session_state[_KEY]
    return view


def document_names(tables: Tables) -> dict[str, str]:
    """Return the name of each document by its id, as a source line writes it: 《人民城市基层管理者细说2021》."""
    documents = tables.documents[["document_id", "path"]].itertuples(index=False)
    return {document_id: f"《{PurePosixPath(path).stem}》" for document_id, path in documents}
