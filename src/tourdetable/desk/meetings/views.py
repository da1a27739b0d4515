"""All meetings, a new one, a copy, and the pages of one."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.meetings.forms import (
    CancelForm,
    MeetingForm,
    NarrowForm,
    StepForm,
    told_of,
)
from tourdetable.desk.meetings.steps import step_addresses
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.rows import state_of
from tourdetable.letters.queries.letters import with_notices
from tourdetable.meetings.actions import (
    amend_meeting,
    cancel_meeting,
    close_meeting,
    convene_meeting,
    copy_meeting,
    create_meeting,
)
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.meetings.queries.facts import facts_of, left_open
from tourdetable.meetings.queries.progress import narrowed
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.changes_desk import notice_line
from tourdetable.sheets.meetings_desk import (
    meeting_desk_sheet,
    meeting_step_sheet,
    meetings_desk_sheet,
)
from tourdetable.sheets.paging import paged
from tourdetable.sheets.reader import Reader

SECTION = "meetings"


def the_meeting(request: Asking, slug: str) -> Meeting:
    """The one of that slug. Raises Http404 where the asker may not see it."""
    return fetch(readable(request.actor, request.moment), slug=slug)


def page_of(name: str, slug: str) -> str:
    return reverse(name, args=[slug])


@for_officers
def meetings(request: Asking) -> HttpResponse:
    """All of them, newest first, narrowed by what is asked."""
    narrow = NarrowForm(request.GET)
    known = readable(request.actor, request.moment)
    rows = narrowed(known, **narrow.asked, day=request.moment.date())
    page, keys = paged(rows, narrow.number)
    sheet = meetings_desk_sheet(page, keys, Reader(request.language), request.moment)
    return show(request, "desk/meetings.html", sheet, section=SECTION, narrow=narrow)


@for_officers
def new(request: Asking) -> HttpResponse:
    """A meeting is set up."""
    form = MeetingForm(request.POST or None)
    facts = form.facts if form.is_valid() else None
    answer = act(request, form, create_meeting, facts, to=partial(_made, form), done=SET_UP)
    return answer or _facts(request, None, form, "new")


@for_officers
def copy(request: Asking, slug: str) -> HttpResponse:
    """The next meeting is set up after one before it."""
    origin = the_meeting(request, slug)
    form = MeetingForm(request.POST or None, facts=facts_of(origin), initial=left_open(origin))
    facts: dict[str, Any] = {"facts": form.facts} if form.is_valid() else {}
    answer = act(request, form, copy_meeting, origin, to=partial(_made, form), done=SET_UP, **facts)
    return answer or _facts(request, origin, form, "copy")


SET_UP = message("The meeting is set up, as a draft that only those concerned can see.")


def _made(form: MeetingForm) -> str:
    return page_of("desk:meeting", made_by(form.number).partition(":")[2])


@for_officers
def meeting(request: Asking, slug: str) -> HttpResponse:
    """One of them, and what comes next."""
    row: Any = fetch(with_notices(readable(request.actor, request.moment)), slug=slug)
    reader, notice = Reader(request.language), notice_line(row.told_at, row.changed_at)
    sheet = meeting_desk_sheet(row, step_addresses(row.slug), reader, request.moment)
    return show(request, "desk/meeting.html", sheet, section=SECTION, notice=notice)


@for_officers
def edit(request: Asking, slug: str) -> HttpResponse:
    """Its facts are put right."""
    row = the_meeting(request, slug)
    seen = {"seen": state_of(row)}
    form = MeetingForm(request.POST or None, facts=facts_of(row), initial=seen)
    typed: dict[str, Any] = (
        {"facts": form.facts, "seen": form.state_seen} if form.is_valid() else {}
    )
    to, done = partial(page_of, "desk:meeting", slug), message("The meeting is as you said.")
    answer = act(request, form, amend_meeting, row, to=to, done=done, told=told_of, **typed)
    return answer or _facts(request, row, form, "edit")


@for_officers
def convene(request: Asking, slug: str) -> HttpResponse:
    """Invitations go out."""
    row, form = the_meeting(request, slug), StepForm(request.POST or None)
    to, done = partial(page_of, "desk:meeting", slug), message("The meeting is convened.")
    answer = act(request, form, convene_meeting, row, to=to, done=done)
    return answer or _step(request, row, form, "convene")


@for_officers
def close(request: Asking, slug: str) -> HttpResponse:
    """It is over and its papers are done."""
    row, form = the_meeting(request, slug), StepForm(request.POST or None)
    to, done = partial(page_of, "desk:meeting", slug), message("The meeting is closed.")
    answer = act(request, form, close_meeting, row, to=to, done=done)
    return answer or _step(request, row, form, "close")


@for_officers
def cancel(request: Asking, slug: str) -> HttpResponse:
    """It will not take place."""
    row = the_meeting(request, slug)
    form = CancelForm(request.POST or None, languages=tuple(row.languages))
    typed: dict[str, Any] = form.values if form.is_valid() else {}
    to, done = partial(page_of, "desk:meeting", slug), message("The meeting is cancelled.")
    answer = act(request, form, cancel_meeting, row, to=to, done=done, **typed)
    return answer or _step(request, row, form, "cancel")


def _facts(request: Asking, row: Meeting | None, form: MeetingForm, step: str) -> HttpResponse:
    sheet = meeting_step_sheet(row, Reader(request.language)) if row else None
    return show(request, "desk/meeting_form.html", sheet, section=SECTION, form=form, step=step)


def _step(request: Asking, row: Meeting, form: StepForm | CancelForm, step: str) -> HttpResponse:
    sheet = meeting_step_sheet(row, Reader(request.language))
    return show(request, "desk/meeting_step.html", sheet, section=SECTION, form=form, step=step)
