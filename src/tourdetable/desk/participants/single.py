"""One nomination, one line of the list."""

from functools import partial

from django.http import HttpResponse

from tourdetable.desk.participants.forms import (
    AcceptForm,
    LineForm,
    QueryForm,
    ShowingForm,
    StepForm,
)
from tourdetable.desk.participants.views import SECTION, WAITING, address
from tourdetable.invitations.actions.nominating import accept_nomination, query_nomination
from tourdetable.invitations.actions.participants import (
    amend_participant,
    set_showing,
    withdraw_participant,
)
from tourdetable.invitations.enums import Showing
from tourdetable.invitations.models import Nomination, Participant
from tourdetable.invitations.queries.nominations import (
    nominations,
    proposed_persons,
    same_person,
)
from tourdetable.invitations.queries.participants import participants
from tourdetable.kernel.rows import state_of
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.participants import kept_line, waiting_line
from tourdetable.sheets.reader import Reader


@for_officers
def accept(request: Asking, key: int) -> HttpResponse:
    """Put somebody who was named on the list, as the person whom it is."""
    row = _nomination(request, key)
    same = same_person(row)
    initial = {"person": same.pk if same else "", "seen": state_of(row)}
    known, seen = proposed_persons(row), request.POST.get("seen", "")
    form = AcceptForm(request.POST or None, initial=initial, persons=known)
    to = partial(address, "participants", row.invitation.meeting.slug)
    done = message("The nomination is accepted; the person is on the list.")
    verb, person = accept_nomination, form.chosen
    answer = act(request, form, verb, row, to=to, done=done, person=person, seen=seen)
    return answer or _asked(request, "desk/nomination.html", row, form)


@for_officers
def query(request: Asking, key: int) -> HttpResponse:
    """Ask the party about somebody whom it has named."""
    row = _nomination(request, key)
    form = QueryForm(request.POST or None, initial={"question": row.query})
    typed = form.values if form.is_valid() else {}
    to = partial(address, "participants", row.invitation.meeting.slug)
    done = message("The question stands beside the nomination.")
    answer = act(request, form, query_nomination, row, to=to, done=done, **typed)
    return answer or _asked(request, "desk/nomination_query.html", row, form)


@for_officers
def line(request: Asking, key: int) -> HttpResponse:
    """A line of the list."""
    row = _participant(request, key)
    form = LineForm(request.POST or None, initial=LineForm.filled(row))
    typed, seen = form.values if form.is_valid() else {}, request.POST.get("seen", "")
    to, done = partial(address, "participants", row.meeting.slug), message("The line is saved.")
    verb, told = amend_participant, LineForm.filled
    answer = act(request, form, verb, row, to=to, done=done, told=told, typed=typed, seen=seen)
    return answer or _kept(request, "desk/participant.html", row, form)


@for_officers
def showing(request: Asking, key: int) -> HttpResponse:
    """On what ground the name may stand in the public list."""
    row = _participant(request, key)
    form = ShowingForm(request.POST or None, initial=ShowingForm.filled(row))
    typed, seen = form.values if form.is_valid() else {}, request.POST.get("seen", "")
    if typed:
        typed["showing"] = Showing(typed["showing"])
    to, done = partial(address, "participants", row.meeting.slug), message("What is shown is set.")
    told = ShowingForm.filled
    answer = act(request, form, set_showing, row, to=to, done=done, told=told, seen=seen, **typed)
    return answer or _kept(request, "desk/participant_showing.html", row, form)


@for_officers
def withdraw(request: Asking, key: int) -> HttpResponse:
    """Somebody is taken off the list."""
    row = _participant(request, key)
    form = StepForm(request.POST or None)
    to = partial(address, "participants", row.meeting.slug)
    done = message("This person is no longer on the list.")
    answer = act(request, form, withdraw_participant, row, to=to, done=done)
    return answer or _kept(request, "desk/participant_withdraw.html", row, form)


def _nomination(request: Asking, key: int) -> Nomination:
    rows = nominations(request.actor, request.moment)
    if request.method != "POST":
        # A form that is sent again still finds what it has done.
        rows = rows.filter(state__in=WAITING)
    return fetch(rows, pk=key)


def _participant(request: Asking, key: int) -> Participant:
    rows = participants(request.actor, request.moment)
    if request.method != "POST":
        rows = rows.filter(withdrawn_at__isnull=True)
    return fetch(rows, pk=key)


def _asked(request: Asking, template: str, row: Nomination, form: ActionForm) -> HttpResponse:
    reader = Reader(request.language)
    sheet, head = waiting_line(row, reader), meeting_head(row.invitation.meeting, reader)
    return show(request, template, sheet, section=SECTION, form=form, meeting=head)


def _kept(request: Asking, template: str, row: Participant, form: ActionForm) -> HttpResponse:
    head = meeting_head(row.meeting, Reader(request.language))
    return show(request, template, kept_line(row), section=SECTION, form=form, meeting=head)
