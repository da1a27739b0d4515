"""How a screen tells instants: always in a zone, which it names.

Shapes come from CLDR by way of Babel. Zones are names of the IANA time zone database.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from babel.dates import format_date, format_time, get_datetime_format, get_timezone_gmt

from tourdetable.kernel.zones import UTC, zone_of
from tourdetable.ui.telling import dressed


@dataclass(frozen=True)
class Instants:
    """For one interface language (BCP 47). Each public method is a filter of templates."""

    language: str

    @property
    def _locale(self) -> str:
        return {"en": "en_GB"}.get(self.language, self.language)

    def day(self, instant: dt.datetime | dt.date, zone: str = UTC) -> str:
        """`14 April 2005`, the day in that zone; of a date, itself."""
        return self._dated("long", instant, zone)

    def weekday(self, instant: dt.datetime | dt.date, zone: str = UTC) -> str:
        """`Thursday 14 April 2005`."""
        return self._dated("full", instant, zone)

    def hour(self, instant: dt.datetime, zone: str = UTC) -> str:
        """`09:30`, in that zone."""
        return format_time(instant, "short", tzinfo=zone_of(zone), locale=self._locale)

    def moment(self, instant: dt.datetime, zone: str = UTC) -> str:
        """`14 April 2005, 09:30 (Europe/Zurich, GMT+02:00)`."""
        told = self._beside(self.day(instant, zone), self.hour(instant, zone))
        if zone == UTC:
            return f"{told} ({zone})"
        offset = get_timezone_gmt(instant.astimezone(zone_of(zone)), locale=self._locale)
        return f"{told} ({self._beside(zone, offset)})"

    def _beside(self, first: str, second: str) -> str:
        """As CLDR sets an hour beside its day: after the language's comma, or a space alone."""
        shape = str(get_datetime_format("medium", locale=self._locale))
        return shape.replace("{1}", first).replace("{0}", second)

    def _dated(
        self, length: Literal["long", "full"], instant: dt.datetime | dt.date, zone: str
    ) -> str:
        day = instant.astimezone(zone_of(zone)) if isinstance(instant, dt.datetime) else instant
        return dressed(self.language, format_date(day, length, locale=self._locale))
