"""What a party was asked, the agenda, and its answer."""

from functools import partial

from django.http import HttpResponse

from tourdetable.invitations.actions.answering import accept_invitation, decline_invitation
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.nominations import nominations
from tourdetable.invitations.queries.participants import participants
from tourdetable.meetings.queries.agenda import sessions_of
from tourdetable.meetings.queries.reading import documents_of
from tourdetable.room.invitations.forms import AnswerForm, ZoneForm
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.room import InvitationSheet, agenda_sheet, invitation_sheet


def sheet_of(request: Asking, row: Invitation) -> InvitationSheet:
    """The invitation with its delegation."""
    named = nominations(request.actor, request.moment).filter(invitation=row)
    coming = participants(request.actor, request.moment).filter(invitation=row)
    return invitation_sheet(row, named, coming, Reader(request.language))


def invitation(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """What it is, on what ground, what was answered, who comes."""
    return show(request, "room/invitation.html", sheet_of(request, row), way=way)


def agenda(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """The agenda in the zone of the place and in the reader's own, and the documents."""
    form = ZoneForm(request.GET or None)
    documents = documents_of(row.meeting, request.actor, request.moment)
    reader = Reader(request.language)
    sheet = agenda_sheet(row, sessions_of(row.meeting), documents, form.chosen, reader)
    return show(request, "room/agenda.html", sheet, way=way, zones=form)


def accept(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """The party comes."""
    form = AnswerForm(request.POST or None, initial={"remark": row.answer_remark})
    done = message("You have accepted. Say now who comes.")
    to, typed = partial(way.to, "invitation"), form.values if form.is_valid() else {}
    answer = act(request, form, accept_invitation, row, to=to, done=done, **typed)
    sheet = sheet_of(request, row)
    return answer or show(request, "room/accept.html", sheet, form=form, way=way)


def decline(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """The party does not come."""
    form = AnswerForm(request.POST or None, initial={"remark": row.answer_remark})
    done = message("You have declined. You can change your mind here.")
    to, typed = partial(way.to, "invitation"), form.values if form.is_valid() else {}
    answer = act(request, form, decline_invitation, row, to=to, done=done, **typed)
    sheet = sheet_of(request, row)
    return answer or show(request, "room/decline.html", sheet, form=form, way=way)
