"""A submitted note is receipted by the house itself: no person decides whether."""

import datetime as dt
from urllib.parse import urlsplit

from django.conf import settings

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter
from tourdetable.letters.enums import LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.letters.rules import may_send_letter
from tourdetable.letters.writing import tongue_of
from tourdetable.letters.writing_notes import write_receipt
from tourdetable.notes.models import NoteVersion


@action(may_send_letter)
def receipt_note(version: NoteVersion, *, by: Actor, now: dt.datetime) -> Change:
    """Write the receipt of one version to the address of its respondent, to go out at once. A
    version has one receipt, and each attempt to send it the same Message-ID.
    """
    written, note = write_receipt(version), version.note
    host = urlsplit(settings.TDT_ADDRESS).hostname
    row = Letter(
        meeting=note.questionnaire.meeting,
        version=version,
        kind=LetterKind.RECEIPT,
        state=LetterState.APPROVED,
        language=tongue_of(note.language),
        mail=note.mail,
        subject=written.subject,
        text=written.text,
        drafted_at=now,
        approved_by=str(by),
        approved_at=now,
        due_at=now,
        message_id=f"<receipt-{version.pk}-{version.digest[:16]}@{host}>",
    )
    return enter(row)
