"""The rows of a note as far as the asker may read them."""

from tourdetable.notes.models import Note
from tourdetable.notes.queries.attachments import ATTACHED
from tourdetable.notes.queries.notes import answers, questions_of
from tourdetable.screens.asking import Asking
from tourdetable.sheets.note_building import NoteRows


def rows_of(request: Asking, note: Note) -> NoteRows:
    """Questions, answers and documents, in three queries; the note itself is at hand already."""
    said = list(answers(request.actor, request.moment).filter(note=note).prefetch_related(ATTACHED))
    for row in said:
        row.note, row.question.questionnaire = note, note.questionnaire
        if row.contributor:
            row.contributor.note = note
    return NoteRows(note, list(questions_of(note)), said)
