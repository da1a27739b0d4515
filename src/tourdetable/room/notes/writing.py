"""A group of questions to a page, and a form to each question."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse

from tourdetable.notes.actions.writing import clear_answer, decline_question, save_answer
from tourdetable.notes.models import Answer, Note, Question
from tourdetable.notes.queries.notes import answer_to, questions_of
from tourdetable.room.notes.answer_forms import (
    AnswerForm,
    DecliningForm,
    TakingBackForm,
    content_of,
    filled,
    proposed_languages,
    theirs,
)
from tourdetable.room.notes.attaching import file_at
from tourdetable.room.notes.keeping import kept, wants_to_keep
from tourdetable.room.notes.rows import rows_of
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import NoteRows, group_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.ui.assets import writing_script_name


@dataclass(frozen=True)
class CardForms:
    """What can be done with one question."""

    answer: AnswerForm
    declining: ActionForm
    taking_back: ActionForm


def group(request: Asking, way: Way, row: Note, place: int) -> HttpResponse:
    """The questions of one group, with the drafts of those who were invited beside each."""
    return _page(request, way, row, place)


def answer(request: Asking, way: Way, row: Note, name: str) -> HttpResponse:
    """What the respondent says."""
    question = fetch(questions_of(row), key=name)
    form = AnswerForm(request.POST or None, note=row, question=question)
    typed = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    to, done = _back(way, question), message("The answer is saved.")
    saved = act(
        request, form, save_answer, row, to=to, done=done, told=theirs, question=question, **typed
    )
    if saved and wants_to_keep(request):
        return kept(request, answer_to(row, question))
    form.compare()
    return saved or _page(request, way, row, question.group.position, (name, form))


def decline(request: Asking, way: Way, row: Note, name: str) -> HttpResponse:
    """The respondent does not answer one question."""
    question = fetch(questions_of(row), key=name)
    form = DecliningForm(request.POST or None, question=question)
    typed = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    to, done = _back(way, question), message("It is noted that you do not answer this question.")
    saved = act(request, form, decline_question, row, to=to, done=done, question=question, **typed)
    return saved or _page(request, way, row, question.group.position, (name, form))


def take_back(request: Asking, way: Way, row: Note, name: str) -> HttpResponse:
    """As if nothing had been said."""
    question = fetch(questions_of(row), key=name)
    form = TakingBackForm(request.POST or None, question=question)
    typed: dict[str, Any] = {"seen": form.state_seen} if form.is_valid() else {}
    to, done = _back(way, question), message("Taken back: nothing is said to this question.")
    saved = act(request, form, clear_answer, row, to=to, done=done, question=question, **typed)
    return saved or _page(request, way, row, question.group.position, (name, form))


def _back(way: Way, question: Question) -> Callable[[], str]:
    return lambda: f"{way.to('group', question.group.position)}#{question.key}"


def _page(
    request: Asking, way: Way, row: Note, place: int, sent: tuple[str, ActionForm] | None = None
) -> HttpResponse:
    """The page of a group; `sent` is the form that was sent and refused, with its question."""
    rows, reader = rows_of(request, row), Reader(request.language)
    sheet = group_sheet(rows, place, request.moment, reader)
    if sheet is None:
        raise Http404
    forms = {card.question.key: _forms(request, rows, card.question.key) for card in sheet.cards}
    form = sent[1] if sent and sent[1].is_bound else None
    if sent and form:
        forms[sent[0]] = _with(forms[sent[0]], form)
    more: dict[str, Any] = {"languages": proposed_languages(row), "script": writing_script_name()}
    more |= {"forms": forms, "file_at": partial(file_at, way)}
    return show(request, "room/note_group.html", sheet, form=form, way=way, **more)


def _forms(request: Asking, rows: NoteRows, key: str) -> CardForms:
    question, row = rows.asked[key], rows.composed.get(key)
    draft = _taken_over(request, rows, question)
    held = filled(row, rows.note.language or request.language)
    form = AnswerForm(
        initial={**held, **(_over(draft) if draft else {})}, note=rows.note, question=question
    )
    if draft and draft.contributor:
        form.taken_from = draft.contributor.name
    seen = {"seen": held["seen"], "reason": row.reason if row else ""}
    declining = DecliningForm(initial=seen, question=question)
    return CardForms(form, declining, TakingBackForm(initial=seen, question=question))


def _taken_over(request: Asking, rows: NoteRows, question: Question) -> Answer | None:
    """The draft that the respondent wants to see in the form of the answer."""
    wanted = request.GET.get("take", "")
    return next((one for one in rows.drafts(question) if str(one.pk) == wanted), None)


def _over(draft: Answer) -> Mapping[str, object]:
    return {"content": content_of(draft)["content"], "language": draft.language}


def _with(forms: CardForms, sent: ActionForm) -> CardForms:
    if isinstance(sent, AnswerForm):
        return replace(forms, answer=sent)
    if isinstance(sent, DecliningForm):
        return replace(forms, declining=sent)
    return replace(forms, taking_back=sent)
