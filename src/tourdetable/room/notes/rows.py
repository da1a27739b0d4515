"""The rows of a note as far as the asker may read them."""

from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import answers, questions_of
from tourdetable.screens.asking import Asking
from tourdetable.sheets.note_building import NoteRows


def rows_of(request: Asking, note: Note) -> NoteRows:
    """Questions and answers, in two queries."""
    said = answers(request.actor, request.moment).filter(note=note)
    return NoteRows(note, list(questions_of(note)), list(said))
