"""An invitation has gone out."""

import datetime as dt

from tourdetable.invitations.enums import INVITATION_MOVES, InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.rules import may_keep_invitations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import move


@action(may_keep_invitations)
def mark_invitation_sent(invitation: Invitation, *, by: Actor, now: dt.datetime) -> Change:
    """Say that the letter of an approved invitation was sent: the party knows of it from now on."""
    return move(invitation, "state", InvitationState.SENT, INVITATION_MOVES)
