"""Who comes: named, corrected, withdrawn."""

from functools import partial

from django.http import HttpResponse

from tourdetable.invitations.actions.nominating import (
    correct_nomination,
    nominate,
    withdraw_nomination,
)
from tourdetable.invitations.enums import NominationState
from tourdetable.invitations.models import Invitation, Nomination
from tourdetable.invitations.queries.nominations import nominations
from tourdetable.room.invitations.answers import sheet_of
from tourdetable.room.invitations.forms import NominationForm, StepForm
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.room import nominated_line


def name_somebody(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """One more person of the delegation."""
    form = NominationForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    done = message("The nomination has reached the secretariat.")
    to = partial(way.to, "invitation")
    answer = act(request, form, nominate, row, to=to, done=done, typed=typed)
    sheet = sheet_of(request, row)
    return answer or show(request, "room/nominate.html", sheet, form=form, way=way)


def correct(request: Asking, way: Way, row: Invitation, number: int) -> HttpResponse:
    """What was said of somebody, better."""
    nomination = _nomination(request, row, number)
    filled = NominationForm.filled(nomination)
    form = NominationForm(request.POST or None, initial=filled)
    values = {"typed": form.values if form.is_valid() else {}, "seen": request.POST.get("seen", "")}
    to, done = partial(way.to, "invitation"), message("The correction has reached the secretariat.")
    verb, theirs = correct_nomination, NominationForm.filled
    answer = act(request, form, verb, nomination, to=to, done=done, told=theirs, **values)
    return answer or _shown(request, "room/nomination.html", way, nomination, form)


def withdraw(request: Asking, way: Way, row: Invitation, number: int) -> HttpResponse:
    """Somebody does not come after all."""
    nomination = _nomination(request, row, number)
    form = StepForm(request.POST or None)
    to, done = partial(way.to, "invitation"), message("The nomination is withdrawn.")
    answer = act(request, form, withdraw_nomination, nomination, to=to, done=done)
    return answer or _shown(request, "room/nomination_withdraw.html", way, nomination, form)


def _nomination(request: Asking, row: Invitation, number: int) -> Nomination:
    rows = nominations(request.actor, request.moment).filter(invitation=row)
    if request.method != "POST":
        # A form that is sent again still finds what it has done.
        rows = rows.exclude(state=NominationState.WITHDRAWN)
    return fetch(rows, pk=number)


def _shown(
    request: Asking, template: str, way: Way, nomination: Nomination, form: ActionForm
) -> HttpResponse:
    sheet, line = sheet_of(request, nomination.invitation), nominated_line(nomination)
    return show(request, template, sheet, form=form, way=way, line=line)
