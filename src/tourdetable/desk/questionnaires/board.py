"""Where everybody is: the board, letters from it, a note returned, a note entered on behalf."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.desk.questionnaires.pages import (
    SECTION,
    address,
    one_form,
    the_note,
    the_questionnaire,
)
from tourdetable.desk.questionnaires.respondent_forms import BehalfForm, ChosenForm, ReturnForm
from tourdetable.intake.questionnaires.returned import Returned
from tourdetable.kernel.errors import SentenceError
from tourdetable.letters.actions.drafting import draft_note_letters
from tourdetable.letters.enums import TO_RESPONDENTS, LetterKind
from tourdetable.letters.queries.letters import notes_without_letter
from tourdetable.notes.actions.asking import return_note
from tourdetable.notes.actions.submitting import enter_on_behalf
from tourdetable.notes.enums import BoardColumn
from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import board, notes
from tourdetable.notes.queries.plans import Remark
from tourdetable.notes.queries.submitted import counted, standing_at
from tourdetable.screens.answering import act, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.notes import document_of, name_of_respondent, recognised
from tourdetable.screens.paging import page_number
from tourdetable.screens.words import message
from tourdetable.sheets.note_board import board_sheet, respondents_sheet
from tourdetable.sheets.paging import paged
from tourdetable.sheets.reader import Reader


@for_officers
def shown(request: Asking, slug: str) -> HttpResponse:
    """A page of the board, narrowed by where the notes stand."""
    asked, wanted = the_questionnaire(request, slug), request.GET.get("at", "")
    column = BoardColumn(wanted) if wanted in BoardColumn.values else None
    rows = notes(request.actor, request.moment).filter(questionnaire=asked)
    rows = standing_at(rows, column, request.moment) if column else rows
    page, keys = paged(rows, page_number(request.GET.get("page", "")))
    found = board(rows.filter(pk__in=keys), request.moment)
    counts = counted(asked, request.actor, request.moment)
    reader = Reader(request.language)
    sheet = board_sheet(asked, found, counts, reader, chosen=column, page=page)
    return show(request, "desk/board.html", sheet, section=SECTION)


@for_officers
def letters(request: Asking, slug: str, kind: str) -> HttpResponse:
    """Who would get a letter of a kind; those who are chosen are written to."""
    if kind not in TO_RESPONDENTS:
        raise Http404
    asked, wanted = the_questionnaire(request, slug), LetterKind(kind)
    rows = list(notes_without_letter(asked, wanted))
    form = ChosenForm(request.POST or None, keys=[row.pk for row in rows])
    keys = form.keys if form.is_valid() else []
    meant = [row for row in rows if row.pk in keys]
    to = partial(address, "meeting-letters", asked.meeting.slug)
    done = message("The letters are drafted.")
    answer = act(
        request, form, draft_note_letters, asked, to=to, done=done, kind=wanted, notes=meant
    )
    found = board(rows, request.moment)
    sheet = respondents_sheet(asked, found, (), Reader(request.language))
    template = "desk/note_letters.html"
    return answer or show(request, template, sheet, section=SECTION, form=form, kind=wanted)


@for_officers
def returning(request: Asking, key: int) -> HttpResponse:
    """A submitted note goes back with a remark; what was submitted stays so."""
    note = the_note(request, key)
    form = ReturnForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to, done = partial(address, "board", note.questionnaire.slug), message("The note is returned.")
    answer = act(request, form, return_note, note, to=to, done=done, **typed)
    heading, button = message("Return the note"), message("Return it with this remark")
    lede = message(
        "The respondent is written to with this remark where its address is known, and can write "
        "again until it submits another version; what was submitted stands until then."
    )
    return answer or one_form(
        request,
        form,
        note.questionnaire.meeting,
        heading=heading,
        button=button,
        lede=lede,
        about=name_of_respondent(request, note),
        back=to(),
    )


@for_officers
def on_behalf(request: Asking, key: int) -> HttpResponse:
    """A note that came by mail or on paper is entered, with its source."""
    note = the_note(request, key)
    asked = list(note.questionnaire.questions.all())
    found, refusal = _brought(request, note)
    form = BehalfForm(request.POST or None, note=note, questions=asked, answers=found.answers)
    if refusal:
        form.refuse(refusal)
    typed: dict[str, Any] = form.entry if form.is_valid() else {}
    to, done = partial(address, "board", note.questionnaire.slug), message("The note is entered.")
    answer = act(request, form, enter_on_behalf, note, to=to, done=done, **typed)
    return answer or _behalf_page(request, note, form, found.remarks)


def _brought(request: Asking, note: Note) -> tuple[Returned, SentenceError | None]:
    """What the document says with which the form begins; once the form is sent, it counts."""
    number = request.GET.get("file", "")
    if request.method == "POST" or not number.isdecimal():
        return Returned({}, ()), None
    return recognised(note, document_of(request, note, int(number[:18])))


def _behalf_page(
    request: Asking, note: Any, form: ActionForm, remarks: Sequence[Remark]
) -> HttpResponse:
    heading, button = message("Enter a note on behalf"), message("Enter the note as submitted")
    lede = message(
        "Enter what arrived by mail or on paper. It counts as submitted, with its source beside "
        "it. What the respondent itself may have drafted is neither seen nor touched."
    )
    return one_form(
        request,
        form,
        note.questionnaire.meeting,
        heading=heading,
        button=button,
        lede=lede,
        about=name_of_respondent(request, note),
        back=address("board", note.questionnaire.slug),
        remarks=remarks,
        other=address("note-returned", note.pk),
        other_said=message("Take a note from a document"),
    )
