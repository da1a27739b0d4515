"""A party answers: by a link of its own, yes or no, and otherwise another day."""

import datetime as dt
import hashlib

from tourdetable.invitations.models import Invitation, ReplyLink
from tourdetable.invitations.rules import may_keep_invitations
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter

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
    digest = hashlib.sha256(secret.encode()).hexdigest()
    return enter(
        ReplyLink(invitation=invitation, digest=digest, made_at=now, expires_at=expires_at)
    )
