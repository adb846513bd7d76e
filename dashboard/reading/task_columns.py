"""Tells which rows of a table name its columns, and what each column holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dashboard.reading.document import BARE_ROLES, CellRole
from dashboard.reading.rules import TableRules

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

OPTIONAL_PART = re.compile("[（(][^（）()]*[）)]|\\s+")
"""What of a column's name says nothing of its kind: 投资额（万元）."""

MEASURE = re.compile("[（(](?:单位[：:]\\s*)?([^（）()]{1,8})[）)]")
"""What a column's name says of the unit of its numbers: 投资额（万元）."""

AMOUNT_ROLES = frozenset(("target", *BARE_ROLES))
"""Columns that hold numbers."""

DETAIL_ROLES = frozenset(("target", "period", "status", *BARE_ROLES))
"""Columns that say more of a task than its name."""


@dataclass(slots=True)
class Column:
    """A column: what it holds, where in the document its name stands, the unit that the name gives, and the name
    without it."""

    role: CellRole | None
    start: int
    end: int
    measure: str = ""
    name: str = ""


def named_columns(text: str, cells: Sequence[tuple[int, int]], rules: TableRules) -> list[Column] | None:
    """Return the columns that a row names; None for a row that names none. ``cells`` are where its cells begin and end
    in the document."""
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
    _tell_details(columns)
    _tell_names_of_indicators(columns)
    roles = [column.role for column in columns]
    if roles.count("period") == 1:  # 加装电梯 | 上半年: a row of a table, not its head
        columns[roles.index("period")].role = None
    named = [column.role for column in columns if column.role]
    is_calendar = named.count("period") >= LEAST_PERIODS
    if (len(set(named)) < 2 and not is_calendar) or len(named) < LEAST_NAMED * len(filled):
        return None
    return columns


def _column(text: str, start: int, end: int, rules: TableRules) -> Column:
    name = text[start:end]
    measure = MEASURE.search(name)
    bare = OPTIONAL_PART.sub("", name)
    return Column(rules.role_of(bare), start, end, measure[1] if measure else "", bare)


def _tell_indicators(columns: Sequence[Column]) -> None:
    """Let columns that have a unit and no known name hold numbers (改造小区（个）), where others say whose they are."""
    roles = {column.role for column in columns}
    if roles.isdisjoint(("street", "unit", "task")):
        return
    for column in columns:
        if column.role is None and column.measure:
            column.role = "amount"


def _tell_measures(text: str, columns: Sequence[Column], rules: TableRules) -> None:
    """Let a column 单位 right of numbers hold their units; anywhere else it names who is responsible."""
    for left, column in pairwise(columns):
        if text[column.start : column.end] in rules.measures:
            column.role = "measure" if left.role in AMOUNT_ROLES else "unit"


def _tell_details(columns: Sequence[Column]) -> None:
    """Let a column of an unknown name beside the task say more of it, where deadlines do and no other column does."""
    roles = [column.role for column in columns]
    if "task" not in roles or "deadline" not in roles or not DETAIL_ROLES.isdisjoint(roles):
        return
    beside = columns[roles.index("task") + 1 :][:1]
    if beside and beside[0].role is None and beside[0].name:
        beside[0].role = "target"


def _tell_names_of_indicators(columns: Sequence[Column]) -> None:
    """Let the first of several columns of targets name them, where a unit stands beside it (指标 | 单位 | 目标)."""
    roles = [column.role for column in columns]
    if "task" in roles or "measure" not in roles:
        return
    first = roles.index("measure") - 1
    if first >= 0 and roles[first] == "target" and not {"target", "period"}.isdisjoint(roles[first + 2 :]):
        columns[first].role = "task"


def _tell_tasks_apart(columns: Sequence[Column]) -> None:
    """Let the second column of tasks say what is to be reached (项目名称 | 建设内容)."""
    tasks = [column for column in columns if column.role == "task"]
    for column in tasks[1:]:
        column.role = "target"
