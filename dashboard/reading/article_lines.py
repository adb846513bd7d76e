"""An article by the lines of its document."""

from dataclasses import dataclass, field

from dashboard.reading.header import Author
from dashboard.reading.township import Township


@dataclass(frozen=True)
class ArticleLines:
    """An article by its lines (indices, ``end`` exclusive): which of them are header, wish and signature.

    ``year`` is the plan year of the article itself, where headings or titles part several plans.
    """

    township: Township
    start: int
    end: int
    title: str | None = None
    keyword: str | None = None
    author: Author | None = None
    wish: str | None = None
    year: int | None = None
    header_lines: frozenset[int] = field(default_factory=frozenset)
    wish_lines: frozenset[int] = field(default_factory=frozenset)
