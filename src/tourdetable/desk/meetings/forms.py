"""What is asked of who sets a meeting up, narrows the list, or cancels a meeting."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings

from tourdetable.kernel.zones import zone_names, zones_by_country
from tourdetable.meetings.enums import Attribution, MeetingKind, Mode, Progress
from tourdetable.meetings.models import Meeting, Series
from tourdetable.meetings.queries import series_by_key
from tourdetable.meetings.queries.facts import MeetingFacts, facts_of
from tourdetable.parties.models import Party
from tourdetable.parties.queries import country_code, nameable_parties
from tourdetable.processes.models import Process
from tourdetable.screens.choices import labels, page_language
from tourdetable.screens.fields import ByName, LanguagesTyped, PartialDateTyped, WordingTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.widgets import LongSelect
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader


class NarrowForm(forms.Form):
    """What a list of meetings is narrowed by, in its address; what makes no sense asks nothing."""

    progress = forms.ChoiceField(
        choices=labels(Progress, message("all")), required=False, label=message("Phase")
    )
    year = forms.IntegerField(min_value=1900, max_value=2999, required=False, label=message("Year"))
    words = forms.CharField(max_length=100, required=False, label=message("Words"))
    page = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for, without the page."""
        self.full_clean()
        found = {name: self.cleaned_data.get(name) for name in ("progress", "year", "words")}
        return {name: str(value) if value else "" for name, value in found.items()}

    @property
    def query(self) -> str:
        """What is asked for, as it stands in the address before the number of a page."""
        asked = {name: value for name, value in self.asked.items() if value}
        return f"{urlencode(asked)}&" if asked else ""

    @property
    def number(self) -> int:
        return self.cleaned_data.get("page") or 1


class MeetingForm(ActionForm):
    """The facts of a meeting."""

    names = WordingTyped(label=message("Name"), longest=300)
    kind = forms.ChoiceField(choices=labels(MeetingKind), label=message("Kind"))
    is_invented = forms.BooleanField(
        required=False,
        label=message("This meeting is invented, as an example"),
        help_text=message("Every page, letter and file about it then says so."),
    )
    start = PartialDateTyped(label=message("First day"))
    end = PartialDateTyped(
        required=False,
        label=message("Last day"),
        help_text=message("Dates may be known to the month or the year alone."),
    )
    place_city = forms.CharField(max_length=100, required=False, label=message("City"))
    place_country = ByName[Party](required=False, label=message("Country"))
    zone = forms.ChoiceField(
        required=False,
        widget=LongSelect,
        label=message("Time zone"),
        help_text=message("Where nothing is chosen, it is that of the country."),
    )
    mode = forms.ChoiceField(choices=labels(Mode), label=message("Form"))
    languages = LanguagesTyped(required=False, label=message("Working languages"))
    attribution = forms.ChoiceField(
        choices=labels(Attribution, message("not said")),
        required=False,
        label=message("What may be said outside of who said it"),
    )
    purpose = WordingTyped(required=False, lines=3, longest=4000, label=message("Purpose"))
    series = ByName[Series](required=False, label=message("Belongs to the series"))
    number_in_series = forms.IntegerField(
        required=False, min_value=1, max_value=9999, label=message("Number in the series")
    )
    hosts = ByName[Party](many=True, required=False, label=message("Convened by"))
    processes = ByName[Process](many=True, required=False, label=message("Processes concerned"))
    organisations = ByName[Party](
        many=True, required=False, label=message("Organisations concerned")
    )

    def __init__(self, *args: Any, facts: MeetingFacts | None = None, **kwargs: Any) -> None:
        given = vars(facts) if facts else {}
        super().__init__(*args, initial={**given, **kwargs.pop("initial", {})}, **kwargs)
        self._offer(Reader(page_language()), facts)

    def _offer(self, reader: Reader, facts: MeetingFacts | None) -> None:
        """Say what can be chosen, by names in the reader's language; three queries."""
        offered = [reader.language, *settings.INTERFACE_LANGUAGES]
        own: Any = self.fields
        own["names"].offer(offered, facts.names if facts else None)
        spoken = facts.languages if facts else ()
        own["purpose"].offer([reader.language, *spoken], facts.purpose if facts else None)
        own["languages"].offer([*settings.INTERFACE_LANGUAGES, *spoken])
        own["zone"].choices = [("", "–"), *((name, name) for name in zone_names())]
        parties = sorted(nameable_parties(), key=lambda party: reader.party(party).sort_key)
        for field in ("place_country", "hosts", "organisations"):
            wanted = [p for p in parties if field != "place_country" or country_code(p)]
            own[field].know(wanted, str, _named(reader), lambda p: (*p.names.texts(),))
        known = Process.objects.order_by("slug")
        own["processes"].know(
            known, str, lambda p: reader.process(p).name.text, lambda p: (p.acronym,)
        )
        own["series"].know(series_by_key().values(), str, lambda s: reader.say(s.names).text)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        start, end, country = (typed.get(k) for k in ("start", "end", "place_country"))
        if start and end and end.latest < start.earliest:
            self.add_error("end", message("The last day cannot be before the first."))
        if not typed.get("zone") and country:
            typed["zone"] = zones_by_country().get(country_code(country), "")
        if not typed.get("zone") and "zone" not in self.errors:
            self.add_error("zone", message("Choose a time zone, or a country that has one."))
        return typed

    @property
    def facts(self) -> MeetingFacts:
        """Once the form holds."""
        return MeetingFacts(**self.values)


def _named(reader: Reader) -> Any:
    return lambda party: reader.party(party).name.text


def told_of(meeting: Any) -> dict[str, object]:
    """A stored meeting as the form shows it."""
    assert isinstance(meeting, Meeting)  # noqa: S101 - the row of the form that asks
    return dict(vars(facts_of(meeting)))


class StepForm(ActionForm):
    """Nothing but the deliberate step."""


class CancelForm(ActionForm):
    reason = WordingTyped(
        lines=3,
        longest=2000,
        label=message("Reason"),
        help_text=message("Those who were invited are told it, in the languages that you give."),
    )

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason: Any = self.fields["reason"]
        reason.offer(languages or (page_language(),))
