"""What of the submitted notes stands in the record, and what would if it were published now."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.enums import Publicity
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import NoteVersion, Question, Questionnaire
from tourdetable.notes.rules import published_answers, readable_tombstones


def readable(by: Actor, now: dt.datetime) -> QuerySet[Questionnaire]:
    """The questionnaires whose answers this one reads in the record."""
    rows = Questionnaire.objects.filter(published_answers(by, now))
    return rows.select_related("meeting").order_by("slug")


def tombstones(by: Actor, now: dt.datetime) -> QuerySet[Questionnaire]:
    """Those of which somebody may know that their answers were withdrawn, with their meetings."""
    rows = Questionnaire.objects.filter(readable_tombstones(by, now))
    return rows.select_related("meeting").order_by("slug")


def published_beside(meetings: Iterable[Meeting]) -> Mapping[int, list[Questionnaire]]:
    """Whose answers stand in the record beside these meetings, by their keys; one query."""
    found: dict[int, list[Questionnaire]] = defaultdict(list)
    rows = Questionnaire.objects.filter(publicity=Publicity.PUBLISHED, meeting__in=list(meetings))
    for row in rows.order_by("slug"):
        found[row.meeting_id].append(row)
    return found


def standing_versions(questionnaire: Questionnaire) -> QuerySet[NoteVersion]:
    """Of each submitted note the version that stands, whoever asks: who may read what of it is
    decided where it is laid out for an audience.
    """
    later = NoteVersion.objects.filter(note=OuterRef("note"), number__gt=OuterRef("number"))
    rows = NoteVersion.objects.filter(~Exists(later), note__questionnaire=questionnaire)
    return rows.select_related("note__questionnaire", "note__party", "note__process", "document")


def questions_by(asked: Sequence[Questionnaire]) -> Mapping[int, list[Question]]:
    """The questions of each of them in their order, with the groups; one query."""
    found: dict[int, list[Question]] = defaultdict(list)
    rows = Question.objects.filter(questionnaire__in=asked).select_related("group")
    for row in rows:
        found[row.questionnaire_id].append(row)
    return found


def published_versions(asked: Sequence[Questionnaire]) -> Mapping[int, list[NoteVersion]]:
    """The versions of each of them that stand in the record; one query."""
    found: dict[int, list[NoteVersion]] = defaultdict(list)
    through = Questionnaire.published.through.objects.filter(questionnaire__in=asked)
    rows = NoteVersion.objects.filter(pk__in=through.values("noteversion"))
    for row in rows.select_related(
        "note__questionnaire", "note__party", "note__process", "document"
    ):
        found[row.note.questionnaire_id].append(row)
    return found


def versions_by_key(keys: Collection[int]) -> QuerySet[NoteVersion]:
    """Versions that are shown though others stand by now; what of them, the sheet decides."""
    return NoteVersion.objects.filter(pk__in=keys)


def told_of_versions(versions: Iterable[NoteVersion]) -> dict[str, str]:
    """The SHA-256 of each, by its name in the journal."""
    return {str(version): version.digest for version in versions}


def digest_of(versions: Iterable[NoteVersion]) -> str:
    """SHA-256 over the versions, in no order of theirs."""
    told = sorted((version.note_id, version.number, version.digest) for version in versions)
    return hashlib.sha256(canonical_json(told).encode()).hexdigest()
