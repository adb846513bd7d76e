"""The reduce: the rows of all documents → every table, those that tally over documents included."""

from collections.abc import Callable, Iterable, Mapping, Sequence

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

    for name, tally in (("themes", themes), ("keywords", keywords)):
        whole = tally(frames)
        by_year = _by_year(frames, whole, tally)
        for table, frame in ((name, whole), (f"{name}_by_year", by_year)):
            tables[table] = pa.Table.from_pandas(frame[STORED[table].names], STORED[table], preserve_index=False)
    return tables


def _by_year(frames: Frames, whole: pd.DataFrame, tally: Callable[[Frames], pd.DataFrame]) -> pd.DataFrame:
    """Return the tally of each year's articles, the years in order; ``whole`` is that of all articles."""
    articles = frames["articles"]
    years = sorted(int(year) for year in articles["year"].dropna().unique())
    if len(years) == 1 and articles["year"].notna().all():
        return whole.assign(year=years[0])
    found = [tally(_of_year(frames, year)).assign(year=year) for year in years]
    return pd.concat(found, ignore_index=True) if found else whole.iloc[:0].assign(year=0)


def _of_year(frames: Frames, year: int) -> Frames:
    """Return what belongs to the articles of a year."""
    articles = frames["articles"][frames["articles"]["year"] == year]
    sentences = frames["sentences"][frames["sentences"]["article_id"].isin(articles["article_id"])]
    of_year = {
        name: frames[name][frames[name]["sentence_id"].isin(sentences["sentence_id"])]
        for name in ("theme_mentions", "term_mentions")
    }
    return {"articles": articles, "sentences": sentences, **of_year}
