"""A letter goes out, and what becomes of it is written down (decision 0022)."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import amend, locked, move
from tourdetable.letters.enums import LETTER_MOVES, LetterState, Trouble
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.letters.rules import may_send_letter, may_write_letters
from tourdetable.letters.sending import Fate
from tourdetable.letters.writing import afresh, kept

PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""After the first attempt that failed, the second, and so on; the last one for all that follow."""
LONGEST_WAY = dt.timedelta(minutes=10)
"""No attempt lasts longer; whoever needs more is gone."""


@action(may_send_letter)
def hand_over(letter: Letter, *, by: Actor, now: dt.datetime) -> Change:
    """Say that a letter is on its way, before the mail server hears of it: once this is committed,
    nobody else takes it, and a crash leaves it uncertain rather than sent twice.
    """
    values = {"due_at": now + LONGEST_WAY}
    return kept(move(letter, "state", LetterState.ON_ITS_WAY, LETTER_MOVES, values=values))


@action(may_send_letter)
def record_dispatch(letter: Letter, *, fate: Fate, by: Actor, now: dt.datetime) -> Change:
    """Write down how an attempt ended. Where the server has surely not taken the letter it is
    approved again, and due after a pause that grows.

    An answer that comes after the letter was given up as uncertain settles it where it says that
    the letter was taken; otherwise it is noted, and a person settles it.
    """
    stored = locked(letter)
    _note(letter, fate, now)
    was_given_up = stored.state != LetterState.ON_ITS_WAY
    if was_given_up and fate.outcome not in LETTER_MOVES[LetterState(stored.state)]:
        return kept(amend(letter, {}))
    values: dict[str, object] = {"due_at": None}
    if fate.outcome == LetterState.SENT:
        values["sent_at"] = now
    if fate.outcome == LetterState.APPROVED:
        tried = Dispatch.objects.filter(letter=letter, outcome=LetterState.APPROVED).count()
        values["due_at"] = now + PAUSES[min(tried, len(PAUSES)) - 1]
    return kept(move(letter, "state", fate.outcome, LETTER_MOVES, values=values))


@action(may_send_letter)
def give_up_as_uncertain(letter: Letter, *, by: Actor, now: dt.datetime) -> Change:
    """A letter was on its way when the work was interrupted: it may have been taken or not."""
    _note(letter, Fate(LetterState.UNCERTAIN, trouble=Trouble.STOPPED), now)
    values = {"due_at": None}
    return kept(move(letter, "state", LetterState.UNCERTAIN, LETTER_MOVES, values=values))


@action(may_write_letters)
def settle_letter(letter: Letter, *, was_sent: bool, by: Actor, now: dt.datetime) -> Change:
    """Say whether an uncertain letter was sent; where it was not, it is a draft again.

    Raises SentenceError for a letter of which that is known.
    """
    stored = locked(letter)
    if stored.state != LetterState.UNCERTAIN:
        raise SentenceError("It is known what became of this letter.")
    to = LetterState.SENT if was_sent else LetterState.DRAFTED
    values: dict[str, object] = {"sent_at": now} if was_sent else afresh(stored)
    return kept(move(letter, "state", to, LETTER_MOVES, values=values))


@action(may_write_letters)
def record_bounce(letter: Letter, *, text: str, by: Actor, now: dt.datetime) -> Change:
    """A letter that was sent has come back, with what the other side said. Raises SentenceError
    without that.
    """
    if not text.strip():
        raise SentenceError("Copy what the message says with which the letter came back.")
    _note(letter, Fate(LetterState.BOUNCED, text.strip()), now)
    return kept(move(letter, "state", LetterState.BOUNCED, LETTER_MOVES))


def _note(letter: Letter, fate: Fate, now: dt.datetime) -> None:
    Dispatch.objects.create(
        letter=letter, at=now, outcome=fate.outcome, reply=fate.reply, trouble=fate.trouble or ""
    )
