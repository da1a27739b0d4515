"""What the house itself writes of a submitted note, to go out at once: no person decides whether.

A version has one letter of each kind, and each attempt to send it carries the same Message-ID.
"""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter
from tourdetable.letters.enums import LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.rules import may_send_letter
from tourdetable.letters.writing import Written, tongue_of
from tourdetable.letters.writing_notes import write_of_return, write_receipt
from tourdetable.notes.models import NoteVersion


@action(may_send_letter)
def receipt_note(version: NoteVersion, *, by: Actor, now: dt.datetime) -> Change:
    """Write the receipt of one version to the address of its respondent."""
    return _at_once(LetterKind.RECEIPT, version, write_receipt(version), by, now)


@action(may_send_letter)
def tell_of_return(version: NoteVersion, *, by: Actor, now: dt.datetime) -> Change:
    """Write to the respondent that the secretariat returned its note, and with which remark."""
    return _at_once(LetterKind.RETURNED, version, write_of_return(version.note), by, now)


def _at_once(
    kind: LetterKind, version: NoteVersion, written: Written, by: Actor, now: dt.datetime
) -> Change:
    note, host = version.note, urlsplit(settings.TDT_ADDRESS).hostname
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
        due_at=now,
        message_id=f"<{kind}-{version.pk}-{version.digest[:16]}@{host}>",
    )
    return enter(row)
