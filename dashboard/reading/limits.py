"""How large a document may be. What is larger is refused by name, so that one file never exhausts the machine."""

from dataclasses import dataclass

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds. Sizes are in bytes, text in characters."""

    file_bytes: int = 100 * MEGABYTE
    text_characters: int = 5 * MEGABYTE
    pages: int = 2_000
    sheets: int = 200
    rows: int = 100_000
    cells: int = 1_000_000
    members: int = 10_000
    """Files in an archive, or parts in an office file."""
    expanded_bytes: int = 500 * MEGABYTE
    """All members of an archive together, unpacked."""
    expansion: int = 200
    """How many times its packed size an archive may unpack to, once that is above ``free_expansion_bytes``."""
    free_expansion_bytes: int = 50 * MEGABYTE
    nesting: int = 3
    """Archives in archives."""
    depth: int = 500
    """Elements in elements (HTML, XML)."""
    seconds: int = 120
    """Time for one document, from its bytes to its rows."""


LIMITS = Limits()
