"""Several hands: who is invited, and who is asked to clear."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.kernel.links import digest_of_secret
from tourdetable.notes.actions.clearing import (
    ask_clearance,
    invite_contributor,
    revoke_contributor,
    take_back_clearance,
)
from tourdetable.notes.models import Contributor, Note
from tourdetable.notes.queries.notes import (
    clearance_asked_of,
    hands,
    questions_of,
)
from tourdetable.room.invitations.forms import StepForm
from tourdetable.room.notes.forms import ClearanceForm, InviteForm
from tourdetable.room.notes.inviting import (
    ends_at,
    invite_by_mail,
    invite_within_limits,
    link_of,
    secret_of,
)
from tourdetable.room.notes.views import head_of
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import hand_line
from tourdetable.sheets.reader import Reader


def invite(request: Asking, way: Way, row: Note) -> HttpResponse:
    """A ministry or colleague is invited; the link is shown this once."""
    form = InviteForm(request.POST or None, questions=list(questions_of(row)))
    typed = form.values if form.is_valid() else {}
    secret = secret_of(form.number) if typed else ""
    link: dict[str, Any] = {"secret": secret, "expires_at": ends_at(row, request.moment)}
    to, done = partial(way.to, "note"), message("The link is made.")
    verb = invite_within_limits if "mail" in typed else invite_contributor
    if act(request, form, verb, row, to=to, done=done, **typed, **link):
        return _link(request, way, row, secret)
    head = head_of(request, row)
    return show(request, "room/note_invite.html", head, form=form, way=way)


def _link(request: Asking, way: Way, row: Note, secret: str) -> HttpResponse:
    """Sent again, the same form shows the same link, and sends no second message."""
    made, reader = fetch(hands(row), digest=digest_of_secret(secret)), Reader(request.language)
    head, hand = head_of(request, row), hand_line(made, 0, request.moment, reader)
    is_new, address = made.made_at == request.moment, link_of(request, secret)
    fate = invite_by_mail(request, head, hand, address) if hand.mail and is_new else None
    more: dict[str, Any] = {"way": way, "hand": hand, "address": address, "fate": fate}
    return show(request, "room/note_link.html", head, **more)


def _hand(row: Note, number: int) -> Contributor:
    """One who was invited to the note; raises Http404 where nobody of that number was."""
    made = fetch(hands(row), pk=number)
    made.note = row
    return made


def revoke(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """A link is closed."""
    made = _hand(row, number)
    form = StepForm(request.POST or None)
    to, done = partial(way.to, "note"), message("The link is closed. What was drafted stays.")
    answer = act(request, form, revoke_contributor, made, to=to, done=done)
    return answer or _step(request, way, made, form, "revoke")


def take_back_clearance_of(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """A ministry that has not answered is asked for clearance no longer."""
    made = _hand(row, number)
    asked = clearance_asked_of(made, is_open=request.method != "POST")
    if asked is None:
        raise Http404
    form = StepForm(request.POST or None)
    to, done = partial(way.to, "note"), message("They are no longer asked for clearance.")
    answer = act(request, form, take_back_clearance, asked, to=to, done=done)
    return answer or _step(request, way, made, form, "take-back-clearance")


def _step(request: Asking, way: Way, made: Contributor, form: StepForm, step: str) -> HttpResponse:
    hand = hand_line(made, 0, request.moment, Reader(request.language))
    more: dict[str, Any] = {"way": way, "hand": hand, "step": step}
    return show(request, "room/note_hand.html", head_of(request, made.note), form=form, **more)


def ask_for_clearance(request: Asking, way: Way, row: Note) -> HttpResponse:
    """Ministries are asked whether they consent to the text as it stands."""
    known, reader = {str(hand.pk): hand for hand in hands(row)}, Reader(request.language)
    lines = [hand_line(hand, 0, request.moment, reader) for hand in known.values()]
    to_ask = [line for line in lines if line.can_be_asked]
    form = ClearanceForm(request.POST or None, hands=to_ask)
    chosen = [known[key] for key in form.cleaned_data["hands"]] if form.is_valid() else []
    to, done = (
        partial(way.to, "note"),
        message("They see now the text that they are asked to clear."),
    )
    answer = act(request, form, ask_clearance, row, to=to, done=done, contributors=chosen)
    more: dict[str, Any] = {"way": way, "to_ask": to_ask}
    return answer or show(
        request, "room/note_clearance.html", head_of(request, row), form=form, **more
    )
