"""All processes, one of them, and its history."""

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.processes.models import Process
from tourdetable.processes.queries.keeping import (
    focal_points,
    history,
    kept_mandates,
    kept_memberships,
    kept_processes,
    list_sources,
    listed_processes,
    named_like,
    of_process,
)
from tourdetable.screens.answering import fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.searching import SearchForm
from tourdetable.sheets.history import history_lines
from tourdetable.sheets.paging import cut, paged
from tourdetable.sheets.processes_desk import (
    by_name,
    process_desk_sheet,
    process_head,
    processes_desk_sheet,
)
from tourdetable.sheets.reader import Reader

SECTION = "processes"


def process_of(request: Asking, slug: str) -> Process:
    return fetch(kept_processes(request.actor), slug=slug)


def page_of(slug: str) -> str:
    return reverse("desk:process", args=[slug])


def today(request: Asking) -> PartialDate:
    return PartialDate.of(request.moment)


@for_officers
def processes(request: Asking) -> HttpResponse:
    """All of them by name, narrowed by words."""
    search, reader = SearchForm(request.GET), Reader(request.language)
    found = named_like(listed_processes(request.actor), search.asked)
    page, rows = cut(by_name(found, reader), search.number)
    sheet = processes_desk_sheet(page, rows, reader, today(request))
    return show(request, "desk/processes.html", sheet, section=SECTION, search=search)


@for_officers
def process(request: Asking, slug: str) -> HttpResponse:
    """Its offices, seats and focal points as they stand today."""
    row = process_of(request, slug)
    sheet = process_desk_sheet(
        row,
        Reader(request.language),
        today(request),
        memberships=of_process(kept_memberships(request.actor), row),
        mandates=of_process(kept_mandates(request.actor), row),
        points=of_process(focal_points(request.actor, request.moment), row, "person"),
        listed=list_sources(row),
    )
    return show(request, "desk/process.html", sheet, section=SECTION)


@for_officers
def past(request: Asking, slug: str) -> HttpResponse:
    """What was ever changed of it."""
    row, reader = process_of(request, slug), Reader(request.language)
    search = SearchForm(request.GET)
    page, keys = paged(history(row, request.actor), search.number)
    events = Event.objects.in_bulk(keys)
    lines = history_lines([events[key] for key in keys], reader)
    head = process_head(row, reader)
    return show(request, "desk/history.html", lines, section=SECTION, head=head, page=page)
