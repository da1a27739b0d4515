"""Posts of a person, and the second factor of an account that was lost."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.desk.persons.forms import PostForm, ResetForm
from tourdetable.desk.persons.views import SECTION, page_of, person_of
from tourdetable.parties.actions import end_affiliation, record_affiliation, reset_second_factor
from tourdetable.processes.queries.people import kept_affiliations, people, with_factors
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.sourcing import EndForm
from tourdetable.screens.words import message
from tourdetable.sheets.persons_desk import PersonHead


@for_officers
def new(request: Asking, slug: str) -> HttpResponse:
    """A post is recorded."""
    row = person_of(request, slug)
    form = PostForm(request.POST or None)
    to, done = partial(page_of, slug), message("The post is recorded.")
    answer = act(request, form, record_affiliation, row, to=to, done=done, **form.facts)
    head, step = PersonHead(slug, row.name), "post"
    return answer or show(
        request, "desk/person_step.html", head, section=SECTION, form=form, step=step
    )


@for_officers
def end(request: Asking, key: int) -> HttpResponse:
    """A post has ended."""
    row = fetch(kept_affiliations(request.actor), pk=key)
    form = EndForm(request.POST or None, cited=row.sources)
    slug = row.person.slug
    to, done = partial(page_of, slug), message("The end of the post is recorded.")
    answer = act(request, form, end_affiliation, row, to=to, done=done, **form.facts)
    head, step = PersonHead(slug, row.person.name), "end"
    return answer or show(
        request, "desk/person_step.html", head, section=SECTION, form=form, step=step
    )


@for_officers
def reset(request: Asking, slug: str) -> HttpResponse:
    """Somebody has lost their second factor; they are told by mail that it was taken away."""
    row: Any = fetch(with_factors(people(request.actor, request.moment)), slug=slug)
    if not row.factors or row == request.person:
        raise Http404
    form = ResetForm(request.POST or None)
    typed = form.values if form.is_valid() else {}
    to, done = partial(page_of, slug), message("The second factor is reset; the person is told.")
    answer = act(request, form, reset_second_factor, row.account, to=to, done=done, **typed)
    head, step = PersonHead(slug, row.name), "reset"
    return answer or show(
        request, "desk/person_step.html", head, section=SECTION, form=form, step=step
    )
