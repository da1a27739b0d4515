"""What was submitted, to be read side by side; and how many notes stand where."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from tourdetable.kernel.actors import Actor
from tourdetable.notes.enums import STATES_OF, BoardColumn, NoteState, QuestionnaireState
from tourdetable.notes.models import Note, NoteVersion, Question, Questionnaire
from tourdetable.notes.queries.notes import notes, versions
from tourdetable.notes.rules import readable_shared
from tourdetable.processes.models import Mandate, Process


def newest(by: Actor, now: dt.datetime) -> QuerySet[NoteVersion]:
    """Of each note the version that stands, as far as this one may read it."""
    later = NoteVersion.objects.filter(note=OuterRef("note"), number__gt=OuterRef("number"))
    rows = versions(by, now).filter(~Exists(later))
    return rows.select_related(
        "note__questionnaire__meeting", "note__party", "note__process", "document"
    )


def shared(by: Actor, now: dt.datetime) -> QuerySet[Questionnaire]:
    """The questionnaires of which this participant reads what others submitted."""
    return Questionnaire.objects.filter(readable_shared(by, now)).select_related("meeting")


def across_series(note: Note, by: Actor, now: dt.datetime) -> QuerySet[NoteVersion]:
    """What the same respondent has submitted for the meetings of the series, the newest first."""
    rows = newest(by, now).filter(note__process=note.process_id)
    if note.process_id is None:
        rows = rows.filter(note__party=note.party_id)
    meeting = note.questionnaire.meeting
    same = Q(note__questionnaire__meeting=meeting)
    if meeting.series_id:
        same |= Q(note__questionnaire__meeting__series=meeting.series_id)
    return rows.filter(same).order_by("-note__questionnaire__meeting__start", "-note")


def questions_of(found: Iterable[NoteVersion]) -> list[Question]:
    """What the questionnaires ask that these notes answer, the newest first; one query."""
    asked = {version.note.questionnaire_id for version in found}
    rows = Question.objects.filter(questionnaire__in=asked)
    return list(rows.order_by("-questionnaire__meeting__start", "group__position", "position"))


def mandates_of(process: Process | None) -> list[Mandate]:
    """Its offices over time; one query, or none."""
    if process is None:
        return []
    return list(Mandate.objects.filter(process=process).select_related("party"))


def standing_at(rows: QuerySet[Note], column: BoardColumn, now: dt.datetime) -> QuerySet[Note]:
    """Those of the notes that stand there."""
    return rows.filter(_at(column, now))


def counted(
    questionnaire: Questionnaire, by: Actor, now: dt.datetime
) -> list[tuple[BoardColumn, int]]:
    """How many notes of a questionnaire stand where; one query. A late one counts twice: as late
    and where it is.
    """
    counts = {one.name: Count("pk", filter=_at(one, now)) for one in BoardColumn}
    found = notes(by, now).filter(questionnaire=questionnaire).order_by().aggregate(**counts)
    return [(one, found[one.name]) for one in BoardColumn]


def _at(column: BoardColumn, now: dt.datetime) -> Q:
    if column is not BoardColumn.LATE:
        return Q(state__in=STATES_OF[column])
    due = Q(
        pk__in=Note.objects.alias(due=Coalesce("deadline", "questionnaire__deadline")).filter(
            due__lt=now
        )
    )
    submitted = Exists(NoteVersion.objects.filter(note=OuterRef("pk")))
    asked = ~Q(questionnaire__state=QuestionnaireState.DRAFTED)
    return asked & due & ~Q(state=NoteState.DECLINED) & ~Q(submitted)
