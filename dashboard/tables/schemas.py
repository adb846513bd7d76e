"""The schema of every table: names, columns and types, as ``data/README.md`` explains them.

Offsets count characters of the document's decoded text, end exclusive. Dates are ``date32``, amounts floating
point, missing is null.
"""

import pyarrow as pa

STRING, INTEGER, FLOAT, DATE, BOOLEAN = pa.string(), pa.int64(), pa.float64(), pa.date32(), pa.bool_()
STRINGS = pa.list_(pa.string())


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(
        document_id=STRING, path=STRING, sha256=STRING, format=STRING, encoding=STRING, year=INTEGER,
        year_source=STRING, characters=INTEGER, articles=INTEGER, status=STRING, problem=STRING,
        duplicate_of=STRING,
    ),
    "articles": _schema(
        article_id=STRING, document_id=STRING, street=STRING, district=STRING, city=STRING, province=STRING,
        year=INTEGER, title=STRING, stated_keyword=STRING, author=STRING, post=STRING, wish=STRING, start=INTEGER,
        end=INTEGER, characters=INTEGER, listed=BOOLEAN,
    ),
    "sentences": _schema(
        sentence_id=STRING, article_id=STRING, document_id=STRING, street=STRING, ordinal=INTEGER, part=STRING,
        start=INTEGER, end=INTEGER, text=STRING, commitment=STRING, paragraph=INTEGER,
    ),
    "theme_mentions": _schema(
        sentence_id=STRING, document_id=STRING, street=STRING, theme=STRING, term=STRING, start=INTEGER, end=INTEGER,
        carried=BOOLEAN,
    ),
    "themes": _schema(
        street=STRING, theme=STRING, mentions=INTEGER, sentences=INTEGER, sentence_share=FLOAT,
        per_1000_characters=FLOAT,
    ),
    "themes_by_year": _schema(
        year=INTEGER, street=STRING, theme=STRING, mentions=INTEGER, sentences=INTEGER, sentence_share=FLOAT,
        per_1000_characters=FLOAT,
    ),
    "dates": _schema(
        sentence_id=STRING, document_id=STRING, street=STRING, start=INTEGER, end=INTEGER, text=STRING, kind=STRING,
        from_date=DATE, to_date=DATE, granularity=STRING, per_year=FLOAT,
    ),
    "quantities": _schema(
        sentence_id=STRING, document_id=STRING, street=STRING, start=INTEGER, end=INTEGER, text=STRING,
        value_min=FLOAT, value_max=FLOAT, unit=STRING,
    ),
    "targets": _schema(
        target_id=STRING, commitment_id=STRING, article_id=STRING, sentence_id=STRING, document_id=STRING,
        street=STRING, start=INTEGER, end=INTEGER, text=STRING, action=STRING, object=STRING, themes=STRINGS,
        beneficiaries=STRINGS, value_min=FLOAT, value_max=FLOAT, unit=STRING, quantity=STRING, due_from=DATE,
        due_to=DATE, due=STRING, granularity=STRING,
    ),
    "milestones": _schema(
        milestone_id=STRING, commitment_id=STRING, sentence_id=STRING, document_id=STRING, street=STRING,
        label=STRING, start=INTEGER, end=INTEGER, from_date=DATE, to_date=DATE, granularity=STRING, kind=STRING,
        themes=STRINGS, due=STRING, whole_year=BOOLEAN,
    ),
    "keywords": _schema(
        street=STRING, term=STRING, count=INTEGER, tf_idf=FLOAT, keyness=FLOAT, keyness_low=FLOAT,
        keyness_high=FLOAT, rank=INTEGER, is_phrase=BOOLEAN,
    ),
    "keywords_by_year": _schema(
        year=INTEGER, street=STRING, term=STRING, count=INTEGER, tf_idf=FLOAT, keyness=FLOAT, keyness_low=FLOAT,
        keyness_high=FLOAT, rank=INTEGER, is_phrase=BOOLEAN,
    ),
    "term_mentions": _schema(
        sentence_id=STRING, document_id=STRING, street=STRING, term=STRING, start=INTEGER, end=INTEGER,
        is_phrase=BOOLEAN,
    ),
}
"""The tables that are loaded for the app and written by the exports."""

KEPT_TEXTS = "texts"

TOLD_BY_AREA = {"themes": "themes_by_area", "keywords": "keywords_by_area"}
"""Tables that tally 街道 → those that tally the areas above them, of all years (``year`` is null) and year by year."""


def _by_area(name: str) -> pa.Schema:
    before = pa.schema([("level", STRING), ("year", INTEGER), ("area", STRING)])
    return pa.schema([*before, *(field for field in SCHEMAS[name] if field.name != "street")])


STORED: dict[str, pa.Schema] = {
    **SCHEMAS,
    **{by_area: _by_area(name) for name, by_area in TOLD_BY_AREA.items()},
    KEPT_TEXTS: _schema(document_id=STRING, text=STRING),
}
"""All tables, those that stand in files. What areas say is read where there are too many 街道 to tally it at once. The
documents' whole texts are read from theirs when one is to be shown: they are as large as all else, and longer than a
cell of a workbook can be."""

HARDLY_REPEATED = frozenset({
    "sentence_id", "target_id", "milestone_id", "commitment_id", "tf_idf", "keyness", "keyness_low", "keyness_high",
})  # fmt: skip
"""Columns of which hardly two rows of a row group hold the same, in any table."""

WITH_WHOLE_TEXTS = ("sentences", KEPT_TEXTS)
"""Tables of whose ``text`` the same is true."""

SOUGHT_BY = frozenset({"document_id", "street", "sentence_id", "level", "year", "area"})
"""Columns by which rows are found: files say what each row group holds of them, from the least to the greatest."""
