"""Office files made for tests: small packages from their XML, and ways to read them."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO

from dashboard.reading.document import Source
from dashboard.reading.document_text import DocumentText
from dashboard.reading.formats import read_text

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """A ZIP file of these members, the same bytes whenever it is made."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(content: bytes) -> dict[str, bytes]:
    """The members of a ZIP file."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relationships(targets: Mapping[str, str]) -> str:
    """The XML of relationships: kind → target; their ids are the kinds."""
    rows = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{RELATIONSHIPS}">{rows}</Relationships>'


def content_types(parts: Iterable[str]) -> str:
    """The declaration of what the parts of a Word document are."""
    kinds = {"word/document.xml": "document.main", **{f"word/{part}.xml": part for part in parts}}
    rows = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        f'{kind}+xml"/>'
        for name, kind in kinds.items()
    )
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{rows}</Types>'


def docx_members(body: str, **parts: str) -> dict[str, str | bytes]:
    """The members of a Word document with this body and these parts (styles, numbering, footnotes, diagramData)."""
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": content_types(parts),
        "_rels/.rels": relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": relationships({kind: f"{kind}.xml" for kind in parts}),
    }
    for kind, xml in parts.items():
        prefix, name = ("dgm", "dataModel") if kind == "diagramData" else ("w", kind)
        members[f"word/{kind}.xml"] = f"<{prefix}:{name} {NAMESPACES}>{xml}</{prefix}:{name}>"
    return members


def docx(body: str, **parts: str) -> bytes:
    """A Word document with this body and these parts."""
    return packed(docx_members(body, **parts))


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """A ``w:p`` of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def numbered(text: str, number_id: int = 1, level: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr>')


def levels(*formats: tuple[str, str], more: str = "") -> str:
    """List levels by (number format, text); ``more`` is put into each."""
    return "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{name}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for at, (name, text) in enumerate(formats)
    )


def numbering(*formats: tuple[str, str], more: str = "") -> str:
    """A numbering part with one list, number 1, of these levels."""
    return (
        f'<w:abstractNum w:abstractNumId="7">{levels(*formats, more=more)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    )


def read(content: bytes, name: str) -> DocumentText:
    """What reading a file of this name and content gives."""
    return read_text(Source(name, content))


def lines_of(body: str, **parts: str) -> list[str]:
    """The lines of a Word document with this body and these parts."""
    return read(docx(body, **parts), "计划.docx").text.split("\n")


def headings_of(found: DocumentText) -> dict[str, int]:
    """The headings of a document, line → level."""
    return {found.text[start:].partition("\n")[0]: level for start, level in found.headings.items()}
