"""Bars that a figure fades in steps, joined to one shape with a gradient."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.export.slide_look import FULL, SlideLook


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a bar in pixels, with its colour and opacity (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float
    colour: str
    opacity: float

    def continues(self, before: "Bar") -> bool:
        """Return whether this is the next step of a bar that fades."""
        return (self.left, self.top, self.bottom, self.colour) == (
            before.right, before.top, before.bottom, before.colour,
        ) and self.opacity != before.opacity  # fmt: skip


def joined_bars(bars: Sequence[Bar], look: SlideLook) -> Iterator[tuple[tuple[float, float, float, float], str]]:
    """Yield left, top, right and bottom of each whole bar, and its fill."""
    chains: list[list[Bar]] = []
    for bar in bars:
        if chains and bar.continues(chains[-1][-1]) and _is_step(chains[-1], bar):
            chains[-1].append(bar)
        else:
            chains.append([bar])
    for chain in chains:
        yield (chain[0].left, chain[0].top, chain[-1].right, chain[0].bottom), _fill(chain, look)


def _is_step(chain: Sequence[Bar], bar: Bar) -> bool:
    """Return whether the opacity goes on falling or rising; where it turns, another bar begins."""
    if len(chain) < 2:
        return True
    return (bar.opacity - chain[-1].opacity) * (chain[-1].opacity - chain[-2].opacity) > 0


def _fill(chain: Sequence[Bar], look: SlideLook) -> str:
    first, last = chain[0], chain[-1]
    if len(chain) == 1:
        return look.fill(first.colour, first.opacity)
    stops = "".join(
        f'<a:gs pos="{place}">{look.colour(bar.colour, bar.opacity)}</a:gs>'
        for place, bar in ((0, first), (FULL, last))
    )
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
