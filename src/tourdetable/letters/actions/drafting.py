"""Letters are drafted from the facts of a meeting, amended and discarded."""

import datetime as dt
from collections.abc import Sequence

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import header_text, one_line
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.rows import amend, locked, move, snapshot
from tourdetable.letters.enums import LETTER_MOVES, LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.queries.letters import (
    hosts_of,
    hours_of,
    notes_without_letter,
    without_letter,
)
from tourdetable.letters.rules import may_write_letters
from tourdetable.letters.writing import (
    Facts,
    Written,
    afresh,
    kept,
    tongue_of,
    write,
)
from tourdetable.letters.writing_notes import write_to_respondent
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import Note, Questionnaire


@action(may_write_letters)
def draft_letters(
    meeting: Meeting,
    *,
    kind: LetterKind,
    invitations: Sequence[Invitation],
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Write a letter of the kind for each of these invitations that has none yet, each in the
    language of its addressee.

    Raises SentenceError where none of them needs one.
    """
    locked(meeting)  # Two who draft at once do not both write.
    wanted = {row.pk for row in invitations}
    lacking = [row for row in without_letter(meeting, kind) if row.pk in wanted]
    if not lacking:
        raise SentenceError("None of these invitations needs such a letter.")
    hosts, (begins_at, _) = hosts_of(meeting), hours_of(meeting)
    rows = []
    for invitation in lacking:
        written = write(kind, Facts(meeting, invitation, hosts, begins_at, now))
        to = {"invitation": invitation, "addressee": one_line(invitation.addressee)}
        rows.append(_drafted(meeting, kind, invitation, written, now, **to))
    return _kept(meeting, rows)


@action(may_write_letters)
def draft_note_letters(
    questionnaire: Questionnaire,
    *,
    kind: LetterKind,
    notes: Sequence[Note],
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Write a letter of the kind to each of these respondents that has none yet, each in its own
    language.

    Raises SentenceError where none of them needs one.
    """
    locked(questionnaire)  # As above.
    wanted = {row.pk for row in notes}
    lacking = [row for row in notes_without_letter(questionnaire, kind) if row.pk in wanted]
    if not lacking:
        raise SentenceError("None of these respondents needs such a letter.")
    meeting = questionnaire.meeting
    rows = [
        _drafted(meeting, kind, note, write_to_respondent(kind, note), now, note=note)
        for note in lacking
    ]
    return _kept(meeting, rows)


def _drafted(
    meeting: Meeting,
    kind: LetterKind,
    whom: Invitation | Note,
    written: Written,
    now: dt.datetime,
    **about: object,
) -> Letter:
    return Letter(
        meeting=meeting,
        kind=kind,
        language=tongue_of(whom.language),
        mail=whom.mail,
        subject=written.subject,
        text=written.text,
        drafted_at=now,
        **about,
    )


def _kept(meeting: Meeting, rows: list[Letter]) -> Change:
    Letter.objects.bulk_create(rows)
    return Change(f"meeting:{meeting}/letters", None, [snapshot(row) for row in rows])


@action(may_write_letters)
def amend_letter(  # noqa: PLR0913 - a letter has four parts; all but the letter by name
    letter: Letter,
    *,
    addressee: str,
    mail: str,
    subject: str,
    text: str,
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Change a draft. Raises SentenceError for a letter that is approved: it goes back first; and
    for a name, an address or a subject that cannot stand in a header.
    """
    if locked(letter).state != LetterState.DRAFTED:
        raise SentenceError("This letter is no draft any more; make it a draft again first.")
    values = {
        "addressee": header_text(addressee),
        "mail": checked_address(mail),
        "subject": header_text(subject),
        "text": text.replace("\r\n", "\n"),
    }
    return amend(letter, values, seen=seen)


@action(may_write_letters)
def discard_letter(letter: Letter, *, by: Actor, now: dt.datetime) -> Change:
    """Put a draft away, or a letter that the mail server refused. It is kept and never sent."""
    return kept(move(letter, "state", LetterState.DISCARDED, LETTER_MOVES))


@action(may_write_letters)
def return_to_draft(letter: Letter, *, by: Actor, now: dt.datetime) -> Change:
    """Make an approved letter a draft again, or one that was refused: it will have another reply
    link and another Message-ID. Raises SentenceError where it is on its way already, and for one
    of which nobody knows whether it was sent: that is settled.
    """
    stored = locked(letter)
    if stored.state == LetterState.UNCERTAIN:
        raise SentenceError("Say first whether this letter was sent.")
    values = afresh(stored)
    return kept(move(letter, "state", LetterState.DRAFTED, LETTER_MOVES, values=values))
