"""Sessions: a new one, one amended, who presides, its times, its end."""

from functools import partial
from typing import Any

from django.http import HttpResponse

from tourdetable.desk.agenda.forms import PostForm, SessionForm, StepForm, session_told
from tourdetable.desk.agenda.views import one_form, page_of, the_meeting
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.actions import (
    add_session,
    amend_session,
    remove_session,
    say_who_presides,
    time_items,
)
from tourdetable.meetings.models import Session
from tourdetable.meetings.queries.agenda import readable_sessions
from tourdetable.screens.answering import act, fetch, for_officers
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message


def _session(request: Asking, slug: str, key: int) -> Session:
    rows = readable_sessions(request.actor, request.moment)
    return fetch(rows, pk=key, meeting__slug=slug)


@for_officers
def new(request: Asking, slug: str) -> HttpResponse:
    """A session is added."""
    meeting = the_meeting(request, slug)
    form = SessionForm(request.POST or None, meeting=meeting)
    typed: dict[str, Any] = {"facts": form.facts()} if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The session is on the agenda.")
    answer = act(request, form, add_session, meeting, to=to, done=done, **typed)
    heading = message("Add a session")
    return answer or one_form(request, form, meeting, heading=heading, button=heading)


@for_officers
def edit(request: Asking, slug: str, key: int) -> HttpResponse:
    """A session is amended."""
    row = _session(request, slug, key)
    seen = {"seen": state_of(row)}
    form = SessionForm(request.POST or None, meeting=row.meeting, row=row, initial=seen)
    typed: dict[str, Any] = (
        {"facts": form.facts(), "seen": form.state_seen} if form.is_valid() else {}
    )
    to, done = partial(page_of, slug), message("The session is as you said.")
    answer = act(request, form, amend_session, row, to=to, done=done, told=session_told, **typed)
    heading = message("Change the session")
    return answer or one_form(request, form, row, heading=heading, button=message("Save"))


@for_officers
def presiding(request: Asking, slug: str, key: int) -> HttpResponse:
    """Somebody presides."""
    row, form = _session(request, slug, key), PostForm(request.POST or None)
    typed: dict[str, Any] = {"presiding": form.named(row)} if form.is_valid() else {}
    to, done = partial(page_of, slug), message("It is noted who presides.")
    answer = act(request, form, say_who_presides, row, to=to, done=done, **typed)
    heading = message("Who presides over this session?")
    return answer or one_form(request, form, row, heading=heading, button=message("Save"))


@for_officers
def vacate(request: Asking, slug: str, key: int) -> HttpResponse:
    """Nobody presides any more."""
    row, form = _session(request, slug, key), StepForm(request.POST or None)
    to, done = partial(page_of, slug), message("Nobody presides over this session for now.")
    answer = act(request, form, say_who_presides, row, to=to, done=done, presiding=None)
    heading = message("Let nobody preside over this session?")
    return answer or one_form(request, form, row, heading=heading, button=message("Save"))


@for_officers
def times(request: Asking, slug: str, key: int) -> HttpResponse:
    """Its items follow on from each other."""
    row, form = _session(request, slug, key), StepForm(request.POST or None)
    to, done = partial(page_of, slug), message("The times follow on from each other.")
    answer = act(request, form, time_items, row, to=to, done=done)
    return answer or one_form(
        request,
        form,
        row,
        heading=message("Let the times follow on"),
        lede=message(
            "The first item begins with the session, each other one when the one before it is "
            "over. Times that are set now are replaced."
        ),
        button=message("Let the times follow on"),
    )


@for_officers
def remove(request: Asking, slug: str, key: int) -> HttpResponse:
    """It is taken off the agenda with its items."""
    row, form = _session(request, slug, key), StepForm(request.POST or None)
    to, done = partial(page_of, slug), message("The session is off the agenda.")
    answer = act(request, form, remove_session, row, to=to, done=done)
    return answer or one_form(
        request,
        form,
        row,
        heading=message("Remove this session?"),
        lede=message("Its items go with it. Versions of the agenda that were issued keep them."),
        button=message("Remove the session"),
    )
