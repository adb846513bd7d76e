"""Keeps two 街道 of one name apart: where a run holds both, each is written with its district (东区·城关街道)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.preprocess.corpus import ArticleSummary

BETWEEN = "·"
"""Stands between district and name."""


def names_of(articles: Sequence[ArticleSummary], *, counted: Sequence[bool]) -> list[str]:
    """Return the name of each article's 街道 as all tables write it, unambiguous among the articles that are counted.

    A name that articles of two known districts share is written with the district; an article of that name whose
    district is unknown keeps the bare name. All other names stay as they are.
    """
    shared = _shared_names(article for article, counts in zip(articles, counted, strict=True) if counts)
    return [
        f"{article.district}{BETWEEN}{article.street}" if article.street in shared and article.district
        else article.street
        for article in articles
    ]  # fmt: skip


def _shared_names(articles: Iterable[ArticleSummary]) -> frozenset[str]:
    """Return the names that articles of several districts have."""
    districts: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        if article.district:
            districts[article.street].add(article.district)
    return frozenset(name for name, of_name in districts.items() if len(of_name) > 1)
