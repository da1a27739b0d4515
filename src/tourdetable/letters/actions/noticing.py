"""Whoever a change of rights could harm is told by mail, however long that takes (decision 34)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_message import message_id
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import amend, locked, move
from tourdetable.letters.actions.dispatching import LONGEST_WAY, PAUSES
from tourdetable.letters.enums import LETTER_MOVES, LetterState
from tourdetable.letters.models import Notice
from tourdetable.letters.rules import may_send_letter
from tourdetable.letters.sending import Fate


@dataclass(frozen=True)
class NoticeText:
    """What is said to one address."""

    mail: str
    language: str
    subject: str
    text: str


@action(may_send_letter)
def tell_of_change(
    event: Event, *, texts: Sequence[NoticeText], by: Actor, now: dt.datetime
) -> Change:
    """Store what is told of a change, to be called in the transaction of the change."""
    host = urlsplit(settings.TDT_ADDRESS).hostname
    Notice.objects.bulk_create(
        Notice(
            event=event,
            mail=one.mail,
            language=one.language,
            subject=one.subject,
            text=one.text,
            message_id=message_id(f"notice-{event.pk}.{number}-{event.digest[:16]}", host),
            made_at=now,
            due_at=now,
        )
        for number, one in enumerate(texts)
    )
    return Change(f"event:{event.pk}", None, {"told": [one.mail for one in texts]})


@action(may_send_letter)
def hand_over_notice(notice: Notice, *, by: Actor, now: dt.datetime) -> Change:
    """Say that a notice is on its way, before the mail server hears of it, as of a letter."""
    values = {"due_at": now + LONGEST_WAY}
    return move(notice, "state", LetterState.ON_ITS_WAY, LETTER_MOVES, values=values)


@action(may_send_letter)
def record_notice(notice: Notice, *, fate: Fate, by: Actor, now: dt.datetime) -> Change:
    """Write down how an attempt ended; where the server has surely not taken the notice, it is due
    again after a pause that grows. An answer that comes after it was given up as uncertain changes
    nothing, unless it settles that.
    """
    stored = locked(notice)
    if fate.outcome not in LETTER_MOVES[LetterState(stored.state)]:
        return amend(notice, {})
    pause = PAUSES[min(stored.attempts, len(PAUSES) - 1)]
    values = {
        "due_at": now + pause if fate.outcome == LetterState.APPROVED else None,
        "attempts": stored.attempts + 1,
        "trouble": fate.trouble or "",
        "reply": fate.reply,
    }
    return move(notice, "state", fate.outcome, LETTER_MOVES, values=values)
