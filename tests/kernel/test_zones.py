"""A clock in a zone and the instant that it means, on the days on which clocks change too."""

import datetime as dt

import pytest

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import instant_at, zone_names, zone_of, zones_by_country

ZURICH = "Europe/Zurich"
AUTUMN, SPRING = dt.date(2027, 10, 31), dt.date(2027, 3, 28)


def utc(*when: int) -> dt.datetime:
    return dt.datetime(*when, tzinfo=dt.UTC)  # type: ignore[misc,arg-type]  # year to minute


def test_an_hour_means_another_instant_in_summer() -> None:
    assert instant_at(dt.date(2027, 1, 14), dt.time(9, 30), ZURICH) == utc(2027, 1, 14, 8, 30)
    assert instant_at(dt.date(2027, 7, 14), dt.time(9, 30), ZURICH) == utc(2027, 7, 14, 7, 30)


def test_an_hour_that_comes_twice_is_the_first_unless_that_is_too_early() -> None:
    first, second = utc(2027, 10, 31, 0, 30), utc(2027, 10, 31, 1, 30)
    assert instant_at(AUTUMN, dt.time(2, 30), ZURICH) == first
    assert instant_at(AUTUMN, dt.time(2, 30), ZURICH, not_before=first) == first
    late = utc(2027, 10, 31, 0, 45)
    assert instant_at(AUTUMN, dt.time(2, 30), ZURICH, not_before=late) == second


def test_an_hour_that_does_not_come_is_refused() -> None:
    with pytest.raises(SentenceError, match="put forward, and 02:30 does not come"):
        instant_at(SPRING, dt.time(2, 30), ZURICH)
    assert instant_at(SPRING, dt.time(3, 30), ZURICH) == utc(2027, 3, 28, 1, 30)


def test_countries_have_the_zone_of_their_capital_and_every_name_is_known() -> None:
    found = zones_by_country()
    capitals = {"CH": ZURICH, "US": "America/New_York", "RU": "Europe/Moscow", "ID": "Asia/Jakarta"}
    assert {code: found[code] for code in capitals} == capitals
    assert set(found.values()) < set(zone_names())
    assert {str(zone_of(name)) for name in zone_names()} == set(zone_names())
    assert str(zone_of("Nowhere/At_All")) == str(zone_of("../etc/passwd")) == "UTC"
