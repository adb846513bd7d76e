"""Text from documents made safe for the place it is shown in."""

import html
import re

from dashboard.file_name_signs import shown_name

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")
_FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "\\`*_{}[]()<>#+!|~$:&^="}
"""The full-width forms of signs that Markdown reads."""
_KEPT_TOGETHER = re.compile(r"([“（《][^“”（）《》]{1,16}[”）》]|\d[\d.,—%]*[^\d\s，。；：、“”（）《》]?)")


def escaped_html(text: object) -> str:
    """Return the text with everything that HTML reads as markup written out, fit for attributes too."""
    return html.escape(str(text), quote=True)


def name_html(name: str) -> str:
    """Return the name of a file escaped; whatever it holds, it is seen and leaves the order of what follows alone."""
    return f"<bdi>{escaped_html(shown_name(name))}</bdi>"


def label_text(name: str) -> str:
    """Return the name of a file for a label that is read aloud: nothing in it is Markdown, and nothing is escaped."""
    return shown_name(name).translate(_FULL_WIDTH)


def escaped_markdown(text: object) -> str:
    """Return the text with everything that Streamlit's Markdown reads as markup escaped; line ends become spaces."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))


def headline_html(text: str) -> str:
    """Return the text escaped; a line never ends within a quoted or bracketed phrase, a number, or before its unit."""
    pieces = []
    for position, piece in enumerate(_KEPT_TOGETHER.split(text)):
        escaped = escaped_html(piece)
        pieces.append(f'<span class="together">{escaped}</span>' if position % 2 else escaped)
    return "".join(pieces)
