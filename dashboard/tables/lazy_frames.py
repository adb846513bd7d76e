"""Tables that are made when they are first asked for, and then kept."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd


class LazyFrames(Mapping[str, pd.DataFrame]):
    """Frames by the names of their tables. Where two ask at once a frame may be made twice, which harms nobody."""

    def __init__(self, makers: Mapping[str, Callable[[], pd.DataFrame]]) -> None:
        self._makers = makers
        self._made: dict[str, pd.DataFrame] = {}

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._made:
            self._made[name] = self._makers[name]()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
