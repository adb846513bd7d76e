"""The reduce: the rows of all documents → every table, those that tally over documents included."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pyarrow as pa

from dashboard.extraction.keywords import keyword_table, load_background_idf
from dashboard.preprocess.duplicates import without_duplicates
from dashboard.preprocess.tallies import theme_table
from dashboard.tables.rows import Row, table_of
from dashboard.tables.schemas import STORED

TALLIES = ("themes", "themes_by_year", "keywords", "keywords_by_year")
"""Tables that are made from others here; the map gives the rows of all the rest."""

COUNTED = ("articles", "sentences", "theme_mentions", "term_mentions")
"""Tables from which they are made."""

Frames = Mapping[str, pd.DataFrame]


def reduce_rows(rows: Mapping[str, Iterable[Row]], theme_names: Sequence[str]) -> dict[str, pa.Table]:
    """Return every table of the data contract from the rows of all documents, in the order of the documents."""
    kept = without_duplicates({name: list(of_table) for name, of_table in rows.items()})
    tables = {name: table_of(name, kept.get(name, ())) for name in STORED if name not in TALLIES}
    frames = {name: tables[name].to_pandas() for name in COUNTED}
    idf = load_background_idf()

    def themes(of: Frames) -> pd.DataFrame:
        return theme_table(of["articles"], of["sentences"], of["theme_mentions"], theme_names)

    def keywords(of: Frames) -> pd.DataFrame:
        return keyword_table(of["term_mentions"][["street", "term", "is_phrase"]], idf)

    of_years = _by_year(frames)
    for name, tally in (("themes", themes), ("keywords", keywords)):
        whole = tally(frames)
        by_year = [tally(of_year).assign(year=year) for year, of_year in of_years.items()]
        together = pd.concat(by_year, ignore_index=True) if by_year else whole.iloc[:0].assign(year=0)
        for table, frame in ((name, whole), (f"{name}_by_year", together)):
            tables[table] = pa.Table.from_pandas(frame[STORED[table].names], STORED[table], preserve_index=False)
    return tables


def _by_year(frames: Frames) -> dict[int, Frames]:
    """Return what belongs to the articles of each year, the years in order; articles without a year are in none."""
    articles = frames["articles"]
    years = sorted(int(year) for year in articles["year"].dropna().unique())
    if len(years) == 1 and articles["year"].notna().all():
        return {years[0]: frames}
    of_article = pd.Series(articles["year"].to_numpy(), index=articles["article_id"])
    of_sentence = pd.Series(
        frames["sentences"]["article_id"].map(of_article).to_numpy(), index=frames["sentences"]["sentence_id"]
    )
    year_of = {"articles": articles["year"], "sentences": of_sentence.reset_index(drop=True)}
    for name in ("theme_mentions", "term_mentions"):
        year_of[name] = frames[name]["sentence_id"].map(of_sentence)
    return {year: {name: frames[name][year_of[name] == year] for name in COUNTED} for year in years}
