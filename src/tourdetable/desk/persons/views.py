"""All persons, one of them, how they are written to, and their history."""

from collections import defaultdict
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.persons.forms import PersonForm
from tourdetable.desk.processes.views import today
from tourdetable.invitations.queries.participants import participants
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.models import Event
from tourdetable.parties.actions import amend_person, create_person
from tourdetable.parties.models import Affiliation, Person
from tourdetable.parties.queries import is_named_on_record, readable_officers
from tourdetable.processes.queries.keeping import focal_points
from tourdetable.processes.queries.people import (
    called_like,
    history_of,
    kept_affiliations,
    people,
    with_factors,
)
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.searching import SearchForm
from tourdetable.screens.words import message
from tourdetable.sheets.history import history_lines
from tourdetable.sheets.paging import paged
from tourdetable.sheets.persons_desk import PersonHead, person_sheet, persons_sheet
from tourdetable.sheets.reader import Reader

SECTION = "persons"


def person_of(request: Asking, slug: str) -> Person:
    return fetch(people(request.actor, request.moment), slug=slug)


def page_of(slug: str) -> str:
    return reverse("desk:person", args=[slug])


@for_officers
def persons(request: Asking) -> HttpResponse:
    """All of them by name, narrowed by words."""
    search, reader = SearchForm(request.GET), Reader(request.language)
    rows = called_like(people(request.actor, request.moment), search.asked)
    page, keys = paged(rows, search.number)
    found: dict[int, Any] = rows.in_bulk(keys)
    posts: dict[int, list[Affiliation]] = defaultdict(list)
    for post in kept_affiliations(request.actor).filter(person__in=keys):
        posts[post.person_id].append(post)
    listed = [(found[key], found[key].has_account) for key in keys]
    sheet = persons_sheet(page, listed, posts, reader, today(request))
    return show(request, "desk/persons.html", sheet, section=SECTION, search=search)


@for_officers
def person(request: Asking, slug: str) -> HttpResponse:
    """How to write to them, what they do, and whether they can sign in."""
    row: Any = fetch(with_factors(people(request.actor, request.moment)), slug=slug)
    sheet = person_sheet(
        row,
        Reader(request.language),
        today(request),
        factors=row.factors,
        posts=list(kept_affiliations(request.actor).filter(person=row)),
        points=list(focal_points(request.actor, request.moment).filter(person=row)),
        terms=list(readable_officers(request.actor).filter(person=row)),
        parts=list(participants(request.actor, request.moment).filter(person=row)),
        is_self=request.person is not None and request.person.pk == row.pk,
    )
    return show(request, "desk/person.html", sheet, section=SECTION)


@for_officers
def new(request: Asking) -> HttpResponse:
    """Somebody is known from now on."""
    form = PersonForm(request.POST or None, initial={"language": request.language})
    typed = form.values if form.is_valid() else {}
    done = message("The person is recorded.")

    def made() -> str:
        return page_of(made_by(form.number).partition(":")[2])

    name = typed.pop("name", "")
    answer = act(request, form, create_person, name, to=made, done=done, **typed)
    return answer or show(request, "desk/person_form.html", None, section=SECTION, form=form)


@for_officers
def amend(request: Asking, slug: str) -> HttpResponse:
    """How they are called and written to is put right."""
    row = person_of(request, slug)
    named = is_named_on_record(row)
    initial = PersonForm.seen_in(row)
    form = PersonForm(request.POST or None, initial=initial, is_named_on_record=named)
    typed: dict[str, Any] = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The person is as you said.")
    told = PersonForm.filled
    answer = act(request, form, amend_person, row, to=to, done=done, told=told, **typed)
    head = PersonHead(slug, row.name, named)
    return answer or show(request, "desk/person_form.html", head, section=SECTION, form=form)


@for_officers
def past(request: Asking, slug: str) -> HttpResponse:
    """What was ever changed of them."""
    row, search = person_of(request, slug), SearchForm(request.GET)
    page, keys = paged(history_of(row, request.actor), search.number)
    events = Event.objects.in_bulk(keys)
    lines = history_lines([events[key] for key in keys], Reader(request.language))
    head = PersonHead(slug, row.name)
    return show(request, "desk/person_history.html", lines, section=SECTION, head=head, page=page)
