"""One invitation: to whom it goes, its doubts, leaving it out, taking it back."""

from collections.abc import Callable
from functools import partial

from django.http import HttpResponse

from tourdetable.desk.invitations.forms import AddressForm, DoubtForm, ReasonForm, StepForm
from tourdetable.desk.invitations.views import SECTION, address
from tourdetable.invitations.actions.answering import revoke_reply_link
from tourdetable.invitations.actions.inviting import (
    address_invitation,
    leave_out,
    settle_doubt,
    take_ground,
    take_in_again,
    withdraw_invitation,
)
from tourdetable.invitations.models import Invitation
from tourdetable.invitations.queries.answers import reply_links
from tourdetable.invitations.queries.invitations import invitations
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import language_choices
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import invitations_sheet, reply_link_line
from tourdetable.sheets.reader import Reader


def invitation_of(request: Asking, key: int) -> Invitation:
    return fetch(invitations(request.actor, request.moment), pk=key)


def _shown(
    request: Asking, template: str, row: Invitation, form: ActionForm, **more: object
) -> HttpResponse:
    sheet = invitations_sheet(row.meeting, [row], Reader(request.language))
    return show(request, template, sheet, section=SECTION, form=form, **more)


@for_officers
def single(request: Asking, key: int) -> HttpResponse:
    """To whom, where and in which language the letter goes."""
    row = invitation_of(request, key)
    filled = AddressForm.filled(row, request.language)
    languages = language_choices(request.language)
    form = AddressForm(request.POST or None, initial=filled, languages=languages)
    typed = form.values if form.is_valid() else {}
    seen = request.POST.get("seen", "")
    to, done = partial(address, "invitation", key), message("The address is saved.")
    told = partial(AddressForm.filled, language=request.language)
    verb = address_invitation
    answer = act(request, form, verb, row, to=to, done=done, told=told, seen=seen, **typed)
    links = reply_links(request.actor, request.moment).filter(invitation=row)
    told_links = [reply_link_line(link, request.moment) for link in links]
    return answer or _shown(request, "desk/invitation.html", row, form, links=told_links)


@for_officers
def revoke(request: Asking, key: int) -> HttpResponse:
    """A link in a letter opens nothing any more."""
    link = fetch(reply_links(request.actor, request.moment), pk=key)
    form = StepForm(request.POST or None)
    to = partial(address, "invitation", link.invitation.pk)
    done = message("The link is revoked: it opens nothing any more.")
    answer = act(request, form, revoke_reply_link, link, to=to, done=done)
    line, template = reply_link_line(link, request.moment), "desk/reply_link.html"
    return answer or _shown(request, template, link.invitation, form, link=line)


@for_officers
def doubt(request: Asking, key: int) -> HttpResponse:
    """What settles the doubts of a line, and where that can be read."""
    row = invitation_of(request, key)
    form = DoubtForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to, done = partial(address, "invitation", key), message("The doubt is settled.")
    answer = act(request, form, settle_doubt, row, to=to, done=done, **typed)
    return answer or _shown(request, "desk/invitation_doubt.html", row, form)


@for_officers
def out(request: Asking, key: int) -> HttpResponse:
    """A line that follows from the rules and is not invited."""
    return _for_a_reason(request, key, leave_out, message("The line is left out."), "out")


@for_officers
def withdraw(request: Asking, key: int) -> HttpResponse:
    """An invitation that went out is taken back."""
    return _for_a_reason(
        request, key, withdraw_invitation, message("The invitation is taken back."), "withdraw"
    )


def _for_a_reason(
    request: Asking, key: int, verb: Callable[..., object], done: str, step: str
) -> HttpResponse:
    row = invitation_of(request, key)
    form = ReasonForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to = partial(address, "invitations", row.meeting.slug)
    answer = act(request, form, verb, row, to=to, done=done, **typed)
    return answer or _shown(request, "desk/invitation_reason.html", row, form, step=step)


@for_officers
def again(request: Asking, key: int) -> HttpResponse:
    """A line that was left out or approved is a draft again."""
    return _step(request, key, take_in_again, message("The line is a draft again."), "again")


@for_officers
def ground(request: Asking, key: int) -> HttpResponse:
    """The invitation stands on its ground as that is now."""
    return _step(request, key, take_ground, message("The ground is as it is now."), "ground")


def _step(
    request: Asking, key: int, verb: Callable[..., object], done: str, step: str
) -> HttpResponse:
    row = invitation_of(request, key)
    form = StepForm(request.POST or None)
    to = partial(address, "invitations", row.meeting.slug)
    answer = act(request, form, verb, row, to=to, done=done)
    return answer or _shown(request, "desk/invitation_step.html", row, form, step=step)
