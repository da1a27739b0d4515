"""What is asked of who keeps a questionnaire and its groups."""

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from tourdetable.desk.agenda.forms import NO_SUCH_HOUR, clock
from tourdetable.desk.questionnaires.translating import TranslatedForm
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import instant_at, zone_names, zone_of
from tourdetable.meetings.enums import Attribution
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import QuestionnaireState, Sharing
from tourdetable.notes.models import QuestionGroup, Questionnaire
from tourdetable.screens.choices import labels
from tourdetable.screens.fields import ClockTyped, DayTyped, WordingTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.widgets import LongSelect
from tourdetable.screens.words import message

LAST_MINUTE = dt.time(23, 59)
"""The hour of a deadline of which only the day is said."""


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class StepsForm(ActionForm):
    """Up or down: the two buttons beside a part. Several stand on a page, so without ids."""

    steps = forms.TypedChoiceField(coerce=int, choices=[(-1, "-1"), (1, "1")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=False, **kwargs)


def deadline_typed(form: forms.Form, typed: dict[str, Any], zone: str) -> dt.datetime | None:
    """The instant of the fields `day` and `hour` by the clock of that zone; an hour that does not
    come on that day is said to be wrong.
    """
    day = typed.get("day")
    if day is None or not zone:
        return None
    try:
        return instant_at(day, typed.get("hour") or LAST_MINUTE, zone)
    except SentenceError:
        form.add_error("hour", NO_SUCH_HOUR)
        return None


class QuestionnaireForm(TranslatedForm):
    worded: ClassVar = ("title", "guidance")

    title = WordingTyped(longest=300, label=message("Title"))
    guidance = WordingTyped(
        required=False,
        lines=4,
        longest=8000,
        label=message("Guidance"),
        help_text=message("What every respondent reads first."),
    )
    day = DayTyped(
        required=False,
        label=message("Deadline"),
        help_text=message("The deadline can stay open while the questionnaire is a draft."),
    )
    hour = ClockTyped(
        required=False,
        label=message("Hour"),
        help_text=message("Left open, it is the last minute of the day."),
    )
    zone = forms.ChoiceField(label=message("Time zone"), widget=LongSelect)
    sharing = forms.ChoiceField(
        choices=labels(Sharing), label=message("Who sees the submitted notes, beside us")
    )
    attribution = forms.ChoiceField(
        choices=labels(Attribution),
        label=message("What may be said outside of who said it"),
        help_text=message("Each respondent may be stricter for a whole note or for one answer."),
    )

    def __init__(
        self, *args: Any, meeting: Meeting, row: Questionnaire | None = None, **kwargs: Any
    ) -> None:
        self.row = row
        given = told_of(row) if row else {"zone": meeting.zone, "attribution": meeting.attribution}
        super().__init__(*args, initial={**given, **kwargs.pop("initial", {})}, **kwargs)
        own: Any = self.fields
        own["zone"].choices = [(name, name) for name in zone_names()]
        held = {"title": row.title, "guidance": row.guidance} if row else {}
        self.offer(meeting.languages, held)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        typed["deadline"] = deadline_typed(self, typed, typed.get("zone", ""))
        is_put = self.row is not None and self.row.state != QuestionnaireState.DRAFTED
        if is_put and typed["deadline"] is None and not self.errors:
            self.add_error("day", message("This questionnaire is put: it needs its deadline."))
        return typed

    @property
    def columns(self) -> dict[str, object]:
        return {name: v for name, v in super().columns.items() if name not in ("day", "hour")}


def told_of(row: Model) -> dict[str, object]:
    """A stored questionnaire as the form shows it."""
    assert isinstance(row, Questionnaire)  # noqa: S101 - the row of the form that asks
    zone = row.zone or row.meeting.zone
    return {
        "title": row.title,
        "guidance": row.guidance,
        "day": row.deadline.astimezone(zone_of(zone)).date() if row.deadline else None,
        "hour": clock(row.deadline, zone),
        "zone": zone,
        "sharing": row.sharing,
        "attribution": row.attribution,
    }


class GroupForm(TranslatedForm):
    worded: ClassVar = ("title", "guidance")

    title = WordingTyped(longest=300, label=message("Title"))
    guidance = WordingTyped(required=False, lines=3, longest=8000, label=message("Guidance"))

    def __init__(
        self, *args: Any, meeting: Meeting, row: QuestionGroup | None = None, **kwargs: Any
    ) -> None:
        held = {"title": row.title, "guidance": row.guidance} if row else {}
        super().__init__(*args, initial={**held, **kwargs.pop("initial", {})}, **kwargs)
        self.offer(meeting.languages, held)


def group_told(row: Model) -> dict[str, object]:
    """A stored group as the form shows it."""
    assert isinstance(row, QuestionGroup)  # noqa: S101 - the row of the form that asks
    return {"title": row.title, "guidance": row.guidance}
