"""An agenda that another program keeps: brought, looked at day by day, taken in."""

from functools import partial
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.agenda.views import SECTION, page_of, the_meeting
from tourdetable.intake.agendas.plans import Plan
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import Reader as FileReader
from tourdetable.kernel.journal import made_by
from tourdetable.kernel.models import Upload
from tourdetable.kernel.uploads import read_upload, uploads
from tourdetable.meetings.actions import import_agenda, lay_agenda
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries.agenda import sessions_of
from tourdetable.meetings.queries.planned import agenda_name, agenda_verdicts
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import language_choices, page_language, telling
from tourdetable.screens.files import FileForm
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.agenda_import import AgendaImportSheet, agenda_import_sheet
from tourdetable.sheets.invitation_desk import meeting_head
from tourdetable.sheets.reader import Reader

_AGENDAS: FileReader[list[Plan]] = FileReader("agendas", list[Plan])


class PlanForm(forms.Form):
    """Which agenda of the file is looked at, and how it is taken; a question, which changes
    nothing.
    """

    plan = forms.ChoiceField(required=False, label=message("Agenda in the file"))
    language = forms.ChoiceField(required=False, label=message("Language of its titles"))
    other_days = forms.BooleanField(
        required=False, label=message("Also days that are not of the meeting")
    )

    def __init__(self, *args: Any, plans: list[Plan], meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = telling()
        own: Any = self.fields
        own["plan"].choices = [
            (str(n), f"{plan.name} ({words.number(plan.size)})") for n, plan in enumerate(plans)
        ]
        known = language_choices(page_language())
        usual = next(iter(meeting.languages), page_language())
        own["language"].choices = known
        own["language"].initial = usual if usual in dict(known) else page_language()
        if len(plans) < 2:  # noqa: PLR2004 - one is no choice
            del self.fields["plan"]

    def chosen(self, name: str) -> Any:
        """What was asked for, or what stands first."""
        asked = self.cleaned_data.get(name) if self.is_valid() else None
        return asked or self.fields[name].initial if name in self.fields else asked

    @property
    def number(self) -> int:
        return int(self.cleaned_data.get("plan") or 0) if self.is_valid() else 0


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


@for_officers
def new(request: Asking, slug: str) -> HttpResponse:
    """A file is laid down, to be looked at."""
    meeting = the_meeting(request, slug)
    form = FileForm(request.POST or None, request.FILES or None)
    brought: dict[str, Any] = form.brought if form.is_valid() else {}
    to, done = partial(_laid, slug, form), message("Look at what the file would bring.")
    answer = act(request, form, lay_agenda, meeting, to=to, done=done, **brought)
    head = meeting_head(meeting, Reader(request.language))
    return answer or show(
        request, "desk/agenda_file.html", head, section=SECTION, form=form, back=page_of(slug)
    )


def _laid(slug: str, form: FileForm) -> str:
    return reverse("desk:agenda-file", args=[slug, made_by(form.number).partition(":")[2]])


@for_officers
def look(request: Asking, slug: str, number: int) -> HttpResponse:
    """Day by day what would come, and the one step that lets it."""
    meeting = the_meeting(request, slug)
    upload = fetch(uploads(agenda_name(meeting), request.actor, request.moment), pk=number)
    plans, refusal = _plans(upload, meeting)
    chosen = PlanForm(request.GET or None, plans=plans, meeting=meeting)
    form = StepForm(request.POST or None)
    if refusal:
        form.refuse(refusal)
    to, done = partial(page_of, slug), message("The agenda is taken in.")
    values = _values(plans, chosen, upload)
    answer = act(request, form, import_agenda, meeting, to=to, done=done, **values)
    sheet = _sheet(request, meeting, upload, plans, chosen)
    return answer or show(
        request, "desk/agenda_import.html", sheet, section=SECTION, form=form, chosen=chosen,
        back=page_of(slug),
    )  # fmt: skip


def _plans(upload: Upload, meeting: Meeting) -> tuple[list[Plan], SentenceError | None]:
    first, last = meeting.start.earliest, (meeting.end or meeting.start).latest
    try:
        return read_upload(upload, _AGENDAS, zone=meeting.zone, first=first, last=last), None
    except SentenceError as error:
        return [], error


def _values(plans: list[Plan], chosen: PlanForm, upload: Upload) -> dict[str, Any]:
    return {
        "planned": plans[chosen.number].sessions if plans else (),
        "language": chosen.chosen("language"),
        "other_days": bool(chosen.chosen("other_days")),
        "source": f"{upload.name} (sha256 {upload.digest})",
    }


def _sheet(
    request: Asking, meeting: Meeting, upload: Upload, plans: list[Plan], chosen: PlanForm
) -> AgendaImportSheet:
    plan = plans[chosen.number] if plans else Plan("", "", ())
    other_days = bool(chosen.chosen("other_days"))
    verdicts = agenda_verdicts(meeting, sessions_of(meeting), plan.sessions, other_days=other_days)
    return agenda_import_sheet(
        meeting,
        Reader(request.language),
        key=upload.pk,
        file=upload.name,
        own_zone=plan.zone,
        remarks=plan.remarks,
        verdicts=verdicts,
    )
