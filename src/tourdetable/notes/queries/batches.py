"""Which answers without a name can be shown together from now on (decision 0033)."""

from collections import defaultdict

from django.db.models import Q, QuerySet

from tourdetable.kernel.rows import locked
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import NoteVersion, Question, Questionnaire
from tourdetable.notes.queries.published import standing_versions
from tourdetable.notes.queries.unnamed import SubmittedNote, is_enough, waiting

Batch = list[list[int]]
"""Keys of a note and its version, and the number of that version, for each answer in it."""
_MAY_BE_UNNAMED = Q(attribution__in=(Attribution.PROCESS_ONLY, Attribution.NOT_ATTRIBUTED)) | Q(
    content__contains='"attribution":"'
)


def batches_with(version: NoteVersion) -> list[tuple[Question, Batch]]:
    """The batches that the answers of a version which was just submitted complete, with their
    questions. Four queries, or none where nothing in the version is without a name.

    The questionnaire is locked: of two notes that are submitted at once, the second sees the first.
    """
    submitted = SubmittedNote(version)
    if not any(submitted.is_unnamed(key) for key in submitted.answers):
        return []
    rows = formable_batches(version.note.questionnaire)
    return [(question, batch) for question, batch in rows if _holds(batch, version)]


def formable_batches(questionnaire: Questionnaire) -> list[tuple[Question, Batch]]:
    """All batches that the versions which stand could form, with their questions. The questionnaire
    is locked. Four queries.
    """
    stored = locked(questionnaire)
    questions = {row.key: row for row in Question.objects.filter(questionnaire=stored)}
    rows = standing_versions(stored).filter(_MAY_BE_UNNAMED)
    standing = [SubmittedNote(row) for row in rows]
    notes = [note.version.note_id for note in standing]
    before = NoteVersion.objects.filter(note__in=notes).select_related("note")
    earlier = defaultdict(list)
    for row in before.exclude(pk__in=[note.version.pk for note in standing]):
        earlier[row.note_id].append(SubmittedNote(row))
    return [
        (question, sorted([n.version.note_id, n.version.pk, n.version.number] for n in together))
        for question in questions.values()
        for together in waiting(question, questions, standing, earlier).values()
        if is_enough(question, together)
    ]


def with_unnamed() -> QuerySet[Questionnaire]:
    """The questionnaires in which an answer may be without a name."""
    notes = NoteVersion.objects.filter(_MAY_BE_UNNAMED).values("note__questionnaire")
    return Questionnaire.objects.filter(pk__in=notes).order_by("pk")


def _holds(batch: Batch, version: NoteVersion) -> bool:
    return any(key == version.pk for _note, key, _number in batch)
