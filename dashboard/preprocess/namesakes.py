"""Keeps units of one name apart: where a run holds several, each is written with its district (兰考县·城关镇)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from dashboard.preprocess.corpus import ArticleSummary
from dashboard.reading.township import Place

BETWEEN = "·"
"""Stands between place and name."""

Names = dict[str, dict[Place, str]]
"""What stands before each shared name, by place."""


def names_of(articles: Sequence[ArticleSummary], *, counted: Sequence[bool]) -> list[str]:
    """Return the name of each article's 街道 as all tables write it, unambiguous among the articles that are counted.

    A name that articles of several known places share is written with the district, where districts share their name
    too with city and district, at last with the province; an article of that name whose district is unknown keeps the
    bare name. All other names stay as they are.
    """
    shared = _shared_names(article for article, counts in zip(articles, counted, strict=True) if counts)
    return [_name_of(article, shared) for article in articles]


def _name_of(article: ArticleSummary, shared: Names) -> str:
    if article.street not in shared or not article.district:
        return article.street
    prefixes = shared[article.street]
    prefix = prefixes.get(article.place)
    if prefix is None:  # an article that does not count: nobody is to be told from it
        prefix = article.district
    return f"{prefix}{BETWEEN}{article.street}"


def _shared_names(articles: Iterable[ArticleSummary]) -> Names:
    """Return what stands before the names that units of several districts have."""
    places: defaultdict[str, set[Place]] = defaultdict(set)
    for article in articles:
        if article.district:
            places[article.street].add(article.place)
    shared = {}
    for name, of_name in places.items():
        whole = {place: _whole(place, of_name) for place in of_name}
        if len(set(whole.values())) > 1:
            prefixes = _prefixes(set(whole.values()))
            shared[name] = {place: prefixes[same] for place, same in whole.items()}
    return shared


def _whole(place: Place, known: Iterable[Place]) -> Place:
    """Return the only place of which more is known and that agrees with this one, else the place itself."""
    if None not in place:
        return place
    fuller = (other for other in known if other.count(None) < place.count(None))
    others = [other for other in fuller if other.agrees(place)]
    return others[0] if len(others) == 1 else place


def _prefixes(places: Iterable[Place]) -> dict[Place, str]:
    """Return what tells each place from the others in as few words as possible: the district, city and district, all.
    """
    found: dict[Place, str] = {}
    left = list(places)
    for levels in (1, 2, 3):
        written = {place: "".join(dict.fromkeys(filter(None, reversed(place[:levels])))) for place in left}
        count = Counter(written.values())
        found |= {place: words for place, words in written.items() if count[words] == 1 or levels == len(place)}
        left = [place for place in left if place not in found]
    return found
