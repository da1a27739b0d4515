"""Axes of years and their marks, as the drawings use them. Numbers have one decimal."""

import calendar
import datetime as dt
import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where it stands on that axis, and the year or the number it marks."""

    at: float
    value: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Years from the beginning of `first` to the beginning of `last`, over a width from `left`."""

    first: int
    last: int
    left: float
    width: float

    def at(self, year: float) -> float:
        return rounded(self.left + (year - self.first) * self.width / (self.last - self.first))


def beginning(date: PartialDate) -> float:
    """The first moment of a date in years: 2005.0 for 2005. All years are equally long."""
    return _in_years(date.earliest, 0)


def ending(date: PartialDate) -> float:
    """The last moment of a date in years: 2006.0 for 2005."""
    return _in_years(date.latest, 1)


def _in_years(day: dt.date, more_days: int) -> float:
    length = 366 if calendar.isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1 + more_days) / length


def year_ticks(axis: Axis, most: int) -> tuple[Tick, ...]:
    step = next(s for s in round_steps() if (axis.last - axis.first) / s <= most)
    years = range(math.ceil(axis.first / step) * step, axis.last + 1, step)
    return tuple(Tick(axis.at(year), year) for year in years)


def round_steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50, … without end."""
    return (digit * 10**power for power in itertools.count() for digit in (1, 2, 5))


def rounded(number: float) -> float:
    return round(number, 1)


def rounded_down(number: float) -> float:
    return math.floor(number * 10) / 10
