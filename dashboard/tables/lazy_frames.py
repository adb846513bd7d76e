"""Tables that are made when they are first asked for, and then kept."""

from collections.abc import Callable, Iterator, Mapping
from threading import RLock

import pandas as pd


class LazyFrames(Mapping[str, pd.DataFrame]):
    """Frames by the names of their tables. One that is made may ask for others that it is made of."""

    def __init__(
        self, makers: Mapping[str, Callable[[], pd.DataFrame]], below: Mapping[str, pd.DataFrame] | None = None
    ) -> None:
        """``below`` are the frames of which these are made, to be forgotten with them."""
        self._makers, self._below = makers, below
        self._made: dict[str, pd.DataFrame] = {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> pd.DataFrame:
        made = self._made.get(name)
        if made is None:
            with self._lock:  # the first who asks makes it, the others wait for theirs
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
        with self._lock:
            self._made = {}
        if isinstance(self._below, LazyFrames):
            self._below.forget()
