"""The agenda as a whole: its page, its versions, what leads out of it."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from tourdetable.desk.agenda.forms import IssueForm, StepsForm
from tourdetable.formats.running_order import running_order_calendar, running_order_pdf
from tourdetable.letters.queries.letters import with_notices
from tourdetable.meetings.actions import issue_agenda
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.meetings.queries.agenda import agenda_content, sessions_of, versions_of
from tourdetable.meetings.rules import AgendaThing, may_keep_meeting, meeting_of
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.given import given
from tourdetable.screens.words import message
from tourdetable.sheets.agenda import AgendaSheet
from tourdetable.sheets.agenda_building import agenda_sheet, agenda_step_sheet
from tourdetable.sheets.agenda_comparison import agenda_comparison_sheet
from tourdetable.sheets.changes_desk import notice_line
from tourdetable.sheets.reader import Reader

SECTION = "meetings"
FILES = {
    "pdf": (running_order_pdf, "application/pdf"),
    "ics": (running_order_calendar, "text/calendar; charset=utf-8"),
}
"""Forms of the running order: what makes each, and its media type (RFC 6838)."""


def the_meeting(request: Asking, slug: str) -> Meeting:
    """The one of that slug. Raises Http404 where the asker may not see it."""
    return fetch(readable(request.actor, request.moment), slug=slug)


def page_of(slug: str) -> str:
    return reverse("desk:agenda", args=[slug])


def one_form(  # noqa: PLR0913 - what a page with one form says, all by name
    request: Asking,
    form: ActionForm,
    thing: AgendaThing,
    *,
    heading: str,
    button: str,
    lede: str = "",
    back: str = "",
) -> HttpResponse:
    """A page with one form: what it is about, what it will do, one button and the way back."""
    meeting = meeting_of(thing)
    sheet = agenda_step_sheet(meeting, thing, Reader(request.language))
    more = {"heading": heading, "button": button, "lede": lede}
    way = back or page_of(meeting.slug)
    return show(
        request, "desk/agenda_form.html", sheet, section=SECTION, form=form, back=way, **more
    )


def sheet_of(request: Asking, meeting: Meeting) -> AgendaSheet:
    """Its agenda for whoever asks; six queries."""
    return agenda_sheet(
        meeting,
        sessions_of(meeting),
        list(versions_of(meeting)),
        Reader(request.language),
        is_kept=may_keep_meeting(request.actor, meeting, request.moment),
    )


@for_officers
def agenda(request: Asking, slug: str) -> HttpResponse:
    """Day by day, with what does not fit."""
    row: Any = fetch(with_notices(readable(request.actor, request.moment)), slug=slug)
    sheet, notice = sheet_of(request, row), notice_line(row.told_at, row.changed_at)
    move = StepsForm()
    return show(request, "desk/agenda.html", sheet, section=SECTION, move=move, notice=notice)


@for_officers
def issue(request: Asking, slug: str) -> HttpResponse:
    """It is issued in a state, and kept."""
    meeting = the_meeting(request, slug)
    form = IssueForm(request.POST or None, meeting=meeting)
    typed = form.values if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The agenda is issued, and kept as it stands.")
    answer = act(request, form, issue_agenda, meeting, to=to, done=done, **typed)
    return answer or one_form(
        request,
        form,
        meeting,
        heading=message("Issue the agenda"),
        lede=message("It is kept as it stands now, so that later changes can be shown."),
        button=message("Issue the agenda"),
    )


@for_officers
def comparison(request: Asking, slug: str, before: int, after: int) -> HttpResponse:
    """Two versions side by side; 0 is the agenda as it stands."""
    meeting = the_meeting(request, slug)
    versions = list(versions_of(meeting))
    by_number = {version.number: version for version in versions}
    later: Any = by_number.get(after) if after else agenda_content(sessions_of(meeting))
    if before not in by_number or later is None:
        raise Http404
    reader = Reader(request.language)
    sheet = agenda_comparison_sheet(meeting, by_number[before], later, versions, reader)
    return show(request, "desk/agenda_comparison.html", sheet, section=SECTION)


@for_officers
def running_order(request: Asking, slug: str, kind: str) -> HttpResponse:
    """The running order as a file: `pdf` or `ics`."""
    sheet = sheet_of(request, the_meeting(request, slug))
    make, media_type = FILES[kind]
    if sheet.is_empty:
        raise Http404
    return given(make(sheet), media_type, f"{slug}-{request.language}.{kind}")
