"""A published meeting can be withdrawn: its address keeps the day and the reason, nothing else."""

import datetime as dt

import pytest

from tests.cast import CAST, NOW
from tourdetable.intake.load import load_reference
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import restore_meeting, withdraw_meeting
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.rules import (
    may_read_tombstone,
    may_restore_meeting,
    may_withdraw_meeting,
    readable_tombstones,
)
from tourdetable.sheets.edition import Edition
from tourdetable.sheets.standing import TombstoneSheet

OPERATOR = CAST["operator"]
SLUG = "rcp-workshop-2005"
REASON = Wording.of(en="Published too early.")


@pytest.mark.parametrize(
    ("publicity", "withdraw", "restore", "tombstone"),
    [
        (Publicity.DRAFT, set(), set(), set()),
        (Publicity.PUBLISHED, {"operator"}, set(), set()),
        (Publicity.WITHDRAWN, set(), {"operator"}, set(CAST)),
    ],
)
def test_who_withdraws_restores_and_sees_that_it_was_withdrawn(
    publicity: Publicity, withdraw: set[str], restore: set[str], tombstone: set[str]
) -> None:
    meeting = Meeting(publicity=publicity)
    for rule, allowed in (
        (may_withdraw_meeting, withdraw),
        (may_restore_meeting, restore),
        (may_read_tombstone, tombstone),
    ):
        assert {role for role, actor in CAST.items() if rule(actor, meeting, NOW)} == allowed


@pytest.mark.usefixtures("reference")
def test_the_rule_and_the_filter_agree_on_tombstones() -> None:
    Meeting.objects.filter(slug=SLUG).update(publicity=Publicity.WITHDRAWN)
    for actor in CAST.values():
        by_rule = {m.slug for m in Meeting.objects.all() if may_read_tombstone(actor, m, NOW)}
        by_filter = Meeting.objects.filter(readable_tombstones(actor, NOW))
        assert {m.slug for m in by_filter} == by_rule == {SLUG}


@pytest.mark.usefixtures("reference")
def test_it_leaves_every_page_and_its_address_says_when_and_why() -> None:
    meeting = Meeting.objects.get(slug=SLUG)
    event = withdraw_meeting(meeting, reason=REASON, by=OPERATOR, now=NOW)
    assert (event.verb, event.thing) == ("withdraw_meeting", f"meeting:{SLUG}/publicity")
    edition = Edition(["fr"], by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)
    entries = list(edition.entries(list(edition.things())))
    (left,) = [entry for entry in entries if repr(SLUG) in repr(entry)]
    assert left.sheet == TombstoneSheet(
        "meeting", SLUG, "fr", PartialDate(NOW.date().isoformat()), REASON.read("fr")
    )


@pytest.mark.usefixtures("reference")
def test_it_can_come_back() -> None:
    meeting = Meeting.objects.get(slug=SLUG)
    before = Meeting.objects.filter(slug=SLUG).values().get()
    withdraw_meeting(meeting, reason=REASON, by=OPERATOR, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.withdrawn_on, meeting.publicity) == (NOW.date(), Publicity.WITHDRAWN)
    restore_meeting(meeting, by=OPERATOR, now=NOW + dt.timedelta(days=1))
    assert Meeting.objects.filter(slug=SLUG).values().get() == before


@pytest.mark.usefixtures("reference")
def test_loading_the_files_again_leaves_it_withdrawn() -> None:
    meeting = Meeting.objects.get(slug=SLUG)
    withdraw_meeting(meeting, reason=REASON, by=OPERATOR, now=NOW)
    count = Event.objects.count()
    load_reference(by=OPERATOR, now=NOW)
    meeting.refresh_from_db()
    assert (meeting.publicity, Event.objects.count()) == (Publicity.WITHDRAWN, count)


@pytest.mark.usefixtures("reference")
def test_a_withdrawal_is_refused_without_a_reason_twice_or_by_others() -> None:
    meeting = Meeting.objects.get(slug=SLUG)
    count = Event.objects.count()
    for reason in (Wording(), Wording.of(en="  ")):
        with pytest.raises(SentenceError, match="needs a reason"):
            withdraw_meeting(meeting, reason=reason, by=OPERATOR, now=NOW)
    with pytest.raises(NotAllowedError):
        withdraw_meeting(meeting, reason=REASON, by=ANONYMOUS, now=NOW)
    with pytest.raises(NotAllowedError):
        restore_meeting(meeting, by=OPERATOR, now=NOW)
    withdraw_meeting(meeting, reason=REASON, by=OPERATOR, now=NOW)
    with pytest.raises(SentenceError, match="that is withdrawn cannot become withdrawn"):
        withdraw_meeting(meeting, reason=REASON, by=OPERATOR, now=NOW)
    assert Event.objects.count() == count + 1
