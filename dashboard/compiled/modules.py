"""Which modules are compiled: those that work on every document, line or sentence.

Rules that are read once, and searches that run in C anyway, stay Python: compiling them gained nothing, and frozen
dataclasses that are compiled cannot be sent to another process. ``reading.wishes`` stays because mypyc 2.4 makes C of
it that no compiler takes.
"""

MODULES = (
    "dashboard.extraction.beneficiaries",
    "dashboard.extraction.clause_rules",
    "dashboard.extraction.clauses",
    "dashboard.extraction.commitment_rules",
    "dashboard.extraction.commitments",
    "dashboard.extraction.cut_text",
    "dashboard.extraction.date_direction",
    "dashboard.extraction.date_joins",
    "dashboard.extraction.date_mention",
    "dashboard.extraction.date_points",
    "dashboard.extraction.dates",
    "dashboard.extraction.intervals",
    "dashboard.extraction.labels",
    "dashboard.extraction.milestones",
    "dashboard.extraction.numerals",
    "dashboard.extraction.phrases",
    "dashboard.extraction.promises",
    "dashboard.extraction.quantities",
    "dashboard.extraction.quantity_bounds",
    "dashboard.extraction.recurrence",
    "dashboard.extraction.repeated_phrases",
    "dashboard.extraction.sentence_dates",
    "dashboard.extraction.sentence_text",
    "dashboard.extraction.table_rows",
    "dashboard.extraction.targets",
    "dashboard.extraction.term_matcher",
    "dashboard.extraction.theme_openers",
    "dashboard.extraction.theme_topics",
    "dashboard.extraction.themes",
    "dashboard.extraction.tokens",
    "dashboard.extraction.year_context",
    "dashboard.preprocess.document_rows",
    "dashboard.reading.article_end",
    "dashboard.reading.articles",
    "dashboard.reading.country_names",
    "dashboard.reading.document",
    "dashboard.reading.header",
    "dashboard.reading.header_zone",
    "dashboard.reading.lines",
    "dashboard.reading.lines_before",
    "dashboard.reading.name_choice",
    "dashboard.reading.numbered_sentences",
    "dashboard.reading.openers",
    "dashboard.reading.outline",
    "dashboard.reading.place_search",
    "dashboard.reading.placed_lines",
    "dashboard.reading.plan_year",
    "dashboard.reading.read",
    "dashboard.reading.sentences",
    "dashboard.reading.subject",
    "dashboard.reading.task_form",
    "dashboard.reading.titles",
    "dashboard.reading.township",
)

GROUP = "jiedao_map"
"""They are compiled together, so that they call each other directly; the code of all is in one library."""

LIBRARY = f"{GROUP}__mypyc"
"""The name by which each of them imports it."""
