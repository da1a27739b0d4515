"""How many mails somebody without an account can cause in the name of the house, and how they are
counted: in the database, for all processes together (decision 0030).
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.mail_address import mailbox_key
from tourdetable.letters.enums import MailLimit
from tourdetable.letters.models import CountedMail, LimitNotice
from tourdetable.notes.models import Note


@dataclass(frozen=True)
class Limit:
    """At most so many in any span of that length."""

    most: int
    span: dt.timedelta

    def opens_at(self, moments: Iterable[dt.datetime], now: dt.datetime) -> dt.datetime | None:
        """When one more may go; None where it may go now. Moments may lie ahead."""
        within = sorted(at for at in moments if at > now - self.span)
        return within[-self.most] + self.span if len(within) >= self.most else None


LIMITS = {
    MailLimit.INVITATIONS_OF_NOTE: Limit(12, dt.timedelta(hours=1)),
    MailLimit.MAILS_TO_ADDRESS: Limit(10, dt.timedelta(days=1)),
}
"""A note is drafted by up to a dozen ministries, invited one after another; whoever invites more
goes on in an hour, or passes the link on without a mail. An address gets an invitation for each of
several questions, a respondent a receipt for each version; ten a day of either are enough.
"""
SHARE_OF_NOTE = Limit(5, dt.timedelta(days=1))
"""How many of the invitations to one address come from one note: nobody uses up those of others."""
_LONGEST = max(limit.span for limit in LIMITS.values())
_LOCKS_OF_MAILBOXES = 7_411
"""Class of PostgreSQL's advisory locks, beside that of the journal."""


class MailLimitError(SentenceError):
    """A limit is met: nothing was sent or saved. `until` is when it can be tried again."""

    def __init__(self, message: str, *, limit: MailLimit, until: dt.datetime) -> None:
        self.limit, self.until = limit, until
        full = until.astimezone(dt.UTC) + dt.timedelta(minutes=1, microseconds=-1)
        super().__init__(message, at=f"{full:%Y-%m-%d %H:%M} UTC")  # no minute too early


def _refusal(limit: MailLimit, until: dt.datetime) -> MailLimitError:
    if limit == MailLimit.INVITATIONS_OF_NOTE:
        return MailLimitError(
            "So many invitations went out by mail from this note that the next one can go from "
            "%(at)s on. Try again then, or leave the address empty and pass the link on yourself.",
            limit=limit,
            until=until,
        )
    return MailLimitError(
        "So many mails went to this address today that the next one can go from %(at)s on. Try "
        "again then, or leave the address empty and pass the link on yourself.",
        limit=limit,
        until=until,
    )


def counted_invitation(note: Note, address: str, now: dt.datetime) -> CountedMail:
    """A mail that invites to a note, to be saved as counted. The note is locked by whoever asks.

    Raises MailLimitError where it would be one too many, MailAddressError for what is no address.
    """
    mailbox = _held(address)
    sent = CountedMail.objects.filter(is_invitation=True)
    there = sent.filter(mailbox=mailbox)
    for met, limit, rows in (
        (MailLimit.INVITATIONS_OF_NOTE, None, sent.filter(note=note)),
        (MailLimit.MAILS_TO_ADDRESS, SHARE_OF_NOTE, there.filter(note=note)),
        (MailLimit.MAILS_TO_ADDRESS, None, there),
    ):
        until = (limit or LIMITS[met]).opens_at(rows.values_list("at", flat=True), now)
        if until is not None:
            raise _refusal(met, until)
    return CountedMail(note=note, mailbox=mailbox, is_invitation=True, at=now)


def counted_receipt(note: Note, now: dt.datetime) -> CountedMail:
    """A receipt to the respondent of a note, to be saved as counted; it may go `at` a moment to
    come where as many were sent for this note as may be. What others cause, such as invitations to
    the same address, lets no receipt wait. The note is locked by whoever asks.

    Raises MailAddressError for what is no address.
    """
    mailbox = _held(note.mail)
    rows = CountedMail.objects.filter(note=note, is_invitation=False).values_list("at", flat=True)
    at = LIMITS[MailLimit.MAILS_TO_ADDRESS].opens_at(rows, now) or now
    return CountedMail(note=note, mailbox=mailbox, is_invitation=False, at=at)


def is_told(note: Note, limit: MailLimit, now: dt.datetime) -> bool:
    """Has the secretariat been told of this limit within its span?"""
    since = now - LIMITS[limit].span
    return LimitNotice.objects.filter(note=note, limit=limit, met_at__gt=since).exists()


def _held(address: str) -> str:
    """The mailbox of an address as it is counted; nobody else counts for it until the transaction
    ends. SQLite lets one writer in at a time anyway.
    """
    key = mailbox_key(address)
    mailbox = salted_hmac("tourdetable.letters.limits", key, algorithm="sha256").hexdigest()
    if connection.vendor == "postgresql":
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:4], signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCKS_OF_MAILBOXES, number])
    return mailbox


def outdated(now: dt.datetime) -> QuerySet[CountedMail]:
    """What no limit looks at any more."""
    return CountedMail.objects.filter(at__lte=now - _LONGEST)
