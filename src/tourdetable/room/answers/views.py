"""The table of answers, as the participants of the meeting read it."""

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.notes.queries.submitted import shared
from tourdetable.screens.answering import fetch, for_people, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.side_by_side import ViewForm, file_of, table_of
from tourdetable.sheets.side_by_side_asked import as_it_stands


def _looked_at(request: Asking, slug: str) -> ViewForm:
    row = fetch(shared(request.actor, request.moment), slug=slug)
    return ViewForm(request.GET, as_it_stands(row))


@for_people
def table(request: Asking, slug: str) -> HttpResponse:
    """Respondent by question."""
    form = _looked_at(request, slug)
    return show(request, "room/answers.html", table_of(request, form), narrow=form)


@for_people
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole table in another form."""
    return file_of(request, _looked_at(request, slug), name, reverse("room:answers", args=[slug]))
