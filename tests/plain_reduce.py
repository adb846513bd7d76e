"""The reduce in its plainest form, all rows of all documents in memory at once: what the tables must be equal to."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import pyarrow as pa

from dashboard.extraction.keywords import keyword_table, load_background_idf
from dashboard.preprocess.part import TALLIES
from dashboard.tables.areas import area_names
from dashboard.tables.rows import Row, RowsByTable, places, table_of
from dashboard.tables.schemas import STORED

OF_A_STREET = ("targets", "milestones", "term_mentions")
"""Tables that hold nothing but what a 街道 says."""

TEXTS_OF_NOBODY = ("sentences", "theme_mentions", "dates", "quantities")
"""Tables that also hold what is said for no 街道."""

MOST_ARTICLES_NAMED = 3
"""Of a document's articles that stand in others too; more are counted."""


def without_duplicates(rows: Mapping[str, Sequence[Row]]) -> RowsByTable:
    """Return the rows of all documents (in their order) with nothing in them twice.

    - Of documents with the same text, white space left out, and of the same 街道 the first with articles counts. The
      others keep their ``documents`` row alone, with ``duplicate_of``, no articles and a ``problem`` that names it.
      A text that says nothing of its 街道 and stands in the folders of two is a document of each.
    - Of articles of the same 街道 with the same body in different documents the first counts. The text of the others
      stays as text of no 街道, which counts for nobody, and the document's ``problem`` says so.
    """
    kept = {table: list(of_table) for table, of_table in rows.items()}
    kept = _without_documents(kept, _same_documents(kept))
    return _without_articles(kept, _same_articles(kept))


def _same_documents(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Return, by the id of each document that is another's double, the id of the one that counts."""
    article = places("articles")
    streets: defaultdict[str, set[tuple[object, ...]]] = defaultdict(set)
    for row in rows.get("articles", ()):
        streets[row[article["document_id"]]].add((row[article["street"]], *_place(row)))
    alike: defaultdict[bytes, list[str]] = defaultdict(list)
    for document_id, text in rows.get("texts", ()):
        alike[_digest(text)].append(document_id)
    doubles: dict[str, str] = {}
    for same in alike.values():
        counted = sorted(same, key=lambda document_id: not streets[document_id])  # stable: those with articles first
        originals: list[str] = []
        for document_id in counted:
            original = next((o for o in originals if streets[document_id] in (streets[o], set())), None)
            if original is None:
                originals.append(document_id)
            else:
                doubles[document_id] = original
    return doubles


def _without_documents(rows: RowsByTable, doubles: Mapping[str, str]) -> RowsByTable:
    if not doubles:
        return rows
    document = places("documents")
    paths = {row[document["document_id"]]: row[document["path"]] for row in rows["documents"]}
    kept = {}
    for table, of_table in rows.items():
        own = places(table)["document_id"]
        kept[table] = of_table if table == "documents" else [row for row in of_table if row[own] not in doubles]
    kept["documents"] = [
        _with(
            row, document, articles=0, duplicate_of=original,
            problem=_joined(row[document["problem"]], f"与「{paths[original]}」内容相同，只计一次"),
        )
        if (original := doubles.get(row[document["document_id"]])) else row
        for row in rows["documents"]
    ]  # fmt: skip
    return kept


def _same_articles(rows: RowsByTable) -> dict[str, str]:
    """Return, by the id of each article whose body stands in an earlier document, that document's id."""
    article, sentence = places("articles"), places("sentences")
    if len(rows.get("documents", ())) < 2:
        return {}
    id_at, part_at, text_at = sentence["article_id"], sentence["part"], sentence["text"]
    bodies: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows.get("sentences", ()):
        if row[part_at] == "body" and row[id_at]:
            bodies[row[id_at]].append(row[text_at])
    first: dict[tuple[object, ...], str] = {}
    doubles = {}
    for row in rows.get("articles", ()):
        article_id, document_id = row[article["article_id"]], row[article["document_id"]]
        if article_id not in bodies:
            continue
        body = _digest("".join(bodies[article_id]))
        original = first.setdefault((row[article["street"]], *_place(row), body), document_id)
        if original != document_id:
            doubles[article_id] = original
    return doubles


def _without_articles(rows: RowsByTable, doubles: Mapping[str, str]) -> RowsByTable:
    """Return the rows with the text of these articles as text of no 街道."""
    if not doubles:
        return rows
    article, sentence = places("articles"), places("sentences")
    kept = dict(rows)
    dropped = [row for row in rows["articles"] if row[article["article_id"]] in doubles]
    kept["articles"] = [row for row in rows["articles"] if row[article["article_id"]] not in doubles]
    freed = {row[sentence["sentence_id"]] for row in rows["sentences"] if row[sentence["article_id"]] in doubles}
    for table in OF_A_STREET:
        at = places(table)["sentence_id"]
        kept[table] = [row for row in rows[table] if row[at] not in freed]
    for table in TEXTS_OF_NOBODY:
        place = places(table)
        nobody = dict.fromkeys({"street", "article_id"} & set(place))
        at = place["sentence_id"]
        kept[table] = [_with(row, place, **nobody) if row[at] in freed else row for row in rows[table]]
    kept["documents"] = _told(rows["documents"], dropped, doubles)
    return kept


def _told(documents: Sequence[Row], dropped: Iterable[Row], doubles: Mapping[str, str]) -> list[Row]:
    """Return the ``documents`` rows, each saying which of its articles another document has."""
    article, document = places("articles"), places("documents")
    paths = {row[document["document_id"]]: row[document["path"]] for row in documents}
    of_document: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in dropped:
        original = paths[doubles[row[article["article_id"]]]]
        of_document[row[article["document_id"]]].append((row[article["street"]], original))
    told = []
    for row in documents:
        if same := of_document.get(row[document["document_id"]]):
            problem = _joined(row[document["problem"]], _same_articles_words(same))
            row = _with(row, document, articles=row[document["articles"]] - len(same), problem=problem)
        told.append(row)
    return told


def _same_articles_words(same: Sequence[tuple[str, str]]) -> str:
    """Return what is said of a document's articles, (街道, path of the document that has it too)."""
    named = [f"{street}的文章与「{original}」中的" for street, original in same[:MOST_ARTICLES_NAMED]]
    rest = f"等{len(same)}篇文章与别的文件中的" if len(same) > len(named) else ""
    return f"{'、'.join(named)}{rest}相同，只计一次"


def _with(row: Row, place: Mapping[str, int], **cells: object) -> Row:
    """Return the row with other cells in these columns."""
    changed = list(row)
    for column, value in cells.items():
        changed[place[column]] = value
    return tuple(changed)


def _joined(*problems: str | None) -> str:
    return "；".join(problem for problem in problems if problem)


def _digest(text: str) -> bytes:
    """Return what tells a text from others, white space left out."""
    return hashlib.sha256("".join(text.split()).encode()).digest()


BETWEEN = "·"
"""Stands between district and name."""


def tell_namesakes_apart(rows: Mapping[str, Iterable[Row]]) -> dict[str, Sequence[Row]]:
    """Return the rows of all tables with ``street`` unambiguous.

    A name that articles of several known places share is written with its district in every table, with city or
    province too where districts share their name; an article of that name whose district is unknown keeps the bare
    name. All other names stay as they are.
    """
    kept = {name: tuple(of_table) for name, of_table in rows.items()}
    columns = _columns("articles")
    places_of: defaultdict[object, set[tuple[str, ...]]] = defaultdict(set)
    for row in kept.get("articles", ()):
        if row[columns["district"]]:
            places_of[row[columns["street"]]].add(_place(row))
    of_article = {
        row[columns["article_id"]]: BETWEEN.join([_before(_place(row), places_of[street]), street])
        for row in kept.get("articles", ())
        if row[columns["district"]] and len(places_of[street := row[columns["street"]]]) > 1
    }
    columns = _columns("sentences")
    of_sentence = {
        row[columns["sentence_id"]]: of_article[row[columns["article_id"]]]
        for row in kept.get("sentences", ())
        if row[columns["article_id"]] in of_article
    }
    return {name: _renamed(name, of_table, of_article | of_sentence) for name, of_table in kept.items()}


def _place(article: Row) -> tuple[str, ...]:
    """Return district, city and province of an article."""
    columns = _columns("articles")
    return article[columns["district"]], article[columns["city"]], article[columns["province"]]


def _before(place: tuple[str, ...], places_of_name: set[tuple[str, ...]]) -> str:
    """Return the shortest words that name a place and none of the others: district, city and district, all."""
    for levels in (1, 2, 3):
        if sum(other[:levels] == place[:levels] for other in places_of_name) == 1:
            break
    return "".join(dict.fromkeys(word for word in reversed(place[:levels]) if word))


def _renamed(name: str, rows: Sequence[Row], names: Mapping[object, str]) -> Sequence[Row]:
    """Return rows of a table with the names that their article or sentence now has; ids of both never collide."""
    columns = _columns(name)
    key = columns.get("sentence_id", columns.get("article_id"))
    if "street" not in columns or key is None:
        return rows
    place = columns["street"]
    return [
        (*row[:place], street, *row[place + 1 :]) if (street := names.get(row[key])) else row
        for row in rows
    ]


def _columns(name: str) -> dict[str, int]:
    return {column: at for at, column in enumerate(STORED[name].names)}


PER_CHARACTERS = 1000


def theme_table(
    articles: pd.DataFrame, sentences: pd.DataFrame, theme_mentions: pd.DataFrame, theme_names: Sequence[str]
) -> pd.DataFrame:
    """Return one row per 街道 × theme, zeros included, 街道 in the order of the documents, themes in that of the file.

    ``mentions`` counts terms found in the 街道's body sentences, ``sentences`` the body sentences with the theme
    (those included that only carry it from the heading above), ``sentence_share`` their share of its body sentences,
    ``per_1000_characters`` the mentions per 1,000 characters of its body text.
    """
    streets = list(dict.fromkeys(articles["street"]))
    index = pd.MultiIndex.from_product([streets, theme_names], names=["street", "theme"])
    of_street = theme_mentions[theme_mentions["street"].notna()]
    found = of_street[~of_street["carried"].astype(bool)]
    table = pd.DataFrame(index=index)
    table["mentions"] = found.groupby(["street", "theme"]).size().reindex(index, fill_value=0)
    table["sentences"] = of_street.groupby(["street", "theme"])["sentence_id"].nunique().reindex(index, fill_value=0)
    table = table.reset_index()
    body = sentences[sentences["street"].notna() & (sentences["part"] == "body")].groupby("street").size()
    characters = articles.groupby("street")["characters"].sum()
    table["sentence_share"] = (table["sentences"] / table["street"].map(body)).fillna(0.0).astype(float)
    rate = PER_CHARACTERS * table["mentions"] / table["street"].map(characters).where(lambda total: total > 0)
    table["per_1000_characters"] = rate.fillna(0.0).astype(float)
    return table


COUNTED = ("articles", "sentences", "theme_mentions", "term_mentions")
"""Tables from which they are made."""

Frames = Mapping[str, pd.DataFrame]


def reduce_rows(rows: Mapping[str, Iterable[Row]], theme_names: Sequence[str]) -> dict[str, pa.Table]:
    """Return every table of the data contract from the rows of all documents, in the order of the documents."""
    kept = tell_namesakes_apart(without_duplicates({name: list(of_table) for name, of_table in rows.items()}))
    tables = {name: table_of(name, kept.get(name, ())) for name in STORED if name not in TALLIES}
    frames = {name: tables[name].to_pandas() for name in COUNTED}
    idf = load_background_idf()

    def themes(of: Frames) -> pd.DataFrame:
        return theme_table(of["articles"], of["sentences"], of["theme_mentions"], theme_names)

    areas = area_names(frames["articles"])
    in_order = sorted(areas.index, key=lambda street: (*areas.loc[street, ["province", "city", "district"]], street))
    number = {street: number for number, street in enumerate(in_order)}

    def keywords(of: Frames) -> pd.DataFrame:
        """Return the keywords with 街道 beside their neighbours."""
        ranked = keyword_table(of["term_mentions"][["street", "term", "is_phrase"]], idf)
        return ranked.sort_values("street", key=lambda streets: streets.map(number), kind="stable")

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
