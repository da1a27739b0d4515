"""What happens around the approval of a letter: its reply link is made, and its files are kept.

Files are made before anything is locked, so that nobody waits for a printer.
"""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.db import transaction

from tourdetable.formats.letter import letter_calendar, letter_pdf
from tourdetable.invitations.actions.answering import make_reply_link
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.files import keep
from tourdetable.kernel.journal import has_acted
from tourdetable.kernel.rows import locked
from tourdetable.letters.actions.approving import approve_letter
from tourdetable.letters.enums import OF_CHANGES, LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import hours_of
from tourdetable.letters.writing import (
    LINK_PLACE,
    Facts,
    Writer,
    note_address,
    reply_address,
)
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.clearing import make_respondent_link
from tourdetable.notes.queries.notes import deadline_of
from tourdetable.sheets.letter import LetterSheet
from tourdetable.sheets.reader import Reader

SHORTEST_TERM = dt.timedelta(days=30)
"""A reply link opens at least so long, and until the day after the meeting."""
LONGEST_DELAY = dt.timedelta(days=90)
"""So long after its deadline a note can still be written by the link that was sent."""


@dataclass(frozen=True)
class Ready:
    """A letter as it will go out; `secret` is empty where it asks for no reply."""

    letter: Letter
    secret: str
    text: str
    attachments: tuple[tuple[str, str], ...]


def approve(letter: Letter, *, seen: str = "", by: Actor, now: dt.datetime) -> None:
    """Approve one letter as it was seen. Raises what `approve_letter` raises."""
    _fix(made_ready(letter, now), seen, by, now)


def approve_several(
    _meeting: Meeting, *, letters: Sequence[Letter], by: Actor, now: dt.datetime
) -> None:
    """Approve drafts together, all of them or none. Those that were approved before stay as they
    are. Raises SentenceError where there is none.
    """
    drafts = [letter for letter in letters if letter.state == LetterState.DRAFTED]
    if not letters:
        raise SentenceError("No letter was chosen; tick those that are to go out.")
    ready = [made_ready(letter, now) for letter in drafts]
    with transaction.atomic():
        for one in ready:
            if (
                locked(one.letter).state == LetterState.DRAFTED
            ):  # still, and nobody else approves it
                _fix(one, "", replace(by, form=""), now)


def made_ready(letter: Letter, now: dt.datetime) -> Ready:
    """Text with its link, and files; a letter that is no draft any more stays as it is."""
    needs_link = letter.state == LetterState.DRAFTED and LINK_PLACE in letter.text
    is_about = letter.invitation or letter.note
    secret = secrets.token_urlsafe(32) if needs_link and is_about else ""
    text = letter.text
    if secret:
        address = note_address if letter.note else reply_address
        text = text.replace(LINK_PLACE, address(secret, letter.language))
    sheet = letter_sheet(letter, text, now)
    stem = f"{letter.meeting.slug}-{letter.kind}"
    files = (
        (f"{stem}.pdf", letter_pdf(sheet)),
        (f"{letter.meeting.slug}.ics", letter_calendar(sheet) if letter.invitation else b""),
    )
    kept = tuple((name, keep(content)) for name, content in files if content)
    return Ready(letter, secret, text, kept)


def letter_sheet(letter: Letter, text: str, now: dt.datetime) -> LetterSheet:
    """The letter with that text, dated today."""
    meeting = letter.meeting
    begins_at, ends_at = hours_of(meeting)
    place = ""
    if letter.invitation:
        facts = Facts(meeting, letter.invitation, (), None, now)
        place = Writer(letter.language, meeting, facts).place
    return LetterSheet(
        language=letter.language,
        subject=letter.subject,
        text=text,
        at=now,
        zone=meeting.zone,
        slug=meeting.slug,
        name=Reader(letter.language).say(meeting.names),
        start=meeting.start,
        end=meeting.end,
        begins_at=begins_at,
        ends_at=ends_at,
        place=place,
        is_cancelling=letter.kind == LetterKind.CANCELLATION,
        is_later=letter.kind in OF_CHANGES,
        is_invented=meeting.is_invented,
    )


def _fix(ready: Ready, seen: str, by: Actor, now: dt.datetime) -> None:
    letter = ready.letter
    fix = partial(approve_letter, letter, text=ready.text, attachments=ready.attachments)
    with transaction.atomic():
        locked(letter)
        if has_acted(by):  # sent twice, it makes one link
            return
        if ready.secret:
            _link(letter, ready.secret, replace(by, form=""), now)
        fix(number=f"{letter.pk}.{secrets.token_hex(8)}", seen=seen, by=by, now=now)


def _link(letter: Letter, secret: str, by: Actor, now: dt.datetime) -> None:
    """What the letter opens: the reply of a party, or a note until long after its deadline."""
    ends = _end_of(letter.meeting, now)
    if letter.invitation:
        make_reply_link(letter.invitation, secret=secret, expires_at=ends, by=by, now=now)
    if letter.note:
        late = (deadline_of(letter.note) or now) + LONGEST_DELAY
        make_respondent_link(letter.note, secret=secret, expires_at=max(ends, late), by=by, now=now)


def _end_of(meeting: Meeting, now: dt.datetime) -> dt.datetime:
    last = (meeting.end or meeting.start).latest + dt.timedelta(days=2)
    return max(dt.datetime.combine(last, dt.time(), tzinfo=dt.UTC), now + SHORTEST_TERM)
