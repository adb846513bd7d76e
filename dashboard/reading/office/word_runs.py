"""Reads the text of one paragraph of a Word document as it is seen: without deletions, hidden text and field codes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dashboard.reading.office.markup import (
    CHART,
    DIAGRAM,
    OFFICE,
    PICTURE,
    RELATIONSHIP,
    TRANSPARENT,
    A,
    M,
    V,
    W,
    is_on,
    outermost,
    value_of,
)
from dashboard.reading.office.word_styles import Styles

SYMBOLS = {0xFE: "☑", 0x52: "☑", 0xA8: "□", 0x6F: "□", 0xA3: "□", 0xB7: "•", 0xFC: "√", 0xFB: "×"}
"""Characters of the fonts Wingdings and Symbol that stand in plans → what they look like."""

PLAIN = {
    W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-",
}  # fmt: skip


@dataclass(slots=True)
class LeftOut:
    """What of a document is not read, counted for its remarks."""

    pictures: int = 0
    charts: int = 0
    objects: int = 0
    hidden: bool = False
    comments: bool = False
    contents: bool = False
    documents: bool = False


@dataclass(slots=True)
class ParagraphText:
    """The text of a paragraph and what hangs on it: text boxes (``w:txbxContent``), SmartArt, notes (kind, id)."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in one piece."""
        return "".join(self.pieces)


class RunReader:
    """Reads paragraphs one after the other; ``left_out`` counts what it passes over."""

    def __init__(self, styles: Styles, left_out: LeftOut) -> None:
        self._styles, self._left_out = styles, left_out
        self._found = ParagraphText()
        self._fields: list[bool] = []
        self._readers: dict[str, Callable[[Any], None]] = {
            W + "t": self._text,
            W + "r": self._run,
            W + "sdt": self._content_control,
            W + "sym": self._symbol,
            W + "ruby": self._ruby,
            W + "fldChar": self._field_mark,
            W + "drawing": self._drawing,
            W + "pict": self._drawing,
            W + "object": self._object,
            W + "footnoteReference": self._note,
            W + "endnoteReference": self._note,
            W + "commentReference": self._comment,
            M + "oMath": self._formula,
            M + "oMathPara": self._formula,
        }

    def read(self, paragraph: Any) -> ParagraphText:
        """Return what a ``w:p`` shows. A field code that never ends hides nothing beyond its paragraph."""
        self._found, self._fields = ParagraphText(), []
        self._children(paragraph)
        return self._found

    def _children(self, element: Any) -> None:
        for child in element:
            if child.tag in TRANSPARENT:
                self._children(child)
            elif child.tag in PLAIN:
                self._found.pieces.append(PLAIN[child.tag])
            elif reader := self._readers.get(child.tag):
                reader(child)

    def _run(self, run: Any) -> None:
        properties = run.find(W + "rPr")
        if properties is not None:
            switch = properties.find(W + "vanish")
            style = value_of(properties.find(W + "rStyle"))
            if is_on(switch) or (switch is None and style and self._styles.of(style).is_hidden):
                self._left_out.hidden |= run.find(W + "t") is not None
                return
        self._children(run)

    def _text(self, element: Any) -> None:
        if all(self._fields) and element.text:
            self._found.pieces.append(element.text)

    def _content_control(self, control: Any) -> None:
        if control.find(f"{W}sdtPr/{W}showingPlcHdr") is None:  # the words that ask for an entry are none
            self._children(control)

    def _symbol(self, element: Any) -> None:
        try:
            code_point = int(element.get(W + "char", ""), 16)
        except ValueError:
            return
        if 0xF000 <= code_point <= 0xF0FF:
            self._found.pieces.append(SYMBOLS.get(code_point - 0xF000, ""))
        elif 0x20 <= code_point < 0xD800 or 0xE000 <= code_point < 0x110000:
            self._found.pieces.append(chr(code_point))

    def _ruby(self, element: Any) -> None:
        for base in element.iterchildren(W + "rubyBase"):
            self._children(base)

    def _field_mark(self, element: Any) -> None:
        """Keep count of fields: what stands between begin and separate is code, what follows is seen."""
        kind = element.get(W + "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif self._fields and kind == "separate":
            self._fields[-1] = True
        elif self._fields and kind == "end":
            self._fields.pop()

    def _drawing(self, element: Any) -> None:
        found, left_out = self._found, self._left_out
        boxes = list(outermost(element, W + "txbxContent"))
        found.boxes += boxes
        found.words += [path.get("string", "") for path in element.iter(V + "textpath")]
        found.diagrams += [ids.get(RELATIONSHIP + "dm", "") for ids in element.iter(DIAGRAM + "relIds")]
        left_out.charts += sum(1 for _ in element.iter(CHART + "chart"))
        if not boxes:  # pictures inside a text box are met when the box is read
            left_out.pictures += sum(1 for _ in element.iter(PICTURE + "pic", V + "imagedata"))

    def _object(self, element: Any) -> None:
        if next(element.iter(OFFICE + "OLEObject"), None) is not None:
            self._left_out.objects += 1
        else:
            self._drawing(element)

    def _note(self, element: Any) -> None:
        kind = "footnote" if element.tag == W + "footnoteReference" else "endnote"
        self._found.notes.append((kind, element.get(W + "id", "")))

    def _comment(self, element: Any) -> None:
        self._left_out.comments = True

    def _formula(self, element: Any) -> None:
        self._found.pieces.extend(text.text or "" for text in element.iter(M + "t", A + "t"))
