"""Letters that are due are handed to the mail server, and what follows from that is done.

Work that is due is a query: whatever a crash leaves undone is found by the next run. Nothing here
is inside a transaction while the mail server is spoken with.
"""

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from django.db import transaction
from django.db.models import Model, QuerySet

from tourdetable.invitations.actions.going_out import mark_invitation_sent
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import open_kept
from tourdetable.letters.actions.dispatching import (
    give_up_as_uncertain,
    hand_over,
    record_dispatch,
)
from tourdetable.letters.actions.receipting import receipt_note, tell_of_return
from tourdetable.letters.enums import LetterState, Trouble
from tourdetable.letters.models import Letter
from tourdetable.letters.queries import (
    due,
    invitations_gone_out,
    meetings_gone_out,
    overdue,
    returned_unsaid,
    without_receipt,
)
from tourdetable.letters.sending import Enclosure, Envelope, Fate, deliver, message_of
from tourdetable.meetings.actions.convening import convene_meeting

Row = TypeVar("Row", bound=Model)
POST = Actor(ActorKind.OPERATOR, "post")
"""Who sends: the house, and no person."""
Clock = Callable[[], dt.datetime]


def send_what_is_due(clock: Clock, *, is_closing: Callable[[], bool] = lambda: False) -> int:
    """Send every letter that is due, one after another, until the house closes; returns how many
    attempts were made. What follows from a letter is done before the next one goes out: the link in
    it must open while a hundred others still wait.
    """
    settle_what_was_lost(clock)
    follow_up(clock)
    write_of_notes(clock)
    made = 0
    while not is_closing() and (letter := take_next(clock())):
        record_dispatch(letter, fate=carry(letter), by=POST, now=clock())
        follow_up(clock)
        made += 1
    return made


def write_of_notes(clock: Clock) -> None:
    """What the house itself writes to respondents: no person decides whether."""
    while taken(without_receipt(), partial(receipt_note, by=POST, now=clock())):
        pass
    while taken(returned_unsaid(clock()), partial(tell_of_return, by=POST, now=clock())):
        pass


def settle_what_was_lost(clock: Clock) -> None:
    """Letters whose carrier is gone are uncertain from now on."""
    while taken(overdue(clock()), partial(give_up_as_uncertain, by=POST, now=clock())):
        pass


def take_next(now: dt.datetime) -> Letter | None:
    """The next letter, said to be on its way; that is committed before anybody speaks with the
    mail server.
    """
    return taken(due(now), partial(hand_over, by=POST, now=now))


def taken(rows: QuerySet[Row], verb: Callable[[Row], object]) -> Row | None:
    """Do what is due for the first of the rows that nobody else has in hand; None where there is
    none. Two workers never take the same: a row is locked, looked at again, and changed at once.
    """
    with transaction.atomic():
        row = rows.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            verb(row)
    return row


def carry(letter: Letter) -> Fate:
    """Speak with the mail server; without a word to it where the letter itself is not whole."""
    try:
        message = written(letter)
    except (OSError, ValueError) as error:
        return Fate(LetterState.APPROVED, str(error), Trouble.DAMAGED)
    except SentenceError as error:  # the same the next time: a person has to correct it
        return Fate(LetterState.REFUSED, str(error), Trouble.NOT_AS_MEANT)
    return deliver(message, letter.mail, letter.message_id)


def written(letter: Letter) -> bytes:
    """The whole message of an approved letter; the same bytes for each attempt."""
    enclosures = []
    for name, digest in letter.attachments:
        with open_kept(digest) as stream:
            enclosures.append(Enclosure(name, stream.read()))
    assert letter.approved_at is not None  # noqa: S101 - an approved letter has its moment
    envelope = Envelope(
        letter.addressee,
        letter.mail,
        letter.subject,
        letter.language,
        letter.message_id,
        letter.approved_at,
    )
    return message_of(envelope, letter.text, enclosures)


def follow_up(clock: Clock) -> None:
    """An invitation whose letter was sent is sent, and its meeting is convened."""
    while taken(invitations_gone_out(), partial(mark_invitation_sent, by=POST, now=clock())):
        pass
    while taken(meetings_gone_out(), partial(convene_meeting, by=POST, now=clock())):
        pass
