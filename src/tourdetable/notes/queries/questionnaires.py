"""Questionnaires as the secretariat keeps them, and who could be asked."""

import datetime as dt

from django.db.models import Count, Q, QuerySet

from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.actors import Actor
from tourdetable.meetings.models import Meeting, PutQuestion
from tourdetable.notes.enums import NoteState
from tourdetable.notes.models import Note, Question, QuestionGroup, Questionnaire
from tourdetable.notes.rules import readable_questionnaires

_OUT = (InvitationState.LEFT_OUT, InvitationState.WITHDRAWN, InvitationState.DECLINED)
"""Whoever is not coming is not proposed; a note can be asked of them by hand."""


def questionnaires(by: Actor, now: dt.datetime) -> QuerySet[Questionnaire]:
    """Those that this one keeps, each with its meeting."""
    rows = Questionnaire.objects.filter(readable_questionnaires(by, now))
    return rows.select_related("meeting")


def groups(by: Actor, now: dt.datetime) -> QuerySet[QuestionGroup]:
    """The groups of those questionnaires."""
    rows = QuestionGroup.objects.select_related("questionnaire__meeting")
    return rows.filter(questionnaire__in=questionnaires(by, now))


def questions(by: Actor, now: dt.datetime) -> QuerySet[Question]:
    """The questions of those questionnaires."""
    rows = Question.objects.select_related("questionnaire__meeting", "group")
    return rows.filter(questionnaire__in=questionnaires(by, now))


def of_series(meeting: Meeting) -> QuerySet[Questionnaire]:
    """The questionnaires of the other meetings of its series, the newest first."""
    rows = Questionnaire.objects.select_related("meeting").exclude(meeting=meeting)
    found = rows.filter(meeting__series__isnull=False, meeting__series=meeting.series_id)
    return found.order_by("-meeting__start", "-pk")


def put_before(meeting: Meeting) -> QuerySet[PutQuestion]:
    """What the record shows as put before the meeting."""
    return PutQuestion.objects.filter(meeting=meeting)


def asked_before(questionnaire: Questionnaire) -> list[Question]:
    """Questions of the series that this questionnaire does not ask, each as it was asked last; two
    queries.
    """
    known = set(questionnaire.questions.values_list("key", flat=True))
    rows = Question.objects.filter(questionnaire__in=of_series(questionnaire.meeting))
    found: dict[str, Question] = {}
    for row in rows.order_by("-questionnaire__meeting__start", "group__position", "position"):
        if row.key not in known:
            found.setdefault(row.key, row)
    return list(found.values())


def deciding(questionnaire: Questionnaire, without: str = "") -> list[Question]:
    """Questions on whose choices another one can depend: those that depend on none themselves."""
    rows = questionnaire.questions.filter(kind__in=("choice", "choices"), only_if="")
    return list(rows.exclude(key=without))


def free_key(questionnaire: Questionnaire, stem: str) -> str:
    """A key that no question of the questionnaire or of its series has: a new question is no
    other one asked again.
    """
    same = Q(questionnaire=questionnaire) | Q(questionnaire__in=of_series(questionnaire.meeting))
    rows = Question.objects.filter(same, key__startswith=stem)
    taken = set(rows.values_list("key", flat=True))
    names = (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)


def not_asked_yet(questionnaire: Questionnaire) -> list[Invitation]:
    """Of those invited to the meeting, who has no note yet: one for a process, or for a party that
    is invited for itself. Two queries.
    """
    notes = Note.objects.filter(questionnaire=questionnaire)
    known: set[tuple[int | None, int]] = {
        (process, 0 if process else party)
        for process, party in notes.values_list("process", "party")
    }
    found = []
    rows = Invitation.objects.filter(meeting=questionnaire.meeting_id).exclude(state__in=_OUT)
    for row in rows.select_related("party", "process", "meeting").order_by("pk"):
        name = (row.process_id, 0 if row.process_id else row.party_id)
        if name not in known:
            known.add(name)
            found.append(row)
    return found


def standing_of(meeting: Meeting, by: Actor, now: dt.datetime) -> QuerySet[Questionnaire]:
    """The questionnaires of a meeting with how many are asked and have submitted."""
    submitted = Q(notes__versions__number=1)
    return (
        questionnaires(by, now)
        .filter(meeting=meeting)
        .annotate(
            asked=Count("notes", distinct=True),
            submitted=Count("notes", filter=submitted, distinct=True),
            declined=Count("notes", filter=Q(notes__state=NoteState.DECLINED), distinct=True),
        )
    )
