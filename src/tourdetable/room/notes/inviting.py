"""How somebody whom a respondent invites comes by the link: it is shown once, and sent by mail
where an address is given.

Such a message is no letter of the secretariat: nobody there sees whom a government invites. Nothing
of it is kept; where it cannot be delivered, the respondent is told at once and has the link.
"""

import datetime as dt
import logging
import uuid
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.mail_message import message_id
from tourdetable.kernel.rows import locked
from tourdetable.letters.actions.inviting import invite_contributor_by_mail, record_mail_limit
from tourdetable.letters.enums import LetterState
from tourdetable.letters.queries.limits import MailLimitError, is_told
from tourdetable.letters.sending import Envelope, deliver, message_of
from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import deadline_of
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import telling
from tourdetable.screens.words import message
from tourdetable.sheets.note_room import HandLine, NoteHead
from tourdetable.ui.instants import Instants

LOG = logging.getLogger(__name__)
LASTS = dt.timedelta(days=60)
"""How long a link opens after the deadline: a correction is written after it."""


def secret_of(number: str) -> str:
    """The secret of the link that a form makes: the same when the form is sent twice, and known to
    nobody who has not the key of the house.
    """
    return salted_hmac("tourdetable.room.notes.link", number, algorithm="sha256").hexdigest()


def ends_at(note: Note, now: dt.datetime) -> dt.datetime:
    """When a link that is made now opens no longer."""
    return max(deadline_of(note) or now, now) + LASTS


def link_of(request: Asking, secret: str) -> str:
    """The address that the link leads to, in the language of the page."""
    return f"{settings.TDT_ADDRESS}{request.language}/note/{secret}/"


def invite_within_limits(note: Note, *, by: Actor, now: dt.datetime, **typed: Any) -> None:
    """Invite somebody to whom the link is sent. Where a limit is met, nothing of it is done, and
    the secretariat is told once. Raises SentenceError as `invite_contributor_by_mail`.
    """
    try:
        invite_contributor_by_mail(note, by=by, now=now, **typed)
    except MailLimitError as error:
        with transaction.atomic():
            locked(note)
            if not is_told(note, error.limit, now):
                whoever = replace(by, form="")  # the form has not done what it was sent for
                record_mail_limit(note, limit=error.limit, until=error.until, by=whoever, now=now)
        raise


def invite_by_mail(request: Asking, head: NoteHead, hand: HandLine, address: str) -> LetterState:
    """Hand the message to the mail server now, and say what became of it."""
    name = message_id(str(uuid.uuid4()), urlsplit(settings.TDT_ADDRESS).hostname)
    subject = telling().translations.gettext(message("You are invited to work on a note"))
    envelope = Envelope(hand.name, hand.mail, subject, request.language, name, request.moment)
    try:
        written = message_of(envelope, _text(request.language, head, hand, address), ())
    except SentenceError as error:
        LOG.error("An invitation to a note was not sent. %s", error)  # noqa: TRY400 - the sentence says it all
        return LetterState.REFUSED
    return deliver(written, hand.mail, name).outcome


def _text(language: str, head: NoteHead, hand: HandLine, address: str) -> str:
    """Names stand on lines of their own, as in letters."""
    _, told = telling().translations.gettext, Instants(language)
    until = told.moment(hand.expires_at, head.zone)
    blocks = (
        _(message("You are invited to draft a part of this note:")),
        f"{head.party.name.text}\n{head.title.text}\n{head.meeting.head.name.text}",
        _(message("This link opens it without an account:")),
        address,
        _(message("It opens until %(moment)s. Whoever has it can read and draft: keep it to "
                  "yourself.")) % {"moment": until},
        _(message("This mail was caused by whoever writes this note for the party named above. "
                  "The secretariat has chosen neither its recipient nor the name to which it is "
                  "addressed.")),
    )  # fmt: skip
    return "\n\n".join(block for block in blocks if block) + "\n"
