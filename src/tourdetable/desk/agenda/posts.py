"""Who speaks or presides: a person in a post, known or made on the spot."""

from typing import Any

from django import forms

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Session
from tourdetable.meetings.queries.clashes import day_of
from tourdetable.parties.actions import NamedPost
from tourdetable.parties.models import Party
from tourdetable.parties.queries import nameable_parties, namesakes
from tourdetable.screens.choices import Choices, page_language, telling
from tourdetable.screens.fields import ByName
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader


class PostForm(ActionForm):
    """Somebody in a post: by name, with the party; people of the same name are asked about."""

    name = forms.CharField(max_length=300, label=message("Name"))
    party = ByName[Party](label=message("Country or organisation"))
    post = forms.CharField(
        max_length=300,
        required=False,
        label=message("Post held that day"),
        help_text=message("As it stands in the programme, without honorific."),
    )
    person = forms.ChoiceField(
        required=False, widget=forms.RadioSelect, label=message("Is it one of these people?")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = Reader(page_language())
        party: Any = self.fields["party"]
        known = sorted(nameable_parties(), key=lambda row: reader.party(row).sort_key)
        party.know(
            known, str, lambda row: reader.party(row).name.text, lambda row: row.names.texts()
        )
        self.namesakes = namesakes(self.data.get("name", "")) if self.is_bound else []
        if self.namesakes:
            person: Any = self.fields["person"]
            person.choices = self._people(reader)
        else:
            del self.fields["person"]

    def _people(self, reader: Reader) -> Choices:
        words = telling()
        posts: dict[str, list[str]] = {}
        for row in self.namesakes:
            held = [reader.say(row.post).text, reader.party(row.party).name.text]
            posts.setdefault(row.person.slug, []).append(words.comma.join(filter(None, held)))
        somebody = words.translations.gettext("No, somebody else")
        return [*((slug, " · ".join(held)) for slug, held in posts.items()), ("-", somebody)]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if self.namesakes and not typed.get("person"):
            asked = message("Somebody of this name is known. Say whether it is the same person.")
            self.add_error("person", asked)
        return typed

    def named(self, session: Session) -> NamedPost:
        """Once the form holds: who is meant, in a post held on the day of the session."""
        typed = self.values
        day = day_of(session, session.meeting.zone)
        people = {row.person.slug: row.person for row in self.namesakes}
        return NamedPost(
            " ".join(typed["name"].split()),
            Wording.of(**{page_language(): typed["post"].strip()}),
            typed["party"],
            PartialDate.of(day) if day else None,
            people.get(typed.get("person", "")),
        )
