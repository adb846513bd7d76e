"""What tables are chosen from, and what reads the texts that frames of very many 街道 do not have."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

if TYPE_CHECKING:
    from dashboard.tables.tables import Selection, Tables


Result = TypeVar("Result")


class KeywordsOf(Protocol):
    """Returns the keywords of some units by name (None: of all), some of their columns (None: all)."""

    def __call__(self, units: Sequence[str] | None, columns: Sequence[str] | None = None) -> pd.DataFrame: ...


class TableSource(Protocol):
    """Tables of all documents, in memory (``Tables``) or in their files (``StoredTables``)."""

    @property
    def documents(self) -> pd.DataFrame: ...

    @property
    def articles(self) -> pd.DataFrame: ...

    def theme_names(self) -> list[str]: ...

    def select(self, selection: "Selection") -> "Tables": ...

    def sentences_named(self, sentence_ids: Collection[str]) -> pd.DataFrame: ...

    def rows_of_documents(self, name: str, documents: Collection[str]) -> pd.DataFrame: ...

    def first_sentences(self) -> pd.DataFrame: ...

    def load_ahead(self) -> None: ...


class Texts(Protocol):
    """Reads what rows that were counted without their texts have beside (see ``Tables.places``, ``with_texts``)."""

    @property
    def documents(self) -> pd.DataFrame: ...

    @property
    def articles(self) -> pd.DataFrame: ...

    def of_documents(self, compute: Callable[[pd.DataFrame], Result]) -> Result: ...

    def areas(self) -> pd.DataFrame: ...

    def theme_names(self) -> list[str]: ...

    def stand_in(self, name: str, rows: pd.DataFrame, documents: Collection[str]) -> NDArray[np.bool_]: ...

    def places(self, name: str, rows: pd.DataFrame) -> pd.DataFrame: ...

    def with_texts(self, name: str, rows: pd.DataFrame) -> pd.DataFrame: ...

    def first_sentences(self) -> pd.DataFrame: ...
