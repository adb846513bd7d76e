"""Keeps two 街道 of one name apart: where a run holds both, each is written with its district (东区·城关街道)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dashboard.tables.rows import Row
from dashboard.tables.schemas import STORED

BETWEEN = "·"
"""Stands between district and name."""


def tell_namesakes_apart(rows: Mapping[str, Iterable[Row]]) -> dict[str, Sequence[Row]]:
    """Return the rows of all tables with ``street`` unambiguous.

    A name that articles of two known districts share is written with the district in every table; an article of that
    name whose district is unknown keeps the bare name. All other names stay as they are.
    """
    kept = {name: tuple(of_table) for name, of_table in rows.items()}
    shared = _shared_names(kept.get("articles", ()))
    if not shared:
        return dict(kept)
    columns = _columns("articles")
    of_article = {
        row[columns["article_id"]]: f"{row[columns['district']]}{BETWEEN}{row[columns['street']]}"
        for row in kept["articles"]
        if row[columns["street"]] in shared and row[columns["district"]]
    }
    columns = _columns("sentences")
    of_sentence = {
        row[columns["sentence_id"]]: of_article[row[columns["article_id"]]]
        for row in kept.get("sentences", ())
        if row[columns["article_id"]] in of_article
    }
    return {name: _renamed(name, of_table, of_article | of_sentence) for name, of_table in kept.items()}


def _shared_names(articles: Iterable[Row]) -> frozenset[object]:
    """Return the names that articles of several districts have."""
    columns = _columns("articles")
    districts: defaultdict[object, set[object]] = defaultdict(set)
    for row in articles:
        if district := row[columns["district"]]:
            districts[row[columns["street"]]].add(district)
    return frozenset(name for name, of_name in districts.items() if len(of_name) > 1)


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
