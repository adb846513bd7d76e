"""The steps of a briefing, cover to closing page, and how the address writes them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

COVER, CLOSING = "cover", "closing"
COVER_NAME, CLOSING_NAME = "封面", "结语"
SEPARATOR = ","


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of a briefing: the cover, a chart by its key, or the closing page."""

    key: str
    name: str


def chosen_keys(written: str | None, known: Iterable[str]) -> list[str]:
    """Return the charts that an address lists, in its order; all that are known where it lists none.

    What no chart is called is left out, and so is a chart listed again.
    """
    every = list(known)
    if written is None:
        return every
    listed = dict.fromkeys(key for key in written.split(SEPARATOR) if key in every)
    return list(listed)


def written_keys(chosen: Sequence[str], known: Iterable[str]) -> str | None:
    """Return how the address lists the charts; None where they are all there are, in their usual order."""
    return None if list(chosen) == list(known) else SEPARATOR.join(chosen)


def steps_of(chosen: Iterable[str], names: Mapping[str, str]) -> list[Step]:
    """Return the steps of a briefing with these charts; ``names`` are the charts' names by key."""
    charts = [Step(key, names[key]) for key in chosen]
    return [Step(COVER, COVER_NAME), *charts, Step(CLOSING, CLOSING_NAME)]


def position_of(key: str | None, steps: Sequence[Step]) -> int:
    """Return the place of a step by its key; the first where no step has it (any more)."""
    return next((place for place, step in enumerate(steps) if step.key == key), 0)


def moved(chosen: Sequence[str], key: str, by: int) -> list[str]:
    """Return the charts with one moved ``by`` places, not past either end."""
    others = [other for other in chosen if other != key]
    place = min(max(list(chosen).index(key) + by, 0), len(others))
    return [*others[:place], key, *others[place:]]


def switched(chosen: Sequence[str], key: str, known: Sequence[str]) -> list[str]:
    """Return the charts with one taken out, or put back before the next of the usual order that is there."""
    if key in chosen:
        return [other for other in chosen if other != key]
    later = list(known)[list(known).index(key) + 1 :]
    place = next((list(chosen).index(other) for other in later if other in chosen), len(chosen))
    return [*chosen[:place], key, *chosen[place:]]
