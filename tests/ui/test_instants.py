"""Instants as each of the six languages tells them."""

import datetime as dt

import pytest

from tourdetable.ui.instants import Instants

NOON = dt.datetime(2027, 3, 31, 12, tzinfo=dt.UTC)
TOLD = {
    "ar": "31 مارس 2027، 2:00 م (Europe/Zurich، غرينتش+02:00)",
    "en": "31 March 2027, 14:00 (Europe/Zurich, GMT+02:00)",
    "es": "31 de marzo de 2027, 14:00 (Europe/Zurich, GMT+02:00)",
    "fr": "31 mars 2027, 14:00 (Europe/Zurich, UTC+02:00)",
    "ru": "31 марта 2027\u202fг., 14:00 (Europe/Zurich, GMT+02:00)",
    "zh": "2027年3月31日 14:00 (Europe/Zurich GMT+02:00)",
}


@pytest.mark.parametrize("language", sorted(TOLD))
def test_a_moment_names_its_zone_and_has_the_order_and_the_comma_of_the_language(
    language: str,
) -> None:
    assert Instants(language).moment(NOON, "Europe/Zurich") == TOLD[language]


def test_beside_utc_no_offset_is_told() -> None:
    assert Instants("zh").moment(NOON) == "2027年3月31日 12:00 (UTC)"


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    first = dt.date(2027, 1, 1)
    told = Instants("fr").day(first), Instants("fr").weekday(first)
    assert told == ("1er janvier 2027", "vendredi 1er janvier 2027")
