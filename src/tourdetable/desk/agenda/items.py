"""Items: a new one, one amended, moved, split, removed."""

from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect

from tourdetable.desk.agenda.forms import (
    ItemForm,
    PlaceForm,
    SplitForm,
    StepForm,
    StepsForm,
    item_told,
)
from tourdetable.desk.agenda.views import SECTION, one_form, page_of
from tourdetable.kernel.rows import state_of
from tourdetable.meetings.actions import (
    add_item,
    amend_item,
    move_item,
    remove_item,
    split_item,
)
from tourdetable.meetings.models import AgendaItem, Session
from tourdetable.meetings.queries.agenda import (
    place_beside,
    readable_items,
    readable_sessions,
)
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.agenda_building import agenda_line
from tourdetable.sheets.reader import Reader


def the_item(request: Asking, slug: str, key: int) -> AgendaItem:
    """Raises Http404 for an item of another meeting and for one that the asker may not see."""
    rows = readable_items(request.actor, request.moment)
    return fetch(rows, pk=key, session__meeting__slug=slug)


def _session(request: Asking, slug: str, key: int) -> Session:
    rows = readable_sessions(request.actor, request.moment)
    return fetch(rows, pk=key, meeting__slug=slug)


@for_officers
def new(request: Asking, slug: str, key: int) -> HttpResponse:
    """An item is added at the end of a session."""
    session = _session(request, slug, key)
    form = ItemForm(request.POST or None, session=session)
    typed: dict[str, Any] = {"values": form.columns} if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The item is on the agenda.")
    answer = act(request, form, add_item, session, to=to, done=done, **typed)
    heading = message("Add an item")
    return answer or one_form(request, form, session, heading=heading, button=heading)


@for_officers
def edit(request: Asking, slug: str, key: int) -> HttpResponse:
    """An item is amended; the way to all that stands around it."""
    item = the_item(request, slug, key)
    seen = {"seen": state_of(item)}
    form = ItemForm(request.POST or None, session=item.session, row=item, initial=seen)
    typed: dict[str, Any] = (
        {"values": form.columns, "seen": form.state_seen} if form.is_valid() else {}
    )
    to, done = partial(page_of, slug), message("The item is as you said.")
    answer = act(request, form, amend_item, item, to=to, done=done, told=item_told, **typed)
    meeting = item.session.meeting
    line = agenda_line(item, meeting.zone, Reader(request.language))
    return answer or show(
        request, "desk/agenda_item.html", line, section=SECTION, form=form, meeting=meeting
    )


@for_officers
def step(request: Asking, slug: str, key: int) -> HttpResponse:
    """An item goes one place up or down; without a page of its own."""
    item, form = the_item(request, slug, key), StepsForm(request.POST or None)
    back = partial(_at, slug, key)
    if not form.is_valid():
        return HttpResponseRedirect(back(), status=303)
    session, number = place_beside(item, form.values["steps"])
    verb = partial(move_item, session=session, number=number)
    answer = act(request, form, verb, item, to=back, done=message("The item is moved."))
    return answer or HttpResponseRedirect(back(), status=303)


def _at(slug: str, key: int) -> str:
    return f"{page_of(slug)}#item-{key}"


@for_officers
def place(request: Asking, slug: str, key: int) -> HttpResponse:
    """An item goes to any place of any session."""
    item = the_item(request, slug, key)
    form = PlaceForm(request.POST or None, item=item)
    typed: dict[str, Any] = {}
    if form.is_valid():
        chosen = _session(request, slug, form.values["session"])
        typed = {"session": chosen, "number": form.values["place"]}
    done = message("The item is moved.")
    answer = act(request, form, move_item, item, to=partial(_at, slug, key), done=done, **typed)
    heading = message("Move the item")
    return answer or one_form(request, form, item, heading=heading, button=heading)


@for_officers
def split(request: Asking, slug: str, key: int) -> HttpResponse:
    """Two items of one."""
    item = the_item(request, slug, key)
    form = SplitForm(request.POST or None, item=item)
    typed: dict[str, Any] = form.values if form.is_valid() else {}
    done = message("There are two items now.")
    answer = act(request, form, split_item, item, to=partial(_at, slug, key), done=done, **typed)
    return answer or one_form(
        request,
        form,
        item,
        heading=message("Split the item"),
        lede=message("The first part keeps title, speakers and documents."),
        button=message("Split the item"),
    )


@for_officers
def remove(request: Asking, slug: str, key: int) -> HttpResponse:
    """It is taken off the agenda."""
    item = the_item(request, slug, key)
    form = StepForm(request.POST or None, initial={"seen": state_of(item)})
    typed: dict[str, Any] = {"seen": form.state_seen} if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The item is off the agenda.")
    answer = act(request, form, remove_item, item, to=to, done=done, **typed)
    return answer or one_form(
        request,
        form,
        item,
        heading=message("Remove this item?"),
        lede=message("Versions of the agenda that were issued keep it."),
        button=message("Remove the item"),
    )
