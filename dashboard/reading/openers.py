"""Finds the lines that open the article of a 街道: 〔X街道〕, ■X街道, 一、X街道：小标题, X街道2021年工作计划 …"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.reading.header import BRACKETED, LONGEST_HEADER, SENTENCE_ENDS, HeaderReader, plain
from dashboard.reading.lines import Line
from dashboard.reading.outline import MARKDOWN, MARKDOWN_LEVEL
from dashboard.reading.plan_year import year_of_title
from dashboard.reading.rules import OpenerRules, PlanYearRules, ReadingRules, any_of
from dashboard.reading.sentences import is_table_row
from dashboard.reading.titles import NUMBERED
from dashboard.reading.township import Township

BETWEEN = re.compile("[\\s\u3000]*(?:[：:｜|丨]|[—–]+|[\\s\u3000]+)[\\s\u3000]*")
"""What stands between a name and the title in the same line."""

LONGEST_NAME = 20
"""Characters of the longest name with city and district before it."""

LEAST_TITLED = 2
"""So many lines that give a name and a title open articles; a single one may be any heading."""

EMPHASIS = "*_ \u3000"


@dataclass(frozen=True, slots=True)
class Opener:
    """A line that opens an article, and the title where it stands in the same line.

    ``township`` is None for a line of the same form that names another body: it ends the article before it.
    ``sure`` tells that the line is nothing but the name; one with a title beside it opens articles only where all of
    its kind do. ``form`` tells that it is the first line of a form (单位名称：X街道): what follows is no title.
    ``year`` is that of a plan's title.
    """

    township: Township | None
    title: str | None
    sure: bool
    form: bool = False
    year: int | None = None


def find_openers(
    lines: Sequence[Line], header: HeaderReader, rules: ReadingRules
) -> tuple[dict[int, Opener], frozenset[Township]]:
    """Return the lines that open an article, by index, and the units whose lines look alike and open none.

    One with no text before the next opener signs or lists, and opens none. Where one of the lines that give a name
    and a title is of that sort, none of them opens anything: they are items of a list (五里桥街道：30台).
    """
    found = {
        i: opener for i, line in enumerate(lines)
        if not line.table and (opener := read_opener(line.text, header, rules.openers))
    }
    found |= _plan_titles(lines, found, header, rules)
    empty = _without_text(lines, found)
    titled = [i for i, opener in found.items() if not opener.sure]
    listed: frozenset[Township] = frozenset()
    if empty.intersection(titled) or (len(titled) == len(found) and len(titled) < LEAST_TITLED):
        listed = frozenset(unit for i in titled if (unit := found[i].township))
        found = {i: opener for i, opener in found.items() if opener.sure}
        empty = _without_text(lines, found)
    found = {i: opener for i, opener in found.items() if i not in empty}
    if found:
        found |= _other_bodies(lines, found, rules.openers)
    return dict(sorted(found.items())), listed


def article_spans(lines: Sequence[Line], openers: Iterable[int]) -> list[tuple[int, int]]:
    """Return for each opener from which line to which its article goes, at the latest to the next opener.

    A heading of a higher level or of the opener's own ends it (一、X街道 … 三、保障措施), where headings do nest: not
    where such a one follows an opener directly.
    """
    spans = list(pairwise([*openers, len(lines)]))
    if any(_ends_at_once(lines, start) for start, _ in spans):
        return spans
    return [(start, _nested_end(lines, start, end)) for start, end in spans]


def _nested_end(lines: Sequence[Line], start: int, end: int) -> int:
    level = _level(lines[start])
    if level is None:
        return end
    levels = ((i, _level(lines[i])) for i in range(start + 1, end))
    return next((i for i, other in levels if other is not None and other <= level), end)


def read_opener(line: str, header: HeaderReader, rules: OpenerRules) -> Opener | None:
    """Return what a line by itself opens, or None."""
    if len(line) > LONGEST_HEADER or line.endswith(SENTENCE_ENDS):
        return None
    opens = line[0] in header.patterns.opening_marks or line.startswith(rules.labels)
    if not opens and not header.gazetteer.name_end.search(line):
        return None  # most lines: spares taking them apart
    unmarked = _without_marks(plain(line).replace("**", ""), header)
    if bracket := BRACKETED.match(unmarked):
        resolve, name = header.gazetteer.resolve, bracket["name"]
        township = resolve(_without_office(name, rules)) or resolve(name)  # 五里桥街道办事处; 老城办事处
        rest = unmarked[bracket.end() :].strip(" \u3000:：")
        if not township or re.search("[。；]", rest):
            return None
        return Opener(township, None if header.author(rest) else rest or None, sure=True)
    name = unmarked.rstrip(":： \u3000*_")
    if name[-1:] in header.gazetteer.last_characters and (township := _named(name, header)):
        return Opener(township, None, sure=True)
    return _labelled(unmarked, header, rules) or _titled(unmarked, header)


def _labelled(text: str, header: HeaderReader, rules: OpenerRules) -> Opener | None:
    """Return what a line of a form opens (单位名称：五里桥街道)."""
    label = next((label for label in rules.labels if text.startswith(label)), "")
    between = BETWEEN.match(text, len(label)) if label else None
    name = text[between.end() :].strip() if between else ""
    township = _named(_without_office(name, rules), header) or _named(name, header)
    return Opener(township, None, sure=True, form=True) if township else None


def _titled(text: str, header: HeaderReader) -> Opener | None:
    """Return what a line opens that gives name and title (五里桥街道：桥边人家)."""
    between = BETWEEN.search(text)
    title = text[between.end() :].strip(EMPHASIS) if between else ""
    if between is None or between.start() > LONGEST_NAME or not title or re.search("[。；]", title):
        return None
    township = _named(text[: between.start()].strip(EMPHASIS), header)
    if township is None or is_table_row(text) or header.author(text) or header.author(title):
        return None
    return Opener(township, title, sure=False)


def _named(name: str, header: HeaderReader) -> Township | None:
    """Return the unit that a whole string names by its full name or a variant, or by its name behind a district."""
    if not 2 < len(name) <= LONGEST_NAME:
        return None
    township = header.gazetteer.resolve(name)
    if township is None or not (header.gazetteer.is_listed(name) or (not township.known and township.district)):
        return None
    return township


def _without_marks(text: str, header: HeaderReader) -> str:
    """Return a line without bullet, number and marks of Markdown before its words."""
    for pattern in (header.patterns.bullet, NUMBERED):
        if match := pattern.match(text):
            text = text[match.end() :].lstrip(EMPHASIS)
    return text.lstrip(EMPHASIS)


def _without_office(name: str, rules: OpenerRules) -> str:
    """Return the name of a 街道 without that of its office (五里桥街道办事处)."""
    name = name.strip()
    return next((name.removesuffix(office) for office in rules.offices if name.endswith(office)), name)


def _plan_titles(
    lines: Sequence[Line], found: Collection[int], header: HeaderReader, rules: ReadingRules
) -> dict[int, Opener]:
    """Return the titles of plans that follow each other in one document: of several 街道, or of several years.

    ``found`` are lines known to open articles. Without any, a single title is that of the whole document.
    """
    dated = {
        i: year for i, line in enumerate(lines)
        if line.is_title and line.level is None and "年" in line.plain and i not in found
        and any_of(rules.plan_year.plan).search(line.plain) and (year := year_of_title(line.plain, rules.plan_year))
    }
    if not found and len(dated) < LEAST_TITLED:
        return {}  # most documents: spares looking for a unit's name
    titles: dict[int, Opener] = {}
    seen: set[tuple[Township, int]] = set()
    before: Township | None = None
    for i, year in dated.items():
        title = lines[i].plain
        township = _only_unit(title, header)
        reviews = any_of(rules.plan_year.review).search(title)
        if township is None or (township, year) in seen or (reviews and township == before):
            continue
        seen.add((township, year))
        titles[i] = Opener(township, title, sure=False, year=None if reviews else year)
        before = township
    return titles


def year_headings(
    lines: Sequence[Line], end: int, no_text: Collection[int], rules: PlanYearRules
) -> dict[int, int]:
    """Return the headings that open the plans of different years, all of one level: the line's index → the year."""
    found: dict[int, int] = {}
    level: int | None = None
    for i in range(end):
        line = lines[i]
        if not line.is_title or i in no_text or "年" not in line.plain or (own := _level(line)) is None:
            continue
        if not any_of(rules.plan).search(line.plain) or any_of(rules.review).search(line.plain):
            continue
        year = year_of_title(line.plain, rules)
        if year and level in (None, own) and year not in found.values():
            found[i], level = year, own
    return found


def _only_unit(title: str, header: HeaderReader) -> Township | None:
    """Return the one unit that a title begins with, its district before it; None where it names another too."""
    found = header.gazetteer.find_in_title(title)
    if not found or len({match.township for match in found}) > 1:
        return None
    before = title[: found[0].start]
    return found[0].township if not before or header.gazetteer.names_area(before) else None


def _without_text(lines: Sequence[Line], openers: dict[int, Opener]) -> set[int]:
    """Return the openers with no line of text before the next one."""
    return {
        start for start, end in pairwise([*sorted(openers), len(lines)])
        if all(lines[i].is_title for i in range(start + 1, end)) and not (openers[start].form and end > start + 1)
    }


def _other_bodies(lines: Sequence[Line], openers: dict[int, Opener], rules: OpenerRules) -> dict[int, Opener]:
    """Return the lines that stand in the openers' own kind of brackets and name another body (〔区民政局〕)."""
    brackets = {text[0] for i in openers if BRACKETED.match(text := plain(lines[i].text))}
    return {
        i: Opener(None, None, sure=True) for i, line in enumerate(lines)
        if i not in openers and line.text[0] in brackets and line.is_title
        and (match := BRACKETED.fullmatch(line.text)) and match["name"].endswith(rules.other_bodies)
    }


def _level(line: Line) -> int | None:
    """Return the level of a heading that is marked or numbered; None for other lines."""
    if line.marked is not None:
        return MARKDOWN_LEVEL + line.marked
    if line.text[0] == "#" and (marks := MARKDOWN.match(line.text)):
        return MARKDOWN_LEVEL + len(marks.group())
    return line.level


def _ends_at_once(lines: Sequence[Line], start: int) -> bool:
    """Return whether a heading of an opener's own level, or a higher one, stands right below it."""
    level, below = _level(lines[start]), _level(lines[start + 1]) if start + 1 < len(lines) else None
    return level is not None and below is not None and below <= level
