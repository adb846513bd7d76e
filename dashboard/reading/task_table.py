"""Reads task tables: what each cell of a row is, by the columns that a row above it names, and whose row it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.reading.document import BARE_ROLES, Cell, CellRole, RowState, TableRow
from dashboard.reading.rules import TableRules
from dashboard.reading.sentences import Span, is_table_row
from dashboard.reading.task_columns import Column, named_columns

LONGEST_GROUP = 40
"""Characters of the longest line between rows (【民生保障】, a page's head) after which the table goes on."""

RULE = re.compile(":?-+:?")
"""A cell of the line under the head of a table in Markdown."""

NOTHING = re.compile("[\\W_]*|无")
"""What a cell holds that says nothing (/, —)."""

NUMBERS = re.compile("[\\d.,，≥≤<>～~—–-]+")
"""What a cell holds that is nothing but a number."""

COUNT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s?[年月日号/-])")
"""A number in a cell that is no part of a date."""

PLAN_ROLES = frozenset(("target", "deadline", "period"))
"""Columns that show that a table plans."""

TEXT_ROLES = frozenset(("task", "target", "period"))


@dataclass(slots=True)
class TableLine:
    """A line of a table: the row of its cells, None for one that names the columns or rules them off.

    ``owner`` is what the column of 街道 or of responsible units says of the row, by itself or by the merged cell above;
    ``of_street`` tells that it is a column of 街道, in which a name that no list has is one.
    """

    row: TableRow | None = None
    owner: str | None = None
    of_street: bool = False


class _Table:
    """A table while it is read from its head on, with what merged cells carry down."""

    def __init__(self, columns: list[Column]) -> None:
        self.columns = columns
        roles = [column.role for column in columns]
        self.owners = next((roles.index(role) for role in ("street", "unit") if role in roles), None)
        self.of_street = "street" in roles
        self.says = TEXT_ROLES.union(BARE_ROLES) if self.of_street else TEXT_ROLES
        self.plans = not PLAN_ROLES.isdisjoint(roles) and not self.says.isdisjoint(roles)
        self.task = ""
        self.owner: str | None = None
        self.due: tuple[int, int] | None = None

    def line(self, span: Span, cells: Sequence[tuple[int, int]], rules: TableRules) -> TableLine:
        """Return a row of this table; ``cells`` are where its cells begin and end in the document."""
        found = []
        texts: dict[CellRole, str] = {}
        for place, (column, (start, end)) in enumerate(zip(self.columns, cells, strict=False)):
            if column.role is None or NOTHING.fullmatch(span.text, start - span.start, end - span.start):
                continue
            measure = self._unit_beside(place, span, cells) or column.measure or self._unit_of_row(place, span, cells)
            head = column.name if column.role in BARE_ROLES else ""
            begin, until = start - span.start, end - span.start
            found.append(Cell(begin, until, column.role, column.start, column.end, measure, head))
            texts.setdefault(column.role, _words(span, (start, end)))
        if not rules.totals.isdisjoint(texts.values()) or span.text.startswith(tuple(rules.totals)):
            return TableLine(TableRow(tuple(found), "", None, plans=False))
        self.task = texts.get("task") or self.task
        self._carry_owner(span, cells)
        state = _state(texts.get("status", ""), texts.get("target", ""), rules)
        says = self.plans and not self.says.isdisjoint(texts)
        row = TableRow(tuple(found), self.task, state, plans=says, due=self._due(found, span, cells))
        return TableLine(row, self.owner, self.of_street)

    def _due(
        self, found: Sequence[Cell], span: Span, cells: Sequence[tuple[int, int]]
    ) -> tuple[int, int] | None:
        """Return where the deadline of a merged cell above stands, for a row of the same task that has none itself."""
        own = next((cell for cell in found if cell.role == "deadline"), None)
        if own:
            self.due = (span.start + own.start, span.start + own.end)
            return None
        goes_on = bool(cells) and cells[0][0] == cells[0][1]
        self.due = self.due if goes_on else None
        return self.due

    def _unit_beside(self, place: int, span: Span, cells: Sequence[tuple[int, int]]) -> str:
        """Return what the column of units right of a cell says of it."""
        beside = place + 1
        if beside >= min(len(self.columns), len(cells)) or self.columns[beside].role != "measure":
            return ""
        return _words(span, cells[beside])

    def _unit_of_row(self, place: int, span: Span, cells: Sequence[tuple[int, int]]) -> str:
        """Return the unit beside an indicator's name, for the numbers right of it (指标 | 单位 | 一季度)."""
        if self.columns[place].role not in ("target", "period"):
            return ""
        for beside in range(min(place, len(cells)) - 1, 0, -1):
            if self.columns[beside].role == "measure":
                return "" if NUMBERS.fullmatch(_words(span, cells[beside - 1])) else _words(span, cells[beside])
        return ""

    def _carry_owner(self, span: Span, cells: Sequence[tuple[int, int]]) -> None:
        if self.owners is not None and self.owners < len(cells):
            words = _words(span, cells[self.owners])
            self.owner = self.owner if NOTHING.fullmatch(words) else words

    def under(self, upper: "_Table") -> "_Table":
        """Return the table whose head has two rows: this one's names stand below those of ``upper``, some of which
        reach over several columns; the columns without a name of their own have the upper one."""
        columns = []
        over = Column(None, 0, 0)
        for place in range(max(len(self.columns), len(upper.columns))):
            above = upper.columns[place] if place < len(upper.columns) else over
            own = self.columns[place] if place < len(self.columns) else above
            over = above if above.start < above.end else over
            if own.start < own.end and own is not above:
                above = over
                own = Column(own.role or above.role, own.start, own.end, own.measure or above.measure, own.name)
            columns.append(own if own.start < own.end else above)
        return _Table(columns)

    def has_columns_of(self, other: "_Table") -> bool:
        return [column.role for column in self.columns] == [column.role for column in other.columns]


def _words(span: Span, cell: tuple[int, int]) -> str:
    """Return the words of a cell of a line."""
    start, end = cell
    return span.text[start - span.start : end - span.start]


def find_tables(text: str, lines: Sequence[Span], rules: TableRules) -> dict[int, TableLine]:
    """Return the lines of tables whose columns are known, by index.

    The columns are known from a row that names them (任务, 目标, 完成时限 …); it may stand again on a later page. A
    short line between rows is a group's heading, a longer one ends the table.
    """
    if "\t" not in text and "|" not in text:
        return {}
    found: dict[int, TableLine] = {}
    table: _Table | None = None
    before = head_line = -1
    for i, span in enumerate(lines):
        is_row = is_table_row(span.text)
        if not is_row and (table is None or before != i - 1 or not _is_lone_cell(text, lines[i - 1], span)):
            if len(span.text) > LONGEST_GROUP or span.text.endswith("。"):
                table = None
            continue
        cells = list(_cells(text, span))
        if _is_rule(text, cells):
            found[i] = TableLine()
        elif columns := named_columns(text, cells, rules):
            head = _Table(columns)
            found[i] = TableLine()
            if table and head_line == i - 1 and cells[0][0] == cells[0][1]:
                head = head.under(table)
            table, head_line = (table if table and table.has_columns_of(head) else head), i
        elif table and len(cells) <= len(table.columns):
            found[i] = table.line(span, cells, rules)
        else:
            table = None
            continue
        before = i
    return found


def _cells(text: str, span: Span) -> Iterator[tuple[int, int]]:
    """Yield where the cells of a row begin and end in the document, without blanks; empty cells before the first
    word of the line count too."""
    if "\t" not in span.text and span.text[0] == "|":
        bars = [at for at in range(span.start, span.end) if text[at] == "|" and text[at - 1 : at] != "\\"]
        for left, right in pairwise(bars):
            yield _stripped(text, left + 1, right)
        return
    for _ in range(_tabs_before(text, span.start)):
        yield span.start, span.start
    position = span.start
    for piece in span.text.split("\t"):
        yield _stripped(text, position, position + len(piece))
        position += len(piece) + 1


def _state(status: str, target: str, rules: TableRules) -> RowState | None:
    """Return what a status says; one that counts less than the target (已竣工35台 of 60) tells that it goes on."""
    state = rules.state_of(status)
    counted = set(COUNT.findall(status))
    return "open" if state == "done" and "100%" not in status and not counted <= set(COUNT.findall(target)) else state


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    return first, first + len(words.strip())


def _tabs_before(text: str, start: int) -> int:
    """Return how many tabs stand between the line's begin and its first word."""
    begin = start
    while begin and text[begin - 1] in "\t \u3000":
        begin -= 1
    return text.count("\t", begin, start)


def _is_lone_cell(text: str, previous: Span, span: Span) -> bool:
    """Return whether a line right under a row is a row of which one cell alone is filled, not the first."""
    return text[previous.end : span.start].count("\n") == 1 and _tabs_before(text, span.start) > 0


def _is_rule(text: str, cells: Sequence[tuple[int, int]]) -> bool:
    return len(cells) > 1 and all(RULE.fullmatch(text, start, end) for start, end in cells)
