"""Constructed tables for chart tests: any number of 街道, with ties, with zeros, with hostile text."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import pyarrow as pa

from dashboard.tables.schemas import SCHEMAS
from dashboard.tables.tables import Tables

THEMES = (
    "党建引领", "精神文明", "为老服务", "托育教育", "旧改住房", "文化体育", "医疗健康", "就业创业",
    "助残帮困", "营商经济", "城市更新", "数字治理", "社区自治", "公共安全", "生态环境", "便民服务",
)  # fmt: skip
BENEFICIARIES = ("老人", "儿童", "就业人群", "残疾人", "青年")
ARTICLES_PER_DOCUMENT = 3
SENTENCES_PER_ARTICLE = 10
YEAR = 2021
THREE = {
    "甲街道": {"为老服务": 0.4, "旧改住房": 0.1},
    "乙街道": {"旧改住房": 0.3, "为老服务": 0.2},
    "丙街道": {"社区自治": 0.25},
}
"""Three 街道 and their shares of themes, for `tables_with_shares`."""
HOSTILE = "<i>&copy;$x$ %{y}"
"""Text that Plotly would read as a tag, an entity, a formula and a template."""

AMOUNTS = ((1302.0, 1302.0, "户"), (20000.0, None, "平方米"), (None, 5.0, "%"), (3.0, 5.0, "个"))
DUES = (
    (date(YEAR, 1, 21), date(YEAR, 1, 31), "1月底", "tenday", "deadline"),
    (date(YEAR, 1, 1), date(YEAR, 6, 30), "上半年", "half", "deadline"),
    (date(YEAR, 3, 1), None, "3月起", "month", "start"),
    (date(YEAR, 1, 1), date(YEAR, 12, 31), "2021年", "year", "period"),
    (date(YEAR, 3, 1), date(YEAR, 5, 31), "3月至5月", "period", "period"),
)

Rows = dict[str, list[dict[str, object]]]


def constructed_tables(
    streets: int | Sequence[str], *, equal: bool = False, silent: bool = False, hostile: bool = False
) -> Tables:
    """Return tables of so many 街道, or of 街道 with these names.

    ``equal`` gives each the same themes and targets (all ranks tie), ``silent`` gives them none, ``hostile`` puts
    markup into every text that could come from a document.
    """
    names = [f"{_numbered(place)}街道" for place in range(streets)] if isinstance(streets, int) else list(streets)
    extra = HOSTILE if hostile else ""
    rows: Rows = {name: [] for name in SCHEMAS}
    for place, street in enumerate(names):
        variant = 0 if equal else place
        _add_article(rows, place, street, variant, extra)
        if not silent:
            _add_mentions(rows, place, street, variant, extra)
            _add_targets(rows, place, street, variant, extra)
            _add_keywords(rows, place, street, variant, extra)
    _add_documents(rows, len(names))
    _add_theme_tallies(rows, names)
    return tables_of(rows)


def tables_of(rows: Rows) -> Tables:
    """Return tables of these rows with the types that loaded tables have."""
    return Tables(**{name: pa.Table.from_pylist(rows[name], schema=schema).to_pandas()
                     for name, schema in SCHEMAS.items()})  # fmt: skip


def same_tables(first: Tables, second: Tables) -> bool:
    """Return whether two sets of tables hold the same values."""
    return all(_same(getattr(first, name), getattr(second, name)) for name in SCHEMAS)


def _same(first: pd.DataFrame, second: pd.DataFrame) -> bool:
    return first.map(str).equals(second.map(str)) and list(first.columns) == list(second.columns)


def _numbered(place: int) -> str:
    stems = "东西南北中"
    return stems[place % len(stems)] + "一二三四五六七八九十"[place // len(stems) % 10] + "路桥"[place // 50 % 2] + (
        "外" if place >= 100 else ""
    )


def _document_id(place: int) -> str:
    return f"d{place // ARTICLES_PER_DOCUMENT}"


def _sentence_id(place: int, ordinal: int) -> str:
    return f"{_document_id(place)}-{place}-{ordinal}"


def _where(place: int, street: str, ordinal: int) -> dict[str, object]:
    return {"sentence_id": _sentence_id(place, ordinal), "document_id": _document_id(place), "street": street}


def _offset(place: int, ordinal: int) -> int:
    return (place % ARTICLES_PER_DOCUMENT * SENTENCES_PER_ARTICLE + ordinal) * 100


def _add_documents(rows: Rows, articles: int) -> None:
    for number in range(-(-articles // ARTICLES_PER_DOCUMENT)):
        rows["documents"].append({
            "document_id": f"d{number}", "path": f"计划/工作计划{number + 1}.txt", "sha256": "0", "format": "txt",
            "encoding": "utf-8", "year": YEAR, "year_source": "path", "characters": 3000,
            "articles": min(ARTICLES_PER_DOCUMENT, articles - number * ARTICLES_PER_DOCUMENT), "status": "ok",
            "problem": None,
        })  # fmt: skip


def _add_article(rows: Rows, place: int, street: str, variant: int, extra: str) -> None:
    rows["articles"].append({
        "article_id": f"a{place}", "document_id": _document_id(place), "street": street,
        "district": f"区{place % 5}", "city": f"市{place % 2}", "province": "某省",
        "year": YEAR, "title": f"标题{extra}", "stated_keyword": f"关键{extra}",
        "author": "某人", "post": "书记", "wish": None, "start": _offset(place, 0),
        "end": _offset(place, SENTENCES_PER_ARTICLE), "characters": 1000 + variant % 4 * 50,
        "listed": True,
    })  # fmt: skip
    for ordinal in range(SENTENCES_PER_ARTICLE):
        start = _offset(place, ordinal)
        rows["sentences"].append({
            **_where(place, street, ordinal), "article_id": f"a{place}", "ordinal": ordinal,
            "part": "body" if ordinal else "heading", "start": start, "end": start + 90,
            "text": f"第{ordinal}句{extra}。", "commitment": "planned" if ordinal % 2 else "none",
            "paragraph": ordinal,
        })  # fmt: skip


def _add_mentions(rows: Rows, place: int, street: str, variant: int, extra: str) -> None:
    for number, theme in enumerate(THEMES[:12]):
        for ordinal in range((number * 5 + variant * 3) % 7):
            start = _offset(place, ordinal) + number
            rows["theme_mentions"].append({
                **_where(place, street, ordinal), "theme": theme, "term": f"词{extra}", "start": start,
                "end": start + 2,
            })  # fmt: skip


def _add_theme_tallies(rows: Rows, names: Sequence[str]) -> None:
    found: dict[tuple[object, object], list[object]] = {}
    for row in rows["theme_mentions"]:
        found.setdefault((row["street"], row["theme"]), []).append(row["sentence_id"])
    for article, street in zip(rows["articles"], names, strict=True):
        for theme in THEMES:
            sentences = found.get((street, theme), [])
            rows["themes"].append({
                "street": street, "theme": theme, "mentions": len(sentences), "sentences": len(set(sentences)),
                "sentence_share": len(set(sentences)) / SENTENCES_PER_ARTICLE,
                "per_1000_characters": len(sentences) * 1000 / int(str(article["characters"])),
            })  # fmt: skip


def _add_targets(rows: Rows, place: int, street: str, variant: int, extra: str) -> None:
    for number in range(3 + variant % 4):
        kind = (number + variant) % 4
        low, high, unit = AMOUNTS[(number + variant) % len(AMOUNTS)] if kind in (0, 1) else (None, None, None)
        start, end, due, granularity, what = DUES[(number + variant) % len(DUES)]
        dated = kind in (0, 2)
        begin = _offset(place, number + 1)
        themes = [THEMES[(number + variant) % len(THEMES)]]
        common = {**_where(place, street, number + 1), "start": begin, "end": begin + 30, "themes": themes}
        rows["targets"].append({
            **common, "target_id": f"t{place}-{number}", "commitment_id": f"c{place}-{number}",
            "article_id": f"a{place}", "text": f"完成第{number}项工作{extra}", "action": "完成",
            "object": f"第{number}项工作{extra}", "value_min": low, "value_max": high, "unit": unit,
            "beneficiaries": list(BENEFICIARIES[(number + variant) % 6 : (number + variant) % 6 + 1]),
            "quantity": f"若干{unit}" if unit else None, "due_from": start if dated else None,
            "due_to": end if dated else None, "due": due if dated else None,
            "granularity": granularity if dated else None,
        })  # fmt: skip
        if dated:
            rows["milestones"].append({
                **common, "milestone_id": f"m{place}-{number}", "commitment_id": f"c{place}-{number}",
                "label": f"完成第{number}项工作{extra}", "from_date": start, "to_date": end,
                "granularity": granularity, "kind": what, "due": due, "whole_year": granularity == "year",
            })  # fmt: skip
    if variant % 4 == 0:
        begin = _offset(place, 1)
        rows["milestones"].append({
            **_where(place, street, 1), "milestone_id": f"m{place}-a", "commitment_id": None,
            "label": f"建党100周年{extra}", "start": begin, "end": begin + 7, "from_date": date(YEAR, 7, 1),
            "to_date": date(YEAR, 7, 1), "granularity": "day", "kind": "anniversary", "themes": [],
            "due": "建党100周年", "whole_year": False,
        })  # fmt: skip


def _add_keywords(rows: Rows, place: int, street: str, variant: int, extra: str) -> None:
    terms = [(f"亮点{'' if variant == 0 else variant}第{number}{extra}", True) for number in range(12)]
    terms += [(f"服务{number}{extra}", False) for number in range(6)]
    for rank, (term, is_phrase) in enumerate(terms, start=1):
        keyness = (4.0 - rank * 0.2) if is_phrase else -0.5
        rows["keywords"].append({
            "street": street, "term": term, "count": max(1, 8 - rank // 2), "tf_idf": 1.0 / rank,
            "keyness": keyness, "keyness_low": keyness - 1.96, "keyness_high": keyness + 1.96, "rank": rank,
            "is_phrase": is_phrase,
        })  # fmt: skip
        start = _offset(place, rank % SENTENCES_PER_ARTICLE) + rank
        rows["term_mentions"].append({
            **_where(place, street, rank % SENTENCES_PER_ARTICLE), "term": term, "start": start, "end": start + 4,
            "is_phrase": is_phrase,
        })  # fmt: skip


def tables_with_shares(shares: Mapping[str, Mapping[str, float]]) -> Tables:
    """Return tables in which each 街道 has these shares of sentences (0 to 1) per theme, 0 where none is given."""
    tables = constructed_tables(list(shares), silent=True)
    given = [shares[street].get(theme, 0.0) for street, theme in zip(
        tables.themes["street"], tables.themes["theme"], strict=True)]  # fmt: skip
    counts = [round(share * 100) for share in given]
    return replace(
        tables,
        themes=tables.themes.assign(
            sentence_share=given, per_1000_characters=[share * 10 for share in given], mentions=counts, sentences=counts
        ),
    )


def tables_with_targets(targets: Mapping[str, Sequence[Mapping[str, object]]]) -> Tables:
    """Return tables in which each 街道 has these target rows; what a row leaves out is null.

    Rows without a ``commitment_id`` are a commitment each.
    """
    tables = constructed_tables(list(targets), silent=True)
    rows: list[dict[str, object]] = []
    for place, (street, given) in enumerate(targets.items()):
        for number, values in enumerate(given):
            rows.append({
                **_where(place, street, number % SENTENCES_PER_ARTICLE), "target_id": f"t{place}-{number}",
                "commitment_id": f"c{place}-{number}", "article_id": f"a{place}", "start": number * 10,
                "end": number * 10 + 5, "text": "完成工作", "themes": [], "beneficiaries": [], **values,
            })  # fmt: skip
    return replace(tables, targets=pa.Table.from_pylist(rows, schema=SCHEMAS["targets"]).to_pandas())
