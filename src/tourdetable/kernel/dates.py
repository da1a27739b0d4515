"""Dates that are known as far as they are known: 2005, 2005-04 or 2005-04-14, never padded."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import Any, Self

from django.core.exceptions import ValidationError

from tourdetable.kernel.columns import TextColumn
from tourdetable.kernel.enums import Answer
from tourdetable.kernel.errors import SentenceError, shown

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@lru_cache(maxsize=16_384)
def _days(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last possible day; the same few dates come again and again."""
    match = _SHAPE.fullmatch(text)
    if not match:
        msg = f"“{shown(text)}” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."
        raise ValueError(msg)
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        first = dt.date(year or 0, month or 1, day or 1)
    except ValueError:
        msg = f"“{text}” names a day or month that does not exist."
        raise ValueError(msg) from None
    if month is None:
        return first, first.replace(month=12, day=31)
    if day is None:
        return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return first, first


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month or a day of the Gregorian calendar (ISO 8601-1, reduced precision).

    `<` sorts by first possible day, then the coarser first; it is an order for lists. What is
    *true* of two partial dates is asked of `not_after`, which may answer *unknown*.

    Raises ValueError where the text has another shape or names a day that does not exist.
    """

    text: str

    def __post_init__(self) -> None:
        _days(self.text)

    @classmethod
    def of(cls, value: "PartialDate | dt.date | str | int") -> "PartialDate":
        """Read a year as a number, a text, a day or a partial date."""
        if isinstance(value, PartialDate):
            return value
        if isinstance(value, dt.datetime):
            return cls(value.date().isoformat())
        return cls(value.isoformat() if isinstance(value, dt.date) else str(value))

    @property
    def earliest(self) -> dt.date:
        return _days(self.text)[0]

    @property
    def latest(self) -> dt.date:
        return _days(self.text)[1]

    @property
    def year(self) -> int:
        return int(self.text[:4])

    @property
    def is_day(self) -> bool:
        return len(self.text) == len("YYYY-MM-DD")

    def not_after(self, other: "PartialDate") -> Answer:
        """Is this date the same as the other or before it?"""
        if self.latest <= other.earliest:
            return Answer.YES
        return Answer.NO if self.earliest > other.latest else Answer.UNKNOWN

    def contains(self, other: "PartialDate") -> bool:
        """Does every possible day of the other lie in this one?"""
        return self.earliest <= other.earliest and other.latest <= self.latest

    def __lt__(self, other: Self) -> bool:
        return (self.earliest, len(self.text)) < (other.earliest, len(other.text))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Period:
    """From–to, both ends included. A missing start is *not known*; a missing end is *open*
    unless `end_unknown` says that it ended on a day nobody found.
    """

    start: PartialDate | None = None
    end: PartialDate | None = None
    end_unknown: bool = False

    def __post_init__(self) -> None:
        if self.start and self.end and self.end.latest < self.start.earliest:
            msg = f"A period cannot run from {self.start} to {self.end}."
            raise ValueError(msg)

    def started_by(self, on: PartialDate) -> Answer:
        return self.start.not_after(on) if self.start else Answer.UNKNOWN

    def ended_before(self, on: PartialDate) -> Answer:
        if self.end:
            return ~on.not_after(self.end)
        return Answer.UNKNOWN if self.end_unknown else Answer.NO

    def covers(self, on: PartialDate) -> Answer:
        """Does the period hold on that date?

        A period whose ends are the same year (month, day) is that whole year: the source says
        "2005", not "some days of 2005".
        """
        if self.start and self.start == self.end and self.start.contains(on):
            return Answer.YES
        return self.started_by(on) & ~self.ended_before(on)


def checked_period(start: PartialDate | None, end: PartialDate | None) -> Period:
    """The period of two dates that somebody typed. Raises SentenceError where it would end before
    it begins.
    """
    try:
        return Period(start, end)
    except ValueError:
        raise SentenceError("This would end before it begins; look at the two dates.") from None


class PartialDateField(TextColumn):
    """Stores a PartialDate as its own text, so that a database sorts it rightly."""

    _pyi_private_set_type: Any
    _pyi_private_get_type: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = len("YYYY-MM-DD")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["max_length"]
        return name, path, args, kwargs

    def from_db_value(self, value: str | None, *_: object) -> PartialDate | None:
        return PartialDate(value) if value else None

    def to_python(self, value: Any) -> PartialDate | None:
        if value in (None, ""):
            return None
        try:
            return PartialDate.of(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def get_prep_value(self, value: Any) -> str | None:
        return None if value in (None, "") else PartialDate.of(value).text
