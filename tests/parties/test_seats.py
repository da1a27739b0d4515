"""Membership on a date: dated spells decide, the plain list speaks where they are silent."""

from dataclasses import dataclass

import pytest

from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.sources import UNVERIFIED
from tourdetable.parties.enums import Certainty, SeatEvidence
from tourdetable.parties.models import Party
from tourdetable.parties.queries import seat_on

LISTED, DATED, UNCERTAIN = SeatEvidence.LISTED, SeatEvidence.DATED, SeatEvidence.UNCERTAIN


@dataclass
class Row:
    evidence: str
    since: str | None = None
    until: str | None = None
    is_territory: bool = False

    @property
    def period(self) -> Period:
        return Period(
            PartialDate(self.since) if self.since else None,
            PartialDate(self.until) if self.until else None,
        )


@pytest.mark.parametrize(
    ("rows", "on", "told"),
    [
        ([Row(LISTED)], "2005-04-14", "listed: listed"),
        ([Row(LISTED), Row(DATED)], "2005-04-14", "listed: listed"),
        ([Row(LISTED), Row(DATED, "2000")], "2005-04-14", "certain:"),
        ([Row(LISTED), Row(DATED, "2000")], "1999-04-14", "none"),
        ([Row(LISTED), Row(DATED, "2000")], "2000-03-23", "doubtful: start-precision 2000"),
        ([Row(DATED, "2001", "2025")], "2025-06-01", "doubtful: end-precision 2025"),
        ([Row(DATED, None, "2014")], "2010-01-01", "doubtful: start-unknown"),
        ([Row(DATED, None, "2014")], "2015-01-01", "none"),
        ([Row(DATED)], "2010-01-01", "doubtful: start-unknown"),
        ([Row(LISTED), Row(DATED, "2009", "2020-01")], "2024-01-01", "listed: listed"),
        ([Row(DATED, "1958", "1973"), Row(DATED, "1990")], "1980-01-01", "none"),
        ([Row(DATED, "1958", "1973"), Row(DATED, "1990")], "1995-01-01", "certain:"),
        ([Row(UNCERTAIN)], "2010-01-01", "doubtful: uncertain"),
        ([Row(UNCERTAIN), Row(DATED, "2001", "2025")], "2016-06-01", "certain:"),
        ([Row(UNCERTAIN), Row(DATED, "2001", "2025")], "2026-06-01", "doubtful: uncertain"),
    ],
)
def test_a_seat_on_a_date(rows: list[Row], on: str, told: str) -> None:
    seat = seat_on(Party(code="AUS"), rows, ("a-page",), PartialDate(on))
    if seat is None:
        assert told == "none"
        return
    reasons = ", ".join(f"{r.code} {r.unit or ''}".strip() for r in seat.reasons)
    assert f"{seat.certainty}: {reasons}".strip() == told


def test_a_list_from_memory_is_doubtful_as_a_whole() -> None:
    seat = seat_on(Party(code="AUS"), [Row(LISTED)], (UNVERIFIED,), PartialDate("2005"))
    assert seat is not None
    assert seat.certainty is Certainty.DOUBTFUL
    assert [str(reason.code) for reason in seat.reasons] == ["listed", "unverified"]


def test_a_territory_keeps_its_mark_and_its_sources_once() -> None:
    rows = [Row(LISTED, is_territory=True), Row(DATED, "2000")]
    seat = seat_on(Party(code="HKG"), rows, ("a", "b", "a"), PartialDate("2005"))
    assert seat is not None
    assert (seat.is_territory, seat.sources) == (True, ("a", "b"))
