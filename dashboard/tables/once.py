"""What a function makes of tables, computed once, and once for all levels where it is the same but for whose it is."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

import pandas as pd

from dashboard.tables.table_source import Result

if TYPE_CHECKING:
    from dashboard.tables.tables import Tables

Given = ParamSpec("Given")


@dataclass(frozen=True, slots=True)
class ToldFrom:
    """The tables by 街道 of which tables by area were told, with the very same rows, and what tells a frame so."""

    tables: "Tables"
    tell: Callable[[pd.DataFrame], pd.DataFrame]


def once(compute: "Callable[Concatenate[Tables, Given], Result]") -> "Callable[Concatenate[Tables, Given], Result]":
    """Return a function of tables that asks ``Tables.once`` for its answer; what it is given besides has no names
    (TypeError)."""

    @wraps(compute)
    def answer(tables: "Tables", /, *given: Given.args, **named: Given.kwargs) -> Result:
        if named:
            raise TypeError(f"{compute.__qualname__} is kept by what it is given, without {', '.join(named)}=")
        return tables.once(compute, *given)

    return answer


def once_for_all_levels(compute: "Callable[[Tables], Result]") -> "Callable[[Tables], Result]":
    """Return a function of tables that computes its answer once for the 街道 and for areas of every level.

    What it makes must be the same whatever stands under ``street``, but for that column itself where it is a frame.
    """

    def told(tables: "Tables") -> Result:
        if tables.told_from is None:
            return compute(tables)
        of_streets: Any = tables.told_from.tables.once(told)
        found: Any = tables.told_from.tell(of_streets) if isinstance(of_streets, pd.DataFrame) else of_streets
        return cast(Result, found)

    return once(wraps(compute)(told))
