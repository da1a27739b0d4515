"""What every form asks that changes a fact: on which page the change rests."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from tourdetable.kernel.citing import DESK, NamedSource
from tourdetable.kernel.models import Source
from tourdetable.screens.fields import AMBIGUOUS, UNKNOWN, ByName, PartialDateTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message

_ASKED = ("source", "source_title", "source_url", "is_unchecked")


def shown_source(row: Source) -> str:
    """A page as people tell it from others: who published it, and where it stands."""
    return f"{row.publisher}, {row.url.removeprefix('https://').removeprefix('http://')}"


class SourceTyped(ByName[str]):
    """A known page. Those at hand are proposed; any other is found by its key or its address."""

    def offer(self, keys: Iterable[str]) -> None:
        """Propose the pages of these keys, and those that the desk named before; one query."""
        wanted = Q(key__in=list(keys)) | Q(collection__slug=DESK)
        rows = Source.objects.filter(wanted).order_by("publisher", "url")
        pages = {row.key: row for row in rows}
        told = {key: shown_source(row) for key, row in pages.items()}
        self.know(pages, str, told.__getitem__, lambda key: (pages[key].url,))

    def clean(self, value: Any) -> str | None:
        text = str(value or "").strip()
        try:
            return super().clean(text) or None
        except ValidationError as error:
            if error.message != UNKNOWN:
                raise
        named = Q(key=text) | Q(url=text) | Q(publisher__iexact=text)
        keys = set(Source.objects.filter(named).values_list("key", flat=True))
        if len(keys) != 1:
            raise ValidationError(AMBIGUOUS if keys else UNKNOWN)
        return keys.pop()


class SourcedForm(ActionForm):
    """A change, and behind its own fields the page that it rests on: one that is known, a new one,
    or knowingly none.
    """

    source = SourceTyped(
        required=False,
        label=message("Source"),
        help_text=message("A page that is known already. Or name a new one in the next two lines."),
    )
    source_title = forms.CharField(
        required=False,
        max_length=300,
        label=message("Title of a new source"),
        help_text=message("Who says it where, such as “Ministry of the Interior, press release”."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    source_url = forms.URLField(
        required=False,
        max_length=500,
        assume_scheme="https",
        label=message("Address of the new source"),
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )
    is_unchecked = forms.BooleanField(
        required=False, label=message("No page shows it; it will be marked as unverified")
    )

    def __init__(self, *args: Any, cited: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name not in _ASKED])
        own: Any = self.fields
        own["source"].offer(cited)
        if "party" in own:
            own["party"].offer()

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        given = [bool(typed.get("source")), bool(typed.get("source_url")), typed["is_unchecked"]]
        if "source" in self.errors or "source_url" in self.errors:
            return typed
        if sum(given) == 0:
            self.add_error(
                "source", message("Say on which page this rests, or that none shows it.")
            )
        elif sum(given) > 1:
            self.add_error("source", message("Name one source: a known one, a new one, or none."))
        if typed.get("source_url") and not typed.get("source_title"):
            self.add_error("source_title", message("Give the new source a title."))
        return typed

    @property
    def facts(self) -> dict[str, Any]:
        """What was typed, with the page in one piece; nothing while the form does not hold."""
        if not self.is_valid():
            return {}
        own = {name: value for name, value in self.values.items() if name not in _ASKED}
        key, title, url = (self.values[name] or "" for name in _ASKED[:3])
        return {**own, "source": NamedSource(key, title, url)}


class EndForm(SourcedForm):
    """When something ended."""

    until = PartialDateTyped(
        label=message("Until"), help_text=message("A day, a month or the year alone.")
    )
