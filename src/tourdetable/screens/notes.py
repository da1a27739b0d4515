"""What room and desk do alike with a note: its questionnaire as Word, a document that comes back,
and what was submitted with it.
"""

from django.http import Http404, HttpResponse

from tourdetable.formats import questionnaire_document
from tourdetable.formats.questionnaire_document import Addressed, questionnaire_docx
from tourdetable.intake.questionnaires.blocks import Brought
from tourdetable.intake.questionnaires.returned import Returned, answers_in
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.isolation.reading import Reader as FileReader
from tourdetable.kernel.models import Upload
from tourdetable.kernel.rows import name_of
from tourdetable.kernel.uploads import read_upload, uploads
from tourdetable.notes.models import Note, NoteVersion
from tourdetable.notes.queries.attachments import submitted_attachment
from tourdetable.notes.queries.notes import deadline_of
from tourdetable.notes.queries.plans import plan_of
from tourdetable.screens.answering import fetch
from tourdetable.screens.asking import Asking
from tourdetable.screens.given import given
from tourdetable.sheets.reader import Reader
from tourdetable.ui.instants import Instants

_BROUGHT: FileReader[Brought] = FileReader("returned", Brought)


def name_of_respondent(request: Asking, note: Note) -> str:
    """Process and party in one line, in the language of the page."""
    reader = Reader(request.language)
    party = reader.party(note.party).name.text
    return f"{reader.process(note.process).name.text} · {party}" if note.process else party


def questionnaire_to_fill(request: Asking, note: Note) -> HttpResponse:
    """The questionnaire for one respondent to fill in with Word, in the language of the page."""
    row, language = note.questionnaire, request.language
    deadline = deadline_of(note)
    told = Instants(language).moment(deadline, row.zone) if deadline else ""
    addressed = Addressed(row.slug, name_of_respondent(request, note), told, language)
    made = questionnaire_docx(plan_of(row), addressed)
    name = f"{row.slug}-{note.party.code.lower()}-{language}.docx"
    return given(made, questionnaire_document.MEDIA_TYPE, name)


def document_of(request: Asking, note: Note, number: int) -> Upload:
    """The document that the asker has laid beside the note. Raises Http404 where none is."""
    return fetch(uploads(name_of(note), request.actor, request.moment), pk=number)


def recognised(note: Note, upload: Upload) -> tuple[Returned, SentenceError | None]:
    """What the document says, or why nothing of it can be taken."""
    asked = note.questionnaire
    try:
        brought = read_upload(upload, _BROUGHT)
        found = answers_in(brought, plan_of(asked), questionnaire=asked.slug)
    except SentenceError as error:
        return Returned({}, ()), error
    return found, None


def submitted_file(version: NoteVersion, digest: str) -> HttpResponse:
    """A document that was submitted with an answer. Raises Http404 where none of that hash was."""
    try:
        told, content = submitted_attachment(version, digest)
    except SentenceError:
        raise Http404 from None
    return given(content, told["media_type"], told["name"])
