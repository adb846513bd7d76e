"""Copies from an office file (docx, pptx, xlsx) what is to be read, checked, so that the libraries see nothing else.

Macros, embedded objects, pictures, links to other files and whatever else an office file can carry stay behind, and so
do relationships that lead nowhere, at which the libraries would stop.
"""

import posixpath
import zipfile
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote
from xml.sax.saxutils import quoteattr

from lxml import etree

from dashboard.reading.document_text import UnreadableDocument
from dashboard.reading.limits import MEGABYTE, Limits
from dashboard.reading.office.checked_xml import MOST_MARKS, MOST_PART_BYTES, checked_xml, marks_in
from dashboard.reading.zip_package import open_zip

RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE_RELATIONSHIP = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_TYPE = "application/vnd.openxmlformats-officedocument."
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

MAIN = "officeDocument"
"""Kind of the relationship that leads to the main part."""


@dataclass(frozen=True)
class PartKind:
    """A kind of part: its content type, and what to make of its XML (given the relationships kept) before it is copied.

    ``most_marks`` bounds a part that its library reads piece by piece; None counts it with those that become trees.
    """

    content_type: str
    adjust: Callable[[bytes, Collection[str]], bytes] | None = None
    most_marks: int | None = None


@dataclass(frozen=True)
class OfficeKind:
    """A kind of office file: what it is called, and the parts to read, by the kind of relationship that leads there."""

    name: str
    parts: Mapping[str, PartKind]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship to a part of the same file; ``kind`` is the last word of its type (styles, slide)."""

    id: str
    type: str
    target: str

    @property
    def kind(self) -> str:
        """What the relationship leads to."""
        return self.type.rpartition("/")[2]


def safe_package(content: bytes, kind: OfficeKind, limits: Limits) -> BytesIO:
    """Return an office file with the parts of ``kind`` only, each checked.

    Raises UnreadableDocument where the file is no such file, passes a limit or holds XML that is not safe.
    """
    out = BytesIO()
    with open_zip(content, limits) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        names = {name.replace("\\", "/").lstrip("/").lower(): name for name in source.namelist()}
        copied: dict[str, PartKind] = {}
        waiting, marks = [("", "")], 0
        while waiting:
            part, part_kind = waiting.pop()
            found = _relationships(source, names, part, kind)
            if part:
                xml = _part(source, names[part.lower()], kind.parts[part_kind], found)
                own_most = kind.parts[part_kind].most_marks
                marks += marks_in(xml) if own_most is None else 0
                if marks > MOST_MARKS or (own_most is not None and marks_in(xml) > own_most):
                    raise UnreadableDocument("里面的 XML 标记过多，超出读取上限；请拆成几份再放入")
                target.writestr(part, xml)
            if found:
                target.writestr(_relationships_name(part), _relationships_xml(found))
            for relationship in found:
                if relationship.target not in copied:
                    copied[relationship.target] = kind.parts[relationship.kind]
                    waiting.append((relationship.target, relationship.kind))
        if not copied:
            raise UnreadableDocument(f"里面没有{kind.name}的正文；文件可能已损坏，请重新另存后再放入")
        target.writestr("[Content_Types].xml", _content_types_xml(copied))
    out.seek(0)
    return out


def relationships_of(package: zipfile.ZipFile, part: str) -> dict[str, Relationship]:
    """Return the relationships of a part of a safe package by their ids; {} for a part without."""
    name = _relationships_name(part)
    if name not in package.namelist():
        return {}
    return {found.id: found for found in _parsed_relationships(package.read(name), part)}


def parse_safely(xml: bytes) -> etree._Element:
    """Return the root of XML; nothing outside it is looked up, no entity is resolved."""
    return etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _part(source: zipfile.ZipFile, name: str, kind: PartKind, relationships: Iterable[Relationship]) -> bytes:
    xml = checked_xml(_read(source, name))
    return kind.adjust(xml, {found.id for found in relationships}) if kind.adjust else xml


def _read(source: zipfile.ZipFile, name: str) -> bytes:
    size = source.getinfo(name).file_size
    if size > MOST_PART_BYTES:
        raise UnreadableDocument(
            f"里面的 {posixpath.basename(name)} 有 {size // MEGABYTE:,} MB，最多 {MOST_PART_BYTES // MEGABYTE} MB；"
            "请拆成几份再放入"
        )
    return source.read(name)


def _relationships(
    source: zipfile.ZipFile, names: Mapping[str, str], part: str, kind: OfficeKind
) -> list[Relationship]:
    """Return the relationships of a part that lead to parts of ``kind`` which are there."""
    name = names.get(_relationships_name(part).lower())
    if name is None:
        return []
    found = []
    for relationship in _parsed_relationships(checked_xml(_read(source, name)), part):
        is_main = (relationship.kind == MAIN) == (not part)
        if is_main and relationship.kind in kind.parts and relationship.target.lower() in names:
            found.append(relationship)
    return found


def _parsed_relationships(xml: bytes, part: str) -> list[Relationship]:
    found = []
    for element in parse_safely(xml).iter(f"{{{RELATIONSHIPS}}}Relationship"):
        if element.get("TargetMode") == "External":
            continue
        target = unquote(element.get("Target", "")).replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
        found.append(Relationship(element.get("Id", ""), element.get("Type", ""), path))
    return found


def _relationships_name(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relationships_xml(relationships: list[Relationship]) -> str:
    rows = "".join(
        f'<Relationship Id={quoteattr(found.id)} Type={quoteattr(found.type)} Target={quoteattr("/" + found.target)}/>'
        for found in relationships
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def _content_types_xml(parts: Mapping[str, PartKind]) -> str:
    rows = "".join(
        f'<Override PartName={quoteattr("/" + part)} ContentType="{kind.content_type}"/>'
        for part, kind in parts.items()
    )
    return (
        f'<Types xmlns="{CONTENT_TYPES}"><Default Extension="rels" ContentType="{RELATIONSHIPS_TYPE}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{rows}</Types>'
    )
