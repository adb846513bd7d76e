"""A line of a document with what it can be: title, dateline, keyword, wish, author, signature."""

import re

from dashboard.reading.header import Author, HeaderReader, is_bracketed, plain
from dashboard.reading.header_patterns import HAN
from dashboard.reading.plan_year import DATELINE, is_dateline
from dashboard.reading.rules import HeadingRules, any_of
from dashboard.reading.task_table import TableLine
from dashboard.reading.titles import LONGEST_MARKED_TITLE, looks_like_title, numbering_level

LONGEST_CREDIT = 40
"""Characters under which a line that starts like a note (记者……) is one."""

LONGEST_DATE = 20
"""Characters of the longest line that dates a text at its end, whatever stands beside the date."""

LONGEST_COLUMN = 6
"""Characters of the longest name of a newspaper's column (书记访谈)."""

BLANKS = re.compile(f"(?<=[{HAN}]) +(?=[{HAN}])")
"""Blanks that spread the characters of a label (索 引 号)."""


class Line:
    """A line, stripped, and what it can be. The reader asks several times; each question is answered once.

    ``plain`` is the line without marks of Markdown, ``level`` the level of the number that opens a title, ``marked``
    the level of a heading that the file's format marks as one (0 the document's title, None for other lines),
    ``table`` what it is in a table whose columns are known.
    """

    __slots__ = (
        "_author", "_header", "_headings", "_signs", "is_dateline", "is_title", "keyword", "level", "marked", "plain",
        "table", "text", "wish",
    )  # fmt: skip

    def __init__(
        self, text: str, header: HeaderReader, headings: HeadingRules, marked: int | None = None,
        table: TableLine | None = None,
    ) -> None:
        self.text = text
        self.marked = marked
        self.table = table
        self.plain = plain(text)
        self.wish = header.patterns.wish.match(self.plain)
        self._header, self._headings = header, headings
        self._author: tuple[Author | None] | None = None  # this and the next: until it is asked for
        self._signs: bool | None = None
        self.is_title, self.is_dateline = False, False
        self.level: int | None = None
        self.keyword: str | None = None
        if table or len(text) > LONGEST_MARKED_TITLE:  # a paragraph; datelines and keywords are shorter still
            return
        self.is_title = looks_like_title(text, self.plain)
        if self.is_title:
            self.level = numbering_level(self.plain)
        self.is_dateline = is_dateline(text)
        self.keyword = header.keyword_in(text, self.plain)

    @property
    def author(self) -> Author | None:
        """Whom the line names with the post; asked for the few lines of a header only, and looked up once."""
        if self._author is None:
            self._author = (self._header.author(self.text),)
        return self._author[0]

    @property
    def is_page_data(self) -> bool:
        """Whether the line says what a page is (索引号：…, 来源：…), beside its title; asked for lines of a header."""
        rules = self._headings
        text = self.text
        if " " in text:
            text = BLANKS.sub("", text)
        if rules.page_label.match(text):
            return True
        return self.is_title and any_of(rules.page_furniture).search(self.text) is not None

    @property
    def may_stand_above_title(self) -> bool:
        """Whether the line ends as the name of an office does (荔湾区人民政府), or that of a column (书记访谈)."""
        name, rules = self.plain, self._headings
        return name.endswith(rules.signatures) or (len(name) <= LONGEST_COLUMN and name.endswith(rules.columns))

    @property
    def is_signature(self) -> bool:
        """Whether the line, at a text's end, signs, dates or annotates it."""
        if self._signs is None:
            self._signs = self._is_signature()
        return self._signs

    def _is_signature(self) -> bool:
        text, rules = self.text, self._headings
        if is_bracketed(text) and (any_of(rules.notes).search(text) or is_dateline(text.strip("（）()"))):
            return True
        if self.is_dateline and (len(text) <= LONGEST_DATE or _signs_and_dates(text, rules)):
            return True
        if not self.is_title:
            return False
        is_credit = len(text) < LONGEST_CREDIT and text.startswith(rules.notes)
        return is_credit or (text.endswith(rules.signatures) and numbering_level(text) is None)


def _signs_and_dates(text: str, rules: HeadingRules) -> bool:
    """Return whether a line is the name of an office with a date behind it (甸柳新村街道办事处2022年1月18日)."""
    date = DATELINE.search(text)
    return date is not None and date.end() == len(text) and text[: date.start()].rstrip().endswith(rules.signatures)
