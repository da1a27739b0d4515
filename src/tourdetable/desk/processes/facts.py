"""Seats, offices and focal points are recorded, put right, ended and taken out: one way for all."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from tourdetable.desk.processes import forms
from tourdetable.desk.processes.views import SECTION, page_of, process_of
from tourdetable.processes.actions import focal_points, mandates, memberships
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process
from tourdetable.processes.queries import keeping
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.sourcing import EndForm, SourcedForm
from tourdetable.screens.words import message
from tourdetable.sheets.fact_desk import FactSheet, fact_sheet, new_fact_sheet
from tourdetable.sheets.reader import Reader

Fact = Membership | Mandate | FocalPoint


@dataclass(frozen=True, slots=True)
class Keeping:
    """How one kind of fact is kept: where its rows are, what is asked, and the four verbs."""

    rows: Callable[[Asking], QuerySet[Any]]
    new_form: type[SourcedForm]
    form: type[Any]
    record: Callable[..., object]
    correct: Callable[..., object]
    end: Callable[..., object]
    strike: Callable[..., object]


KINDS: dict[str, Keeping] = {
    "membership": Keeping(
        lambda asking: keeping.kept_memberships(asking.actor),
        forms.NewSeatForm,
        forms.SeatForm,
        memberships.record_membership,
        memberships.correct_membership,
        memberships.end_membership,
        memberships.strike_membership,
    ),
    "mandate": Keeping(
        lambda asking: keeping.kept_mandates(asking.actor),
        forms.NewOfficeForm,
        forms.OfficeForm,
        mandates.record_mandate,
        mandates.correct_mandate,
        mandates.end_mandate,
        mandates.strike_mandate,
    ),
    "focal-point": Keeping(
        lambda asking: keeping.focal_points(asking.actor, asking.moment),
        forms.NewPointForm,
        forms.PointForm,
        focal_points.record_focal_point,
        focal_points.correct_focal_point,
        focal_points.end_focal_point,
        focal_points.strike_focal_point,
    ),
}
"""By the word that stands in their addresses."""


def sources_of(process: Process) -> tuple[str, ...]:
    """What the process itself rests on: likely to be named again."""
    return (*process.founding_sources, *process.initiated_sources, *process.objectives_sources)


@for_officers
def new(request: Asking, slug: str, kind: str) -> HttpResponse:
    """A fact is recorded."""
    process, kept = process_of(request, slug), KINDS[kind]
    given = {"person": request.GET.get("person", "")}
    form = kept.new_form(request.POST or None, cited=sources_of(process), initial=given)
    to, done = partial(page_of, slug), message("It is recorded, with its date and its source.")
    answer = act(request, form, kept.record, process, to=to, done=done, **form.facts)
    sheet = new_fact_sheet(process, kind, Reader(request.language))
    return answer or show(request, "desk/fact.html", sheet, section=SECTION, form=form)


@for_officers
def correct(request: Asking, key: int, kind: str) -> HttpResponse:
    """What is recorded is put right."""
    kept = KINDS[kind]
    row: Fact = fetch(kept.rows(request), pk=key)
    filled = {**kept.form.filled(row), **forms.seen(row)}
    form = kept.form(request.POST or None, cited=_cited(row), row=row, initial=filled)
    seen = request.POST.get("seen", "")
    done = message("It is put right; the history shows what stood before.")
    values = {**form.facts, "seen": seen, "told": kept.form.filled}
    sheet = fact_sheet(row, kind, "correct", Reader(request.language))
    return _answered(request, row, sheet, form, kept.correct, done=done, **values)


@for_officers
def end(request: Asking, key: int, kind: str) -> HttpResponse:
    """It has ended."""
    kept = KINDS[kind]
    row: Fact = fetch(kept.rows(request), pk=key)
    form = EndForm(request.POST or None, cited=_cited(row))
    done = message("Its end is recorded.")
    sheet = fact_sheet(row, kind, "end", Reader(request.language))
    return _answered(request, row, sheet, form, kept.end, done=done, **form.facts)


@for_officers
def strike(request: Asking, key: int, kind: str) -> HttpResponse:
    """It was never so."""
    kept = KINDS[kind]
    row: Fact = fetch(kept.rows(request), pk=key)
    form = forms.StrikeForm(request.POST or None, cited=_cited(row))
    done = message("It is taken out; the history keeps it.")
    sheet = fact_sheet(row, kind, "strike", Reader(request.language))
    return _answered(request, row, sheet, form, kept.strike, done=done, **form.facts)


def _cited(row: Fact) -> tuple[str, ...]:
    return (*row.sources, *sources_of(row.process))


def _answered(
    request: Asking,
    row: Fact,
    sheet: FactSheet,
    form: SourcedForm,
    verb: Callable[..., object],
    **values: Any,
) -> HttpResponse:
    to = partial(page_of, row.process.slug)
    answer = act(request, form, verb, row, to=to, **values)
    return answer or show(request, "desk/fact.html", sheet, section=SECTION, form=form)
