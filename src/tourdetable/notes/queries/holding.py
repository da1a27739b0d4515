"""What somebody works on is held: nobody else changes it until the transaction ends."""

from typing import Any

from django.db.models import Max, QuerySet

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import locked
from tourdetable.notes.enums import WRITABLE, QuestionnaireState
from tourdetable.notes.models import Note, Questionnaire


def hold_writable(note: Note) -> None:
    """Lock the note and bring its state up to date. Raises SentenceError where it was submitted or
    declined since it was read.
    """
    note.state = locked(note).state
    if note.state not in WRITABLE:
        raise SentenceError(
            "This note was submitted or declined meanwhile. Nothing is saved; open it again first."
        )


def next_place(rows: QuerySet[Any]) -> int:
    """The place behind all of them."""
    return int(rows.aggregate(last=Max("position"))["last"] or 0) + 1


def hold_drafted(questionnaire: Questionnaire) -> None:
    """Hold a questionnaire that nobody has seen yet. Raises SentenceError where it was put."""
    if locked(questionnaire).state != QuestionnaireState.DRAFTED:
        raise SentenceError(
            "This questionnaire was put to respondents: what it asks stays as it is."
        )
