"""Reads the header lines of an article: keyword and author."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.reading.header_patterns import CLOSING, HAN, OPENING, HeaderPatterns
from dashboard.reading.names import Gazetteer
from dashboard.reading.other_districts import UNLISTED_KINDS
from dashboard.reading.township import Place, Township

QUOTES = {"“": "”", "‘": "’", '"': '"', "'": "'", "「": "」", "『": "』"}
BRACKETED = re.compile(rf"[{re.escape(OPENING)}](?P<name>[^{re.escape(CLOSING)}]{{2,20}})[{re.escape(CLOSING)}]")
UNKNOWN_PLACE = re.compile(rf"(?:[{HAN}]{{1,4}}[市区县])*(?P<name>[{HAN}]{{2,5}}?(?P<kind>街道|镇|乡))(?P<post>.+)")
MARKUP = re.compile(r"^[#>\s]*(?:\*\*|__)?|(?:\*\*|__)\s*$")
NUMERAL = "[一二三四五六七八九十]{1,3}"
NUMBERING = re.compile(rf"(?:{NUMERAL}[、．.]|[（(]{NUMERAL}[）)]|\d{{1,2}}[、．.])\s*")

LAST_BRACKET = re.compile(r"[\s\u3000]*[（(][^（）()]*[）)]$")
LABEL_MARK = re.compile("[：:/／丨|]")
"""What ends the label of an author (作者：)."""

SENTENCE_END = re.compile("[。；！？]")

SENTENCE_ENDS = ("。", "；", "！", "？", "，")
"""No header line ends like this."""

LONGEST_HEADER = 60
"""Characters of the longest line that can be a header line."""

LONGEST_TITLE = 50
"""Characters of the longest line that can be a title or a heading."""


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs an article. ``post`` has no district and no name of the 街道."""

    name: str
    post: str | None
    township: Township | None
    district: str | None


@dataclass(frozen=True)
class HeaderReader:
    """Reads header lines by the rules' patterns and the gazetteer's names."""

    gazetteer: Gazetteer
    patterns: HeaderPatterns

    def keyword_in(self, line: str, plain_line: str) -> str | None:
        """Return the keyword that a line states (〔关键词：品质〕), or None; ``plain_line`` is it without Markdown."""
        match = self.patterns.keyword.match(plain_line) if len(line) <= LONGEST_HEADER else None
        return unquoted(match["keyword"].strip()) or None if match else None

    def author(self, line: str) -> Author | None:
        """Return whom a line names with the post (■闵行区古美路街道党工委书记 张伟麟), or None.

        Of several persons names and posts are joined by 、.
        """
        if len(line) > 2 * LONGEST_HEADER or line.endswith(SENTENCE_ENDS):
            return None
        has_post = self.patterns.post_word.search(line)
        if not has_post and not LABEL_MARK.search(line):
            return None
        marked = plain(line)
        text = _without(self.patterns.bullet, marked)
        if not 2 < len(text) <= LONGEST_HEADER or SENTENCE_END.search(text):
            return None
        if text.endswith(("）", ")")) and not (has_post and self.patterns.name_then_post.match(text)):
            text = LAST_BRACKET.sub("", text)
        if match := self.patterns.labelled_author.match(text):
            return self._author([match["name"]], [match["post"] or ""])
        if not has_post:
            return None
        if self.patterns.several_authors.fullmatch(text):
            pairs = list(self.patterns.post_and_name.finditer(text))
            return self._author([pair["name"] for pair in pairs], [pair["post"] for pair in pairs])
        joined = (self.patterns.post_joined_name,) if self.patterns.bullet.match(marked) else ()
        for pattern in (self.patterns.post_then_name, self.patterns.name_then_post, *joined):
            if (match := pattern.match(text)) and not self.gazetteer.resolve(match["name"]):
                return self._author([match["name"]], [match["post"]])
        return None

    def _author(self, names: Iterable[str], posts: Iterable[str]) -> Author:
        written = list(posts)
        township, district = None, None
        cut = []
        for post in written:
            found, post_district, rest = self._without_place(post)
            township, district = township or found, district or post_district
            cut.append(rest)
        name = "、".join("".join(name.split()) for name in names)
        district = district or (township.district if township else None)
        return Author(name, "、".join(filter(None, cut)) or None, township, district)

    def _without_place(self, post: str) -> tuple[Township | None, str | None, str]:
        """Return the 街道 and the district that a post names, and the post without them (街道党工委书记)."""
        district = self.gazetteer.district_in(post)
        matches = self.gazetteer.find(post) or self.gazetteer.find_in_title(post)
        if matches:
            township, rest = matches[0].township, post[matches[0].end :]
            kind = next((kind for kind in UNLISTED_KINDS if post.endswith(kind, 0, matches[0].end)), "")
            return township, district, (rest if rest.startswith(kind) else kind + rest).strip(" \u3000:：,，")
        start = self.gazetteer.district_pattern.match(post)
        rest = post[start.end() :] if start else post
        unknown = UNKNOWN_PLACE.match(rest)
        if unknown and unknown["post"].startswith(self.patterns.post_starts):
            kept = unknown["post"]
            kept = kept if kept.startswith(unknown["kind"]) else unknown["kind"] + kept
            return self.gazetteer.resolve(unknown["name"], Place(district)), district, kept
        return None, district, rest.strip(" \u3000:：,，")


def is_bracketed(line: str) -> bool:
    """Return whether round brackets open and close a line."""
    return len(line) > 1 and line[0] in "（(" and line[-1] in "）)"


def plain(line: str) -> str:
    """Return a line without the marks of Markdown around it (#, >, **)."""
    return MARKUP.sub("", line).strip() if line[:1] in "#>*_" else line


def unquoted(text: str) -> str:
    """Return a text without the quotes that open it and close it, where no others stand inside."""
    while len(text) > 1 and QUOTES.get(text[0]) == text[-1] and not re.search(f"[{text[0]}{text[-1]}]", text[1:-1]):
        text = text[1:-1].strip()
    return text


def _without(opening: re.Pattern[str], text: str) -> str:
    """Return a text without the mark or number that opens it."""
    match = opening.match(text)
    return text[match.end() :] if match else text
