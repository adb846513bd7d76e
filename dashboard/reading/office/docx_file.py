"""Reads Word documents (.docx and its kin with macros, which are never run)."""

from types import MappingProxyType
from typing import Any

from dashboard.reading.damaged_file import refusing_damage
from dashboard.reading.document_text import DocumentText, UnreadableDocument
from dashboard.reading.limits import Limits
from dashboard.reading.line_collector import LineCollector
from dashboard.reading.mistaken_ending import read_as_found
from dashboard.reading.office.blocks import add_blocks
from dashboard.reading.office.markup import keep_first_choices
from dashboard.reading.office.package import MAIN, OFFICE_TYPE, OfficeKind, PartKind, parse_safely, safe_package
from dashboard.reading.office.word_blocks import BlockReader, note_blocks
from dashboard.reading.office.word_numbering import Numbering
from dashboard.reading.office.word_runs import LeftOut
from dashboard.reading.office.word_styles import Styles

WORD = OfficeKind(
    "Word 文档",
    MappingProxyType({
        MAIN: PartKind(f"{OFFICE_TYPE}wordprocessingml.document.main+xml"),
        "styles": PartKind(f"{OFFICE_TYPE}wordprocessingml.styles+xml"),
        "numbering": PartKind(f"{OFFICE_TYPE}wordprocessingml.numbering+xml"),
        "footnotes": PartKind(f"{OFFICE_TYPE}wordprocessingml.footnotes+xml"),
        "endnotes": PartKind(f"{OFFICE_TYPE}wordprocessingml.endnotes+xml"),
        "diagramData": PartKind(f"{OFFICE_TYPE}drawingml.diagramData+xml"),
    }),
)


def read_docx(content: bytes, limits: Limits) -> DocumentText:
    """Return the text of a Word document as it is seen, list numbers included.

    Insertions are read and deletions not, as if all changes were accepted. Headers, footers, comments, hidden text,
    tables of contents and the words in pictures are left out; footnotes and endnotes stand at the end.
    Raises UnreadableDocument for a damaged or encrypted file, one without text, or one that passes a limit.
    """
    if (otherwise := read_as_found(content, limits, "docx")) is not None:
        return otherwise
    with refusing_damage("Word 文档"):
        return _read(content, limits)


def _read(content: bytes, limits: Limits) -> DocumentText:
    from docx import Document

    part = Document(safe_package(content, WORD, limits)).part
    roots = {relationship.reltype.rpartition("/")[2]: _root(relationship.target_part)
             for relationship in part.rels.values()}  # fmt: skip

    def diagram(relationship_id: str) -> Any | None:
        return _root(part.related_parts[relationship_id]) if relationship_id in part.related_parts else None

    for root in (part.element, roots.get("footnotes"), roots.get("endnotes")):
        if root is not None:
            keep_first_choices(root)
    reader = BlockReader(Styles(roots.get("styles")), Numbering(roots.get("numbering")), diagram)
    body = part.element.body
    if body is None:
        raise UnreadableDocument("Word 文档里没有正文；文件可能已损坏，请重新另存后再放入")
    lines = LineCollector(limits)
    add_blocks(reader.blocks(body), lines)
    add_blocks(note_blocks(reader, {"footnote": roots.get("footnotes"), "endnote": roots.get("endnotes")}), lines)
    if lines.is_empty:
        raise UnreadableDocument(_why_empty(reader.left_out))
    return lines.document(remarks=_remarks(reader.left_out))


def _root(part: Any) -> Any:
    """Return the root element of a part; python-docx has parsed those that it knows."""
    return part.element if hasattr(part, "element") else parse_safely(part.blob)


def _why_empty(left_out: LeftOut) -> str:
    if left_out.pictures:
        return f"文件里没有文字，只有 {left_out.pictures} 张图片；请先做文字识别（OCR），把文字另存后再放入"
    return "文件里没有文字；请放入有内容的文档"


def _remarks(left_out: LeftOut) -> list[str]:
    said = (
        (left_out.pictures, f"{left_out.pictures} 张图片里的文字没有读入"),
        (left_out.charts, f"{left_out.charts} 个图表里的文字没有读入"),
        (left_out.objects, f"{left_out.objects} 个嵌入对象没有读入"),
        (left_out.documents, "嵌入的子文档没有读入"),
        (left_out.hidden, "隐藏文字没有读入"),
        (left_out.comments, "批注没有读入"),
        (left_out.contents, "目录没有读入，正文各级标题已读入"),
    )
    return [remark for is_so, remark in said if is_so]
