"""Read a rule file that is a table: comma-separated, # begins a comment line, the first other line is the header."""

import csv
from pathlib import Path


class LexiconError(ValueError):
    """A rule file holds a mistake; the message names file, line and what is wrong."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        super().__init__(f"{path.name}, line {line}: {problem}")


class Row(dict[str, str]):
    """One line of a rule file by column, stripped; ``error`` makes the exception that names its place."""

    def __init__(self, path: Path, line: int, values: dict[str, str]) -> None:
        super().__init__(values)
        self.path, self.line = path, line

    def error(self, problem: str) -> LexiconError:
        return LexiconError(self.path, self.line, problem)

    def words(self, column: str) -> tuple[str, ...]:
        """Return the words of a cell, which are separated by |."""
        return tuple(word for word in self[column].split("|") if word)


def read_rows(path: Path, columns: tuple[str, ...]) -> list[Row]:
    """Return the rows of a rule file with exactly these columns.

    Raises LexiconError for a wrong header, a wrong number of cells or an empty first cell.
    """
    rows: list[Row] = []
    header_seen = False
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in next(csv.reader([line]))]
        if not header_seen:
            if tuple(cells) != columns:
                raise LexiconError(path, number, f"columns {','.join(cells)}; wanted {','.join(columns)}")
            header_seen = True
            continue
        if len(cells) != len(columns):
            raise LexiconError(path, number, f"{len(cells)} cells; wanted {len(columns)} ({','.join(columns)})")
        if not cells[0]:
            raise LexiconError(path, number, f"empty {columns[0]}")
        rows.append(Row(path, number, dict(zip(columns, cells, strict=True))))
    if not header_seen:
        raise LexiconError(path, 1, f"no line with the columns {','.join(columns)}")
    return rows
