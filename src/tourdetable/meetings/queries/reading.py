"""What is known of meetings: dossiers as stored, lists of those that somebody may read."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.db.models import Count, Model, Prefetch, Q, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.dossier import Dossier
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.nearest import folded, nearest_names
from tourdetable.kernel.publicity import PUBLICITY_COLUMNS
from tourdetable.library.queries import readable as readable_documents
from tourdetable.meetings.models import (
    AgendaItem,
    Attendance,
    Concern,
    Host,
    Meeting,
    MeetingDocument,
    MeetingLink,
    Paragraph,
    PutQuestion,
    Series,
    Session,
    Speaker,
)
from tourdetable.meetings.rules import readable_meetings, readable_tombstones
from tourdetable.processes.models import Process

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class SeriesDossier(Dossier):
    """A series of meetings."""

    series: Series


@dataclass(frozen=True)
class MeetingDossier(Dossier):
    """A meeting with all that is known of it but what it fed into (see LinksDossier). Whether it
    stands in the record is for `withdraw_meeting` and `restore_meeting`.
    """

    left_alone = (*PUBLICITY_COLUMNS, "phase", "cancellation_reason", "agenda_state")

    meeting: Meeting
    hosts: Sequence[Host]
    concerns: Sequence[Concern]
    paragraphs: Sequence[Paragraph]
    attendances: Sequence[Attendance]
    sessions: Sequence[Session]
    items: Sequence[AgendaItem]
    speakers: Sequence[Speaker]
    questions: Sequence[PutQuestion]
    documents: Sequence[MeetingDocument]


@dataclass(frozen=True)
class LinksDossier(Dossier):
    """What a meeting fed into."""

    owns_root = False

    meeting: Meeting
    links: Sequence[MeetingLink]


def _grouped(rows: QuerySet[Row], key: str = "meeting_id") -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[getattr(row, key)].append(row)
    return found


def series_dossiers(slugs: Iterable[str] | None = None) -> dict[str, SeriesDossier]:
    """Stored series by slug; one query."""
    rows = Series.objects.all()
    if slugs is not None:
        rows = rows.filter(slug__in=list(slugs))
    return {row.slug: SeriesDossier(row) for row in rows}


def _meetings(slugs: Iterable[str] | None) -> QuerySet[Meeting]:
    meetings = Meeting.objects.select_related("series", "place_country")
    return meetings if slugs is None else meetings.filter(slug__in=list(slugs))


def meeting_dossiers(slugs: Iterable[str] | None = None) -> dict[str, MeetingDossier]:
    """Stored meetings by slug (all of them where none is named); ten queries."""
    meetings = {m.pk: m for m in _meetings(slugs)}
    wanted = {"meeting__in": meetings}
    hosts = _grouped(Host.objects.filter(**wanted).select_related("party"))
    concerns = _grouped(Concern.objects.filter(**wanted).select_related("process", "organisation"))
    paragraphs = _grouped(Paragraph.objects.filter(**wanted))
    attendances = _grouped(Attendance.objects.filter(**wanted).select_related("party"))
    questions = _grouped(PutQuestion.objects.filter(**wanted))
    documents = _grouped(
        MeetingDocument.objects.filter(**wanted).select_related("document", "process")
    )
    speakers = Speaker.objects.select_related("affiliation__person", "affiliation__party")
    items = AgendaItem.objects.prefetch_related(Prefetch("speakers", speakers))
    blocks = Session.objects.filter(**wanted).select_related(
        "presiding__person", "presiding__party"
    )
    sessions = _grouped(blocks.prefetch_related(Prefetch("items", items)))
    return {
        m.slug: MeetingDossier(
            m,
            hosts[pk],
            concerns[pk],
            paragraphs[pk],
            attendances[pk],
            sessions[pk],
            [item for session in sessions[pk] for item in session.items.all()],
            [
                s
                for block in sessions[pk]
                for item in block.items.all()
                for s in item.speakers.all()
            ],
            questions[pk],
            documents[pk],
        )
        for pk, m in meetings.items()
    }


def links_dossiers(slugs: Iterable[str] | None = None) -> dict[str, LinksDossier]:
    """Stored links by the slug of the meeting they go out from; two queries."""
    meetings = list(_meetings(slugs))
    rows = MeetingLink.objects.filter(origin__in=meetings).select_related("origin", "outlet")
    links = _grouped(rows, "origin_id")
    return {m.slug: LinksDossier(m, links[m.pk]) for m in meetings}


def links_around(meetings: Iterable[Meeting]) -> list[MeetingLink]:
    """Every link that goes out from one of the meetings or comes in; one query."""
    keys = [meeting.pk for meeting in meetings]
    rows = MeetingLink.objects.filter(Q(origin__in=keys) | Q(outlet__in=keys))
    return list(rows.select_related("origin", "outlet").order_by("origin__start", "position"))


def words_of(meeting: Meeting) -> str:
    """What a list of meetings is searched in, without case and accents."""
    said = (meeting.slug, meeting.place_city, *meeting.names.texts())
    return " ".join(folded(" ".join(said)).split())


def readable(by: Actor, now: dt.datetime) -> QuerySet[Meeting]:
    """The meetings that somebody may read."""
    rows = Meeting.objects.select_related("series", "place_country")
    return rows.filter(readable_meetings(by, now))


def tombstones(by: Actor, now: dt.datetime) -> QuerySet[Meeting]:
    """The meetings of which somebody may know that they were withdrawn."""
    return Meeting.objects.filter(readable_tombstones(by, now)).order_by("slug")


def concerned_processes(meetings: Iterable[Meeting]) -> dict[int, list[Process]]:
    """The processes that each meeting concerns, by the key of the meeting; one query."""
    found: dict[int, list[Process]] = defaultdict(list)
    rows = Concern.objects.filter(meeting__in=list(meetings), process__isnull=False)
    for row in rows.select_related("process"):
        if row.process:
            found[row.meeting_id].append(row.process)
    return found


def hosted_meetings(codes: Iterable[str], meetings: QuerySet[Meeting]) -> dict[str, list[Meeting]]:
    """Which of the meetings each party hosted, by its code, newest first; one query."""
    rows = Host.objects.filter(party__code__in=list(codes), meeting__in=meetings)
    found: dict[str, list[Meeting]] = defaultdict(list)
    for row in rows.select_related("party", "meeting__series"):
        found[row.party.code].append(row.meeting)
    return {code: newest_first(hosted) for code, hosted in found.items()}


def meetings_of_processes(
    slugs: Iterable[str], meetings: QuerySet[Meeting]
) -> dict[str, list[Meeting]]:
    """Which of the meetings concern each process, by its slug, oldest first; one query."""
    rows = Concern.objects.filter(process__slug__in=list(slugs), meeting__in=meetings)
    found: dict[str, list[Meeting]] = defaultdict(list)
    for row in rows.select_related("process", "meeting__series"):
        if row.process:
            found[row.process.slug].append(row.meeting)
    return {slug: newest_first(concerning)[::-1] for slug, concerning in found.items()}


def parts_of_documents(
    slugs: Iterable[str] | None, meetings: QuerySet[Meeting]
) -> dict[str, list[MeetingDocument]]:
    """The parts that documents have at the meetings, by the document's slug (all of them where
    none is named), the newest meetings first; one query.
    """
    rows = MeetingDocument.objects.filter(meeting__in=meetings)
    if slugs is not None:
        rows = rows.filter(document__slug__in=list(slugs))
    found: dict[str, list[MeetingDocument]] = defaultdict(list)
    related = rows.select_related("document", "process", "meeting__series")
    for row in related.order_by("-meeting__start", "meeting__slug", "position"):
        found[row.document.slug].append(row)
    return found


@dataclass(frozen=True, slots=True)
class Stub:
    """As much of a meeting as its order needs; there may be many."""

    key: int
    slug: str
    start: PartialDate
    end: PartialDate | None
    series_id: int | None


def stubs(meetings: QuerySet[Meeting]) -> list[Stub]:
    """All of them, newest first; one query."""
    rows = meetings.values_list("pk", "slug", "start", "end", "series_id")
    return newest_first(Stub(*row) for row in rows)


class Dated(Protocol):
    """A meeting or as much of one as its order needs."""

    @property
    def slug(self) -> str: ...
    @property
    def start(self) -> PartialDate: ...


AnyDated = TypeVar("AnyDated", bound=Dated)


def newest_first(meetings: Iterable[AnyDated]) -> list[AnyDated]:
    """By their first day, the latest first; the same day by their slug."""
    by_slug = sorted(meetings, key=lambda meeting: meeting.slug)
    return sorted(by_slug, key=lambda meeting: meeting.start.earliest, reverse=True)


def series_by_key() -> dict[int, Series]:
    """Every series by its key; one query."""
    return {series.pk: series for series in Series.objects.all()}


def fullest_meeting(meetings: QuerySet[Meeting]) -> Meeting | None:
    """The one with the longest agenda, as an example of what a record can hold; two queries."""
    counts = AgendaItem.objects.filter(session__meeting__in=meetings)
    ranked = counts.values("session__meeting").annotate(items=Count("pk"))
    best = ranked.order_by("-items", "session__meeting__slug").first()
    return meetings.get(pk=best["session__meeting"]) if best else None


def find_meeting(name: str) -> Meeting:
    """The meeting with that slug, whatever its case. Two queries at most.

    Raises UnknownThingError with the nearest slugs.
    """
    found = Meeting.objects.select_related("series").filter(slug=name.lower()).first()
    if found:
        return found
    rows = Meeting.objects.values_list("slug", "names")
    known = {slug: names.texts() for slug, names in rows}
    raise UnknownThingError("meeting", name, nearest_names(name, known))


def documents_of(meeting: Meeting, by: Actor, now: dt.datetime) -> list[MeetingDocument]:
    """The documents of a meeting that somebody may have; one query."""
    rows = MeetingDocument.objects.filter(meeting=meeting).select_related("document")
    return list(rows.filter(document__in=readable_documents(by, now)))
