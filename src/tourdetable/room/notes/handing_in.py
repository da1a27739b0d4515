"""A note is submitted, corrected or declined, and what was submitted is looked at."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.formats.note import receipt_pdf
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.attributing import attribute_note
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import decline_note, reopen_note
from tourdetable.notes.models import Note, NoteVersion
from tourdetable.notes.queries.notes import (
    hands,
    questions_of,
    versions,
)
from tourdetable.room.notes.attaching import file_at
from tourdetable.room.notes.forms import AttributionForm, ReasonForm
from tourdetable.room.notes.rows import rows_of
from tourdetable.room.notes.views import step_page
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.given import given
from tourdetable.screens.loosening import LooseningForm
from tourdetable.screens.notes import submitted_file
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import hand_line, read_sheet
from tourdetable.sheets.note_parts import AttachedLine
from tourdetable.sheets.note_room import ReadSheet
from tourdetable.sheets.note_submitted import version_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.ui.assets import writing_script_name


def submit(request: Asking, way: Way, row: Note) -> HttpResponse:
    """The note as it will read, and the one deliberate step."""
    rows = rows_of(request, row)
    form = LooseningForm(request.POST or None, initial={"seen": rows.digest})
    typed = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    to, done = partial(way.to, "note"), message("The note is submitted. The receipt stands below.")
    answer = act(request, form, submit_note, row, to=to, done=done, **typed)
    sheet = read_sheet(rows, request.moment, Reader(request.language))
    line = partial(hand_line, drafts=0, now=request.moment, reader=Reader(request.language))
    asked = [hand for hand in map(line, hands(row)) if hand.clearance]
    more: dict[str, Any] = {"asked": asked, "script": writing_script_name()}
    more |= {"file_at": partial(file_at, way)}
    return answer or show(request, "room/note_submit.html", sheet, form=form, way=way, **more)


def version(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """What was submitted, as it reads."""
    sheet, file_at = _submitted(request, row, number), partial(_file_at, way, number)
    return show(request, "room/note_version.html", sheet, way=way, file_at=file_at)


def _file_at(way: Way, number: int, line: AttachedLine) -> str:
    return way.to("version-attachment", number, line.digest)


def receipt(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:  # noqa: ARG001 - the way leads nowhere from a file
    """That it was submitted, when, and the text with its SHA-256, as PDF."""
    made = receipt_pdf(_submitted(request, row, number), request.language)
    if not made:
        raise Http404
    return given(made, "application/pdf", f"receipt-{number}.pdf")


def _submitted(request: Asking, row: Note, number: int) -> ReadSheet:
    questions, found = list(questions_of(row)), _version(request, row, number)
    return version_sheet(found, questions, request.moment, Reader(request.language))


def _version(request: Asking, row: Note, number: int) -> NoteVersion:
    return fetch(versions(request.actor, request.moment).filter(note=row), number=number)


def attachment(request: Asking, way: Way, row: Note, number: int, digest: str) -> HttpResponse:  # noqa: ARG001 - as above
    """A document that was submitted with an answer."""
    return submitted_file(_version(request, row, number), digest)


def reopen(request: Asking, way: Way, row: Note) -> HttpResponse:
    """What was submitted is corrected, or what was declined is written after all."""
    form = ReasonForm(request.POST or None)
    to, done = partial(way.to, "note"), message("You can write again.")
    typed = form.values if form.is_valid() else {}
    answer = act(request, form, reopen_note, row, to=to, done=done, **typed)
    return answer or step_page(request, way, row, form, "reopen")


def decline(request: Asking, way: Way, row: Note) -> HttpResponse:
    """There will be no note."""
    form = ReasonForm(request.POST or None)
    to, done = partial(way.to, "note"), message("You have declined. You can change your mind here.")
    typed = form.values if form.is_valid() else {}
    answer = act(request, form, decline_note, row, to=to, done=done, **typed)
    return answer or step_page(request, way, row, form, "decline")


def attribution(request: Asking, way: Way, row: Note) -> HttpResponse:
    """What may be said of the note outside."""
    form = AttributionForm(request.POST or None, note=row)
    typed = form.values if form.is_valid() else {}
    chosen: dict[str, Any] = dict(typed)
    if typed:
        chosen["attribution"] = Attribution(typed["attribution"])
    to, done = partial(way.to, "note"), message("It is noted what may be said of the note.")
    answer = act(request, form, attribute_note, row, to=to, done=done, **chosen)
    return answer or step_page(request, way, row, form, "attribution")
