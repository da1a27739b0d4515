"""Who may read and record meetings: the cast against every state."""

import pytest

from tests.cast import CAST, NOW
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import PUBLICITY_MOVES, Publicity
from tourdetable.meetings.enums import MeetingKind, Mode, Phase
from tourdetable.meetings.models import (
    AgendaItem,
    Concern,
    ItemDocument,
    Meeting,
    Session,
    Speaker,
)
from tourdetable.meetings.queries import readable
from tourdetable.meetings.rules import (
    AgendaThing,
    may_create_meeting,
    may_keep_agenda,
    may_keep_meeting,
    may_read_meeting,
    may_record_meeting,
)
from tourdetable.processes.enums import Basis, ProcessKind
from tourdetable.processes.models import Process

ONLY_OPERATOR = {"operator"}
SECRETARIAT = {"operator", "secretariat officer"}
CONCERNED = SECRETARIAT | {"chair's office", "delegate", "observer", "rapporteur"}
EVERYBODY = set(CAST)


def allowed(states: dict[str, bool]) -> set[str]:
    return {role for role, answer in states.items() if answer}


def meeting_of_the_cast(publicity: Publicity, slug: str = "table") -> Meeting:
    """A meeting that concerns the process whose chair's office is in the cast."""
    meeting = Meeting.objects.create(
        slug=slug,
        kind=MeetingKind.WORKSHOP,
        mode=Mode.IN_PERSON,
        start=PartialDate("2027-04-14"),
        publicity=publicity,
    )
    bali, _ = Process.objects.get_or_create(
        slug="bali-process", kind=ProcessKind.REGIONAL, basis=Basis.THEMATIC
    )
    Concern.objects.create(meeting=meeting, process=bali, position=0)
    return meeting


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("publicity", "readers"),
    [
        (Publicity.DRAFT, CONCERNED),
        (Publicity.PUBLISHED, EVERYBODY),
        (Publicity.WITHDRAWN, SECRETARIAT),
    ],
)
def test_who_reads_a_meeting(publicity: Publicity, readers: set[str]) -> None:
    meeting = meeting_of_the_cast(publicity)
    answers = {role: may_read_meeting(actor, meeting, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == readers


@pytest.mark.django_db
def test_a_draft_that_concerns_nobody_of_the_cast_is_the_secretariats() -> None:
    meeting = meeting_of_the_cast(Publicity.DRAFT, "third-table")
    meeting.concerns.all().delete()
    answers = {role: may_read_meeting(actor, meeting, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == SECRETARIAT


@pytest.mark.parametrize("phase", Phase)
def test_who_keeps_a_meeting_and_its_agenda(phase: Phase) -> None:
    meeting = Meeting(phase=phase)
    item = AgendaItem(session=Session(meeting=meeting))
    keepers = set() if phase is Phase.CANCELLED else SECRETARIAT
    found = {role: may_keep_meeting(by, meeting, NOW) for role, by in CAST.items()}
    assert allowed(found) == keepers
    on_it: tuple[AgendaThing, ...] = (
        meeting,
        item.session,
        item,
        Speaker(item=item),
        ItemDocument(item=item),
    )
    for thing in on_it:
        found = {role: may_keep_agenda(by, thing, NOW) for role, by in CAST.items()}
        assert allowed(found) == keepers


def test_who_sets_meetings_up() -> None:
    answers = {role: may_create_meeting(actor, None, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == SECRETARIAT


def test_only_the_operator_records() -> None:
    answers = {role: may_record_meeting(actor, None, NOW) for role, actor in CAST.items()}
    assert allowed(answers) == ONLY_OPERATOR


def test_every_state_of_publicity_has_its_moves_and_none_leads_back_to_a_draft() -> None:
    assert set(PUBLICITY_MOVES) == set(Publicity)
    assert all(Publicity.DRAFT not in moves for moves in PUBLICITY_MOVES.values())


@pytest.mark.django_db
@pytest.mark.parametrize("actor", CAST.values(), ids=CAST)
def test_the_rule_and_the_filter_agree_on_meetings(actor: Actor) -> None:
    meeting_of_the_cast(Publicity.DRAFT)
    for publicity in Publicity:
        meeting_of_the_cast(publicity, publicity.value)
    Meeting.objects.get(slug="draft").concerns.all().delete()
    by_rule = {m.slug for m in Meeting.objects.all() if may_read_meeting(actor, m, NOW)}
    assert {meeting.slug for meeting in readable(actor, NOW)} == by_rule
