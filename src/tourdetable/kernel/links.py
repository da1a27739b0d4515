"""Links that let whoever holds them act without an account, until they end or are revoked.

Rows of them have `digest`, `expires_at` and `revoked_at`. Only the SHA-256 of a secret is kept, so
that neither the database nor the journal opens anything.
"""

import datetime as dt
import hashlib
from typing import Any

from django.db.models import Model, Q

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change
from tourdetable.kernel.rows import amend, locked

SHORTEST_SECRET = 32
"""Characters: a secret that could be guessed opens nothing."""


def digest_of_secret(secret: str) -> str:
    """SHA-256 of a link's secret, which is kept nowhere."""
    return hashlib.sha256(secret.encode()).hexdigest()


def opened_by(secret: str, now: dt.datetime) -> Q:
    """The link of that secret, unless it has expired or was revoked."""
    return Q(digest=digest_of_secret(secret), revoked_at__isnull=True, expires_at__gt=now)


def check_link(secret: str, expires_at: dt.datetime, now: dt.datetime) -> None:
    """Raises SentenceError for a secret that is too short, or an end that is past."""
    if len(secret) < SHORTEST_SECRET:
        raise SentenceError("The secret of a link needs at least 32 characters.")
    if expires_at <= now:
        raise SentenceError("A link has to end after now.")


def revoked(link: Model, now: dt.datetime) -> Change:
    """Close a link from now on. Raises SentenceError where that was done before."""
    stored: Any = locked(link)  # every model of links has the column
    if stored.revoked_at is not None:
        raise SentenceError("This link was revoked before.")
    return amend(link, {"revoked_at": now})
