"""Reads task forms, a label and its words to a line (主要任务：…… / 完成时限：……), as rows of one task each."""

import re
from collections.abc import Iterator, Sequence

from dashboard.reading.document import Cell, CellRole, TableRow
from dashboard.reading.rules import TableRules
from dashboard.reading.sentences import Span
from dashboard.reading.task_table import TableLine

LABEL = re.compile("(?P<label>[^\\s：:，。；]{2,8})[ \u3000]*(?:[：:]|\\t)[\\s\u3000]*(?=\\W*\\w)")
"""A label at the beginning of a line."""

SAYS_TASK = frozenset(("task", "target"))

Field = tuple[int, CellRole, int]
"""A line of a form: its index, what its label names, and where the words behind the label begin in the line."""


def find_forms(lines: Sequence[Span], rules: TableRules) -> dict[int, TableLine]:
    """Return the lines of forms that name a task and its deadline, by index.

    The target, or where there is none the task, takes the deadline that stands in another line. Lines that name the
    街道 are left out: they open its article.
    """
    found: dict[int, TableLine] = {}
    for record in _records(lines, rules):
        roles = {role for _, role, _ in record}
        if "deadline" not in roles or SAYS_TASK.isdisjoint(roles):
            continue
        words = {role: lines[i].text[start:] for i, role, start in record}
        place, _, begin = next(field for field in record if field[1] == "deadline")
        due = (lines[place].start + begin, lines[place].end)
        said = "target" if "target" in roles else "task"
        state = rules.state_of(words.get("status", ""))
        for i, role, start in record:
            if role in ("street", "unit"):
                continue
            span = lines[i]
            cell = Cell(start, len(span.text), role, span.start, span.start + start)
            plans = role == said
            task = words.get("task", "") if plans else ""
            found[i] = TableLine(TableRow((cell,), task, state if plans else None, plans, due))
    return found


def _records(lines: Sequence[Span], rules: TableRules) -> Iterator[list[Field]]:
    """Yield the fields of each form: lines that follow each other, each with another label."""
    record: list[Field] = []
    for i, span in enumerate(lines):
        text = span.text
        has_mark = "：" in text or ":" in text or "\t" in text  # most lines have none: spares trying the pattern
        match = LABEL.match(text) if has_mark else None
        role = rules.named(match["label"]) if match else None
        if record and (role is None or role in [field[1] for field in record]):
            yield record
            record = []
        if match and role:
            record.append((i, role, match.end()))
    yield record
