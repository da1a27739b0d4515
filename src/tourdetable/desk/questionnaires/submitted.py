"""A note as it was submitted: what it says, and the documents beside its answers."""

from functools import partial

from django.http import HttpResponse

from tourdetable.desk.questionnaires.pages import SECTION, address, the_note
from tourdetable.notes.models import NoteVersion
from tourdetable.notes.queries.notes import questions_of, versions
from tourdetable.screens.answering import fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.notes import submitted_file
from tourdetable.sheets.note_parts import AttachedLine
from tourdetable.sheets.note_submitted import version_sheet
from tourdetable.sheets.reader import Reader


@for_officers
def version(request: Asking, key: int, number: int) -> HttpResponse:
    """One version of a note as it reads."""
    found = _version(request, key, number)
    questions = list(questions_of(found.note))
    sheet = version_sheet(found, questions, request.moment, Reader(request.language))
    file_at = partial(_file_at, key, number)
    template = "desk/note_version.html"
    slug = found.note.questionnaire.slug
    return show(request, template, sheet, section=SECTION, slug=slug, file_at=file_at)


@for_officers
def attachment(request: Asking, key: int, number: int, digest: str) -> HttpResponse:
    """A document that was submitted with an answer."""
    return submitted_file(_version(request, key, number), digest)


def _version(request: Asking, key: int, number: int) -> NoteVersion:
    known = versions(request.actor, request.moment).filter(note=the_note(request, key))
    return fetch(known, number=number)


def _file_at(key: int, number: int, line: AttachedLine) -> str:
    return address("note-version-attachment", key, number, line.digest)
