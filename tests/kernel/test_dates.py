"""Partial dates compare in three values and never pretend to know more than they say."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.enums import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
partial_dates = st.builds(
    lambda day, length: PartialDate(day.isoformat()[:length]), days, st.sampled_from([4, 7, 10])
)
answers = st.sampled_from(list(Answer))


@given(days, st.sampled_from([4, 7, 10]))
def test_a_partial_date_holds_the_day_it_was_cut_from(day: dt.date, length: int) -> None:
    date = PartialDate(day.isoformat()[:length])
    assert date.earliest <= day <= date.latest
    assert date.contains(PartialDate.of(day))
    assert PartialDate.of(str(date)) == date


@given(partial_dates, partial_dates, days, days)
def test_an_answer_holds_for_every_possible_day(
    one: PartialDate, other: PartialDate, first: dt.date, second: dt.date
) -> None:
    answer = one.not_after(other)
    if one.contains(PartialDate.of(first)) and other.contains(PartialDate.of(second)):
        if answer is YES:
            assert first <= second
        if answer is NO:
            assert first > second


@given(partial_dates, partial_dates)
def test_what_is_unknown_could_go_either_way(one: PartialDate, other: PartialDate) -> None:
    if one.not_after(other) is UNKNOWN:
        assert one.earliest <= other.latest
        assert one.latest > other.earliest


@given(answers, answers, answers)
def test_the_logic_of_answers(a: Answer, b: Answer, c: Answer) -> None:
    assert (a & b, a | b) == (b & a, b | a)
    assert a & (b & c) == (a & b) & c
    assert ~(a & b) == ~a | ~b
    assert ~~a is a


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("5", "“5” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("2005-4", "“2005-4” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("２００５", "“２００５” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD."),
        ("2005-02-30", "“2005-02-30” names a day or month that does not exist."),
        ("2005-13", "“2005-13” names a day or month that does not exist."),
        ("0000", "“0000” names a day or month that does not exist."),
    ],
)
def test_what_is_no_date_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(ValueError, match=r"date|exist") as refusal:
        PartialDate(text)
    assert str(refusal.value) == says


@pytest.mark.parametrize(
    ("start", "end", "on", "answer"),
    [
        ("2004", "2005", "2005-04-14", UNKNOWN),
        ("2005", "2006", "2005-04-14", UNKNOWN),
        ("2004", "2006", "2005-04-14", YES),
        ("2005", "2005", "2005-04-14", YES),
        ("2005", "2005", "2005", YES),
        ("2005", "2005", "2006-01-01", NO),
        ("2005-04", "2005-04", "2005", UNKNOWN),
        ("2004-05-01", None, "2005-04-14", YES),
        ("2005-04-14", None, "2005-04-14", YES),
        (None, "2025-01-29", "2025-01-29", UNKNOWN),
        (None, "2025-01-29", "2025-01-30", NO),
        ("1975", "2025-01-29", "2025-01-29", YES),
        (None, None, "2005-04-14", UNKNOWN),
        ("2006", None, "2005-04-14", NO),
    ],
)
def test_a_period_covers_a_date(
    start: str | None, end: str | None, on: str, answer: Answer
) -> None:
    period = Period(PartialDate(start) if start else None, PartialDate(end) if end else None)
    assert period.covers(PartialDate(on)) is answer


def test_a_period_whose_end_nobody_found_is_not_open() -> None:
    suspended = Period(PartialDate("2021-09-08"), end_unknown=True)
    assert suspended.covers(PartialDate("2025-06-01")) is UNKNOWN
    assert suspended.covers(PartialDate("2021-01-01")) is NO


def test_a_period_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="from 2006 to 2005"):
        Period(PartialDate("2006"), PartialDate("2005"))
    Period(PartialDate("2005-12-31"), PartialDate("2005"))


@given(partial_dates, partial_dates, partial_dates)
def test_a_period_never_covers_what_lies_wholly_outside(
    start: PartialDate, end: PartialDate, on: PartialDate
) -> None:
    if end.latest < start.earliest:
        return
    outside = on.latest < start.earliest or on.earliest > end.latest
    assert (Period(start, end).covers(on) is NO) == outside


def test_lists_of_dates_have_one_order() -> None:
    texts = ["2005-04-14", "2005", "2004-12", "2005-04", "2005-01-01"]
    ordered = [date.text for date in sorted(map(PartialDate, texts))]
    assert ordered == ["2004-12", "2005", "2005-01-01", "2005-04", "2005-04-14"]
