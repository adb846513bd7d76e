"""Joins the lines of a paragraph that a page has broken."""

import re

HYPHENATED = re.compile(r"[A-Za-z]{2}[-\u00ad\u2010]$")
LATIN = re.compile(r"[0-9A-Za-z\u00c0-\u024f,.;:!?)%]")


def join_words(before: str, after: str) -> str:
    """Return two parts of a broken line as one: Latin words with a blank between them, Chinese with none.

    A word that is hyphenated at the break is put together.
    """
    if not before or not after:
        return before or after
    if after[0].islower() and HYPHENATED.search(before):
        return before[:-1] + after
    is_word = LATIN.match(before[-1]) and before[-1].isascii() and re.match(r"[A-Za-z(]", after)
    return f"{before} {after}" if is_word else before + after
