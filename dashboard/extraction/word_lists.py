"""Word lists with sections, as people edit them in ``dashboard/lexicon``."""

from collections.abc import Sequence
from pathlib import Path

from dashboard.lexicon.csv_file import LexiconError


def read_word_list(path: Path, sections: Sequence[str], *, exclusive: bool = False) -> dict[str, frozenset[str]]:
    """Return each section's words; exactly ``sections`` must be there.

    Words are separated by white space, ``#`` starts a comment, ``[name]`` starts a section. With ``exclusive`` a word
    may stand in one section only. A word repeated within its section is harmless. Raises ``LexiconError``.
    """
    words: dict[str, set[str]] = {}
    home: dict[str, tuple[str, int]] = {}
    section: str | None = None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        content = line.split("#", 1)[0].strip()
        if content.startswith("["):
            section = _section_name(content, sections, path, number)
            words.setdefault(section, set())
            continue
        for word in content.split():
            if section is None:
                raise LexiconError(path, number, f"{word} stands before the first [section]")
            first_section, first_line = home.setdefault(word, (section, number))
            if exclusive and first_section != section:
                raise LexiconError(
                    path, number,
                    f"{word} is already in [{first_section}], line {first_line}; keep it in one section",
                )
            words[section].add(word)
    missing = [name for name in sections if name not in words]
    if missing:
        raise LexiconError(path, 1, f"section [{missing[0]}] is missing")
    return {name: frozenset(found) for name, found in words.items()}


def _section_name(content: str, sections: Sequence[str], path: Path, number: int) -> str:
    """Return the section that a ``[name]`` line opens. Raises ``LexiconError`` for one that is not expected."""
    name = content.strip("[]").strip()
    if content != f"[{name}]" or name not in sections:
        expected = ", ".join(f"[{known}]" for known in sections)
        raise LexiconError(path, number, f"{content} is no section; expected one of {expected}")
    return name
