"""What the house itself writes of a submitted note, to go out at once: no person decides whether.

A version has one letter of each kind, and a further one where the first came back; each attempt to
send one carries the same Message-ID.
"""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import is_mail_address
from tourdetable.kernel.mail_message import message_id
from tourdetable.kernel.rows import enter, locked
from tourdetable.letters.enums import LetterKind, LetterState
from tourdetable.letters.limits import counted_receipt
from tourdetable.letters.models import Letter
from tourdetable.letters.rules import may_send_letter
from tourdetable.letters.writing import Written, tongue_of
from tourdetable.letters.writing_notes import write_receipt, write_to_respondent
from tourdetable.notes.enums import NoteState
from tourdetable.notes.models import NoteVersion


@action(may_send_letter)
def receipt_note(version: NoteVersion, *, by: Actor, now: dt.datetime) -> Change:
    """Write the receipt of one version to the address of its respondent; it waits where as
    many were sent for the note as may be (decision 0030).
    """
    note = locked(version.note)
    due_at = now
    if is_mail_address(note.mail):
        counted = counted_receipt(note, now)
        counted.save(force_insert=True)
        due_at = counted.at
    return _at_once(LetterKind.RECEIPT, version, write_receipt(version), by, now, due_at)


@action(may_send_letter)
def tell_of_return(version: NoteVersion, *, by: Actor, now: dt.datetime) -> Change:
    """Write to the respondent that the secretariat returned its note, and with which remark.

    Raises SentenceError where the note is not returned: its remark is then another's.
    """
    note = locked(version.note)
    if note.state != NoteState.RETURNED:
        raise SentenceError("The note is not returned.")
    written = write_to_respondent(LetterKind.RETURNED, note)
    return _at_once(LetterKind.RETURNED, version, written, by, now, now)


def _at_once(  # noqa: PLR0913, PLR0917 - a letter of one version, by whom and when
    kind: LetterKind,
    version: NoteVersion,
    written: Written,
    by: Actor,
    now: dt.datetime,
    due_at: dt.datetime,
) -> Change:
    note, host = version.note, urlsplit(settings.TDT_ADDRESS).hostname
    number = version.letters.filter(kind=kind).count()
    row = Letter(
        meeting=note.questionnaire.meeting,
        version=version,
        kind=kind,
        state=LetterState.APPROVED,
        language=tongue_of(note.language),
        mail=note.mail,
        subject=written.subject,
        text=written.text,
        drafted_at=now,
        approved_by=str(by),
        approved_at=now,
        due_at=due_at,
        message_id=message_id(f"{kind}-{version.pk}.{number}-{version.digest[:16]}", host),
    )
    return enter(row)
