"""What a party was asked, the agenda, and its answer."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse

from tourdetable.invitations.actions.answering import accept_invitation, decline_invitation
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.nominations import nominations
from tourdetable.invitations.queries.participants import participants
from tourdetable.meetings.queries import documents_of, sessions_of
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
    done = message("You have accepted. Say now who comes.")
    return _answered(request, way, row, accept_invitation, "room/accept.html", done)


def decline(request: Asking, way: Way, row: Invitation) -> HttpResponse:
    """The party does not come."""
    done = message("You have declined. You can change your mind here.")
    return _answered(request, way, row, decline_invitation, "room/decline.html", done)


def _answered(  # noqa: PLR0913 - a screen of its way, with the verb and the words of one answer
    request: Asking,
    way: Way,
    row: Invitation,
    verb: Callable[..., object],
    template: str,
    done: str,
) -> HttpResponse:
    form = AnswerForm(request.POST or None, initial={"remark": row.answer_remark})
    typed = form.values if form.is_valid() else {}
    to = partial(way.to, "invitation")
    answer = act(request, form, verb, row, to=to, done=done, **typed)
    return answer or show(request, template, sheet_of(request, row), form=form, way=way)
