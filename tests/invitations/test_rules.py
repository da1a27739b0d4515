"""Who may do and read what of an invitation: the cast against every state and every verb."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db.models import Model, Q

from tests.cast import CAST, NOW
from tests.invited import invited, named
from tourdetable.invitations.enums import (
    INVITATION_MOVES,
    NOMINATION_MOVES,
    InvitationState,
    NominationState,
    Showing,
)
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.invitations.rules import (
    may_answer_invitation,
    may_change_nomination,
    may_keep_invitations,
    may_keep_participants,
    may_read_invitation,
    may_read_nomination,
    may_read_participant,
    may_set_invitation_rules,
    may_take_in_list,
    readable_invitations,
    readable_nominations,
    readable_participants,
)
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind, Publicity
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Person

pytestmark = pytest.mark.django_db

OF_FIJI = Standing(Capacity.REPLIER, "invitation:workshop-2027/FJI")
OF_TONGA = Standing(Capacity.REPLIER, "invitation:workshop-2027/TON")
STANDINGS = {
    "secretariat officer": [Standing(Capacity.OFFICER)],
    "chair's office": [Standing(Capacity.CHAIR, "process:bali-process")],
    "focal point": [Standing(Capacity.FOCAL_POINT, "party:FJI")],
    "ministry contributor": [Standing(Capacity.FOCAL_POINT, "party:FJI@bali-process")],
    "delegate": [Standing(Capacity.DELEGATE, "meeting:workshop-2027")],
    "observer": [Standing(Capacity.OBSERVER, "meeting:workshop-2027")],
    "rapporteur": [Standing(Capacity.RAPPORTEUR, "meeting:workshop-2027")],
    "other delegation": [Standing(Capacity.FOCAL_POINT, "party:TON")],
}
TABLE = {
    **{
        who: replace(actor, standings=frozenset(STANDINGS.get(who, ())))
        for who, actor in CAST.items()
    },
    "holder of the link": Actor(ActorKind.LINK, "f", frozenset({OF_FIJI})),
    "holder of another's link": Actor(ActorKind.LINK, "t", frozenset({OF_TONGA})),
}
SECRETARIAT = {"operator", "secretariat officer"}
PARTY = {"focal point", "holder of the link"}
EVERYBODY = set(TABLE)
ASKED = {InvitationState.SENT, InvitationState.ACCEPTED, InvitationState.DECLINED}


def _allowed(rule: Callable[..., bool], thing: object) -> set[str]:
    return {who for who, actor in TABLE.items() if rule(actor, thing, NOW)}


def _found(twin: Callable[..., Q], row: Model) -> set[str]:
    rows = type(row)._default_manager
    return {who for who, a in TABLE.items() if rows.filter(twin(a, NOW), pk=row.pk).exists()}


@pytest.mark.parametrize("state", InvitationState)
def test_who_reads_and_answers_an_invitation(state: InvitationState) -> None:
    row = invited("FJI", state)
    invited("TON", state)
    readers = SECRETARIAT | (PARTY if state in ASKED | {InvitationState.WITHDRAWN} else set())
    assert _allowed(may_read_invitation, row) == readers
    assert _found(readable_invitations, row) == readers
    assert _allowed(may_answer_invitation, row) == (
        SECRETARIAT | PARTY if state in ASKED else set()
    )
    assert _allowed(may_keep_invitations, row) == SECRETARIAT
    assert _allowed(may_set_invitation_rules, row.meeting) == SECRETARIAT
    assert _allowed(may_take_in_list, row.meeting) == SECRETARIAT
    assert _allowed(may_take_in_list, row) == (SECRETARIAT | PARTY if state in ASKED else set())


@pytest.mark.parametrize("state", NominationState)
@pytest.mark.parametrize("asked", [InvitationState.ACCEPTED, InvitationState.WITHDRAWN])
def test_who_reads_and_changes_a_nomination(state: NominationState, asked: InvitationState) -> None:
    row: Nomination = named(invited("FJI", asked), "Somebody", state=state)
    invited("TON", asked)
    assert _allowed(may_read_nomination, row) == SECRETARIAT | PARTY
    assert _found(readable_nominations, row) == SECRETARIAT | PARTY
    is_open = asked in ASKED and state != NominationState.WITHDRAWN
    assert _allowed(may_change_nomination, row) == (SECRETARIAT | PARTY if is_open else set())
    assert _allowed(may_keep_participants, row) == SECRETARIAT


@pytest.mark.parametrize("publicity", Publicity)
@pytest.mark.parametrize("showing", Showing)
@pytest.mark.parametrize("is_gone", [False, True])
def test_who_sees_a_participant(publicity: Publicity, showing: Showing, is_gone: bool) -> None:  # noqa: FBT001 - a row of the table
    invitation: Invitation = invited("FJI", InvitationState.ACCEPTED)
    Meeting.objects.filter(pk=invitation.meeting_id).update(publicity=publicity)
    person = Person.objects.create(slug="delegate", name="Delegate")
    row = Participant.objects.create(
        meeting=Meeting.objects.get(pk=invitation.meeting_id), invitation=invitation,
        party=invitation.party, person=person, function="delegate", category="government",
        showing=showing, withdrawn_at=NOW if is_gone else None,
    )  # fmt: skip
    public = publicity == Publicity.PUBLISHED and showing != Showing.NOT_SHOWN and not is_gone
    seers = EVERYBODY if public else SECRETARIAT | PARTY | {"delegate"}
    assert _allowed(may_read_participant, row) == seers
    assert _found(readable_participants, row) == seers


def test_every_state_has_its_moves() -> None:
    assert set(INVITATION_MOVES) == set(InvitationState)
    assert set(NOMINATION_MOVES) == set(NominationState)
    assert NOMINATION_MOVES[NominationState.WITHDRAWN] == ()
