"""Meetings are set up, copied, put right, convened, closed and cancelled."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.cast import CAST, NOW
from tests.meetings.table import (
    FACTS,
    OFFICER,
    item,
    last_event,
    meeting,
    session,
    switzerland,
    utc,
)
from tourdetable.invitations.models import OrganisationRule
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import ChangedMeanwhileError, state_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import (
    amend_item,
    amend_meeting,
    cancel_meeting,
    close_meeting,
    convene_meeting,
    copy_meeting,
    create_meeting,
)
from tourdetable.meetings.enums import PHASE_MOVES, Phase, Progress
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.changes import changes_since_invited
from tourdetable.meetings.queries.facts import facts_of, left_open
from tourdetable.meetings.queries.progress import meetings_in, narrowed, progress_on

pytestmark = pytest.mark.django_db
TODAY = dt.date(2027, 4, 14)


def test_a_meeting_is_set_up_with_all_that_was_said() -> None:
    facts = replace(FACTS, hosts=(switzerland(),))
    create_meeting(facts, by=OFFICER, now=NOW)
    made = Meeting.objects.get()
    assert (made.slug, made.publicity, made.phase) == ("second-table", "draft", "preparing")
    assert facts_of(made) == facts
    assert made.words == "second table geneva second table deuxieme table"
    assert (last_event().verb, last_event().thing) == ("create_meeting", "meeting:second-table")
    assert '"hosts":["CHE"]' in last_event().after


@pytest.mark.parametrize(
    "who", [who for who in CAST if who not in ("operator", "secretariat officer")]
)
def test_nobody_else_sets_one_up(who: str) -> None:
    with pytest.raises(NotAllowedError):
        create_meeting(FACTS, by=CAST[who], now=NOW)
    assert (Meeting.objects.count(), Event.objects.count()) == (0, 0)


def test_a_name_in_any_script_gives_an_address() -> None:
    for _ in range(2):
        facts = replace(FACTS, names=Wording.of(ar="الطاولة الثانية"))
        create_meeting(facts, by=OFFICER, now=NOW)
    assert {row.slug for row in Meeting.objects.all()} == {"meeting", "meeting-2"}


def test_a_copy_takes_the_shape_of_the_agenda_and_the_rules_and_no_hours() -> None:
    origin = meeting()
    block = session(origin, 15)
    item(block, "Conclusions")
    OrganisationRule.objects.create(meeting=origin, kind="regional")
    facts = replace(FACTS, start=PartialDate("2028-05-02"), end=None)
    copy_meeting(origin, facts=facts, by=OFFICER, now=NOW)
    made = Meeting.objects.exclude(pk=origin.pk).get()
    (copied,) = made.sessions.all()
    (point,) = copied.items.all()
    assert (copied.date, copied.starts_at) == (PartialDate("2028-05-03"), None)
    assert (point.title.text("en"), point.minutes, point.starts_at) == ("Conclusions", 30, None)
    assert [rule.kind for rule in made.organisation_rules.all()] == ["regional"]
    assert Event.objects.filter(verb="copy_meeting").count() == 1
    assert left_open(origin)["number_in_series"] is None


def test_where_the_zone_is_put_right_the_clock_of_the_agenda_stays() -> None:
    row = meeting()
    point = item(session(row), "Opening")
    assert point.starts_at == utc(2027, 4, 14, 7)
    amend_meeting(row, facts=replace(FACTS, zone="Asia/Manila"), by=OFFICER, now=NOW)
    point.refresh_from_db()
    assert point.starts_at == utc(2027, 4, 14, 1)


def test_two_who_put_it_right_at_once_see_each_other() -> None:
    row = meeting()
    seen = state_of(row)
    amend_meeting(row, facts=replace(FACTS, place_city="Bern"), seen=seen, by=OFFICER, now=NOW)
    late = Meeting.objects.get()
    with pytest.raises(ChangedMeanwhileError):
        amend_meeting(
            late, facts=replace(FACTS, place_city="Basel"), seen=seen, by=OFFICER, now=NOW
        )
    assert Meeting.objects.get().place_city == "Bern"


def test_phases_move_along_their_table() -> None:
    assert set(PHASE_MOVES) == set(Phase)
    row = meeting()
    convene_meeting(row, by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="convened and cannot become convened"):
        convene_meeting(row, by=OFFICER, now=NOW)
    close_meeting(row, by=OFFICER, now=NOW)
    with pytest.raises(SentenceError, match="closed and cannot become cancelled"):
        cancel_meeting(row, reason=Wording.of(en="Too late."), by=OFFICER, now=NOW)
    assert Meeting.objects.get().phase == Phase.CLOSED


def test_a_cancelled_meeting_says_why_and_stays_as_it_was() -> None:
    row = meeting()
    with pytest.raises(SentenceError, match="Say why"):
        cancel_meeting(row, reason=Wording.of(en=" "), by=OFFICER, now=NOW)
    cancel_meeting(row, reason=Wording.of(en="No quorum."), by=OFFICER, now=NOW)
    assert str(Meeting.objects.get().cancellation_reason) == "No quorum."
    with pytest.raises(NotAllowedError):
        amend_meeting(row, facts=FACTS, by=OFFICER, now=NOW)


@pytest.mark.parametrize(
    ("start", "end", "phase", "progress"),
    [
        ("2027-04-15", None, "preparing", Progress.PREPARING),
        ("2027-04-15", None, "convened", Progress.CONVENED),
        ("2027-04-14", None, "preparing", Progress.UNDER_WAY),
        ("2027-04-13", "2027-04-14", "convened", Progress.UNDER_WAY),
        ("2027-04-13", None, "convened", Progress.PAST),
        ("2027-04", None, "preparing", Progress.PREPARING),
        ("2027", None, "convened", Progress.CONVENED),
        ("2026", None, "preparing", Progress.PAST),
        ("2027-03", None, "preparing", Progress.PAST),
        ("2027-04-01", "2027-04", "convened", Progress.UNDER_WAY),
        ("2020-01-01", None, "closed", Progress.CLOSED),
        ("2030-01-01", None, "cancelled", Progress.CANCELLED),
    ],
)
def test_progress_follows_from_phase_and_dates_and_the_filter_agrees(
    start: str, end: str | None, phase: str, progress: Progress
) -> None:
    row = meeting()
    row.start, row.phase = PartialDate(start), phase
    row.end = PartialDate(end) if end else None
    row.save()
    assert progress_on(row, TODAY) is progress
    found = {one for one in Progress if meetings_in(one, TODAY, Meeting.objects.all()).exists()}
    assert found == {progress}


def test_a_list_is_narrowed_by_words_without_case_or_accents() -> None:
    meeting()
    rows = Meeting.objects.all()
    asked = {"progress": "", "year": "", "words": "", "day": TODAY}
    for found, more in (
        (1, {}),
        (1, {"words": "DEUXIÈME gene"}),
        (0, {"words": "third"}),
        (1, {"year": "2027"}),
        (0, {"year": "2026"}),
        (1, {"progress": "under-way"}),
        (0, {"progress": "past"}),
    ):
        assert narrowed(rows, **{**asked, **more}).count() == found


def test_what_has_changed_since_it_was_convened_is_known() -> None:
    row = meeting()
    point = item(session(row), "Opening")
    assert not changes_since_invited(row)
    convene_meeting(row, by=OFFICER, now=NOW)
    later = NOW + dt.timedelta(days=1)
    assert not changes_since_invited(row)
    amend_meeting(row, facts=replace(FACTS, place_city="Bern"), by=OFFICER, now=later)
    amend_item(point, values={"minutes": 45}, by=OFFICER, now=later)
    found = changes_since_invited(row)
    assert [(f.column, f.before, f.after) for f in found.facts] == [
        ("place_city", "Geneva", "Bern")
    ]
    assert [one.alterations for one in found.agenda.items] == [("retimed",)]
    assert (found.invited_at, found.is_cancelled) == (NOW, False)
    cancel_meeting(row, reason=Wording.of(en="No quorum."), by=OFFICER, now=later)
    assert changes_since_invited(row).is_cancelled
    told = changes_since_invited(row, later + dt.timedelta(days=1))
    assert (told.facts, told.is_cancelled) == ((), False)
