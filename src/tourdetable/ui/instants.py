"""How a screen tells instants: always in a zone, which it names.

Shapes come from CLDR by way of Babel. Zones are names of the IANA time zone database.
"""

import datetime as dt
from dataclasses import dataclass

from babel.dates import format_date, format_datetime, format_time, get_timezone_gmt

from tourdetable.kernel.zones import UTC, zone_of


@dataclass(frozen=True)
class Instants:
    """For one interface language (BCP 47). Each public method is a filter of templates."""

    language: str

    @property
    def _locale(self) -> str:
        return {"en": "en_GB"}.get(self.language, self.language)

    def day(self, instant: dt.datetime | dt.date, zone: str = UTC) -> str:
        """`14 April 2005`, the day in that zone; of a date, itself."""
        day = instant.astimezone(zone_of(zone)) if isinstance(instant, dt.datetime) else instant
        return format_date(day, "long", locale=self._locale)

    def weekday(self, instant: dt.datetime | dt.date, zone: str = UTC) -> str:
        """`Thursday 14 April 2005`."""
        day = instant.astimezone(zone_of(zone)) if isinstance(instant, dt.datetime) else instant
        return format_date(day, "full", locale=self._locale)

    def hour(self, instant: dt.datetime, zone: str = UTC) -> str:
        """`09:30`, in that zone."""
        return format_time(instant, "short", tzinfo=zone_of(zone), locale=self._locale)

    def moment(self, instant: dt.datetime, zone: str = UTC) -> str:
        """`14 April 2005, 09:30 (Europe/Zurich, GMT+02:00)`."""
        place = zone_of(zone)
        told = format_datetime(instant, "d MMMM y, HH:mm", tzinfo=place, locale=self._locale)
        offset = get_timezone_gmt(instant.astimezone(place), locale=self._locale)
        return f"{told} ({zone})" if zone == UTC else f"{told} ({zone}, {offset})"
