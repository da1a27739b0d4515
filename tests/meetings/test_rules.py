"""Who may read and record meetings: the cast against every state."""

import pytest

from tests.cast import CAST, NOW
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import PUBLICITY_MOVES, Publicity
from tourdetable.meetings.enums import MeetingKind, Mode
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.meetings.rules import may_read_meeting, may_record_meeting

ONLY_OPERATOR = {"operator"}
EVERYBODY = set(CAST)


def allowed(states: dict[str, bool]) -> set[str]:
    return {role for role, answer in states.items() if answer}


@pytest.mark.parametrize(
    ("publicity", "readers"),
    [
        (Publicity.DRAFT, ONLY_OPERATOR),
        (Publicity.PUBLISHED, EVERYBODY),
        (Publicity.WITHDRAWN, ONLY_OPERATOR),
    ],
)
def test_who_reads_a_meeting(publicity: Publicity, readers: set[str]) -> None:
    meeting = Meeting(publicity=publicity)
    answers = {role: may_read_meeting(actor, meeting, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == readers


def test_only_the_operator_records() -> None:
    answers = {role: may_record_meeting(actor, None, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == ONLY_OPERATOR


def test_every_state_of_publicity_has_its_moves_and_none_leads_back_to_a_draft() -> None:
    assert set(PUBLICITY_MOVES) == set(Publicity)
    assert all(Publicity.DRAFT not in moves for moves in PUBLICITY_MOVES.values())


@pytest.mark.django_db
@pytest.mark.parametrize("actor", CAST.values(), ids=CAST)
def test_the_rule_and_the_filter_agree_on_meetings(actor: Actor) -> None:
    for publicity in Publicity:
        Meeting.objects.create(
            slug=publicity.value,
            kind=MeetingKind.WORKSHOP,
            mode=Mode.IN_PERSON,
            start=PartialDate("2005-04-14"),
            publicity=publicity,
        )
    by_rule = {m.slug for m in Meeting.objects.all() if may_read_meeting(actor, m, NOW)}
    assert {meeting.slug for meeting in readable(actor, NOW)} == by_rule
