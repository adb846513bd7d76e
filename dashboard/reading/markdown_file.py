"""Reads Markdown (.md): its text without the marks, its headings with their levels, its tables as rows with tabs.

Line by line and in linear time: parsers that build a tree read slower than the rest of the map works, and take half a
minute for a megabyte of brackets. A line of the file is a line of the text, for offices write one for each paragraph.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from dashboard.reading.document_text import DocumentText
from dashboard.reading.header import LONGEST_TITLE
from dashboard.reading.limits import Limits
from dashboard.reading.text_file import read_plain_text

LINE_END = re.compile(r"\r\n?|\n")
FENCE = re.compile(r" {0,3}(?:`{3,}|~{3,})")
QUOTE = re.compile(r"(?:\s{0,3}>)+\s?")
HEADING = re.compile(r"\s{0,3}(#{1,6})(?![#\d])\s*(?=\S)")
"""A blank behind the marks is often forgotten; #3 is a number."""
CLOSING_MARKS = re.compile(r"(?<=\s)#+\s*$")
UNDERLINE = re.compile(r"\s{0,3}(=+|-{2,})\s*$")
RULE = re.compile(r"\s{0,3}(?:(?:-\s?){3,}|(?:\*\s?){3,}|(?:_\s?){3,}|={3,})\s*$")
TABLE_RULE = re.compile(r"[\s|:-]*-[\s|:-]*$")
DEFINITION = re.compile(r"\s{0,3}\[[^\[\]]{1,200}\]:\s*\S+")
TASK = re.compile(r"\A(\s*[-*+]\s+)\[[ xX]\]\s+")
FRONT_KEY = re.compile(r"[\w-]+\s*:|\s*-\s|\s*#|\s*$")
FRONT_TITLE = re.compile(r"title\s*:\s*[\"']?(.+?)[\"']?\s*$")
MOST_FRONT_LINES = 200

MARKS = re.compile(r"[*_~`\[<&\\]")
"""What a line without any of needs no looking at."""

IMAGE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
LINK = re.compile(r"\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
NOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?")
ITALIC = re.compile(r"(?<![\d*\\])\*([^\s*](?:[^*\n]*[^\s*])?)\*(?![\d*])")
UNDERLINED = re.compile(r"(?<![\w_\\])_([^\s_](?:[^_\n]*[^\s_])?)_(?![\w_])")
STRONG = re.compile(r"(?<![_\\])__(?!_)|\*\*|~~")
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(
    r"</?(?:a|abbr|b|big|center|del|details|div|em|font|h[1-6]|i|img|ins|kbd|li|mark|ol|p|s|small|span|strong|sub"
    r"|summary|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>\n]*)?/?>", re.IGNORECASE,
)
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
CELL_END = re.compile(r"(?<!\\)\|")


def read_markdown(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a Markdown file without its marks; raises UnreadableDocument as for plain text."""
    read = read_plain_text(content, limits)
    lines = list(_lines(_without_comments(read.text)))
    outermost = [level for level, _ in lines if level == 1]
    first = next((level for level, _ in lines if level is not None), None)
    headings: dict[int, int] = {}
    offset = 0
    for level, text in lines:
        if level is not None:
            headings[offset] = 0 if level == 1 == first and len(outermost) == 1 else level
        offset += len(text) + 1
    return replace(read, text="\n".join(text for _, text in lines), headings=headings)


def _without_comments(text: str) -> str:
    """Return the text without comments (``<!-- -->``); what is not closed is none."""
    if "<!--" not in text:
        return text
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start)) >= 0:
        kept.append(text[place:start])
        place = end + len("-->")
    return "".join([*kept, text[place:]])


def _lines(text: str) -> Iterator[tuple[int | None, str]]:
    """Yield the lines that hold text, each with its level if it is a heading (0 for a title set before the text)."""
    source = LINE_END.split(text)
    place, title = _front_matter(source)
    if title:
        yield 0, title
    in_code = in_table = False
    for i in range(place, len(source)):
        line = source[i]
        if FENCE.match(line):
            in_code = not in_code
            continue
        if in_code:
            yield None, line
            continue
        line = line[quoted.end():] if (quoted := QUOTE.match(line)) else line
        following = source[i + 1] if i + 1 < len(source) else ""
        is_blank = not line.strip()
        in_table = not is_blank and "|" in line and (in_table or _is_table_rule(following))
        if (in_table and _is_table_rule(line)) or DEFINITION.match(line):
            continue
        if in_table:
            yield None, _row(line)
        elif heading := HEADING.match(line):
            if words := plain_words(CLOSING_MARKS.sub("", line[heading.end():])).strip():
                yield len(heading[1]), words
        elif not RULE.match(line) and not (i > place and _underlines(source[i - 1], line)):
            level = 1 if following.lstrip().startswith("=") else 2
            words = plain_words(TASK.sub(r"\1", line))
            yield (level if _underlines(line, following) else None), words


def _front_matter(lines: list[str]) -> tuple[int, str | None]:
    """Return where the text begins behind the data that stand before it (YAML between ---), and the title in them."""
    if not lines or lines[0].rstrip() != "---":
        return 0, None
    title = None
    for i, line in enumerate(lines[1:MOST_FRONT_LINES], 1):
        if line.rstrip() in ("---", "..."):
            return i + 1, title
        if not FRONT_KEY.match(line):
            break
        if found := FRONT_TITLE.match(line):
            title = found[1]
    return 0, None


def _underlines(line: str, following: str) -> bool:
    """Return whether a line is a heading by the marks below it; a long one is a paragraph above a rule."""
    return 0 < len(line.strip()) <= LONGEST_TITLE and "。" not in line and UNDERLINE.match(following) is not None


def _is_table_rule(line: str) -> bool:
    return "|" in line and TABLE_RULE.match(line) is not None


def _row(line: str) -> str:
    """Return a row of a table with tabs between its cells."""
    line = line.strip()
    line = line[1:] if line.startswith("|") else line
    line = line[:-1] if line.endswith("|") and not line.endswith("\\|") else line
    return "\t".join(plain_words(cell.replace("\t", " ")).replace("\n", " ").strip() for cell in CELL_END.split(line))


def plain_words(line: str) -> str:
    """Return a line without its marks: emphasis, links, code, tags, escapes; a break in it is a line end."""
    if not MARKS.search(line):
        return line
    if "[" in line:
        line = NOTE.sub("", LINK.sub(r"\1", IMAGE.sub("", line)))
    if "<" in line:
        line = TAG.sub("", BREAK.sub("\n", line))
    if line.count("`") > 1:
        line = line.replace("`", "")
    line = UNDERLINED.sub(r"\1", ITALIC.sub(r"\1", STRONG.sub("", line)))
    return html.unescape(ESCAPED.sub(r"\1", line))
