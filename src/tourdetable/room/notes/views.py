"""Where a note stands, and how it begins."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.notes.actions.writing import open_note, prefill_note
from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import earlier_version, hands, versions
from tourdetable.notes.rules import may_read_shared
from tourdetable.room.invitations.forms import StepForm, ZoneForm
from tourdetable.room.notes.rows import rows_of
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import note_head, note_sheet
from tourdetable.sheets.note_room import NoteHead, NoteSheet
from tourdetable.sheets.reader import Reader
from tourdetable.ui.assets import writing_script_name


def head_of(request: Asking, row: Note) -> NoteHead:
    """What a form about the note is about."""
    return note_head(row, request.moment, Reader(request.language))


def sheet_of(request: Asking, row: Note) -> NoteSheet:
    """The note with its groups, its hands, and what was submitted of it."""
    handed_in = versions(request.actor, request.moment).filter(note=row)
    rows, now = rows_of(request, row, with_documents=False), request.moment
    before, reader = earlier_version(row), Reader(request.language)
    return note_sheet(rows, hands(row), handed_in, earlier=before, now=now, reader=reader)


def note(request: Asking, way: Way, row: Note) -> HttpResponse:
    """All of the note, and what is to be done next."""
    form = ZoneForm(request.GET or None)
    others = row.questionnaire
    is_shared = may_read_shared(request.actor, others, request.moment)
    more: dict[str, Any] = {"zones": form, "step": StepForm(None), "script": writing_script_name()}
    more["shared"] = others.slug if is_shared else ""
    return show(request, "room/note.html", sheet_of(request, row), way=way, **more)


def begin(request: Asking, way: Way, row: Note) -> HttpResponse:
    """The respondent takes it up."""
    form = StepForm(request.POST or None)
    to, done = partial(way.to, "note"), message("You can write now.")
    answer = act(request, form, open_note, row, to=to, done=done)
    return answer or step_page(request, way, row, form, "begin")


def prefill(request: Asking, way: Way, row: Note) -> HttpResponse:
    """What was answered last time is taken over, to be confirmed."""
    before = earlier_version(row)
    if before is None:
        raise Http404
    form = StepForm(request.POST or None)
    to, done = partial(way.to, "note"), message("Taken over. Confirm or change each answer.")
    answer = act(request, form, prefill_note, row, to=to, done=done, before=before)
    return answer or step_page(request, way, row, form, "prefill")


def step_page(request: Asking, way: Way, row: Note, form: ActionForm, step: str) -> HttpResponse:
    """The page of a step on the note as a whole."""
    head = head_of(request, row)
    return show(request, "room/note_step.html", head, form=form, way=way, step=step)
