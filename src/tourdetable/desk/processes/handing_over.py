"""A chair is handed over: asked, shown with what it will do, and done in one step."""

from functools import partial

from django.http import HttpResponse

from tourdetable.desk.processes.facts import sources_of
from tourdetable.desk.processes.forms import HandOverForm
from tourdetable.desk.processes.views import SECTION, page_of, process_of, today
from tourdetable.invitations.queries.consequences import meetings_touched
from tourdetable.kernel.dates import PartialDate
from tourdetable.processes.actions.mandates import hand_over_office
from tourdetable.processes.models import Mandate
from tourdetable.processes.queries.keeping import kept_mandates, of_process
from tourdetable.processes.queries.offices import offices_on
from tourdetable.processes.queries.terms import handed_over
from tourdetable.screens.answering import act, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import telling
from tourdetable.screens.words import message
from tourdetable.sheets.fact_desk import hand_over_asked, hand_over_meant, named_office
from tourdetable.sheets.reader import Reader


def _holders(mandates: list[Mandate], on: PartialDate) -> list[Mandate]:
    """Who holds an office that is handed over, or may hold it."""
    offices = offices_on(mandates, on)
    return [h.mandate for h in (*offices.presiding, *offices.hosts, *offices.secretariats)]


def _named(row: Mandate, reader: Reader) -> str:
    office = named_office(row)
    names = [reader.party(row.party).name.text if row.party else ""]
    return telling().comma.join([*names, telling().label(office)] if office else names)


@for_officers
def hand(request: Asking, slug: str) -> HttpResponse:
    """Who hands over to whom and when; then what that does; then it is done."""
    process, reader = process_of(request, slug), Reader(request.language)
    rows = of_process(kept_mandates(request.actor), process)
    holders = _holders(rows, today(request))
    form = HandOverForm(
        request.POST or None,
        rows=rows,
        holders=holders,
        named=partial(_named, reader=reader),
        cited=sources_of(process),
        initial={"mandate": request.GET.get("mandate", "")},
    )
    sheet = hand_over_asked(process, len(holders), reader)
    if handing := form.handing:
        if form.values["confirmed"]:
            to, done = partial(page_of, slug), message("The office is handed over.")
            answer = act(
                request, form, hand_over_office, form.mandate_meant, to=to, done=done, **handing
            )
            if answer:
                return answer
        meant = form.mandate_meant, handing["party"], handing["on"]
        meetings = meetings_touched(process, rows, handed_over(rows, *meant), request.moment)
        sheet = hand_over_meant(*meant, meetings, reader)
    return show(request, "desk/hand_over.html", sheet, section=SECTION, form=form)
