"""Text from documents made safe for the place it is shown in."""

import html
import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=])")


def escaped_html(text: object) -> str:
    """Return the text with everything that HTML reads as markup written out, fit for attributes too."""
    return html.escape(str(text), quote=True)


def escaped_markdown(text: object) -> str:
    """Return the text with everything that Streamlit's Markdown reads as markup escaped; line ends become spaces."""
    return _MARKDOWN.sub(r"\\\1", " ".join(str(text).split()))
