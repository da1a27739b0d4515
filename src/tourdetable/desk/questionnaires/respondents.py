"""Who answers: chosen among those invited, added by hand, written to, given more time."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from tourdetable.desk.questionnaires.forms import StepForm
from tourdetable.desk.questionnaires.pages import (
    SECTION,
    address,
    one_form,
    the_note,
    the_questionnaire,
)
from tourdetable.desk.questionnaires.respondent_forms import (
    AddressForm,
    ByHandForm,
    ChosenForm,
    ExtendForm,
)
from tourdetable.kernel.rows import state_of
from tourdetable.notes.actions.asking import ask_respondent, extend_deadline
from tourdetable.notes.actions.respondents import (
    amend_respondent,
    ask_invited,
    remove_respondent,
)
from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import board, deadline_of, notes
from tourdetable.notes.queries.questionnaires import not_asked_yet
from tourdetable.screens.answering import act, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.notes import name_of_respondent
from tourdetable.screens.words import message
from tourdetable.sheets.note_board import respondents_sheet
from tourdetable.sheets.reader import Reader

SAVE = message("Save")


def _list(note: Note) -> str:
    return address("respondents", note.questionnaire.slug)


@for_officers
def listed(request: Asking, slug: str) -> HttpResponse:
    """Who is asked, and those invited who could be."""
    asked = the_questionnaire(request, slug)
    proposed = not_asked_yet(asked)
    form = ChosenForm(request.POST or None, keys=[row.pk for row in proposed])
    keys = form.keys if form.is_valid() else []
    meant = [row for row in proposed if row.pk in keys]
    to, done = partial(address, "respondents", slug), message("They are asked for a note.")
    answer = act(request, form, ask_invited, asked, to=to, done=done, invitations=meant)
    rows = notes(request.actor, request.moment).filter(questionnaire=asked)
    found = board(rows, request.moment)
    sheet = respondents_sheet(asked, found, proposed, Reader(request.language))
    return answer or show(request, "desk/respondents.html", sheet, section=SECTION, form=form)


@for_officers
def by_hand(request: Asking, slug: str) -> HttpResponse:
    """Somebody who is not invited, or not for this process."""
    asked = the_questionnaire(request, slug)
    form = ByHandForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to, done = partial(address, "respondents", slug), message("They are asked for a note.")
    answer = act(request, form, ask_respondent, asked, to=to, done=done, **typed)
    heading = message("Add a respondent by hand")
    return answer or one_form(
        request, form, asked.meeting, heading=heading, button=heading, back=to()
    )


@for_officers
def written_to(request: Asking, key: int) -> HttpResponse:
    """Where a respondent is written to."""
    note = the_note(request, key)
    given = {"mail": note.mail, "language": note.language, "seen": state_of(note)}
    form = AddressForm(request.POST or None, initial=given)
    typed: dict[str, Any] = {}
    if form.is_valid():
        typed = {**form.values, "seen": form.state_seen}
    to, done = partial(_list, note), message("The address is as you said.")
    answer = act(request, form, amend_respondent, note, to=to, done=done, **typed)
    meeting, about = note.questionnaire.meeting, name_of_respondent(request, note)
    heading = message("Where the respondent is written to")
    return answer or one_form(
        request, form, meeting, heading=heading, button=SAVE, back=to(), about=about
    )


@for_officers
def extend(request: Asking, key: int) -> HttpResponse:
    """More time for one respondent, with a reason."""
    note = the_note(request, key)
    asked = note.questionnaire
    zone = asked.zone or asked.meeting.zone
    form = ExtendForm(request.POST or None, zone=zone, before=deadline_of(note))
    typed = form.extension if form.is_valid() else {}
    to, done = partial(address, "board", asked.slug), message("This respondent has more time.")
    answer = act(request, form, extend_deadline, note, to=to, done=done, **typed)
    heading, button = message("Give more time"), message("Extend the deadline")
    about = name_of_respondent(request, note)
    return answer or one_form(
        request, form, asked.meeting, heading=heading, button=button, back=to(), about=about
    )


@for_officers
def removing(request: Asking, key: int) -> HttpResponse:
    """Somebody is not asked after all."""
    note = the_note(request, key)
    form = StepForm(request.POST or None)
    to, done = partial(_list, note), message("They are not asked any more.")
    answer = act(request, form, remove_respondent, note, to=to, done=done)
    meeting, about = note.questionnaire.meeting, name_of_respondent(request, note)
    heading, button = message("Take this respondent off?"), message("Remove")
    return answer or one_form(
        request, form, meeting, heading=heading, button=button, back=to(), about=about
    )
