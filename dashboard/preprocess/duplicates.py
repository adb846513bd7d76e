"""Counts once what stands in several documents: a whole document, or an article inside another document."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.preprocess.corpus import ArticleSummary, DocumentSummary
from dashboard.reading.township import Place

MOST_ARTICLES_NAMED = 3
"""Of a document's articles that stand in others too; more are counted."""


@dataclass(frozen=True, slots=True)
class Doubles:
    """What does not count: documents and articles, by id, each with the id of the document that counts instead."""

    documents: Mapping[str, str] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToldDocument:
    """What the ``documents`` row of a document says that is another's double, or of whose articles some are."""

    articles: int
    problem: str
    duplicate_of: str | None = None


def doubles_in(documents: Sequence[DocumentSummary], articles: Sequence[ArticleSummary]) -> Doubles:
    """Return what stands twice among all documents, in their order.

    - Of documents with the same text, white space left out, and of the same 街道 the first with articles counts. The
      others keep their ``documents`` row alone, with ``duplicate_of``, no articles and a ``problem`` that names it.
      A text that says nothing of its 街道 and stands in the folders of two is a document of each.
    - Of articles of the same 街道 with the same body in different documents the first counts. The text of the others
      stays as text of no 街道, which counts for nobody, and the document's ``problem`` says so.
    """
    same = _same_documents(documents, articles)
    return Doubles(same, _same_articles(article for article in articles if article.document_id not in same))


def _same_documents(documents: Iterable[DocumentSummary], articles: Iterable[ArticleSummary]) -> dict[str, str]:
    """Return, by the id of each document that is another's double, the id of the one that counts."""
    alike: defaultdict[bytes, list[str]] = defaultdict(list)
    for document in documents:
        if document.text_digest is not None:
            alike[document.text_digest].append(document.document_id)
    several = [same for same in alike.values() if len(same) > 1]
    asked = {document_id for same in several for document_id in same}
    streets: defaultdict[str, set[tuple[str, Place]]] = defaultdict(set)
    for article in articles:
        if article.document_id in asked:
            streets[article.document_id].add((article.street, article.place))
    doubles: dict[str, str] = {}
    for same in several:
        counted = sorted(same, key=lambda document_id: not streets[document_id])  # stable: those with articles first
        originals: list[str] = []
        for document_id in counted:
            original = next((o for o in originals if streets[document_id] in (streets[o], set())), None)
            if original is None:
                originals.append(document_id)
            else:
                doubles[document_id] = original
    return doubles


def _same_articles(articles: Iterable[ArticleSummary]) -> dict[str, str]:
    """Return, by the id of each article whose body stands in an earlier document, that document's id."""
    first: dict[tuple[str, Place, bytes], str] = {}
    doubles = {}
    for article in articles:
        if article.body_digest is None:
            continue
        key = (article.street, article.place, article.body_digest)
        original = first.setdefault(key, article.document_id)
        if original != article.document_id:
            doubles[article.article_id] = original
    return doubles


def told_documents(
    documents: Sequence[DocumentSummary], articles: Iterable[ArticleSummary], doubles: Doubles
) -> dict[str, ToldDocument]:
    """Return what is said, by id, of the documents in which something does not count."""
    freed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for article in articles:
        if article.article_id in doubles.articles:
            freed[article.document_id].append((article.street, doubles.articles[article.article_id]))
    paths = _paths(documents, {*doubles.documents.values(), *doubles.articles.values()})
    told = {}
    for document in documents:
        if original := doubles.documents.get(document.document_id):
            problem = _joined(document.problem, f"与「{paths[original]}」内容相同，只计一次")
            told[document.document_id] = ToldDocument(0, problem, original)
        elif same := freed.get(document.document_id):
            words = _same_articles_words([(street, paths[original]) for street, original in same])
            told[document.document_id] = ToldDocument(document.articles - len(same), _joined(document.problem, words))
    return told


def _paths(documents: Iterable[DocumentSummary], ids: Collection[str]) -> dict[str, str]:
    return {document.document_id: document.path for document in documents if document.document_id in ids}


def _same_articles_words(same: Sequence[tuple[str, str]]) -> str:
    """Return what is said of a document's articles, (街道, path of the document that has it too)."""
    named = [f"{street}的文章与「{original}」中的" for street, original in same[:MOST_ARTICLES_NAMED]]
    rest = f"等{len(same)}篇文章与别的文件中的" if len(same) > len(named) else ""
    return f"{'、'.join(named)}{rest}相同，只计一次"


def _joined(*problems: str | None) -> str:
    return "；".join(problem for problem in problems if problem)
