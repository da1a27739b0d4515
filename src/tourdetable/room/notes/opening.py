"""What opens a note: to its respondent, and to those whom the respondent invited to it."""

import datetime as dt

from django.http import HttpRequest, HttpResponse

from tourdetable.notes.models import Contributor, Note
from tourdetable.notes.queries.links import contributions, holder, open_link
from tourdetable.notes.queries.notes import own_notes
from tourdetable.room.opening import Opening, Screen, Unlocked
from tourdetable.screens.answering import fetch
from tourdetable.screens.asking import Asking


def _note(request: Asking, key: int) -> Note:
    return fetch(own_notes(request.actor, request.moment), pk=key)


def _contributor(request: Asking, key: int) -> Contributor:
    return fetch(contributions(request.actor, request.moment), pk=key)


def _respondent(secret: str, now: dt.datetime) -> Unlocked | None:
    link = open_link(secret, now)
    return (holder(link), link.note_id) if link and link.is_respondent else None


def _invited(secret: str, now: dt.datetime) -> Unlocked | None:
    link = open_link(secret, now)
    return (holder(link), link.pk) if link and not link.is_respondent else None


NOTES = Opening("room:notes", "note", "note", _note, _respondent, is_of_party_alone=True)
CONTRIBUTIONS = Opening("", "note", "note", _contributor, _invited, is_of_party_alone=True)
"""Who was invited comes by the link alone."""


def beginning(note: Screen, contribution: Screen) -> Screen:
    """Where a link leads at first: each kind to its own screen."""
    for_respondent, for_invited = NOTES.by_link(note), CONTRIBUTIONS.by_link(contribution)

    def begin(request: HttpRequest, secret: str) -> HttpResponse:
        asking: Asking = request  # type: ignore[assignment]  # as the middleware makes it
        is_respondent = _respondent(secret, asking.moment) is not None
        return (for_respondent if is_respondent else for_invited)(request, secret)

    return begin
