"""Reads task tables: which rows name the columns, what each cell of the others is, and whose row it is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.reading.document import BARE_ROLES, Cell, CellRole, RowState, TableRow
from dashboard.reading.rules import TableRules
from dashboard.reading.sentences import Span, is_table_row

LONGEST_COLUMN_NAME = 16
"""Characters of the longest name of a column, without what stands in brackets."""

LONGEST_HEAD_CELL = 40
"""Characters of the longest cell that can name a column, brackets and all."""

MOST_COLUMNS = 60
"""Columns of the widest table whose columns are known."""

LEAST_PERIODS = 3
"""Columns of months or quarters that make a table a calendar, whatever its other columns are called."""

LEAST_NAMED = 0.6
"""Share of its cells that name columns, from which on a row is one that names them."""

LONGEST_GROUP = 40
"""Characters of the longest line between rows (【民生保障】, a page's head) after which the table goes on."""

OPTIONAL_PART = re.compile("[（(][^（）()]*[）)]|\\s+")
"""What of a column's name says nothing of its kind: 投资额（万元）."""

RULE = re.compile(":?-+:?")
"""A cell of the line under the head of a table in Markdown."""

MEASURE = re.compile("[（(](?:单位[：:]\\s*)?([^（）()]{1,8})[）)]")
"""What a column's name says of the unit of its numbers: 投资额（万元）."""

NOTHING = re.compile("[\\W_]*|无")
"""What a cell holds that says nothing (/, —)."""

COUNT = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]|\s?[年月日号/-])")
"""A number in a cell that is no part of a date."""

PLAN_ROLES = frozenset(("target", "deadline", "period"))
"""Columns that show that a table plans."""

AMOUNT_ROLES = frozenset(("target", *BARE_ROLES))
"""Columns that hold numbers."""

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


@dataclass(slots=True)
class _Column:
    """A column: what it holds, where in the document its name stands, the unit that the name gives, and the name
    without it."""

    role: CellRole | None
    start: int
    end: int
    measure: str = ""
    name: str = ""


class _Table:
    """A table while it is read from its head on, with what merged cells carry down."""

    def __init__(self, columns: list[_Column]) -> None:
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
            measure = self._unit_beside(place, span, cells) or column.measure
            head = column.name if column.role in BARE_ROLES else ""
            begin, until = start - span.start, end - span.start
            found.append(Cell(begin, until, column.role, column.start, column.end, measure, head))
            texts.setdefault(column.role, span.text[start - span.start : end - span.start])
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
        start, end = cells[beside]
        return span.text[start - span.start : end - span.start]

    def _carry_owner(self, span: Span, cells: Sequence[tuple[int, int]]) -> None:
        if self.owners is not None and self.owners < len(cells):
            start, end = cells[self.owners]
            words = span.text[start - span.start : end - span.start]
            self.owner = self.owner if NOTHING.fullmatch(words) else words

    def under(self, upper: "_Table") -> "_Table":
        """Return the table whose head has two rows: this one's names stand below those of ``upper``, some of which
        reach over several columns; the columns without a name of their own have the upper one."""
        columns = []
        over = _Column(None, 0, 0)
        for place in range(max(len(self.columns), len(upper.columns))):
            above = upper.columns[place] if place < len(upper.columns) else over
            own = self.columns[place] if place < len(self.columns) else above
            over = above if above.start < above.end else over
            if own.start < own.end and own is not above:
                above = over
                own = _Column(own.role or above.role, own.start, own.end, own.measure or above.measure, own.name)
            columns.append(own if own.start < own.end else above)
        return _Table(columns)

    def has_columns_of(self, other: "_Table") -> bool:
        return [column.role for column in self.columns] == [column.role for column in other.columns]


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
        elif head := _head(text, cells, rules):
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


def _head(text: str, cells: Sequence[tuple[int, int]], rules: TableRules) -> _Table | None:
    """Return the table that a row opens by naming its columns; None for any other row."""
    filled = [(start, end) for start, end in cells if start < end]
    if not 2 <= len(filled) <= len(cells) <= MOST_COLUMNS:
        return None
    if any(end - start > LONGEST_HEAD_CELL for start, end in filled):
        return None
    columns = [_column(text, start, end, rules) for start, end in cells]
    if any(len(column.name) > LONGEST_COLUMN_NAME for column in columns):
        return None
    _tell_tasks_apart(columns)
    _tell_indicators(columns)
    _tell_measures(text, columns, rules)
    roles = [column.role for column in columns]
    if roles.count("period") == 1:  # 加装电梯 | 上半年: a row of a table, not its head
        columns[roles.index("period")].role = None
    named = [column.role for column in columns if column.role]
    is_calendar = named.count("period") >= LEAST_PERIODS
    if (len(set(named)) < 2 and not is_calendar) or len(named) < LEAST_NAMED * len(filled):
        return None
    return _Table(columns)


def _column(text: str, start: int, end: int, rules: TableRules) -> _Column:
    name = text[start:end]
    measure = MEASURE.search(name)
    bare = OPTIONAL_PART.sub("", name)
    return _Column(rules.role_of(bare), start, end, measure[1] if measure else "", bare)


def _tell_indicators(columns: Sequence[_Column]) -> None:
    """Let columns that have a unit and no known name hold numbers (改造小区（个）), where others say whose they are."""
    roles = {column.role for column in columns}
    if roles.isdisjoint(("street", "unit", "task")):
        return
    for column in columns:
        if column.role is None and column.measure:
            column.role = "amount"


def _tell_measures(text: str, columns: Sequence[_Column], rules: TableRules) -> None:
    """Let a column 单位 right of numbers hold their units; anywhere else it names who is responsible."""
    for left, column in pairwise(columns):
        if text[column.start : column.end] in rules.measures:
            column.role = "measure" if left.role in AMOUNT_ROLES else "unit"


def _tell_tasks_apart(columns: Sequence[_Column]) -> None:
    """Let the second column of tasks say what is to be reached (项目名称 | 建设内容)."""
    tasks = [column for column in columns if column.role == "task"]
    for column in tasks[1:]:
        column.role = "target"
