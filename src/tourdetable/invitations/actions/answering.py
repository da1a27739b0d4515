"""A party answers: by a link of its own, yes or no, and otherwise another day."""

import datetime as dt

from tourdetable.invitations.enums import INVITATION_MOVES, InvitationState
from tourdetable.invitations.models import Invitation, ReplyLink
from tourdetable.invitations.rules import may_answer_invitation, may_keep_invitations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.links import check_link, digest_of_secret, revoked
from tourdetable.kernel.rows import enter, move


@action(may_keep_invitations)
def make_reply_link(
    invitation: Invitation, *, secret: str, expires_at: dt.datetime, by: Actor, now: dt.datetime
) -> Change:
    """Let whoever holds the secret answer for this party until then.

    Raises SentenceError for a secret that is too short, or an end that is past.
    """
    check_link(secret, expires_at, now)
    digest = digest_of_secret(secret)
    return enter(
        ReplyLink(invitation=invitation, digest=digest, made_at=now, expires_at=expires_at)
    )


@action(may_keep_invitations)
def revoke_reply_link(link: ReplyLink, *, by: Actor, now: dt.datetime) -> Change:
    """Close a reply link from now on. Raises SentenceError where that was done before."""
    return revoked(link, now)


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
