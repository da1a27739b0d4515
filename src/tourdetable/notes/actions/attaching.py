"""Documents are attached to an answer or a draft, and removed before they are submitted."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.rows import enter, remove
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.notes.actions.writing import NoteText
from tourdetable.notes.enums import AnswerState
from tourdetable.notes.models import Answer, Attachment
from tourdetable.notes.queries.holding import hold_writable
from tourdetable.notes.rules import may_attach, may_remove_attachment

MOST_ATTACHMENTS = 10
"""Of one answer."""
LARGEST = 20_000_000
"""Bytes of one of them."""


@action(may_attach)
def attach_document(answer: Answer, *, arrival: Arrival, by: Actor, now: dt.datetime) -> Change:
    """Put a document beside an answer or a draft. Beside an answer it voids the clearance of the
    text, as a change of the text does. What its readers would not see is taken out of it first, as
    its owner decided (decision 32).

    Raises SentenceError where the file cannot be kept (kernel.media), where nothing is answered,
    where it is attached already, and for one more than an answer may have.
    """
    hold_writable(answer.note)
    if answer.state != AnswerState.ANSWERED or answer.is_prefilled:
        raise SentenceError("Answer the question first; a document stands beside an answer.")
    found = arrival.recognised
    known = list(answer.attachments.values_list("digest", flat=True))
    if arrival.digest in known:
        raise SentenceError("This document is attached already, byte for byte.")
    if len(known) >= MOST_ATTACHMENTS:
        raise SentenceError("An answer has %(most)s documents at most.", most=MOST_ATTACHMENTS)
    row = Attachment(
        answer=answer,
        name=arrival.name[-200:],
        language=arrival.language,
        media_type=found.medium.media_type,
        size=found.size,
        digest=arrival.digest,
        content=arrival.cleaned.content,
        attached_at=now,
        attached_by=str(by),
    )
    return _with_note(answer, enter(row))


@action(may_remove_attachment)
def remove_attachment(attachment: Attachment, *, by: Actor, now: dt.datetime) -> Change:
    """Take a document away from an answer or a draft; what was submitted stays submitted."""
    hold_writable(attachment.answer.note)
    return _with_note(attachment.answer, remove(attachment))


def _with_note(answer: Answer, change: Change) -> Change:
    return change if answer.contributor_id else NoteText.with_note(answer.note, change)
