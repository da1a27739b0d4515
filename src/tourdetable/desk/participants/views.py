"""The list, somebody more on it, what is shown of a category, and the files of it."""

from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.participants.forms import AddForm, CategoryForm, PageForm
from tourdetable.formats.badges import badges_pdf
from tourdetable.formats.participants import participants_csv, participants_pdf, participants_xlsx
from tourdetable.invitations.actions.participants import add_participant, show_category
from tourdetable.invitations.enums import NominationState
from tourdetable.invitations.models import Participant
from tourdetable.invitations.queries.nominations import nominations
from tourdetable.invitations.queries.participants import participants
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.parties.queries import parties_by_code
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.given import given
from tourdetable.screens.words import message
from tourdetable.sheets.participants import ParticipantsSheet, participants_sheet, waiting_sheet
from tourdetable.sheets.reader import Reader

SECTION = "meetings"
WAITING = (NominationState.RECEIVED, NominationState.QUERIED)
FILES = {
    "list.pdf": (participants_pdf, "application/pdf"),
    "list.csv": (participants_csv, "text/csv; charset=utf-8"),
    "list.xlsx": (
        participants_xlsx,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "badges.pdf": (badges_pdf, "application/pdf"),
}
"""The list in other forms, each made of the same sheet."""


def meeting_of(request: Asking, slug: str) -> Meeting:
    return fetch(readable(request.actor, request.moment), slug=slug)


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def on_list(request: Asking, meeting: Meeting) -> QuerySet[Participant]:
    """Those who take part, without those who were taken off the list."""
    rows = participants(request.actor, request.moment)
    return rows.filter(meeting=meeting, withdrawn_at__isnull=True)


@for_officers
def listed(request: Asking, slug: str) -> HttpResponse:
    """Nominations that wait, and a page of the list."""
    meeting, reader = meeting_of(request, slug), Reader(request.language)
    named = nominations(request.actor, request.moment)
    waiting = waiting_sheet(named.filter(invitation__meeting=meeting, state__in=WAITING), reader)
    page = PageForm(request.GET).number
    sheet = participants_sheet(meeting, on_list(request, meeting), reader, page)
    return show(request, "desk/participants.html", sheet, section=SECTION, waiting=waiting)


@for_officers
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole list in another form, in the language of the address."""
    meeting, reader = meeting_of(request, slug), Reader(request.language)
    write, kind = FILES[name]
    sheet = participants_sheet(meeting, on_list(request, meeting), reader)
    return given(write(sheet), kind, f"{meeting.slug}-{request.language}-{name}")


@for_officers
def add(request: Asking, slug: str) -> HttpResponse:
    """Somebody whom no party has named."""
    meeting, reader = meeting_of(request, slug), Reader(request.language)
    form = AddForm(request.POST or None, parties=parties_by_code(), reader=reader)
    line = form.line if form.is_valid() else {}
    to, done = partial(address, "participants", slug), message("This person is on the list.")
    answer = act(request, form, add_participant, meeting, to=to, done=done, person=None, **line)
    sheet = _head(meeting, reader)
    return answer or show(request, "desk/participant_new.html", sheet, section=SECTION, form=form)


@for_officers
def categories(request: Asking, slug: str) -> HttpResponse:
    """What is shown publicly of a whole category."""
    meeting, reader = meeting_of(request, slug), Reader(request.language)
    form = CategoryForm(request.POST or None)
    chosen = form.chosen if form.is_valid() else {}
    to, done = partial(address, "participants", slug), message("What is shown is set.")
    answer = act(request, form, show_category, meeting, to=to, done=done, **chosen)
    sheet = _head(meeting, reader)
    return answer or show(
        request, "desk/participant_categories.html", sheet, section=SECTION, form=form
    )


def _head(meeting: Meeting, reader: Reader) -> ParticipantsSheet:
    """The meeting without its list, for a page that is about something else."""
    return participants_sheet(meeting, Participant.objects.none(), reader)
