"""Where Arrow takes its memory from."""

from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa


@contextmanager
def memory_given_back() -> Iterator[None]:
    """Let Arrow take memory from the system itself: its own store of memory keeps a hundred megabytes that are free."""
    own = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(own)
