"""Turns whatever a library raises about a damaged file into an error that names the reason."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from dashboard.reading.document_text import UnreadableDocument

TOO_DEEP = "Excessive depth"
"""What the XML library says of more than 256 elements in elements."""


@contextmanager
def refusing_damage(what: str) -> Iterator[None]:
    """Raise UnreadableDocument for any error inside: a damaged file can make a library fail in any way.

    ``what`` names the kind of file (Chinese). Warnings of the libraries about details they leave out are dropped.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except UnreadableDocument:
        raise
    except Exception as error:
        if isinstance(error, RecursionError) or TOO_DEEP in str(error):
            raise UnreadableDocument("里面的表格或元素嵌套过深；请简化后再放入") from error
        raise UnreadableDocument(
            f"{what}已损坏，无法读取（{type(error).__name__}）；请用原来的软件打开并重新保存后再放入"
        ) from error
