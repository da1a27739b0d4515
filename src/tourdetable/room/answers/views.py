"""The table of answers, as the participants of the meeting read it."""

from django.http import HttpResponse

from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.submitted import shared
from tourdetable.screens.answering import fetch, for_people, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.side_by_side import ViewForm, file_of, table_of


def _shared(request: Asking, slug: str) -> Questionnaire:
    return fetch(shared(request.actor, request.moment), slug=slug)


@for_people
def table(request: Asking, slug: str) -> HttpResponse:
    """Respondent by question."""
    form, row = ViewForm(request.GET), _shared(request, slug)
    return show(request, "room/answers.html", table_of(request, row, form.view), narrow=form)


@for_people
def file(request: Asking, slug: str, name: str) -> HttpResponse:
    """The whole table in another form."""
    return file_of(request, _shared(request, slug), ViewForm(request.GET).view, name)
