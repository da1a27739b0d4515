"""Two delegations that were invited to an invented meeting, for the tests of room and desk."""

import datetime as dt

from tests.cast import NOW, OPERATOR
from tourdetable.invitations.actions.answering import make_reply_link
from tourdetable.invitations.enums import Function, Ground, InvitationState
from tourdetable.invitations.models import Invitation, Nomination, ReplyLink
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import MeetingKind, Mode
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Party

SECRETS = {"FJI": "f" * 43, "TON": "t" * 43}
FAR = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)


def meeting() -> Meeting:
    found, _ = Meeting.objects.get_or_create(
        slug="workshop-2027",
        defaults={
            "kind": MeetingKind.WORKSHOP,
            "mode": Mode.IN_PERSON,
            "names": Wording.of(en="Workshop of 2027"),
            "start": PartialDate("2027-04-14"),
            "zone": "Pacific/Fiji",
            "is_invented": True,
        },
    )
    return found


def invited(code: str, state: InvitationState = InvitationState.SENT) -> Invitation:
    """That country's invitation, with a link that its secret opens."""
    name = {"FJI": "Fiji", "TON": "Tonga"}[code]
    party, _ = Party.objects.get_or_create(
        code=code,
        defaults={"kind": PartyKind.COUNTRY, "names": Wording.of(en=name)},
    )
    row = Invitation.objects.create(
        meeting=meeting(), party=party, ground=Ground.PARTY, state=state, language="en"
    )
    make_reply_link(row, secret=SECRETS[code], expires_at=FAR, by=OPERATOR, now=NOW)
    return row


def named(invitation: Invitation, name: str, **columns: object) -> Nomination:
    values = {"function": Function.DELEGATE, "received_at": NOW, **columns}
    return Nomination.objects.create(invitation=invitation, name=name, **values)


def link_of(invitation: Invitation) -> ReplyLink:
    return ReplyLink.objects.get(invitation=invitation)


def reply(code: str, place: str = "", language: str = "en") -> str:
    """The address of a screen behind that country's link."""
    return f"/{language}/reply/{SECRETS[code]}/{place}"
