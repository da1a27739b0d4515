"""What somebody does who was invited to a note: draft, and clear."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.notes.actions.clearing import answer_clearance
from tourdetable.notes.actions.writing import save_draft
from tourdetable.notes.enums import ClearanceState
from tourdetable.notes.models import Contributor
from tourdetable.notes.queries.notes import answer_to, clearance_asked_of
from tourdetable.notes.rules import in_scope
from tourdetable.room.notes.answer_forms import DraftForm, filled, proposed_languages, theirs
from tourdetable.room.notes.attaching import own_file_at
from tourdetable.room.notes.forms import ClearingForm
from tourdetable.room.notes.keeping import kept, wants_to_keep
from tourdetable.room.notes.rows import rows_of
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import NoteRows, contribution_sheet
from tourdetable.sheets.note_room import ContributionSheet
from tourdetable.sheets.reader import Reader
from tourdetable.ui.assets import writing_script_name


def _sheet(request: Asking, row: Contributor, rows: NoteRows) -> ContributionSheet:
    scope = [question for question in rows.questions if in_scope(row, question)]
    return contribution_sheet(rows, row, scope, request.moment, Reader(request.language))


def contribution(request: Asking, way: Way, row: Contributor) -> HttpResponse:
    """What they were invited to, as the respondent has it, with their own drafts."""
    sheet = _sheet(request, row, rows_of(request, row.note))
    more: dict[str, Any] = {"script": writing_script_name(), "file_at": partial(own_file_at, way)}
    return show(request, "room/contribution.html", sheet, way=way, **more)


def draft(request: Asking, way: Way, row: Contributor, name: str) -> HttpResponse:
    """What they propose as the answer to one question."""
    rows = rows_of(request, row.note)
    question = rows.asked.get(name)
    if question is None or not in_scope(row, question):
        raise Http404
    own = next((one for one in rows.drafts(question) if one.contributor_id == row.pk), None)
    initial = filled(own, row.note.language or request.language)
    form = DraftForm(request.POST or None, initial=initial, question=question)
    typed = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    to, done = partial(way.to, "note"), message("Your draft is saved; the respondent sees it.")
    saved = act(
        request, form, save_draft, row, to=to, done=done, told=theirs, question=question, **typed
    )
    if saved and wants_to_keep(request):
        return kept(request, answer_to(row.note, question, row))
    form.compare()
    more: dict[str, Any] = {
        "languages": proposed_languages(row.note),
        "script": writing_script_name(),
        "file_at": partial(own_file_at, way),
    }
    sheet, card = _sheet(request, row, rows), rows.card(question, Reader(request.language))
    return saved or show(
        request, "room/contribution_draft.html", sheet, form=form, way=way, card=card, **more
    )


def clear(request: Asking, way: Way, row: Contributor) -> HttpResponse:
    """What they say to the text that they are asked to clear."""
    asked = clearance_asked_of(row, is_open=request.method != "POST")
    if asked is None:
        raise Http404
    form = ClearingForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    said = {**typed, "answer": ClearanceState(typed["answer"])} if typed else {}
    to, done = partial(way.to, "note"), message("Your answer stands beside the text.")
    answer = act(request, form, answer_clearance, asked, to=to, done=done, **said)
    sheet = _sheet(request, row, rows_of(request, row.note))
    template, at = "room/contribution_clear.html", partial(own_file_at, way)
    return answer or show(request, template, sheet, form=form, way=way, file_at=at)
