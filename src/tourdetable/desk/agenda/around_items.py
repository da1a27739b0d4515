"""Speakers and documents of an item."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.agenda.forms import PaperForm, PostForm, StepForm
from tourdetable.desk.agenda.items import the_item
from tourdetable.desk.agenda.views import one_form
from tourdetable.meetings.actions import (
    add_item_document,
    add_speaker,
    remove_item_document,
    remove_speaker,
)
from tourdetable.screens.answering import act, fetch, for_officers
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message


def _item_page(slug: str, key: int) -> str:
    return reverse("desk:agenda-item", args=[slug, key])


@for_officers
def new_speaker(request: Asking, slug: str, key: int) -> HttpResponse:
    """Somebody speaks to an item."""
    item, form = the_item(request, slug, key), PostForm(request.POST or None)
    typed: dict[str, Any] = {"speaker": form.named(item.session)} if form.is_valid() else {}
    to, done = partial(_item_page, slug, key), message("The speaker is on the agenda.")
    answer = act(request, form, add_speaker, item, to=to, done=done, **typed)
    heading = message("Add a speaker")
    return answer or one_form(request, form, item, heading=heading, button=heading, back=to())


@for_officers
def end_speaker(request: Asking, slug: str, key: int, speaker: int) -> HttpResponse:
    """A speaker is taken off."""
    item, form = the_item(request, slug, key), StepForm(request.POST or None)
    row = fetch(item.speakers.select_related("affiliation__person"), pk=speaker)
    to, done = partial(_item_page, slug, key), message("The speaker is off the item.")
    answer = act(request, form, remove_speaker, row, to=to, done=done)
    return answer or one_form(
        request,
        form,
        item,
        heading=message("Take this speaker off the item?"),
        lede=row.affiliation.person.name,
        button=message("Take off the item"),
        back=to(),
    )


@for_officers
def new_paper(request: Asking, slug: str, key: int) -> HttpResponse:
    """A document belongs to an item."""
    item = the_item(request, slug, key)
    form = PaperForm(request.POST or None, meeting=item.session.meeting)
    typed: dict[str, Any] = form.values if form.is_valid() else {}
    to, done = partial(_item_page, slug, key), message("The document is on the agenda.")
    answer = act(request, form, add_item_document, item, to=to, done=done, **typed)
    lede = "" if form.papers else message("No document of this meeting or its series is known yet.")
    heading, more = message("Add a document"), {"lede": lede, "back": to()}
    return answer or one_form(request, form, item, heading=heading, button=heading, **more)


@for_officers
def end_paper(request: Asking, slug: str, key: int, paper: int) -> HttpResponse:
    """A document is taken off."""
    item, form = the_item(request, slug, key), StepForm(request.POST or None)
    row = fetch(item.documents.select_related("document"), pk=paper)
    to, done = partial(_item_page, slug, key), message("The document is off the item.")
    answer = act(request, form, remove_item_document, row, to=to, done=done)
    return answer or one_form(
        request,
        form,
        item,
        heading=message("Take this document off the item?"),
        lede=row.document.titles.read(request.language).text,
        button=message("Take off the item"),
        back=to(),
    )
