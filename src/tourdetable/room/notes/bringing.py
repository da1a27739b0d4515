"""The questionnaire as Word: given out to the respondent, and brought back filled in."""

from typing import Any

from django.http import HttpResponse

from tourdetable.kernel.journal import made_by
from tourdetable.notes.actions.taking import lay_note, take_answers
from tourdetable.notes.models import Note
from tourdetable.notes.queries.notes import content_of, digest_of_content
from tourdetable.room.notes.answer_forms import LanguageTyped, proposed_languages
from tourdetable.room.notes.rows import rows_of
from tourdetable.room.opening import Way
from tourdetable.screens.answering import act, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.files import FileForm
from tourdetable.screens.forms import ActionForm
from tourdetable.screens.notes import document_of, questionnaire_to_fill, recognised
from tourdetable.screens.words import message
from tourdetable.sheets.note_brought import brought_sheet, sifted
from tourdetable.sheets.note_building import note_head
from tourdetable.sheets.reader import Reader


class TakingForm(ActionForm):
    """All that a document says is taken over, in its language."""

    language = LanguageTyped(label=message("Language of the answers"))


def word(request: Asking, way: Way, row: Note) -> HttpResponse:  # noqa: ARG001 - the way leads nowhere from a file
    """What is asked, to be filled in without the screens."""
    return questionnaire_to_fill(request, row)


def bring(request: Asking, way: Way, row: Note) -> HttpResponse:
    """The document that was filled in is laid down, to be looked at."""
    form = FileForm(request.POST or None, request.FILES or None)
    brought: dict[str, Any] = form.brought if form.is_valid() else {}

    def to() -> str:
        return way.to("brought", made_by(form.number).partition(":")[2])

    done = message("Look at what was recognised, and take it over.")
    answer = act(request, form, lay_note, row, to=to, done=done, **brought)
    head = note_head(row, request.moment, Reader(request.language))
    return answer or show(request, "room/note_bring.html", head, form=form, way=way)


def look(request: Asking, way: Way, row: Note, number: int) -> HttpResponse:
    """What the document says beside what stands in the note, and the step that takes it over."""
    upload, rows = document_of(request, row, number), rows_of(request, row)
    found, refusal = recognised(row, upload)
    answers, misfits = sifted(rows.questions, found.answers)
    held = {
        "seen": digest_of_content(content_of(row)),
        "language": row.language or request.language,
    }
    form = TakingForm(request.POST or None, initial=held)
    if refusal:
        form.refuse(refusal)
    typed = {**form.values, "seen": form.state_seen} if form.is_valid() else {}
    done, to = message("The answers of the document are taken over."), lambda: way.to("note")
    answer = None
    if not refusal:
        answer = act(request, form, take_answers, row, to=to, done=done, answers=answers, **typed)
    sheet = brought_sheet(
        rows,
        upload.name,
        answers,
        (*found.remarks, *misfits),
        language=str(typed.get("language", held["language"])),
        now=request.moment,
        reader=Reader(request.language),
    )
    more: dict[str, Any] = {"way": way, "languages": proposed_languages(row)}
    return answer or show(request, "room/note_brought.html", sheet, form=form, **more)
