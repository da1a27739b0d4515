"""Submitted answers searched by words over all questionnaires, and the terms that recur in one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.http import urlencode

from tourdetable.desk.questionnaires.pages import SECTION, the_questionnaire
from tourdetable.kernel.order import sort_key
from tourdetable.notes.models import AnswerText
from tourdetable.notes.queries.searching import (
    answer_texts,
    meetings_heard,
    parties_heard,
    processes_heard,
    questions_asked,
    recurring,
    saying,
    sought,
    with_notes,
)
from tourdetable.screens.answering import for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.choices import page_language, telling
from tourdetable.screens.paging import page_number
from tourdetable.screens.words import message
from tourdetable.sheets.answer_search import (
    answer_search_sheet,
    terms_sheet,
)
from tourdetable.sheets.paging import turned
from tourdetable.sheets.reader import Reader

_ALL = message("all")


class AskedForm(forms.Form):
    """What is asked for stands in the address; what makes no sense asks nothing."""

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """Beside *all*."""
        field: Any = self.fields[name]
        field.choices = [("", telling().translations.gettext(_ALL)), *choices]

    @property
    def asked(self) -> dict[str, str]:
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """As it stands in the address before the number of a page."""
        return f"{urlencode(self.asked)}&" if self.asked else ""


class AnswerSearchForm(AskedForm):
    """Words, and whose answers before which meetings; three queries."""

    words = forms.CharField(max_length=100, required=False, label=message("Words"))
    process = forms.ChoiceField(required=False, label=message("Process"))
    party = forms.ChoiceField(required=False, label=message("Country"))
    meeting = forms.ChoiceField(required=False, label=message("Meeting"))
    year = forms.ChoiceField(required=False, label=message("Year"))

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        reader, meetings = Reader(page_language()), list(meetings_heard())
        processes = [(one.slug, reader.process(one).name.text) for one in processes_heard()]
        parties = [(line.code, line.name.text) for line in map(reader.party, parties_heard())]
        for name, choices in (("process", processes), ("party", parties)):
            choices.sort(key=lambda choice: sort_key(choice[1], reader.language))
            self.offer(name, choices)
        self.offer("meeting", [(one.slug, reader.say(one.names).text) for one in meetings])
        years = dict.fromkeys(one.start.text[:4] for one in meetings)
        self.offer("year", [(year, year) for year in years])

    def narrowed(self, rows: QuerySet[AnswerText]) -> QuerySet[AnswerText]:
        of = "version__note__"
        columns = {
            "process": f"{of}process__slug",
            "party": f"{of}party__code",
            "meeting": f"{of}questionnaire__meeting__slug",
            "year": f"{of}questionnaire__meeting__start__startswith",
        }
        asked = self.asked
        return rows.filter(**{columns[name]: asked[name] for name in columns if name in asked})


@for_officers
def search(request: Asking) -> HttpResponse:
    """The passages in which the words stand, the newest meeting first."""
    form = AnswerSearchForm(request.GET)
    asked = sought(form.asked.get("words", ""))
    rows = form.narrowed(answer_texts(request.actor, request.moment))
    found = saying(rows, asked) if asked else rows.none()
    page, shown = turned(with_notes(found), page_number(request.GET.get("page", "")))
    reader = Reader(request.language)
    sheet = answer_search_sheet(page, shown, questions_asked(shown), asked, reader)
    return show(
        request, "desk/answer_search.html", sheet, section=SECTION, narrow=form, asked=asked
    )


class TermsForm(AskedForm):
    """The question whose answers are counted, and the term whose passages are shown."""

    question = forms.ChoiceField(required=False, label=message("Question"))
    term = forms.CharField(max_length=60, required=False)

    def to(self, term: str) -> str:
        """The address of the passages behind a term."""
        return f"?{urlencode({**self.asked, 'term': term})}#passages"


@for_officers
def terms(request: Asking, slug: str) -> HttpResponse:
    """The terms that recur across answers, and the passages behind one of them."""
    questionnaire, reader = the_questionnaire(request, slug), Reader(request.language)
    form = TermsForm(request.GET)
    questions = {one.key: one for one in questionnaire.questions.select_related("group")}
    form.offer("question", [(key, reader.say(one.text).text) for key, one in questions.items()])
    rows = answer_texts(request.actor, request.moment)
    rows = rows.filter(version__note__questionnaire=questionnaire)
    if key := form.asked.get("question"):
        rows = rows.filter(question=key)
    asked = sought(form.asked.get("term", ""))[:1]
    found = with_notes(saying(rows, asked, begins=False) if asked else rows.none())
    page, shown = turned(found, page_number(request.GET.get("page", "")))
    known = {(questionnaire.pk, key): one for key, one in questions.items()}
    passages = answer_search_sheet(page, shown, known, asked, reader)
    sheet = terms_sheet(questionnaire, recurring(rows), "".join(asked), passages, reader)
    return show(request, "desk/terms.html", sheet, section=SECTION, narrow=form)
