"""What is asked of who words a question."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.db.models import Model
from django.utils.text import slugify

from tourdetable.desk.questionnaires.translating import TranslatedForm
from tourdetable.kernel.wording import Version, Wording
from tourdetable.notes.enums import WITH_OPTIONS, QuestionKind, QuestionnaireState
from tourdetable.notes.models import Question, Questionnaire
from tourdetable.screens.choices import labels, page_language, telling
from tourdetable.screens.fields import WordingTyped
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader

MOST_WORDS = 100_000
_FIXED = ("kind", "is_required", "options", "condition")
"""Fields that may not change once the question is being answered."""
_LONGEST_KEY = 60


class QuestionForm(TranslatedForm):
    worded: ClassVar = ("text", "guidance")

    text = WordingTyped(lines=3, longest=4000, label=message("Question"))
    kind = forms.ChoiceField(choices=labels(QuestionKind), label=message("Kind of answer"))
    options = WordingTyped(
        required=False,
        lines=5,
        longest=8000,
        label=message("Choices, or columns of the table"),
        help_text=message("One a line, in the same order and number in each language."),
    )
    guidance = WordingTyped(required=False, lines=3, longest=8000, label=message("Guidance"))
    is_required = forms.BooleanField(required=False, label=message("An answer is required"))
    most_words = forms.IntegerField(
        required=False, min_value=1, max_value=MOST_WORDS, label=message("Words at most")
    )
    condition = forms.ChoiceField(required=False, label=message("Asked only if"))

    def __init__(
        self,
        *args: Any,
        asked: Questionnaire,
        deciding: Iterable[Question] = (),
        row: Question | None = None,
        **kwargs: Any,
    ) -> None:
        self.row = row
        given = question_told(row) if row else {"kind": QuestionKind.TEXT}
        super().__init__(*args, initial={**given, **kwargs.pop("initial", {})}, **kwargs)
        self.offer(asked.meeting.languages, _held(row))
        own: Any = self.fields
        own["condition"].choices = _conditions(deciding)
        own["options"].offer(asked.meeting.languages or (page_language(),), _lines(row))
        if asked.state != QuestionnaireState.DRAFTED:
            for name in _FIXED:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or {}
        if "options" not in self.fields or "options" not in typed:
            return typed
        counts = {len(_split(text)) for text in typed["options"].texts()}
        if len(counts) > 1:
            told = message("Write as many lines in each language: each line is one choice.")
            self.add_error("options", told)
        elif typed.get("kind") in WITH_OPTIONS and not typed["options"]:
            self.add_error("options", message("Write the choices, or the columns of the table."))
        return typed

    @property
    def columns(self) -> dict[str, object]:
        """Once the form holds: the columns of the question."""
        typed = super().columns
        if "kind" not in self.fields:
            return typed
        only_if, _, option = str(typed.pop("condition")).partition("/")
        wording: Any = typed.pop("options")
        options = self._options(wording) if typed["kind"] in WITH_OPTIONS else {}
        typed["option_keys"] = tuple(options)
        typed["options"] = [one.to_json() for one in options.values()]
        return {**typed, "only_if": only_if, "only_if_option": option}

    @property
    def key(self) -> str:
        """A new question's identity, from its first words."""
        texts = self.cleaned_data["text"]
        text = texts.text("en") or texts.texts()[0]
        return slugify(" ".join(text.split()[:8]))[:_LONGEST_KEY].strip("-") or "question"

    def _options(self, typed: Wording) -> dict[str, Wording]:
        """The choices by their keys; one that was there keeps its own, by its text or its place."""
        split = {tag: _split(version.text) for tag, version in typed.versions.items()}
        number = max(map(len, split.values()), default=0)
        known = _options_of(self.row)
        keys: list[str] = []
        found: dict[str, Wording] = {}
        for place in range(number):
            texts = {tag: lines[place] for tag, lines in split.items()}
            key = _key_of(texts, place, number, known, keys)
            keys.append(key)
            held = known.get(key, Wording())
            fresh = {tag: _same(held, tag, text) for tag, text in texts.items()}
            found[key] = self.as_translated(Wording(fresh), held)
        return found


def question_told(row: Model) -> dict[str, object]:
    """A stored question as the form shows it."""
    assert isinstance(row, Question)  # noqa: S101 - the row of the form that asks
    return {
        "text": row.text,
        "kind": row.kind,
        "options": _lines(row),
        "guidance": row.guidance,
        "is_required": row.is_required,
        "most_words": row.most_words,
        "condition": f"{row.only_if}/{row.only_if_option}" if row.only_if else "",
    }


class AgainForm(ActionForm):
    """Which question of an earlier meeting is asked again."""

    question = forms.TypedChoiceField(
        coerce=int, widget=forms.RadioSelect, label=message("Question")
    )

    def __init__(self, *args: Any, known: Iterable[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reader = Reader(page_language())
        self.known = {row.pk: row for row in known}
        own: Any = self.fields
        own["question"].choices = [(pk, reader.say(r.text).text) for pk, r in self.known.items()]

    @property
    def chosen(self) -> Question:
        """Once the form holds."""
        return self.known[self.values["question"]]


def _held(row: Question | None) -> dict[str, Wording]:
    return {"text": row.text, "guidance": row.guidance} if row else {}


def _options_of(row: Question | None) -> dict[str, Wording]:
    return {key: row.option(key) for key in row.option_keys} if row else {}


def _lines(row: Question | None) -> Wording:
    """The choices as the form shows them: a line for each, in each language that has them all."""
    options = list(_options_of(row).values())
    tags = dict.fromkeys(tag for one in options for tag in one)
    texts = {tag: [one.text(tag) or "" for one in options] for tag in tags}
    return Wording({tag: Version("\n".join(lines)) for tag, lines in texts.items() if all(lines)})


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _same(held: Wording, tag: str, text: str) -> Version:
    before = held.versions.get(tag)
    return before if before and before.text == text else Version(text)


def _key_of(
    texts: dict[str, str], place: int, number: int, known: dict[str, Wording], taken: list[str]
) -> str:
    for key, wording in known.items():
        if key not in taken and any(wording.text(tag) == text for tag, text in texts.items()):
            return key
    at_place = [*known][place] if len(known) == number else ""
    stem = at_place or slugify(texts.get("en", next(iter(texts.values()))))[:40] or "choice"
    used = {*known, *taken} - {at_place}
    names = (stem, *(f"{stem}-{n}" for n in range(2, number + len(known) + 3)))
    return next(name for name in names if name not in used)


def _conditions(deciding: Iterable[Question]) -> list[tuple[str, str]]:
    reader, words = Reader(page_language()), telling()
    shape = words.translations.gettext("%(term)s: %(value)s")
    found = [("", words.translations.gettext("always"))]
    for row in deciding:
        for key in row.option_keys:
            term, value = reader.say(row.text).text, reader.say(row.option(key)).text
            found.append((f"{row.key}/{key}", shape % {"term": term, "value": value}))
    return found
