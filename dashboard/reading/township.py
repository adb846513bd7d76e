"""Township-level units and where they lie."""

from collections.abc import Iterable
from typing import NamedTuple

KINDS = ("街道", "镇", "乡", "苏木", "园区", "农场", "林场", "牧场", "渔场", "兵团")
"""Kinds of units, by the end of the name; one that ends otherwise counts as a 园区."""

REGIMENT = "团"
"""A name ends so that is one of a regiment of the 兵团."""


class Place(NamedTuple):
    """Where a unit lies, or what a text is about; None for what is not known.

    The city of a municipality (上海市) is the municipality itself, that of a district directly under its province the
    district.
    """

    district: str | None = None
    city: str | None = None
    province: str | None = None

    def agrees(self, other: "Place") -> bool:
        """Return whether nothing known of one contradicts the other."""
        return (
            (self.district is None or other.district is None or self.district == other.district)
            and (self.city is None or other.city is None or self.city == other.city)
            and (self.province is None or other.province is None or self.province == other.province)
        )

    def joined(self, other: "Place") -> "Place":
        """Return what is known, what is missing taken from another place that agrees."""
        return Place(*(a or b for a, b in zip(self, other, strict=True)))


NOWHERE = Place()


class Township(NamedTuple):
    """A township-level unit. ``known`` is False for one that the gazetteer does not list."""

    name: str
    district: str | None
    kind: str
    known: bool = True
    city: str | None = None
    province: str | None = None

    @property
    def place(self) -> Place:
        return Place(self.district, self.city, self.province)

    def at(self, place: Place) -> "Township":
        """Return the unit with this as its place."""
        return self._replace(district=place.district, city=place.city, province=place.province)


class NameMatch(NamedTuple):
    """A name found in a text: where it stands and which unit it means."""

    start: int
    end: int
    township: Township


def common(places: Iterable[Place]) -> Place:
    """Return what places have in common; nothing for no places."""
    several = set(places)
    if len(several) == 1:
        return several.pop()
    values = [set(of_level) for of_level in zip(*several, strict=True)]
    return Place(*(of_level.pop() if len(of_level) == 1 else None for of_level in values))


def unlisted(name: str, place: Place) -> Township:
    """Return a unit that no list has."""
    return Township(name, place.district, kind_of(name), known=False, city=place.city, province=place.province)


def kind_of(name: str) -> str:
    """Return the kind that the end of a name tells."""
    if name.endswith(REGIMENT):
        return "兵团"
    return next((kind for kind in KINDS if name.endswith(kind)), "园区")
