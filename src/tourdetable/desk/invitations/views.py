"""The list, the offices that it follows from, and what has changed since."""

from functools import partial

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.invitations.forms import (
    ByHandForm,
    KindsForm,
    LinesForm,
    OfficesForm,
    StepForm,
)
from tourdetable.invitations.actions.inviting import (
    approve_invitations,
    invite_by_hand,
    take_lines,
)
from tourdetable.invitations.actions.offices import choose_offices, set_organisation_rules
from tourdetable.invitations.queries.invitations import invitations
from tourdetable.invitations.queries.proposals import difference, proposals
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import readable
from tourdetable.parties.enums import OrganisationKind
from tourdetable.parties.queries import parties_by_code
from tourdetable.processes.queries.dossiers import processes_by_slug
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import comparison_with_mandates, invitations_sheet
from tourdetable.sheets.invitation_offices import offices_sheet
from tourdetable.sheets.reader import Reader

SECTION = "meetings"


def meeting_of(request: Asking, slug: str) -> Meeting:
    return fetch(readable(request.actor, request.moment), slug=slug)


def address(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


@for_officers
def listed(request: Asking, slug: str) -> HttpResponse:
    """The invitations as they were taken; those that are ready are approved."""
    meeting = meeting_of(request, slug)
    form = StepForm(request.POST or None)
    done = message("What was ready is approved; the letters can be written.")
    to = partial(address, "invitations", slug)
    answer = act(request, form, approve_invitations, meeting, to=to, done=done)
    rows = invitations(request.actor, request.moment).filter(meeting=meeting)
    sheet = invitations_sheet(meeting, rows, Reader(request.language))
    return answer or show(request, "desk/invitations.html", sheet, section=SECTION, form=form)


@for_officers
def compared(request: Asking, slug: str) -> HttpResponse:
    """What follows from the mandates now; chosen lines are taken, nothing changes by itself."""
    meeting = meeting_of(request, slug)
    rows = invitations(request.actor, request.moment).filter(meeting=meeting)
    found = difference(proposals(meeting), rows)
    form = LinesForm(request.POST or None, names=[p.name for p in found.fresh])
    names = request.POST.getlist("line")
    to, done = partial(address, "invitations", slug), message("The lines are on the list.")
    answer = act(request, form, take_lines, meeting, to=to, done=done, names=names)
    sheet = comparison_with_mandates(meeting, found, Reader(request.language))
    return answer or show(request, "desk/invitations_now.html", sheet, section=SECTION, form=form)


@for_officers
def offices(request: Asking, slug: str) -> HttpResponse:
    """Which offices of which processes are invited."""
    meeting, processes = meeting_of(request, slug), processes_by_slug()
    form = OfficesForm(request.POST or None, processes=processes)
    rules = form.rules(meeting, processes) if form.is_valid() else []
    to, done = partial(address, "invitations-now", slug), message("The offices are chosen.")
    answer = act(request, form, choose_offices, meeting, to=to, done=done, chosen=rules)
    sheet = offices_sheet(meeting, processes.values(), Reader(request.language))
    return answer or show(
        request, "desk/invitation_offices.html", sheet, section=SECTION, form=form
    )


@for_officers
def kinds(request: Asking, slug: str) -> HttpResponse:
    """Organisations of which kinds are invited."""
    meeting = meeting_of(request, slug)
    sheet = offices_sheet(meeting, (), Reader(request.language))
    form = KindsForm(request.POST or None, initial={"kind": sheet.kinds})
    chosen = [OrganisationKind(kind) for kind in form.values["kind"]] if form.is_valid() else []
    to, done = partial(address, "invitations-now", slug), message("The kinds are chosen.")
    answer = act(request, form, set_organisation_rules, meeting, to=to, done=done, kinds=chosen)
    return answer or show(request, "desk/invitation_kinds.html", sheet, section=SECTION, form=form)


@for_officers
def by_hand(request: Asking, slug: str) -> HttpResponse:
    """A party that does not follow from the rules."""
    meeting, parties, processes = meeting_of(request, slug), parties_by_code(), processes_by_slug()
    reader = Reader(request.language)
    form = ByHandForm(request.POST or None, parties=parties, processes=processes, reader=reader)
    line = form.line if form.is_valid() else {}
    to, done = partial(address, "invitations", slug), message("The party is on the list.")
    answer = act(request, form, invite_by_hand, meeting, to=to, done=done, **line)
    sheet = invitations_sheet(meeting, (), reader)
    return answer or show(request, "desk/invitation_new.html", sheet, section=SECTION, form=form)
