"""Finds the plan year of a document and says where it was found."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.reading.file_name import stem_of
from dashboard.reading.rules import PlanYearRules, Words, any_of

FIRST_YEAR, LAST_YEAR = 1990, 2079
"""Years that a plan can be for; others are history."""

ASCII_DIGITS = str.maketrans("〇一二三四五六七八九零○Ｏ０１２３４５６７８９", "01234567890000123456789")
DIGIT = "0-9０-９〇○零一二三四五六七八九"
CENTURY = "[1１一2２二][9９九0０〇○零]"
"""How years from 1990 to 2079 begin; text with none is passed over quickly."""

YEAR = re.compile(
    rf"(?P<year>{CENTURY}[{DIGIT}]{{2}})(?<![{DIGIT}]{{5}})"
    rf"(?=\s*(?:年(?!代)|[—\-–~～至到]+\s*[{DIGIT}]{{4}}\s*年))"
)
BARE_YEAR = re.compile(r"(?<![0-9A-Za-z〔\[［（(])(?P<year>20\d\d)(?![0-9A-Za-z〕\]］号-])")
"""A year without 年 (细说2021), not a document's number (〔2021〕12号)."""

RANGE_START = re.compile(rf"[{DIGIT}]{{4}}\s*年?\s*[—\-–~～至到]+\s*$")
RANGE_END = re.compile(rf"\s*年?\s*[—\-–~～至到]+\s*[{DIGIT}]{{4}}")
FILE_YEAR = re.compile(r"(?<!\d)(?P<year>20\d\d)(?=\D|[01]\d[0-3]\d(?!\d)|$)")
DATELINE = re.compile(
    rf"(?P<year>[{DIGIT}]{{4}})\s*(?:年|[-/.])\s*(?P<month>[{DIGIT}十]{{1,3}})\s*(?:月|[-/.])\s*[{DIGIT}十]{{1,3}}日?"
)
STAMP = re.compile(r"\s*(?:发布时间|时间|日期)?[：:]?\s*(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.]\d{1,2}")
"""A date in figures at the very start of a text, as news sites put it (2023-08-07 10:42:48)."""

PUNCTUATION = re.compile("[，。；！？]")

DATELINE_CHARACTERS = 60
"""The longest line that can be a dateline."""

NEAR_YEAR = 14
"""Characters after a year in a title within which a word tells plan from review."""

FUTURE_WEIGHT = 3
LEAST_WEIGHT = 3
"""Text names its plan year in one sentence that looks ahead, or three times; less is no evidence."""

YEAR_END_MONTH = 11
"""What is dated in November or December may already plan the next year."""


@dataclass(frozen=True, slots=True)
class PlanYear:
    """A plan year and where it was found: title, dateline, file name, text, signature or default.

    ``written`` is the year of the document's own date where that lies before the plan year: a plan for 2023 that is
    dated December 2022 says 明年 for 2023.
    """

    year: int
    source: str
    written: int | None = None


def find_plan_year(
    *,
    titles: Iterable[str],
    head: str,
    path: str,
    sentences: Sequence[str],
    signature: str = "",
    rules: PlanYearRules,
    default_year: int | None = None,
) -> PlanYear | None:
    """Return the plan year by the first place that names one; None where none does and no default is given.

    ``titles`` are the title lines, ``head`` is its dateline or else its first line, ``sentences`` the rest of the text,
    ``signature`` its last lines. Order: title, dateline, file name, text, signature, default.
    """
    dated = _dated(head) if is_dateline(head) else _month(STAMP.match(head))
    signed = _dated(signature)
    found = _first_named(titles, dated, path, sentences, signed, rules)
    if found is None:
        return PlanYear(default_year, "default") if default_year is not None else None
    year, source = found
    written = (dated or signed or found)[0]
    return PlanYear(year, source, written if written < year else None)


def _first_named(
    titles: Iterable[str],
    dated: tuple[int, int] | None,
    path: str,
    sentences: Sequence[str],
    signed: tuple[int, int] | None,
    rules: PlanYearRules,
) -> tuple[int, str] | None:
    """Return the plan year by the first place that names one, and that place."""
    for title in titles:
        if year := year_of_title(title, rules):
            return year, "title"
    if dated:
        return _turned(dated, sentences, rules), "dateline"
    stem = stem_of(path)
    if year := year_of_title(stem, rules) or _first(FILE_YEAR, stem):
        return year, "file name"
    if by_text := _year_of_text(sentences, rules):
        return by_text, "text"
    return (_turned(signed, sentences, rules), "signature") if signed else None


def year_of_title(title: str, rules: PlanYearRules) -> int | None:
    """Return the year that a title plans for.

    A year before a word of planning wins over others, of a range (2021—2023年) the first. A review together with a
    plan that names no year (2020年工作总结和明年打算) plans for the year after, that of a part of a year for the rest.
    """
    if "年" not in title and "20" not in title:
        return None
    matches = [match for match in YEAR.finditer(title) if _number(match["year"]) and not _ends_range(title, match)]
    matches = matches or [match for match in BARE_YEAR.finditer(title) if _number(match["year"])]
    if not matches:
        return None
    ends = [match.start() for match in matches[1:]] + [len(title)]
    planned, reviewed, others = [], [], []
    for match, end in zip(matches, ends, strict=True):
        range_end = RANGE_END.match(title, match.end(), end)
        following = title[range_end.end() if range_end else match.end() : end][:NEAR_YEAR]
        year = _number(match["year"])
        review = _first_word(following, rules.review)
        plan = _first_word(following, rules.plan)
        if review < len(following) and review < plan:
            reviewed.append(year)
        elif plan < len(following):
            planned.append(year)
        else:
            others.append(year)
    if planned:
        return planned[0]
    if reviewed and not others and _plans_after_review(title, rules):
        return max(reviewed) + (0 if _goes_on(title, rules) else 1)
    return max(others or reviewed)


def plan_behind_review(titles: Sequence[str], headings: Iterable[str], rules: PlanYearRules) -> str | None:
    """Return the heading that plans for the year after the one that the titles only look back on; None where none does.

    (2020年工作总结 … 2021年工作计划, two titles in one document.)
    """
    reviewed = {year for title in titles if any_of(rules.review).search(title) for year in years_in(title)}
    if len(reviewed) != 1 or not all(only_reviews(title, rules) for title in titles if "年" in title):
        return None
    following = max(reviewed) + 1
    return next((
        heading for heading in headings
        if "年" in heading and following in years_in(heading) and any_of(rules.plan).search(heading)
        and not any_of(rules.review).search(heading)
    ), None)


def only_reviews(title: str, rules: PlanYearRules) -> bool:
    """Return whether a title looks back and plans nothing (2020年工作总结)."""
    return bool(any_of(rules.review).search(title)) and not _plans_after_review(title, rules)


def _plans_after_review(title: str, rules: PlanYearRules) -> bool:
    """Return whether a title speaks of the next year, or names a plan behind a review."""
    review = _first_word(title, rules.review)
    return bool(any_of(rules.next_year).search(title)) or any(title.find(word) > review for word in rules.plan)


def _goes_on(title: str, rules: PlanYearRules) -> bool:
    """Return whether a title that reviews and plans does both within one year (上半年总结及下半年打算)."""
    return bool(any_of(rules.part_of_year).search(title)) and not any_of(rules.next_year).search(title)


def _ends_range(title: str, match: re.Match[str]) -> bool:
    return bool(RANGE_START.search(title[: match.start()]))


def years_in(text: str) -> list[int]:
    """Return the years that a text writes with 年, in order, Chinese and full-width digits included."""
    return [year for written in YEAR.findall(text) if (year := _number(written))]


def is_dateline(line: str) -> bool:
    """Return whether a short line is a date or a page head with a date (城事周刊 2021年1月5日 第4版)."""
    return len(line) <= DATELINE_CHARACTERS and bool(DATELINE.search(line)) and not PUNCTUATION.search(line)


def _year_of_text(sentences: Sequence[str], rules: PlanYearRules) -> int | None:
    weights: Counter[int] = Counter()
    for sentence in sentences:
        years = years_in(sentence) if "年" in sentence else []
        if not years and "20" in sentence:
            years = _bare_years(sentence)
        if not years:
            continue
        ahead = any_of(rules.future).search(sentence)
        for year in set(years):
            weights[year] += FUTURE_WEIGHT if ahead and year == max(years) else 1
    if not weights:
        return None
    year, weight = max(weights.items(), key=lambda item: (item[1], item[0]))
    return year if weight > LEAST_WEIGHT or (weight == LEAST_WEIGHT and len(weights) == 1) else None


def _bare_years(sentence: str) -> list[int]:
    """Return years without 年 in a short line, which may be a running head; elsewhere they may be anything."""
    if len(sentence) > DATELINE_CHARACTERS or re.search("[，。；]", sentence):
        return []
    return [year for written in BARE_YEAR.findall(sentence) if (year := _number(written))]


def _dated(text: str) -> tuple[int, int] | None:
    """Return year and month of the first date of a day."""
    return _month(DATELINE.search(text))


def _month(match: re.Match[str] | None) -> tuple[int, int] | None:
    year = _number(match["year"]) if match else 0
    if not match or not year:
        return None
    month = match["month"].translate(ASCII_DIGITS)
    tens, ten, ones = month.rpartition("十")
    if ten and not tens:
        month = f"1{ones or 0}"
    return year, int(month) if month.isdigit() else 0


def _turned(dated: tuple[int, int], sentences: Sequence[str], rules: PlanYearRules) -> int:
    """Return the year of a date, or the next one where it lies at the year's end and the text plans the next."""
    year, month = dated
    if month < YEAR_END_MONTH:
        return year
    return year + 1 if _year_of_text(sentences, rules) == year + 1 else year


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    return next((year for match in pattern.finditer(text) if (year := _number(match["year"]))), None)


def _first_word(text: str, words: Words) -> int:
    """Return where the first of the words stands in the text; its length where none does."""
    match = any_of(words).search(text)
    return match.start() if match else len(text)


@lru_cache(maxsize=512)
def _number(written: str) -> int:
    """Return a written year, 0 for one that no plan is for."""
    year = int(written.translate(ASCII_DIGITS))
    return year if FIRST_YEAR <= year <= LAST_YEAR else 0
