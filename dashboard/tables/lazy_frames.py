"""Tables that are made when they are first asked for, and then kept."""

from collections.abc import Callable, Collection, Iterator, Mapping
from threading import RLock

import pandas as pd


class LazyFrames(Mapping[str, pd.DataFrame]):
    """Frames by the names of their tables. One that is made may ask for others that it is made of."""

    def __init__(
        self,
        makers: Mapping[str, Callable[[], pd.DataFrame]],
        below: Mapping[str, pd.DataFrame] | None = None,
        passing: Collection[str] = (),
    ) -> None:
        """``below`` are the frames of which these are made, to be forgotten with them. Those of ``passing`` are not
        kept at all: they are large, and other frames are made of them once."""
        self._makers, self._below, self.passing = makers, below, frozenset(passing)
        self._made: dict[str, pd.DataFrame] = {}
        self._lock = RLock()

    def __getitem__(self, name: str) -> pd.DataFrame:
        made = self._made.get(name)
        if name in self.passing:
            return self._makers[name]()
        if made is None:
            with self._lock:  # the first who asks makes it, the others wait for theirs
                made = self._made.get(name)
                if made is None:
                    made = self._made[name] = self._makers[name]()
        return made

    def is_made(self, name: str) -> bool:
        """Return whether the frame is there already."""
        return name in self._made

    def __contains__(self, name: object) -> bool:
        return name in self._makers  # asked of the makers: what fails to be made is there nevertheless

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


def passing_of(frames: Mapping[str, pd.DataFrame]) -> Collection[str]:
    """Return the names of frames that are not kept, so that those made of them are not kept either."""
    return frames.passing if isinstance(frames, LazyFrames) else ()
