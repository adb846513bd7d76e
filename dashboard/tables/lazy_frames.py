"""Tables that are made when they are first asked for, and then kept."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd


class LazyFrames(Mapping[str, pd.DataFrame]):
    """Frames by the names of their tables. Where two ask at once a frame may be made twice, which harms nobody."""

    def __init__(
        self, makers: Mapping[str, Callable[[], pd.DataFrame]], below: Mapping[str, pd.DataFrame] | None = None
    ) -> None:
        """``below`` are the frames of which these are made, to be forgotten with them."""
        self._makers, self._below = makers, below
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._makers[name]()
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def forget(self) -> None:
        """Keep no frame any longer: whoever asks has it made again."""
        self._made = {}
        if isinstance(self._below, LazyFrames):
            self._below.forget()
