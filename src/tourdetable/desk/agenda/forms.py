"""What is asked of who keeps an agenda."""

import datetime as dt
from typing import Any

from django import forms
from django.db.models import Model

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import instant_at, zone_of
from tourdetable.library.models import Document
from tourdetable.meetings.actions import SessionFacts
from tourdetable.meetings.enums import AGENDA_MOVES, AgendaState, ItemKind
from tourdetable.meetings.models import AgendaItem, Meeting, Session
from tourdetable.meetings.queries.agenda import instant_in, papers_of, sessions_of
from tourdetable.meetings.queries.clashes import day_of
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.fields import ByName, ClockTyped, DayTyped, WordingTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

NO_SUCH_HOUR = message("Clocks are put forward on that day, and this hour does not come.")
LONGEST_ITEM = 24 * 60
"""Minutes of the longest item."""


class SessionForm(ActionForm):
    """A session: its day, its hours by the clock of the meeting, its title."""

    title = WordingTyped(required=False, longest=300, label=message("Title"))
    day = DayTyped(required=False, label=message("Day"))
    starts = ClockTyped(required=False, label=message("Begins at"))
    ends = ClockTyped(
        required=False,
        label=message("Ends at"),
        help_text=message("An hour before the beginning is one of the next day."),
    )

    def __init__(self, *args: Any, meeting: Meeting, row: Session | None = None, **kw: Any) -> None:
        self.meeting, self.row = meeting, row
        given = session_told(row) if row else {"day": first_free_day(meeting)}
        super().__init__(*args, initial={**given, **kw.pop("initial", {})}, **kw)
        title: Any = self.fields["title"]
        title.offer(meeting.languages or (page_language(),), row.title if row else None)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        day, starts, ends = (typed.get(name) for name in ("day", "starts", "ends"))
        if (starts or ends) and not day:
            self.add_error("day", message("Say on which day these hours are."))
        if ends and not starts:
            self.add_error("starts", message("Say when it begins."))
        if not self.errors:
            typed["starts_at"] = self._instant("starts", day, starts)
            typed["ends_at"] = self._instant("ends", day, ends, typed["starts_at"])
        return typed

    def _instant(
        self, field: str, day: Any, hour: dt.time | None, after: dt.datetime | None = None
    ) -> dt.datetime | None:
        if hour is None:
            return None
        try:
            found = instant_at(day, hour, self.meeting.zone, not_before=after)
            if after and found <= after:
                found = instant_at(day + dt.timedelta(days=1), hour, self.meeting.zone)
        except SentenceError:
            self.add_error(field, NO_SUCH_HOUR)
            return None
        return found

    def facts(self) -> SessionFacts:
        """Once the form holds. Who presides is said on a form of its own."""
        typed = self.values
        day = PartialDate.of(typed["day"]) if typed["day"] else None
        return SessionFacts(typed["title"], day, typed["starts_at"], typed["ends_at"])


def session_told(row: Model) -> dict[str, object]:
    """A stored session as the form shows it."""
    assert isinstance(row, Session)  # noqa: S101 - the row of the form that asks
    zone = row.meeting.zone
    return {
        "title": row.title,
        "day": day_of(row, zone),
        "starts": clock(row.starts_at, zone),
        "ends": clock(row.ends_at, zone),
    }


def clock(instant: dt.datetime | None, zone: str) -> dt.time | None:
    """What the clock of the zone shows, to the minute."""
    shown = instant.astimezone(zone_of(zone)).time() if instant else None
    return shown.replace(second=0, microsecond=0, fold=0) if shown else None


def first_free_day(meeting: Meeting) -> dt.date | None:
    """The first day of a meeting on which there is no session yet, else its last."""
    if not meeting.start.is_day:
        return None
    first: dt.date = meeting.start.earliest
    last: dt.date = meeting.end.latest if meeting.end else first
    taken = {day_of(session, meeting.zone) for session in sessions_of(meeting)}
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    return next((day for day in days if day not in taken), last)


class ItemForm(ActionForm):
    """An item: what, when, how long."""

    title = WordingTyped(longest=1000, lines=2, label=message("Title"))
    kind = forms.ChoiceField(choices=labels(ItemKind), label=message("Kind"))
    starts = ClockTyped(
        required=False,
        label=message("Begins at"),
        help_text=message("Left open, it follows on from the item before where times follow on."),
    )
    minutes = forms.IntegerField(
        required=False, min_value=1, max_value=LONGEST_ITEM, label=message("Minutes")
    )
    annotation = WordingTyped(
        required=False,
        longest=8000,
        lines=4,
        label=message("Annotation"),
        help_text=message("What an annotated agenda says about this item."),
    )

    def __init__(
        self, *args: Any, session: Session, row: AgendaItem | None = None, **kw: Any
    ) -> None:
        self.session = session
        given = item_told(row) if row else {"kind": ItemKind.DISCUSSION}
        super().__init__(*args, initial={**given, **kw.pop("initial", {})}, **kw)
        own: Any = self.fields
        languages = session.meeting.languages or (page_language(),)
        own["title"].offer(languages, row.title if row else None)
        own["annotation"].offer(languages, row.annotation if row else None)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        hour = typed.get("starts")
        typed["starts_at"] = None
        if hour is not None:
            if day_of(self.session, self.session.meeting.zone) is None:
                self.add_error("starts", message("Say first on which day the session is."))
            else:
                try:
                    typed["starts_at"] = instant_in(self.session, hour)
                except SentenceError:
                    self.add_error("starts", NO_SUCH_HOUR)
        return typed

    @property
    def columns(self) -> dict[str, object]:
        """Once the form holds."""
        return {name: value for name, value in self.values.items() if name != "starts"}


def item_told(row: Model) -> dict[str, object]:
    """A stored item as the form shows it."""
    assert isinstance(row, AgendaItem)  # noqa: S101 - the row of the form that asks
    return {
        "title": row.title,
        "kind": row.kind,
        "starts": clock(row.starts_at, row.session.meeting.zone),
        "minutes": row.minutes,
        "annotation": row.annotation,
    }


class SplitForm(ActionForm):
    """Two items of one."""

    minutes = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=LONGEST_ITEM,
        label=message("Minutes of the first part"),
    )
    title = WordingTyped(longest=1000, lines=2, label=message("Title of the second part"))

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        half = item.minutes // 2 if item.minutes and item.minutes > 1 else None
        super().__init__(*args, initial={"minutes": half, "title": item.title}, **kwargs)
        title: Any = self.fields["title"]
        title.offer(item.session.meeting.languages or (page_language(),), item.title)


class PlaceForm(ActionForm):
    """Where an item goes."""

    session = forms.TypedChoiceField(coerce=int, label=message("Session"))
    place = forms.IntegerField(
        min_value=1, max_value=999, label=message("Place in the session, counted from 1")
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        given = {"session": item.session_id, "place": item.number}
        super().__init__(*args, initial=given, **kwargs)
        reader = Reader(page_language())
        own: Any = self.fields
        meeting = item.session.meeting
        rows = Session.objects.filter(meeting=meeting).order_by("number", "pk")
        own["session"].choices = [(r.pk, session_name(r, meeting.zone, reader)) for r in rows]


def session_name(session: Session, zone: str, reader: Reader) -> str:
    """Its day in the zone of the meeting and its title, or its number where it has none."""
    day = day_of(session, zone)
    words = telling()
    number = words.translations.gettext("Session %(number)s") % {"number": session.number}
    told = reader.say(session.title).text or number
    return f"{words.date(PartialDate.of(day))} · {told}" if day else told


class StepsForm(ActionForm):
    """Up or down: the two buttons beside an item. Several stand on a page, so without ids."""

    steps = forms.TypedChoiceField(coerce=int, choices=[(-1, "-1"), (1, "1")])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=False, **kwargs)


class PaperForm(ActionForm):
    """A document that belongs to an item."""

    document = ByName[Document](label=message("Document"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = Reader(page_language())
        document: Any = self.fields["document"]
        self.papers = papers_of(meeting)
        document.know(
            self.papers, str, lambda row: reader.say(row.titles).text, lambda row: (row.symbol,)
        )


class IssueForm(ActionForm):
    """In which state the agenda is issued."""

    state = forms.ChoiceField(widget=forms.RadioSelect, label=message("It is issued as"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = AgendaState(meeting.agenda_state)
        again = () if now is AgendaState.ADOPTED else (now,)
        state: Any = self.fields["state"]
        state.choices = labels((*again, *AGENDA_MOVES[now]))()


class StepForm(ActionForm):
    """Nothing but the deliberate step."""
