"""Where things stand in the drawings: pure geometry, in units of the drawing's own viewBox.

`x` grows to the right and `y` downwards, as in SVG. Every number is rounded to one decimal.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind
from tourdetable.sheets.lists import GrowthYear
from tourdetable.sheets.process import OfficeLine
from tourdetable.ui.axes import (
    Axis,
    Tick,
    beginning,
    ending,
    round_steps,
    rounded,
    rounded_down,
    year_ticks,
)


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a drawing."""

    x: float
    y: float


# ── A table with seats ────────────────────────────────────────────────────────

PLAN_SIZE = 300
_MARGIN = 6.0
_LARGEST_SEAT = 22.0
_GAP = 1.2
"""The distance between the middles of neighbours, in diameters of a seat."""


@dataclass(frozen=True, slots=True)
class TablePlan:
    """A round table seen from above, in a viewBox of `size` × `size`, its middle in the middle.

    `seats` run clockwise from the top. `ring_radius` is that of the circle through their middles;
    `table_radius` is that of the table before them.
    """

    size: int
    seats: tuple[Point, ...]
    seat_radius: float
    ring_radius: float
    table_radius: float


def table_plan(count: int) -> TablePlan:
    """A table for that many, with seats as large as leaves a gap between neighbours.

    Raises ValueError for a negative number.
    """
    if count < 0:
        msg = f"A table cannot have {count} seats."
        raise ValueError(msg)
    room = PLAN_SIZE / 2 - _MARGIN
    # Neighbours' middles are 2·ring·sin(π/count) apart, and ring + radius fills the room.
    chord = 2 * math.sin(math.pi / count) if count > 1 else 2.0
    radius = rounded_down(min(_LARGEST_SEAT, room * chord / (2 * _GAP + chord)))
    ring = rounded_down(room - radius)
    middle = PLAN_SIZE / 2
    turns = (2 * math.pi * place / count for place in range(count))
    seats = tuple(
        Point(rounded(middle + ring * math.sin(turn)), rounded(middle - ring * math.cos(turn)))
        for turn in turns
    )
    return TablePlan(PLAN_SIZE, seats, radius, ring, rounded_down(ring - 1.5 * radius))


# ── Offices over time ─────────────────────────────────────────────────────────

TIMELINE_WIDTH = 720
ROW_HEIGHT = 28
AXIS_HEIGHT = 24
_LEAST_BAR = 2.0
_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A term of an office. `office` is its place in the sequence that was given.

    The bar fades where its start is not known, or its end is open or not known. `y` is the top of
    its row, `label` its holders, with a point between them.
    """

    office: int
    row: int
    x: float
    y: float
    width: float
    fades_in: bool
    fades_out: bool
    label: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Bars over one axis of years, in a viewBox of `width` × `height`.

    `axis_y` is where the axis runs, below all rows; `ticks` are the beginnings of years.
    """

    width: int
    height: int
    axis_y: float
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """From where to where a term runs on the axis, and the place of its office."""

    office: int
    left: float
    right: float


def timeline(offices: Sequence[OfficeLine]) -> Timeline:
    """Terms with at least one holder and one date, each kind of office on rows of its own.

    The axis runs from the beginning of the first year that is named to the end of the last one,
    and a year further where something is open or not known. A term without an end runs to the end
    of the axis.
    """
    dated = [i for i, o in enumerate(offices) if o.holders and (o.since or o.until)]
    if not dated:
        return Timeline(TIMELINE_WIDTH, 0, 0.0, (), ())
    axis = _axis([offices[i] for i in dated])
    stretches = [_stretch(i, offices[i], axis) for i in dated]
    rows = _rows(stretches, offices)
    bars = tuple(_bar(s, offices[s.office], rows[s.office]) for s in stretches)
    axis_y = ROW_HEIGHT * (max(rows.values()) + 1)
    return Timeline(
        TIMELINE_WIDTH, axis_y + AXIS_HEIGHT, float(axis_y), bars, year_ticks(axis, _MOST_TICKS)
    )


def _axis(offices: Sequence[OfficeLine]) -> Axis:
    named = [date.year for o in offices for date in (o.since, o.until) if date]
    before = any(o.since is None for o in offices)
    after = any(o.until is None for o in offices)
    return Axis(min(named) - before, max(named) + 1 + after, 0, TIMELINE_WIDTH)


def _stretch(place: int, office: OfficeLine, axis: Axis) -> _Stretch:
    """All days that the term may cover; a year further back where its start is not known."""
    if office.since:
        start = beginning(office.since)
    else:
        start = beginning(office.until) - 1 if office.until else axis.first
    end = ending(office.until) if office.until else axis.last
    left = min(axis.at(start), TIMELINE_WIDTH - _LEAST_BAR)
    return _Stretch(place, left, max(axis.at(end), rounded(left + _LEAST_BAR)))


def _rows(stretches: Iterable[_Stretch], offices: Sequence[OfficeLine]) -> dict[int, int]:
    """A row for each term: the first one of its kind of office that is free by then.

    Two terms that share a year of which the day is not known stand on two rows in that year: the
    drawing does not pick a day for the handover.
    """
    kinds: dict[tuple[Role, MandateStyle | None, SecretariatKind | None], list[_Stretch]] = {}
    for stretch in stretches:
        office = offices[stretch.office]
        kinds.setdefault((office.role, office.style, office.secretariat_kind), []).append(stretch)
    rows: dict[int, int] = {}
    top = 0
    for group in kinds.values():
        free: list[float] = []
        for stretch in sorted(group, key=lambda s: (s.left, s.right)):
            row = next((i for i, end in enumerate(free) if end <= stretch.left), len(free))
            free[row : row + 1] = [stretch.right]
            rows[stretch.office] = top + row
        top += len(free)
    return rows


def _bar(stretch: _Stretch, office: OfficeLine, row: int) -> Bar:
    return Bar(
        stretch.office,
        row,
        stretch.left,
        float(row * ROW_HEIGHT),
        rounded(stretch.right - stretch.left),
        office.since is None,
        office.until is None,
        " · ".join(holder.name.text for holder in office.holders),
    )


# ── Growth in number ──────────────────────────────────────────────────────────

GROWTH_WIDTH = 720
GROWTH_HEIGHT = 240
_SIDE, _TOP, _FOOT = 36.0, 12.0, 24.0
_MOST_COUNTS = 6


@dataclass(frozen=True, slots=True)
class GrowthFigure:
    """A line of steps over years, in a viewBox of `width` × `height`.

    `line` is the total at the end of each year, drawn over that whole year. `band` is the outline
    of all totals that the claims allow, from the least to the most. `years` stand on the axis
    from left to right, `counts` on the one from the bottom (`bottom`) to the top.
    """

    width: int
    height: int
    left: float
    right: float
    bottom: float
    line: tuple[Point, ...]
    band: tuple[Point, ...]
    years: tuple[Tick, ...]
    counts: tuple[Tick, ...]


def growth(years: Sequence[GrowthYear]) -> GrowthFigure:
    """How the number grew; without years an empty figure of no height."""
    right, bottom = GROWTH_WIDTH - _SIDE, GROWTH_HEIGHT - _FOOT
    if not years:
        return GrowthFigure(GROWTH_WIDTH, 0, _SIDE, right, 0.0, (), (), (), ())
    axis = Axis(years[0].year, years[-1].year + 1, _SIDE, right - _SIDE)
    most = max(1, *(max(year.total, year.at_most) for year in years))
    step = next(s for s in round_steps() if most / s <= _MOST_COUNTS)
    top = math.ceil(most / step) * step

    def height(count: int) -> float:
        return rounded(bottom - count * (bottom - _TOP) / top)

    def steps(counts: Sequence[int]) -> list[Point]:
        ends = [axis.at(y) for y in (*(year.year for year in years), axis.last)]
        corners = zip(ends, ends[1:], map(height, counts), strict=False)
        return [Point(x, y) for begin, end, y in corners for x in (begin, end)]

    least = steps([year.at_least for year in years])
    greatest = steps([year.at_most for year in years])
    return GrowthFigure(
        GROWTH_WIDTH,
        GROWTH_HEIGHT,
        _SIDE,
        right,
        bottom,
        tuple(steps([year.total for year in years])),
        (*least, *reversed(greatest)),
        year_ticks(axis, _MOST_TICKS),
        tuple(Tick(height(count), count) for count in range(0, top + 1, step)),
    )


def points(line: Iterable[Point]) -> str:
    """The `points` of an SVG `polyline` or `polygon`."""
    return " ".join(f"{point.x:g},{point.y:g}" for point in line)
