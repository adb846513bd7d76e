"""Amounts of a task table's cells that hold a number alone: its unit stands in the column's name or the next cell."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.extraction.quantities import QuantityMention, find_quantities
from dashboard.extraction.quantity_rules import QuantityRules
from dashboard.reading.document import Cell, Sentence

COUNTS = "共"
"""Stands before what is counted."""


def cell_amounts(
    sentences: Sequence[Sentence], found: Mapping[str, Sequence[QuantityMention]], rules: QuantityRules
) -> list[QuantityMention]:
    """Return the amounts whose number and unit stand in different cells, by their place; ``found`` are all others by
    the id of their sentence.

    The text of one is that of its number. A cell in which an amount was found states its own unit.
    """
    amounts: list[QuantityMention] = []
    for sentence in sentences:
        cells = [cell for cell in sentence.row.cells if cell.measure] if sentence.row is not None else ()
        if cells:
            own = [mention.start - sentence.start for mention in found.get(sentence.sentence_id, ())]
            amounts += [
                amount for cell in cells if not any(cell.start <= start < cell.end for start in own)
                for amount in _amounts(sentence, cell, rules)
            ]
    return amounts


def _amounts(sentence: Sentence, cell: Cell, rules: QuantityRules) -> Iterator[QuantityMention]:
    """Yield the one amount that a cell's words state with the unit behind the number."""
    words = sentence.text[cell.start:cell.end]
    start, end = sentence.start + cell.start, sentence.start + cell.end
    for before, written in _with_unit(words, cell.measure, rules):
        whole = Sentence(
            sentence.sentence_id, None, None, 0, "body", start - len(before), end, before + written, 0
        )  # fmt: skip
        stated = find_quantities([whole], (), rules)
        if len(stated) == 1:
            [amount] = stated
            amount.end = min(amount.end, end)
            amount.text = sentence.text[amount.start - sentence.start:amount.end - sentence.start]
            yield amount
            return


def _with_unit(words: str, unit: str, rules: QuantityRules) -> Iterator[tuple[str, str]]:
    """Yield what is put before the words of a cell, and them with their unit: behind them, or before the word that
    bounds them (93以上).

    A unit that needs a word before it (6期) gets one, for in a column of units it is nothing else.
    """
    yield "", words + unit
    yield COUNTS, words + unit
    bound = rules.bound_at_end.search(words)
    if bound:
        yield "", words[:bound.start()] + unit + bound.group()
