"""Letters that are due are handed to the mail server, and what follows from that is done.

Work that is due is a query: whatever a crash leaves undone is found by the next run. Nothing here
is inside a transaction while the mail server is spoken with.
"""

import datetime as dt
import logging
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
from tourdetable.letters.actions.inviting import forget_counted_mail, record_mail_limit
from tourdetable.letters.actions.noticing import hand_over_notice, record_notice
from tourdetable.letters.actions.receipting import receipt_note, tell_of_return
from tourdetable.letters.enums import LetterKind, LetterState, MailLimit, Trouble
from tourdetable.letters.models import Letter, Notice
from tourdetable.letters.queries.letters import (
    due,
    invitations_gone_out,
    meetings_gone_out,
    overdue,
    returned_unsaid,
    without_receipt,
)
from tourdetable.letters.queries.limits import is_told, outdated
from tourdetable.letters.sending import Enclosure, Envelope, Fate, deliver, message_of
from tourdetable.meetings.actions.convening import convene_meeting
from tourdetable.notes.models import NoteVersion

Row = TypeVar("Row", bound=Model)
_LOG = logging.getLogger(__name__)
POST = Actor(ActorKind.OPERATOR, "post")
"""Who sends: the house, and no person."""
Clock = Callable[[], dt.datetime]


def send_what_is_due(clock: Clock, *, is_closing: Callable[[], bool] = lambda: False) -> int:
    """Send every notice and then every letter that is due, one after another, until the house
    closes; returns how many attempts were made.
    """
    forget_counted(clock)
    settle_what_was_lost(clock)
    follow_up(clock)
    write_of_notes(clock)
    made = 0
    while not is_closing() and (_send_notice(clock) or _send_letter(clock)):
        made += 1
    return made


def _send_notice(clock: Clock) -> bool:
    """Try to send what is told of a change of rights; False where none is due."""
    notice = taken(due(Notice, clock()), partial(hand_over_notice, by=POST, now=clock()))
    if notice is not None:
        record_notice(notice, fate=carry_notice(notice), by=POST, now=clock())
    return notice is not None


def _send_letter(clock: Clock) -> bool:
    """Try to send a letter; False where none is due. What follows from it is done at once: the link
    in it must open while a hundred others still wait.
    """
    letter = take_next(clock())
    if letter is not None:
        record_dispatch(letter, fate=carry(letter), by=POST, now=clock())
        follow_up(clock)
    return letter is not None


def forget_counted(clock: Clock) -> None:
    """Mails that no limit looks at any more are counted no more (decision 30)."""
    while taken(outdated(clock()), partial(forget_counted_mail, by=POST, now=clock())):
        pass


def write_of_notes(clock: Clock) -> None:
    """What the house itself writes to respondents: no person decides whether."""
    while taken(without_receipt(), partial(_write_receipt, now=clock())):
        pass
    while taken(returned_unsaid(clock()), partial(tell_of_return, by=POST, now=clock())):
        pass


def _write_receipt(version: NoteVersion, now: dt.datetime) -> None:
    """The secretariat is told once where a receipt has to wait for a limit (decision 30)."""
    receipt_note(version, by=POST, now=now)
    until = version.letters.filter(kind=LetterKind.RECEIPT).order_by("-pk")[0].due_at
    limit = MailLimit.MAILS_TO_ADDRESS
    if until is not None and until > now and not is_told(version.note, limit, now):
        record_mail_limit(version.note, limit=limit, until=until, by=POST, now=now)


def settle_what_was_lost(clock: Clock) -> None:
    """Letters whose carrier is gone are uncertain from now on."""
    while taken(overdue(Letter, clock()), partial(give_up_as_uncertain, by=POST, now=clock())):
        pass
    lost = Fate(LetterState.UNCERTAIN, trouble=Trouble.STOPPED)
    while taken(overdue(Notice, clock()), partial(record_notice, fate=lost, by=POST, now=clock())):
        pass


def take_next(now: dt.datetime) -> Letter | None:
    """The next letter, said to be on its way; that is committed before anybody speaks with the
    mail server.
    """
    return taken(due(Letter, now), partial(hand_over, by=POST, now=now))


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
    return _carried(lambda: written(letter), letter)


def carry_notice(notice: Notice) -> Fate:
    """As `carry`; one that no server will take is written down, for no desk shows it."""
    envelope = Envelope(
        "", notice.mail, notice.subject, notice.language, notice.message_id, notice.made_at
    )
    fate = _carried(lambda: message_of(envelope, notice.text, ()), notice)
    if fate.outcome not in {LetterState.SENT, LetterState.APPROVED}:
        _LOG.error("Notice %s of a change of rights: %s. %s", notice, fate.outcome, fate.reply)
    return fate


def _carried(write: Callable[[], bytes], mail: Letter | Notice) -> Fate:
    try:
        message = write()
    except (OSError, ValueError) as error:
        return Fate(LetterState.APPROVED, str(error), Trouble.DAMAGED)
    except SentenceError as error:  # the same the next time: a person has to correct it
        return Fate(LetterState.REFUSED, str(error), Trouble.NOT_AS_MEANT)
    return deliver(message, mail.mail, mail.message_id)


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
