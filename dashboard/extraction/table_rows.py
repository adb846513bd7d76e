"""The commitments of a task table's row, by what its columns say."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

from dashboard.extraction.clauses import Clause
from dashboard.extraction.commitment_rules import CommitmentRules
from dashboard.extraction.date_mention import DateMention
from dashboard.extraction.labels import LONGEST_LABEL, LONGEST_OBJECT, plain_label, shorten
from dashboard.extraction.promises import Mention, Promise
from dashboard.extraction.quantities import QuantityMention
from dashboard.reading.document import BARE_ROLES, Cell, CellRole, Sentence, TableRow

STEP_ENDS: Final = "；;。\u2028"
"""What ends one of several steps in a cell."""


def row_commitment(sentence: Sentence, row: TableRow) -> Literal["planned", "achieved", "none"]:
    """Return what a row says by its columns: its status first, then the heading above it."""
    if not row.plans:
        return "achieved" if row.state == "done" and says_task(row) else "none"
    if row.state == "done" or (sentence.section == "review" and row.state is None):
        return "achieved"
    return "planned"


def says_task(row: TableRow) -> bool:
    """Return whether a row has words of a task; others only tell about one."""
    return any(cell.role in ("task", "target", "period") for cell in row.cells)


def row_promises(
    sentence: Sentence, row: TableRow, clauses: Sequence[Clause], dates: Sequence[DateMention],
    quantities: Sequence[QuantityMention], heads: Mapping[int, Sequence[DateMention]], rules: CommitmentRules,
    plan_year: int | None = None,
) -> list[Promise]:
    """Return the commitments of a planned row, each with what it is called.

    Task and target make one, whose amounts are those of the target where it has any; the steps of a cell (3月开工；9月
    竣工) make one each where each has a date, a verb or an amount, and so does every cell of a column that names a time
    (一季度). The deadline's dates hold for all that have none. ``heads`` are the dates in names of columns and in
    deadlines on other lines, by where these begin.
    """
    due = heads.get(row.due[0], ()) if row.due else _in_cells(dates, row, sentence, "deadline")
    amounts: Sequence[QuantityMention] = _in_cells(quantities, row, sentence, "target", "period", "amount")
    amounts = [*amounts, *_in_cells(quantities, row, sentence, "money")] if amounts else quantities
    dated, counted = _by_clause(dates, clauses, sentence), _by_clause(amounts, clauses, sentence)
    found: list[Promise] = []
    for cells, when in _groups(row, due, heads, plan_year):
        steps = _steps(sentence, cells, clauses)
        own = [_promise(step, dated, counted) for step in steps]
        if len(own) > 1 and not all(_says_something(promise) for promise in own):
            own = [_promise([clause for step in steps for clause in step], dated, counted)]
        for promise in own:
            is_step = len(own) > 1 or cells[0].role == "period"
            if head := cells[0].head:
                promise.named = (shorten(head, LONGEST_LABEL), None, shorten(head, LONGEST_OBJECT))
                if found and when:  # one step a row and date: it is the first that shows when the others are due
                    promise.governing = when[-1]
                    found.append(promise)
                    continue
            else:
                promise.named = _name(sentence, row, promise, rules, is_step=is_step)
            own_dates = [date for date in promise.dates if _is_step(date, plan_year)]
            if when and not (is_step and own_dates):  # the deadline is the last: when all of it is due
                promise.dates = [*own_dates, *when]
            found.append(promise)
    return found


def _is_step(date: DateMention, plan_year: int | None) -> bool:
    """Return whether a date in the words of a task says when something is due: no mere year, none that lies behind."""
    end = date.last or date.first
    is_behind = plan_year is not None and end is not None and end.year < plan_year
    return date.kind == "date" and date.granularity not in ("year", "period") and not (is_behind or date.comparison)


def _groups(
    row: TableRow, due: Sequence[DateMention], heads: Mapping[int, Sequence[DateMention]], plan_year: int | None
) -> Iterator[tuple[list[Cell], Sequence[DateMention]]]:
    """Yield the cells that say one thing, with the dates that hold for it."""
    periods = [cell for cell in row.cells if cell.role == "period"]
    whole = [cell for cell in row.cells if cell.role in ("task", "target")]
    if whole and not (periods and all(cell.role == "task" for cell in whole)):
        bare = [cell for cell in row.cells if cell.role in BARE_ROLES]
        yield whole + bare, due or _named_year(whole, heads, plan_year)
    if not whole and not periods:  # a table of 街道 × what is to be done
        yield from (([cell], due) for cell in row.cells if cell.role in BARE_ROLES)
    for cell in periods:
        yield [cell], heads.get(cell.head_start, ()) or due


def _named_year(
    cells: Sequence[Cell], heads: Mapping[int, Sequence[DateMention]], plan_year: int | None
) -> Sequence[DateMention]:
    """Return the dates in the name of the targets' column (2024年目标), where they do not lie behind."""
    named = (heads.get(cell.head_start, ()) for cell in cells if cell.role == "target")
    return next(
        (dates for dates in named if any(d.last and (plan_year is None or d.last.year >= plan_year) for d in dates)), ()
    )


def _steps(sentence: Sentence, cells: Sequence[Cell], clauses: Sequence[Clause]) -> list[list[Clause]]:
    """Return the clauses of these cells by step; the task's cell belongs to the first."""
    steps: list[list[Clause]] = []
    for cell in cells:
        inside = [
            _within(clause, cell, sentence) for clause in clauses if clause.start < cell.end and clause.end > cell.start
        ]
        if not inside:
            continue
        ends = [
            number for number, (left, right) in enumerate(pairwise(inside), 1)
            if any(end in sentence.text[left.end : right.start] for end in STEP_ENDS)
        ]
        parts = [inside[start:end] for start, end in pairwise([0, *ends, len(inside)])]
        if steps and cell.role != "task":
            steps[-1] += parts.pop(0)
        steps += parts
    return steps


def _within(clause: Clause, cell: Cell, sentence: Sentence) -> Clause:
    """Return a clause without the label of a form before it (目标：12台)."""
    if clause.start >= cell.start:
        return clause
    action = clause.action if clause.action and clause.action.start >= cell.start else None
    text = sentence.text[cell.start : clause.end]
    return Clause(cell.start, clause.end, text, action, clause.acts and action is not None)


def _by_clause(
    found: Sequence[Mention], clauses: Sequence[Clause], sentence: Sentence
) -> dict[int, list[Mention]]:
    """Return the dates or amounts by the end of the clause that they begin in."""
    starts = [clause.start for clause in clauses]
    of_clause: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in found:
        number = bisect_right(starts, mention.start - sentence.start) - 1
        if number >= 0 and mention.start - sentence.start < clauses[number].end:
            of_clause[clauses[number].end].append(mention)
    return of_clause


def _promise(
    clauses: Sequence[Clause], dated: Mapping[int, Sequence[DateMention]],
    counted: Mapping[int, Sequence[QuantityMention]],
) -> Promise:
    """Return clauses of a row as one commitment, with the dates and amounts that stand in them."""
    return Promise((clause, dated.get(clause.end, ()), counted.get(clause.end, ())) for clause in clauses)


def _says_something(promise: Promise) -> bool:
    return bool(promise.has_action or promise.dates or promise.quantities)


def _in_cells(found: Sequence[Mention], row: TableRow, sentence: Sentence, *roles: CellRole) -> list[Mention]:
    """Return the dates or amounts that stand in cells of these columns."""
    spans = [(sentence.start + cell.start, sentence.start + cell.end) for cell in row.cells if cell.role in roles]
    return [mention for mention in found if any(start <= mention.start < end for start, end in spans)]


def _name(
    sentence: Sentence, row: TableRow, promise: Promise, rules: CommitmentRules, *, is_step: bool
) -> tuple[str, str | None, str | None]:
    """Return label, verb and object of a row's commitment: the task's words, a step's own behind them.

    A task without a verb (口袋公园建设) is the object.
    """
    task = row.task
    measure = next((cell.measure for cell in row.cells if is_step and _is_number(cell, promise, sentence)), "")
    beside = Promise((clause, (), ()) for clause in promise.clauses if not _inside(clause, row, "task", *BARE_ROLES))
    own = plain_label(beside if beside.clauses else promise, sentence, rules.clauses)
    words = task or own
    if is_step and own != task:
        parted = "" if measure else "："
        words = f"{task}{parted}{own}{measure}" if task and len(task) + len(own) < LONGEST_LABEL else own + measure
    clauses = beside.clauses if is_step and beside.clauses else promise.clauses
    verb = next((clause.action.verb for clause in clauses if clause.acts and clause.action), None)
    what = task or own
    if verb and what.startswith(verb) and len(what) > len(verb):
        what = what.removeprefix(verb)
    return shorten(words, LONGEST_LABEL), verb, shorten(what, LONGEST_OBJECT) or None


def _is_number(cell: Cell, promise: Promise, sentence: Sentence) -> bool:
    """Return whether a step is a cell that holds nothing but a number, whose unit stands elsewhere."""
    number = [quantity.text for quantity in promise.quantities]
    return promise.clauses[0].start == cell.start and [sentence.text[cell.start:cell.end]] == number


def _inside(clause: Clause, row: TableRow, *roles: CellRole) -> bool:
    return any(cell.role in roles and cell.start <= clause.start < cell.end for cell in row.cells)
