"""Themes and keywords of areas as preprocessing tallied them, read for a level, a plan year and some areas."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property, partial

import pandas as pd
import pyarrow.compute as pc

from dashboard.tables.narrow_frames import NarrowFrames
from dashboard.tables.parquet_set import SEPARATOR, ParquetSet, Stretches, as_frame
from dashboard.tables.plan_years import TALLIED
from dashboard.tables.schemas import SCHEMAS, TOLD_BY_AREA

KEYWORDS, THEMES = TOLD_BY_AREA["keywords"], TOLD_BY_AREA["themes"]


class AreaTallies:
    """The tallies of a set of tables in the form of ``themes``, ``keywords`` and those by year: their ``street`` is the
    area. ``reading`` is entered whenever something is read, which raises what ``ParquetSet`` does."""

    def __init__(self, files: ParquetSet, reading: Callable[[], AbstractContextManager[None]]) -> None:
        self._files, self._reading = files, reading

    @cached_property
    def _themes(self) -> pd.DataFrame:
        with self._reading():
            return NarrowFrames(self._files).frame(THEMES)  # whole: there are few areas and themes

    def theme_names(self) -> list[str]:
        """Return the themes, in the order of the tables."""
        return [str(theme) for theme in self._themes["theme"].cat.categories]

    def makers(self, level: str, year: int | None) -> Mapping[str, Callable[[], pd.DataFrame]]:
        """Return what makes the tallies of all areas of a level, of a plan year (None: of all years), by table."""
        return {
            "themes": partial(self.themes, level, year),
            "keywords": partial(self.keywords, level, year),
            TALLIED["themes"]: partial(self._themes_by_year, level, year),
            TALLIED["keywords"]: partial(self._keywords_by_year, level, year),
        }

    def themes(self, level: str, year: int | None) -> pd.DataFrame:
        """Return the themes of all areas of a level."""
        rows = self._themes[self._themes["level"] == level]
        return _told("themes", rows[rows["year"].isna() if year is None else rows["year"] == year])

    def keywords(
        self, level: str, year: int | None, units: Sequence[str] | None = None, columns: Sequence[str] | None = None
    ) -> pd.DataFrame:
        """Return the keywords of some areas of a level, None for all, some of their columns, None for all of them; they
        were compared with all areas."""
        if units is not None:
            return _told("keywords", self._keywords_of(level, year, units, columns))
        of_year = pc.field("year").is_null() if year is None else pc.field("year") == year
        return _told("keywords", self._keywords_where((pc.field("level") == level) & of_year, columns))

    def _themes_by_year(self, level: str, year: int | None) -> pd.DataFrame:
        rows = self._themes[self._themes["level"] == level].dropna(subset=["year"])
        return _told(TALLIED["themes"], rows if year is None else rows[rows["year"] == year])

    def _keywords_by_year(self, level: str, year: int | None) -> pd.DataFrame:
        of_year = pc.field("year").is_valid() if year is None else pc.field("year") == year
        return _told(TALLIED["keywords"], self._keywords_where((pc.field("level") == level) & of_year))

    def _keywords_where(self, wanted: pc.Expression, columns: Sequence[str] | None = None) -> pd.DataFrame:
        with self._reading():
            return as_frame(self._files.rows_where(KEYWORDS, wanted, columns))

    def _keywords_of(
        self, level: str, year: int | None, areas: Sequence[str], columns: Sequence[str] | None
    ) -> pd.DataFrame:
        of_year = "" if year is None else str(year)
        with self._reading():
            rows = self.stretches().of([SEPARATOR.join((level, of_year, area)) for area in areas])
            return as_frame(self._files.rows(KEYWORDS, rows, columns))

    def stretches(self) -> Stretches:
        """Return where the keywords of each area stand, by level, plan year and area."""
        return self._files.stretches(KEYWORDS, "level", "year", "area")


def _told(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return rows with the columns of the table of this name, the area as ``street``."""
    words = {name: "str" for name in ("area", "theme", "term") if name in rows}
    named = rows.astype(words).rename(columns={"area": "street"})
    named = named[[column for column in SCHEMAS[name].names if column in named]]
    told: pd.DataFrame = named.reset_index(drop=True).astype({"year": "int64"} if "year" in named else {})
    return told
