"""Reads saved web pages (.html): the article's text without what stands around it. Runs no script, loads nothing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.header import LONGEST_TITLE
from dashboard.reading.limits import Limits
from dashboard.reading.page_furniture import (
    FEW_LINKS,
    MOST_OF_BLOCK,
    MOST_OF_PAGE,
    NEVER_TEXT,
    PROSE,
    has_furniture_name,
    without_controls,
)
from dashboard.reading.page_text import BLOCKS, PageLine, PageWriter, plain_words
from dashboard.reading.text_file import read_plain_text

DECLARED_WITHIN = 4_096
"""Bytes at the start of a page in which its encoding is declared."""

DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
"""Codecs that hold all of what pages write under a smaller one's name."""
BELIEVED = frozenset(["gb18030", "big5hkscs", "utf-16", "utf-16le", "utf-16be"])

NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no element can hold."""

TITLE_ENDS = re.compile(r"\s*[_|｜–—]\s*|\s+-+\s+|-(?=[^-]*(?:政府|网|新闻|日报)[^-]*$)")
"""What parts a page's title from the names of the site that follow it."""

NO_TITLE = re.compile("无标题|新建|文档|首页|^.{0,3}$|^[ -~]*$")
LITTLE_TEXT = 40
"""Characters without sentences up to which a page is said to be nothing but navigation."""

TITLE_WITHIN = 40
"""Lines at the start of a page in which its title is looked for."""

PART_OF_TITLE = 6
"""Characters of the shortest line that counts as a part of the title."""

ATTACHMENT = "附件"
CREDITS = re.compile("(?:来源|作者|记者|发布时间|发布日期|日期)\\s*[：:]")
"""Labels in the lines below a title, which pages put beside their buttons."""


def read_html(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a saved web page: title, dateline, headings, paragraphs, lists and tables of its article.

    Raises UnreadableDocument for a page that shows no text or is nested too deeply.
    """
    text, encoding = decode_page(content)
    return page_document(text, encoding, limits)


def decode_page(content: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return the page's source and the name of its encoding: by its mark, as UTF-8, as declared, else by its look.

    ``declared`` is what a mail or archive says of the page. Many pages declare GBK and are UTF-8.
    """
    found = DECLARED.search(content[:DECLARED_WITHIN])
    name = (declared or (found[1].decode("ascii", "replace") if found else "")).lower()
    codec = CODECS.get(name, name)
    if codec in BELIEVED and not content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return content.decode(codec), {"big5hkscs": "big5"}.get(codec, codec)
            except UnicodeDecodeError:
                pass
    read = read_plain_text(content)
    return read.text, read.encoding


def page_document(source: str, encoding: str, limits: Limits) -> DocumentText:
    """Return the text of a page from its source; raises UnreadableDocument as ``read_html`` does."""
    page = _parsed(source)
    lines = _article_lines(page, hidden=False)
    if not _characters(lines):
        lines = _article_lines(page, hidden=True)
    if not _characters(lines):
        raise UnreadableDocument("网页里没有文字，正文可能由脚本生成；请在浏览器里另存为 PDF 再放入")
    title = _missing_title(page, lines)
    if title:
        lines.insert(0, PageLine(title, page, 0))
    text, headings = _joined(lines)
    remarks = ("网页里几乎只有导航和链接，没有找到正文",) if _is_navigation(lines) else ()
    return DocumentText(text, encoding, headings, remarks)


def _parsed(source: str) -> HtmlElement:
    """Return the page as elements; no entity is fetched and nothing is loaded.

    The parser itself ends at 256 elements within each other, far more than pages have.
    """
    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        page = lxml.html.document_fromstring(NO_XML.sub(" ", source).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocument("网页没有内容或已损坏；请在浏览器里打开后重新保存") from error
    if any("depth" in entry.message for entry in parser.error_log.filter_from_level(etree.ErrorLevels.ERROR)):
        raise UnreadableDocument("网页的元素嵌套过深，不像正常的网页；请在浏览器里另存为 PDF 再放入")
    return page


def _article_lines(page: HtmlElement, *, hidden: bool) -> list[PageLine]:
    """Return the lines of the page's article, without controls."""
    writer = PageWriter(_furniture(page), hidden=hidden)
    writer.write(page)
    lines = []
    for line in writer.lines:
        text = line.text if "\t" in line.text else without_controls(line.text)
        if text:
            lines.append(replace(line, text=text))
    return _without_outer_links(lines)


def _without_outer_links(lines: list[PageLine]) -> list[PageLine]:
    """Return the lines without those before and after the article that are nothing but links; attachments stay."""
    own = [
        i for i, line in enumerate(lines)
        if line.links < MOST_OF_BLOCK * len(line.text) or PROSE.search(line.text) or ATTACHMENT in line.text
    ]
    return lines[own[0] : own[-1] + 1] if own else lines


def _furniture(page: HtmlElement) -> frozenset[HtmlElement]:
    """Return the elements that are no part of the article: by their names, or because they are nothing but links.

    What holds much of the page is kept all the same: some navigation left is better than an article lost.
    """
    sizes = _sizes(page)
    total = sizes[page].characters
    found = []
    for element, size in sizes.items():
        if element.tag not in BLOCKS or size.characters == 0 or size.has_head:
            continue
        is_named = has_furniture_name(element) or element.tag == "footer"
        is_links = size.links >= FEW_LINKS and size.in_links >= MOST_OF_BLOCK * size.characters and not size.has_prose
        if (is_named and size.characters < MOST_OF_PAGE * total) or (is_links and size.characters < total):
            found.append(element)
    return frozenset(found)


@dataclass(slots=True)
class _Size:
    """How much an element and those in it hold: characters, those in links, links; sentences, title or dateline."""

    characters: int = 0
    in_links: int = 0
    links: int = 0
    has_prose: bool = False
    has_head: bool = False


def _sizes(page: HtmlElement) -> dict[HtmlElement, _Size]:
    """Return the size of every element that holds text of the page, an element before those in it."""
    sizes: dict[HtmlElement, _Size] = {}
    for element in page.iter():
        parent = element.getparent()
        is_out = parent is not None and element is not page and parent not in sizes
        if not isinstance(element.tag, str) or element.tag in NEVER_TEXT or is_out:
            continue
        sizes[element] = _Size(links=element.tag == "a")
        words = (element.text or "") + "".join(child.tail or "" for child in element)
        sizes[element].characters = sum(map(len, words.split()))
        sizes[element].has_prose = PROSE.search(words) is not None
        sizes[element].has_head = element.tag == "h1" or CREDITS.search(words) is not None
    for element in reversed(sizes):
        size, above = sizes[element], sizes.get(element.getparent())
        if element.tag == "a":
            size.in_links = size.characters
        if above is not None and element is not page:
            above.characters += size.characters
            above.in_links += size.in_links
            above.links += size.links
            above.has_prose |= size.has_prose
            above.has_head |= size.has_head
    return sizes


def _characters(lines: Sequence[PageLine]) -> int:
    return sum(len(line.text) for line in lines)


def _is_navigation(lines: Sequence[PageLine]) -> bool:
    """Return whether lines are mostly links, or too few words to be a text."""
    total = _characters(lines)
    if any(PROSE.search(line.text) or "\t" in line.text for line in lines):
        return False
    return total <= LITTLE_TEXT or sum(line.links for line in lines) > MOST_OF_BLOCK * total


def _missing_title(page: HtmlElement, lines: Sequence[PageLine]) -> str | None:
    """Return the title of the page where no line shows it or a part of it.

    What Word writes there is often another text's.
    """
    written = page.findtext(".//title")
    generator = " ".join(page.xpath("//meta[translate(@name, 'GENRATO', 'genrato')='generator']/@content"))
    if not written or "Word" in generator or any(line.level == 0 for line in lines):
        return None
    title = TITLE_ENDS.split(plain_words(written), maxsplit=1)[0].strip()
    if NO_TITLE.search(title) or len(title) > LONGEST_TITLE:
        return None
    whole = "".join(title.split())
    for line in lines[:TITLE_WITHIN]:
        shown = "".join(line.text.split())
        if whole in shown or (len(shown) >= PART_OF_TITLE and shown in whole):
            return None
    return title


def _joined(lines: Sequence[PageLine]) -> tuple[str, dict[int, int]]:
    """Return the lines as text and the places of its headings with their levels."""
    headings: dict[int, int] = {}
    offset = 0
    for line in lines:
        if line.level is not None and len(line.text) <= LONGEST_TITLE and not PROSE.search(line.text):
            headings[offset] = line.level
        offset += len(line.text) + 1
    return "\n".join(line.text for line in lines), headings
