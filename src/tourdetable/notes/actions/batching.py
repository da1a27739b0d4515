"""Answers without a name come in together (decision 0033)."""

from collections import defaultdict

from django.db.models import Q

from tourdetable.kernel.rows import locked
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.notes.queries.published import standing_versions
from tourdetable.notes.queries.unnamed import SubmittedNote, is_enough, language_of, waiting

_MAY_BE_UNNAMED = Q(attribution__in=(Attribution.PROCESS_ONLY, Attribution.NOT_ATTRIBUTED)) | Q(
    content__contains='"attribution":"'
)


class Batches:
    """What the actions that submit a note share."""

    @staticmethod
    def form(version: NoteVersion) -> list[str]:
        """Let the answers of a version that was just submitted, and those that wait beside them, be
        shown without a name, where they are enough; the keys of the questions where they are.

        The questionnaire is locked first: of two notes that are submitted at once, the second sees
        the first. Four queries, or none where nothing in the version is without a name.
        """
        submitted = SubmittedNote(version)
        if not any(submitted.is_unnamed(key) for key in submitted.answers):
            return []
        questionnaire = locked(version.note.questionnaire)
        rows = Question.objects.filter(questionnaire=questionnaire)
        questions = {row.key: row for row in rows}
        standing = [
            SubmittedNote(row) for row in standing_versions(questionnaire).filter(_MAY_BE_UNNAMED)
        ]
        earlier = defaultdict(list)
        notes = [one.version.note_id for one in standing]
        before = NoteVersion.objects.filter(note__in=notes).select_related("note")
        for row in before.exclude(pk__in=[one.version.pk for one in standing]):
            earlier[row.note_id].append(SubmittedNote(row))
        found = []
        for question in questions.values():
            if not submitted.is_unnamed(question.key):
                continue
            tongue = language_of(submitted.answers[question.key])
            together = waiting(question, questions, standing, earlier).get(tongue, [])
            is_in = any(one.version.pk == version.pk for one in together)
            if is_in and is_enough(question, together):
                _show_together(question, [one.version for one in together])
                found.append(question.key)
        return found


def _show_together(question: Question, versions: list[NoteVersion]) -> None:
    batch = sorted([row.note_id, row.pk, row.number] for row in versions)
    question.batches = [*question.batches, batch]
    question.save(update_fields=["batches"])
