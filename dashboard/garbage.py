"""How often a process looks for garbage. Seldom is enough where it does one thing and ends, or looks at set times."""

import gc

RARELY = (200_000, 20, 100)
"""How many new objects are made before the youngest are looked through, and how much more rarely the older ones."""


def look_for_garbage_rarely() -> None:
    """Let the garbage collector rest: what is loaded is never looked through again, new objects rarely.

    Rows and slides are very many small objects without cycles; looking through them again and again takes a tenth of
    the time or more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
