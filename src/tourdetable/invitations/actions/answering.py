"""A party answers: by a link of its own, yes or no, and otherwise another day."""

import datetime as dt

from tourdetable.invitations.enums import INVITATION_MOVES, InvitationState
from tourdetable.invitations.models import Invitation, ReplyLink
from tourdetable.invitations.queries.answers import digest_of
from tourdetable.invitations.rules import may_answer_invitation, may_keep_invitations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, enter, locked, move

SHORTEST_SECRET = 32
"""Characters: a secret that could be guessed opens nothing."""


@action(may_keep_invitations)
def make_reply_link(
    invitation: Invitation, *, secret: str, expires_at: dt.datetime, by: Actor, now: dt.datetime
) -> Change:
    """Let whoever holds the secret answer for this party until then. Only its SHA-256 is kept, so
    that neither the database nor the journal opens anything.

    Raises SentenceError for a secret that is too short, or an end that is past.
    """
    if len(secret) < SHORTEST_SECRET:
        raise SentenceError("The secret of a reply link needs at least 32 characters.")
    if expires_at <= now:
        raise SentenceError("A reply link has to end after now.")
    return enter(
        ReplyLink(
            invitation=invitation, digest=digest_of(secret), made_at=now, expires_at=expires_at
        )
    )


@action(may_keep_invitations)
def revoke_reply_link(link: ReplyLink, *, by: Actor, now: dt.datetime) -> Change:
    """Close a reply link from now on. Raises SentenceError where that was done before."""
    if locked(link).revoked_at is not None:
        raise SentenceError("This link was revoked before.")
    return amend(link, {"revoked_at": now})


@action(may_answer_invitation)
def accept_invitation(
    invitation: Invitation, *, remark: str, by: Actor, now: dt.datetime
) -> Change:
    """The party comes; also after it had declined."""
    return _answer(invitation, InvitationState.ACCEPTED, remark, now)


@action(may_answer_invitation)
def decline_invitation(
    invitation: Invitation, *, remark: str, by: Actor, now: dt.datetime
) -> Change:
    """The party does not come; also after it had accepted. Whom it had named stays named, for the
    secretariat to see, until it withdraws them.
    """
    return _answer(invitation, InvitationState.DECLINED, remark, now)


def _answer(
    invitation: Invitation, answer: InvitationState, remark: str, now: dt.datetime
) -> Change:
    values = {"answered_at": now, "answer_remark": remark}
    return move(invitation, "state", answer, INVITATION_MOVES, values=values)
