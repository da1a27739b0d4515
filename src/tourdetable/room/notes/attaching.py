"""Documents beside answers and drafts: attached, looked at, removed."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse

from tourdetable.kernel.media.traces import removed
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.notes.actions.attaching import LARGEST, attach_document, remove_attachment
from tourdetable.notes.models import Answer, Attachment, Contributor, Note
from tourdetable.notes.queries.attachments import attachments
from tourdetable.notes.queries.notes import answer_to, questions_of
from tourdetable.notes.rules import in_scope
from tourdetable.room.invitations.forms import StepForm
from tourdetable.room.notes.answer_forms import LanguageTyped, proposed_languages
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, fetch, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.files import KeptFileForm, is_refused
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.given import given
from tourdetable.screens.words import message
from tourdetable.sheets.note_building import note_head
from tourdetable.sheets.note_parts import AttachedLine
from tourdetable.sheets.reader import Reader
from tourdetable.ui.reading import Saying
from tourdetable.ui.telling import telling_of

Back = Callable[[], str]


class AttachForm(KeptFileForm):
    """A document, and the language that it is in."""

    largest = LARGEST
    too_large = message("The file is larger than 20 MB; make it smaller.")
    file = forms.FileField(
        label=message("Document"), help_text=message("PDF, DOCX, ODT, HTML or TXT; 20 MB at most.")
    )
    language = LanguageTyped(label=message("Language of the document"))

    @property
    def brought(self) -> dict[str, Any]:
        """As the form of any file says it."""
        file, language = self.cleaned_data["file"], self.cleaned_data["language"]
        name, content = file.name or "", file.read()
        return {"arrival": Arrival(name, content, language, None, LARGEST, self.decision)}


def attach(request: Asking, way: Way, row: Note, name: str) -> HttpResponse:
    """A document goes with the answer of the respondent."""
    return _attach(request, way, _written(row, name), partial(_group, way, row, name))


def attach_to_draft(request: Asking, way: Way, row: Contributor, name: str) -> HttpResponse:
    """A document stands beside the draft of one who was invited."""
    return _attach(request, way, _written(row.note, name, row), partial(way.to, "note"))


def _written(note: Note, name: str, contributor: Contributor | None = None) -> Answer:
    """Raises Http404 where nothing is written to that question, or it was not asked of them."""
    question = fetch(questions_of(note), key=name)
    if contributor and not in_scope(contributor, question):
        raise Http404
    try:
        return answer_to(note, question, contributor)
    except Answer.DoesNotExist:
        raise Http404 from None


def _group(way: Way, row: Note, name: str) -> str:
    question = fetch(questions_of(row), key=name)
    return f"{way.to('group', question.group.position)}#{name}"


def _attach(request: Asking, way: Way, answer: Answer, to: Back) -> HttpResponse:
    held = {"language": answer.language}
    form = AttachForm(request.POST or None, request.FILES or None, initial=held)
    brought = form.brought if form.is_valid() else {}
    done = message("The document is attached.")
    saved = None
    if brought and not is_refused(form, brought["arrival"]):
        saved = act(request, form, attach_document, answer, to=to, done=done, **brought)
    if saved and (traces := brought["arrival"].cleaned.traces):
        told = removed(brought["arrival"].name, traces)
        messages.info(request, Saying(telling_of(request.language)).refused(told))
    return saved or _page(request, way, answer, form, to)


def _page(  # noqa: PLR0913 - a form about a document beside an answer
    request: Asking,
    way: Way,
    answer: Answer,
    form: ActionForm,
    to: Back,
    *,
    step: str = "attach",
    made: Attachment | None = None,
) -> HttpResponse:
    reader = Reader(request.language)
    head = note_head(answer.note, request.moment, reader)
    more: dict[str, Any] = {
        "way": way,
        "asked": reader.say(answer.question.text),
        "back": to(),
        "step": step,
        "document": made.name if made else "",
        "languages": proposed_languages(answer.note),
    }
    return show(request, "room/note_attachment.html", head, form=form, **more)


def take_over(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """A document of a draft is put beside the answer too, once there is one."""
    made = _of(request, row, number, answer__contributor__isnull=False)
    name = made.answer.question.key
    answer, to = _written(row, name), partial(_group, way, row, name)
    form = StepForm(request.POST or None)
    brought = Arrival(made.name, bytes(made.content), made.language, None, LARGEST)
    done = message("The document is attached.")
    saved = None
    if request.method == "POST" and not is_refused(form, brought):
        saved = act(request, form, attach_document, answer, to=to, done=done, arrival=brought)
    return saved or _page(request, way, answer, form, to, step="take-over", made=made)


def attachment(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:  # noqa: ARG001 - the way leads nowhere from a file
    """A document beside an answer or a draft, as it was brought."""
    made = _of(request, row, number)
    return given(bytes(made.content), made.media_type, made.name)


def own_attachment(request: Asking, way: Way, row: Contributor, number: int) -> HttpResponse:
    """The same for one who was invited: beside what they may read."""
    return attachment(request, way, row.note, number)


def file_at(way: Way, line: AttachedLine) -> str:
    """Where a document is that was not submitted yet."""
    return way.to("attachment", line.key)


def own_file_at(way: Way, line: AttachedLine) -> str:
    """The same for one who was invited."""
    return way.to("own-attachment", line.key)


def remove(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """A document is taken away before it was submitted."""
    made = _of(request, row, number, answer__contributor=None)
    return _remove(request, way, made, partial(_group, way, row, made.answer.question.key))


def remove_own(request: Asking, way: Way, row: Contributor, number: int) -> HttpResponse:
    """The same beside one's own draft."""
    made = _of(request, row.note, number, answer__contributor=row)
    return _remove(request, way, made, partial(way.to, "note"))


def _of(request: Asking, note: Note, number: int, **beside: object) -> Attachment:
    rows = attachments(request.actor, request.moment).filter(answer__note=note)
    return fetch(rows, pk=number, **beside)


def _remove(request: Asking, way: Way, made: Attachment, to: Back) -> HttpResponse:
    form = StepForm(request.POST or None)
    done = message("The document is removed.")
    answer = act(request, form, remove_attachment, made, to=to, done=done)
    return answer or _page(request, way, made.answer, form, to, step="remove", made=made)
