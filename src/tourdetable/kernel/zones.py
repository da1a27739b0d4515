"""Time zones: their names, the one of a country, and what a clock there means.

Zones are names of the IANA time zone database, which `tzdata` brings. An instant is kept in UTC; a
clock is read in a zone. On the day on which clocks are put back an hour comes twice, on the day on
which they are put forward an hour does not come at all.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tourdetable.kernel.errors import SentenceError

UTC = "UTC"
_CAPITALS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "FM": "Pacific/Pohnpei",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "UZ": "Asia/Tashkent",
}
"""The zone of the capital where `zone.tab` lists another one of the country first."""


def zone_of(name: str) -> ZoneInfo:
    """The zone of that name; UTC for one that nobody knows, so that a page can always be shown."""
    try:
        return ZoneInfo(name or UTC)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(UTC)


def places_of_zones() -> Iterator[tuple[str, str, str]]:
    """Code of the country (ISO 3166-1 alpha-2), coordinates (ISO 6709) and name of every zone that
    `zone.tab` lists: by country, and there as the map goes, with the most populous zone first where
    the map does not matter.
    """
    text = (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, place, name = line.split("\t")[:3]
            yield code, place, name


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone that stands for a place today, and UTC."""
    return (*sorted(name for _code, _place, name in places_of_zones()), UTC)


@cache
def zones_by_country() -> dict[str, str]:
    """The zone of a country's capital, by the code of the country (ISO 3166-1 alpha-2)."""
    found = dict(_CAPITALS)
    for code, _place, name in places_of_zones():
        found.setdefault(code, name)
    return found


def instant_at(
    day: dt.date, hour: dt.time, zone: str, *, not_before: dt.datetime | None = None
) -> dt.datetime:
    """The instant at which a clock in that zone shows that hour on that day, in UTC.

    Where the hour comes twice it is the first one, or the second where the first is before
    `not_before`. Raises SentenceError for an hour that does not come on that day.
    """
    place = zone_of(zone)
    first = dt.datetime.combine(day, hour, tzinfo=place).astimezone(dt.UTC)
    if first.astimezone(place).time() != hour:
        raise SentenceError(
            "On that day clocks in %(zone)s are put forward, and %(hour)s does not come.",
            zone=zone,
            hour=f"{hour:%H:%M}",
        )
    second = dt.datetime.combine(day, hour.replace(fold=1), tzinfo=place).astimezone(dt.UTC)
    return second if not_before and first < not_before <= second else first
