"""What is asked of who keeps the respondents, and of who enters a note on behalf of one."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from tourdetable.desk.agenda.forms import clock
from tourdetable.desk.questionnaires.forms import deadline_typed
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.zones import zone_of
from tourdetable.library.models import Document
from tourdetable.meetings.queries.agenda import papers_of
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.models import Note, Question
from tourdetable.notes.queries.contents import checked
from tourdetable.notes.queries.notes import offered_attributions
from tourdetable.parties.models import Party
from tourdetable.parties.queries import nameable_parties
from tourdetable.processes.models import Process
from tourdetable.screens.choices import labels, language_choices, page_language, telling
from tourdetable.screens.fields import ByName, ClockTyped, DayTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.loosening import LooseningForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

CELLS = "|"
"""Between the cells of a row of a table, as it is typed."""


class ChosenForm(ActionForm):
    """Which of the lines of a page are meant."""

    chosen = forms.TypedMultipleChoiceField(
        coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, keys: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["chosen"].choices = [(key, str(key)) for key in keys]

    @property
    def keys(self) -> list[int]:
        """Once the form holds."""
        return list(self.values["chosen"])


class AddressForm(ActionForm):
    """Where a respondent is written to."""

    mail = forms.EmailField(
        max_length=254,
        required=False,
        label=message("E-mail address"),
        help_text=message("The link with which the note is written is sent there."),
    )
    language = forms.ChoiceField(required=False, label=message("Language of letters"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields
        own["language"].choices = language_choices(page_language())


class ByHandForm(AddressForm):
    """A respondent who is not invited to the meeting."""

    party = ByName[Party](label=message("Country or organisation"))
    process = ByName[Process](
        required=False,
        label=message("For which process"),
        help_text=message("Empty where the party answers for itself."),
    )
    field_order = ("form", "seen", "party", "process", "mail", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = Reader(page_language())
        own: Any = self.fields
        parties = sorted(nameable_parties(), key=lambda row: reader.party(row).sort_key)
        own["party"].know(
            parties, str, lambda row: reader.party(row).name.text, lambda row: row.names.texts()
        )
        own["process"].know(
            Process.objects.order_by("slug"),
            str,
            lambda row: reader.process(row).name.text,
            lambda row: (row.acronym,),
        )


class ExtendForm(ActionForm):
    """More time for one respondent, by the clock of the questionnaire."""

    day = DayTyped(label=message("New deadline"))
    hour = ClockTyped(
        required=False,
        label=message("Hour"),
        help_text=message("Left open, it is the last minute of the day."),
    )
    reason = forms.CharField(
        label=message("Reason"),
        help_text=message("It is kept in the journal and shown on the board."),
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, zone: str, before: dt.datetime | None, **kwargs: Any) -> None:
        self.zone = zone
        day = before.astimezone(zone_of(zone)).date() if before else None
        given = {"day": day, "hour": clock(before, zone)}
        super().__init__(*args, initial=given, **kwargs)

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        typed["until"] = deadline_typed(self, typed, self.zone)
        return typed

    @property
    def extension(self) -> dict[str, Any]:
        """Once the form holds."""
        return {"until": self.values["until"], "reason": self.values["reason"]}


class ReturnForm(ActionForm):
    remark = forms.CharField(
        label=message("What the respondent is asked to look at again"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


_ABOUT = ("source", "document", "language", "attribution", "reason", "loosens")


class BehalfForm(LooseningForm):
    """A note that came by mail or on paper: a field for each question, and whence it came."""

    source = forms.CharField(
        max_length=500,
        label=message("Where this came from"),
        help_text=message("Such as “e-mail of 3 March from the ministry of the interior”."),
    )
    language = forms.ChoiceField(label=message("Language of the answers"))
    document = ByName[Document](
        required=False,
        label=message("The document that came"),
        help_text=message("A note that is handed in as a file alone has no answers."),
    )
    reason = forms.CharField(
        required=False,
        max_length=500,
        label=message("Why the note is corrected"),
        help_text=message("Needed where a version was submitted before."),
    )
    attribution = forms.ChoiceField(
        required=False,
        label=message("What may be said of it"),
        help_text=message(
            "As the respondent wants it. It begins with what holds; an answer that was kept closer "
            "than its note stays so."
        ),
    )

    def __init__(
        self,
        *args: Any,
        note: Note,
        questions: Sequence[Question],
        answers: Mapping[str, object],
        **kwargs: Any,
    ) -> None:
        self.asked = {f"question-{one.pk}": one for one in questions}
        read = {
            name: _read(answers[one.key]) for name, one in self.asked.items() if one.key in answers
        }
        super().__init__(*args, initial=read, **kwargs)
        reader = Reader(page_language())
        own: Any = self.fields
        own["language"].choices = language_choices(page_language())
        own["language"].initial = note.language or page_language()
        own["attribution"].choices = labels(offered_attributions(note))
        own["attribution"].initial = note.attribution
        papers = papers_of(note.questionnaire.meeting)
        own["document"].know(
            papers, str, lambda row: reader.say(row.titles).text, lambda row: (row.symbol,)
        )
        for name, question in self.asked.items():
            self.fields[name] = _field(question, reader)
        self._let_decline()
        own_fields = [part for name in self.asked for part in (name, *_declining(name))]
        self.order_fields([*own_fields, *_ABOUT])

    def _let_decline(self) -> None:
        """Beside each question: that the respondent declined it, with a reason or without."""
        say = telling()
        for number, name in enumerate(self.asked, 1):
            for part, label in zip(_declining(name), (DECLINED, REASON_GIVEN), strict=True):
                told = say.translations.gettext(label) % {"number": say.number(number)}
                self.fields[part] = (
                    forms.BooleanField(required=False, label=told)
                    if label is DECLINED
                    else forms.CharField(required=False, max_length=4000, label=told)
                )

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        self.contents: dict[str, object] = {}
        self.declined: dict[str, str] = {}
        for name, question in self.asked.items():
            content, (is_declined, reason) = _typed(question, typed.get(name)), _declining(name)
            if typed.get(is_declined) or typed.get(reason):
                self.declined[question.key] = str(typed.get(reason) or "")
                if content:
                    self.add_error(name, message("Either answered or declined: choose one."))
            if not content:
                continue
            try:
                checked(question, content)
            except SentenceError as error:
                if not error.values:  # a sentence with values is the refusal of the action
                    self.add_error(name, error.message)
            self.contents[question.key] = content
        return typed

    @property
    def entry(self) -> dict[str, Any]:
        """Once the form holds, as the action takes it."""
        kept = _ABOUT
        said = {"typed": self.contents, "declined": self.declined}
        return {**said, **{name: self.values[name] for name in kept}}


DECLINED = message("The respondent declined to answer question %(number)s")
REASON_GIVEN = message("Reason given for declining question %(number)s")


def _declining(name: str) -> tuple[str, str]:
    """Names of the two fields beside that of a question."""
    return f"{name}-declined", f"{name}-reason"


def _field(question: Question, reader: Reader) -> forms.Field:
    common: dict[str, Any] = {"required": False, "label": reader.say(question.text).text}
    kind = QuestionKind(question.kind)
    if kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
        told = [(key, reader.say(question.option(key)).text) for key in question.option_keys]
        if kind is QuestionKind.CHOICES:
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(choices=told, widget=widget, **common)
        return forms.ChoiceField(choices=[("", "–"), *told], **common)
    if kind in (QuestionKind.NUMBER, QuestionKind.DATE):
        return forms.CharField(max_length=60, **common)
    lines = forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    if kind is QuestionKind.TABLE:
        heads = [reader.say(question.option(key)).text for key in question.option_keys]
        common["label"] = f"{common['label']} ({f' {CELLS} '.join(heads)})"
        common["help_text"] = message("One row a line, its cells divided by | as the columns are.")
    return forms.CharField(widget=lines, strip=False, **common)


def _read(answer: object) -> object:
    """An answer as its field shows it: the rows of a table as lines."""
    if isinstance(answer, list) and answer and isinstance(answer[0], list):
        return "\n".join(f" {CELLS} ".join(row) for row in answer)
    return answer


def _typed(question: Question, value: Any) -> Any:
    if question.kind == QuestionKind.TABLE:
        lines = [line for line in str(value or "").splitlines() if line.strip()]
        return [[cell.strip() for cell in line.split(CELLS)] for line in lines]
    if isinstance(value, str) and not value.strip():
        return ""
    return value
