"""Letters to send: an invitation of the workshop of 2005, approved by a person."""

import datetime as dt
from itertools import count

from tourdetable.invitations.enums import Ground, InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.letters.actions.approving import approve_letter
from tourdetable.letters.actions.drafting import draft_letters
from tourdetable.letters.enums import LetterKind
from tourdetable.letters.models import Letter
from tourdetable.letters.writing import LINK_PLACE, reply_address
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process

NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
OFFICER = Actor(ActorKind.PERSON, "officer", frozenset({Standing(Capacity.OFFICER)}))
MAIL = "embassy@example.org"
_numbers = count(1)


def invited(
    code: str = "AUS", mail: str = MAIL, language: str = "en", addressee: str = "H.E. Zoë Ng"
) -> Invitation:
    """An approved invitation to the chair of the Bali Process, or that country as such."""
    is_chair = code == "AUS"
    return Invitation.objects.create(
        meeting=Meeting.objects.get(slug="rcp-workshop-2005"),
        party=Party.objects.get(code=code),
        process=Process.objects.get(slug="bali-process") if is_chair else None,
        office="current-chair" if is_chair else "",
        ground=Ground.CURRENT_CHAIR if is_chair else Ground.PARTY,
        state=InvitationState.APPROVED,
        mail=mail,
        language=language,
        addressee=addressee,
    )


def drafted(invitation: Invitation, kind: LetterKind = LetterKind.INVITATION) -> Letter:
    draft_letters(invitation.meeting, kind=kind, invitations=[invitation], by=OFFICER, now=NOW)
    return Letter.objects.get(invitation=invitation, kind=kind)


def approved(letter: Letter, attachments: tuple[tuple[str, str], ...] = ()) -> Letter:
    text = letter.text.replace(LINK_PLACE, reply_address("s" * 43, "en"))
    number = f"letter-{next(_numbers)}"
    approve_letter(
        letter, text=text, attachments=attachments, number=number, seen="", by=OFFICER, now=NOW
    )
    return Letter.objects.get(pk=letter.pk)
