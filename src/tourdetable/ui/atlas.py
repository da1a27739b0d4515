"""A map of dots: one for each country at its principal place, no borders and no land.

Places come from the time zone database (`zone.tab`, in the public domain), which names for every
code of ISO 3166-1 alpha-2 the coordinates of its zones, the most populous first. Codes without a
zone of their own have no dot.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from tourdetable.kernel.wording import Reading
from tourdetable.kernel.zones import places_of_zones
from tourdetable.sheets.lists import CountryDot

WIDTH, HEIGHT = 720, 340
"""Of the drawing, which holds the world from 84° north to 60° south, two units a degree."""
_NORTH, _UNITS = 84.0, 2.0
_PLACE = re.compile(r"([+-])(\d{2})(\d{2})(?:\d{2})?([+-])(\d{3})(\d{2})(?:\d{2})?")


@dataclass(frozen=True, slots=True)
class Dot:
    """A country in the drawing; its area grows with the number of processes."""

    x: float
    y: float
    radius: float
    count: int
    name: Reading


@dataclass(frozen=True, slots=True)
class Atlas:
    """The drawing: `dots` in the order in which they are laid over each other."""

    width: int
    height: int
    dots: tuple[Dot, ...]


def atlas(dots: Sequence[CountryDot]) -> Atlas:
    """Every country whose place is known and lies within the drawing."""
    found = []
    for dot in dots:
        place = places().get(dot.alpha2)
        if place is None:
            continue
        latitude, longitude = place
        x, y = (longitude + 180) * _UNITS, (_NORTH - latitude) * _UNITS
        if 0 <= y <= HEIGHT:
            radius = round(1.6 + 1.5 * dot.processes**0.5, 1)
            found.append(Dot(round(x, 1), round(y, 1), radius, dot.processes, dot.name))
    return Atlas(WIDTH, HEIGHT, tuple(found))


@cache
def places() -> dict[str, tuple[float, float]]:
    """Code → latitude and longitude in degrees, north and east positive."""
    found: dict[str, tuple[float, float]] = {}
    for code, place, _name in places_of_zones():
        match = _PLACE.match(place)
        if match and code not in found:
            latitude = _degrees(match[1], match[2], match[3])
            found[code] = (latitude, _degrees(match[4], match[5], match[6]))
    return found


def _degrees(sign: str, degrees: str, minutes: str) -> float:
    size = int(degrees) + int(minutes) / 60
    return -size if sign == "-" else size
