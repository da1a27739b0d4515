"""Drawings keep their laws: nothing overlaps, nothing leaves its axis, a year is a whole year."""

import datetime as dt
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import PartyKind
from tourdetable.processes.enums import Role
from tourdetable.sheets.lists import GrowthYear
from tourdetable.sheets.parts import Cited, PartyLine
from tourdetable.sheets.process import OfficeLine
from tourdetable.ui.figures import (
    PLAN_SIZE,
    ROW_HEIGHT,
    TIMELINE_WIDTH,
    Bar,
    GrowthFigure,
    Point,
    Timeline,
    growth,
    points,
    table_plan,
    timeline,
)

CITED = Cited((), is_unverified=False)


def party(name: str) -> PartyLine:
    return PartyLine(name.lower(), PartyKind.COUNTRY, Reading(name, "en"))


def office(names: str, since: str | None, until: str | None, role: Role = Role.CHAIR) -> OfficeLine:
    start, end = (PartialDate(text) if text else None for text in (since, until))
    holders = tuple(map(party, names.split()))
    note = Reading("", "en")
    return OfficeLine(role, None, None, holders, start, end, end is None, note, CITED)


# ── A table with seats ────────────────────────────────────────────────────────


@pytest.mark.parametrize("count", range(1, 61))
def test_seats_never_overlap_nor_leave_the_plan(count: int) -> None:
    plan = table_plan(count)
    assert len(plan.seats) == count
    for one, other in combinations(plan.seats, 2):
        assert dist((one.x, one.y), (other.x, other.y)) > 2 * plan.seat_radius
    for seat in plan.seats:
        assert plan.seat_radius <= min(seat.x, seat.y)
        assert max(seat.x, seat.y) <= PLAN_SIZE - plan.seat_radius
        middle = PLAN_SIZE / 2
        assert dist((seat.x, seat.y), (middle, middle)) > plan.table_radius + plan.seat_radius
    assert plan.seats[0] == Point(150.0, round(150 - plan.ring_radius, 1))


def test_seats_run_clockwise_from_the_top() -> None:
    plan = table_plan(4)
    top, right, bottom, left = plan.seats
    assert top.x == bottom.x == right.y == left.y == 150.0
    assert top.y < 150 < bottom.y
    assert left.x < 150 < right.x


def test_more_seats_are_not_larger() -> None:
    radii = [table_plan(count).seat_radius for count in range(1, 61)]
    assert radii == sorted(radii, reverse=True)
    assert radii[-1] > 5


def test_a_table_may_be_empty_but_not_less() -> None:
    assert table_plan(0).seats == ()
    with pytest.raises(ValueError, match="-1 seats"):
        table_plan(-1)


# ── Offices over time ─────────────────────────────────────────────────────────

days = st.dates(dt.date(1980, 1, 1), dt.date(2030, 12, 31)).map(lambda day: day.isoformat())
partial = st.builds(lambda day, n: PartialDate(day[:n]), days, st.sampled_from([4, 7, 10]))


@st.composite
def terms(draw: st.DrawFn) -> OfficeLine:
    start, end = sorted((draw(partial), draw(partial)))
    known = draw(st.sampled_from(["both", "start", "end", "none"]))
    return office(
        draw(st.sampled_from(["Canada", "Canada Chile", ""])),
        start.text if known in {"both", "start"} else None,
        end.text if known in {"both", "end"} else None,
        draw(st.sampled_from([Role.CHAIR, Role.SECRETARIAT])),
    )


some_terms = st.lists(terms(), max_size=12).map(tuple)


def right(bar: Bar) -> float:
    return round(bar.x + bar.width, 1)


@given(some_terms)
def test_bars_stay_on_the_axis_and_keep_the_order(offices: tuple[OfficeLine, ...]) -> None:
    drawn = timeline(offices)
    shown = [i for i, o in enumerate(offices) if o.holders and (o.since or o.until)]
    assert [bar.office for bar in drawn.bars] == shown
    for bar in drawn.bars:
        assert bar.x >= 0
        assert bar.width > 0
        assert right(bar) <= TIMELINE_WIDTH
        assert 0 <= bar.y <= drawn.axis_y - ROW_HEIGHT
        assert bar.fades_in is (offices[bar.office].since is None)
        assert bar.fades_out is (offices[bar.office].until is None)
        assert not bar.fades_out or right(bar) == TIMELINE_WIDTH
    assert drawn.axis_y <= drawn.height


@given(some_terms)
def test_bars_of_one_row_do_not_overlap_and_are_of_one_office(
    offices: tuple[OfficeLine, ...],
) -> None:
    for one, other in combinations(timeline(offices).bars, 2):
        if one.row == other.row:
            assert right(one) <= other.x or right(other) <= one.x
            assert offices[one.office].role is offices[other.office].role


@given(some_terms)
def test_no_row_is_empty_and_ticks_are_in_order(offices: tuple[OfficeLine, ...]) -> None:
    drawn = timeline(offices)
    rows = {bar.row for bar in drawn.bars}
    assert rows == set(range(len(rows)))
    assert all(a.at < b.at and a.value < b.value for a, b in pairwise(drawn.ticks))
    assert all(0 <= tick.at <= TIMELINE_WIDTH for tick in drawn.ticks)
    assert len(drawn.ticks) <= 11


@given(st.integers(1980, 2030), st.integers(0, 30), days)
def test_a_year_alone_covers_its_whole_year(first: int, length: int, day: str) -> None:
    """Every day of a year that a term names lies under the bar of a term that is just that day."""
    year = int(day[:4])
    by_year = office("Canada", str(min(first, year)), str(max(first + length, year)))
    by_day = office("Chile", day, day, Role.HOST)
    bar, inside = timeline((by_year, by_day)).bars
    assert (bar.x, right(bar)) == (0.0, TIMELINE_WIDTH)
    assert bar.x <= inside.x <= right(inside) <= right(bar)


def test_terms_that_follow_each_other_share_a_row() -> None:
    drawn = timeline(
        (
            office("Canada", "2001", "2002"),
            office("Chile Peru", "2003", "2004"),
            office("Spain", "2004", None),
            office("IOM", None, "2002-06-30", Role.SECRETARIAT),
        )
    )
    assert [(bar.label, bar.row) for bar in drawn.bars] == [
        ("Canada", 0),
        ("Chile · Peru", 0),
        ("Spain", 1),
        ("IOM", 2),
    ]
    # Six years from 2000 to the end of 2005: the year before the first, the year after the last.
    assert [(bar.x, bar.width) for bar in drawn.bars] == [
        (120.0, 240.0),
        (360.0, 240.0),
        (480.0, 240.0),
        (179.2, 120.3),
    ]
    assert [(tick.at, tick.value) for tick in drawn.ticks] == [
        (120.0 * place, 2000 + place) for place in range(7)
    ]
    assert (drawn.axis_y, drawn.height) == (84.0, 108)


def test_a_day_in_a_long_time_can_still_be_seen() -> None:
    drawn = timeline(
        (office("Canada", "1950", "2020"), office("Chile", "2020-12-31", "2020-12-31"))
    )
    assert [(bar.x, bar.width) for bar in drawn.bars] == [(0.0, 720.0), (718.0, 2.0)]


@pytest.mark.parametrize(
    "offices", [(), (office("Canada", None, None),), (office("", "2001", "2002"),)]
)
def test_nothing_to_draw_is_an_empty_timeline(offices: tuple[OfficeLine, ...]) -> None:
    assert timeline(offices) == Timeline(TIMELINE_WIDTH, 0, 0.0, (), ())


# ── Growth in number ──────────────────────────────────────────────────────────


@st.composite
def growing(draw: st.DrawFn) -> list[GrowthYear]:
    first = draw(st.integers(1900, 2020))
    years, least, total, most = [], 0, 0, 0
    for year in range(first, first + draw(st.integers(1, 60))):
        most += draw(st.integers(0, 4))
        total += draw(st.integers(0, most - total))
        least += draw(st.integers(0, total - least))
        years.append(GrowthYear(year, (), total, least, most))
    return years


@given(growing())
def test_the_line_rises_inside_its_band(years: list[GrowthYear]) -> None:
    drawn = growth(years)
    half = len(drawn.band) // 2
    least, greatest = drawn.band[:half], drawn.band[half:][::-1]
    assert len(drawn.line) == len(least) == len(greatest) == 2 * len(years)
    for low, mid, high in zip(least, drawn.line, greatest, strict=True):
        assert low.x == mid.x == high.x
        assert 0 <= high.y <= mid.y <= low.y <= drawn.bottom
        assert drawn.left <= mid.x <= drawn.right
    assert all(a.x <= b.x and a.y >= b.y for a, b in pairwise(drawn.line))
    assert drawn.counts[0].value == 0
    assert drawn.counts[-1].value >= years[-1].at_most
    assert all(a.at > b.at for a, b in pairwise(drawn.counts))


def test_a_year_s_total_is_drawn_over_that_year() -> None:
    drawn = growth([GrowthYear(2000, (), 1, 0, 1), GrowthYear(2001, (), 2, 2, 2)])
    assert drawn.line == (
        Point(36.0, 114.0),
        Point(360.0, 114.0),
        Point(360.0, 12.0),
        Point(684.0, 12.0),
    )
    assert drawn.band == (
        Point(36.0, 216.0),
        Point(360.0, 216.0),
        Point(360.0, 12.0),
        Point(684.0, 12.0),
        Point(684.0, 12.0),
        Point(360.0, 12.0),
        Point(360.0, 114.0),
        Point(36.0, 114.0),
    )
    assert [(tick.at, tick.value) for tick in drawn.years] == [
        (36.0, 2000),
        (360.0, 2001),
        (684.0, 2002),
    ]
    assert [(tick.at, tick.value) for tick in drawn.counts] == [(216.0, 0), (114.0, 1), (12.0, 2)]
    assert points(drawn.line) == "36,114 360,114 360,12 684,12"


def test_no_years_are_an_empty_figure() -> None:
    assert growth([]) == GrowthFigure(720, 0, 36.0, 684.0, 0.0, (), (), (), ())
