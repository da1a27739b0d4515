"""The agenda of a meeting as it stands, and as plain values that can be kept and compared."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from django.db.models import Prefetch, Q, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Wording
from tourdetable.kernel.zones import instant_at
from tourdetable.library.models import Document
from tourdetable.meetings.models import (
    AgendaItem,
    AgendaVersion,
    ItemDocument,
    Meeting,
    Session,
    Speaker,
)
from tourdetable.meetings.queries.clashes import day_of
from tourdetable.meetings.queries.reading import readable
from tourdetable.parties.models import Affiliation

PlainWording = Mapping[str, Mapping[str, object]]


class PlainSpeaker(TypedDict):
    """Who speaks, by name, in which post, for which party (its code)."""

    name: str
    post: PlainWording
    party: str


class PlainItem(TypedDict):
    """An item; `key` is the number by which it is the same item in another version."""

    key: int
    kind: str
    title: PlainWording
    annotation: PlainWording
    starts_at: str | None
    minutes: int | None
    speakers: list[PlainSpeaker]
    documents: list[str]


class PlainSession(TypedDict):
    """A session with its items in their order; instants are ISO 8601 in UTC."""

    key: int
    number: int
    date: str
    title: PlainWording
    starts_at: str | None
    ends_at: str | None
    presiding: PlainSpeaker | None
    items: list[PlainItem]


def sessions_of(meeting: Meeting) -> list[Session]:
    """Its sessions with items, speakers and documents, in their order; four queries."""
    return list(_with_items(Session.objects.filter(meeting=meeting).order_by("number", "pk")))


def readable_sessions(by: Actor, now: dt.datetime) -> QuerySet[Session]:
    """Sessions of the meetings that somebody may read, as `sessions_of` gives them; four queries
    whatever their number.
    """
    rows = Session.objects.filter(meeting__in=readable(by, now))
    return _with_items(rows.select_related("meeting"))


def _with_items(sessions: QuerySet[Session]) -> QuerySet[Session]:
    rows = sessions.select_related("presiding__person", "presiding__party")
    return rows.prefetch_related(Prefetch("items", _with_speakers(AgendaItem.objects.all())))


def readable_items(by: Actor, now: dt.datetime) -> QuerySet[AgendaItem]:
    """Items of the meetings that somebody may read; three queries whatever their number."""
    rows = AgendaItem.objects.filter(session__meeting__in=readable(by, now))
    return _with_speakers(rows.select_related("session__meeting"))


def _with_speakers(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Each with its speakers and its documents."""
    speakers = Speaker.objects.select_related("affiliation__person", "affiliation__party")
    documents = ItemDocument.objects.select_related("document")
    return items.prefetch_related(Prefetch("speakers", speakers), Prefetch("documents", documents))


def place_beside(item: AgendaItem, steps: int) -> tuple[Session, int]:
    """The session and the place to which an item goes up (`steps` -1) or down (1): past the end of
    its session into the next one, where there is one. Two queries at most.
    """
    session, number = item.session, item.number + steps
    if 1 <= number <= session.items.count():
        return session, number
    others = Session.objects.filter(meeting=session.meeting_id)
    if steps < 0:
        above = others.filter(number__lt=session.number).order_by("-number").first()
        return (above, above.items.count() + 1) if above else (session, 1)
    below = others.filter(number__gt=session.number).order_by("number").first()
    return (below, 1) if below else (session, item.number)


def instant_in(session: Session, hour: dt.time) -> dt.datetime:
    """When a clock of the meeting shows that hour during a session; a session may run past
    midnight. Raises SentenceError for a session of no known day and an hour that does not come.
    """
    zone = session.meeting.zone
    day = day_of(session, zone)
    if day is None:
        raise SentenceError("Say first on which day this session is.")
    found = instant_at(day, hour, zone, not_before=session.starts_at)
    if session.starts_at and session.ends_at and found < session.starts_at:
        later = instant_at(day + dt.timedelta(days=1), hour, zone)
        return later if later < session.ends_at else found
    return found


def papers_of(meeting: Meeting) -> list[Document]:
    """Documents that its items may have: its own, and those of its series; one query."""
    own = Q(meetings__meeting=meeting)
    if meeting.series_id:
        own |= Q(meetings__meeting__series=meeting.series_id)
    return list(Document.objects.filter(own).distinct().order_by("slug"))


def agenda_content(sessions: Iterable[Session]) -> list[PlainSession]:
    """The agenda in plain values."""
    return [
        PlainSession(
            key=session.pk,
            number=session.number,
            date=str(session.date or ""),
            title=session.title.to_json(),
            starts_at=_instant(session.starts_at),
            ends_at=_instant(session.ends_at),
            presiding=_speaker(session.presiding) if session.presiding else None,
            items=[_item(item) for item in session.items.all()],
        )
        for session in sessions
    ]


def _item(item: AgendaItem) -> PlainItem:
    return PlainItem(
        key=item.pk,
        kind=str(item.kind),
        title=item.title.to_json(),
        annotation=item.annotation.to_json(),
        starts_at=_instant(item.starts_at),
        minutes=item.minutes,
        speakers=[_speaker(row.affiliation) for row in item.speakers.all()],
        documents=[row.document.slug for row in item.documents.all()],
    )


def _speaker(post: Affiliation) -> PlainSpeaker:
    return PlainSpeaker(name=post.person.name, post=post.post.to_json(), party=post.party.code)


def _instant(instant: dt.datetime | None) -> str | None:
    return instant.astimezone(dt.UTC).isoformat() if instant else None


def written(content: Sequence[PlainSession]) -> str:
    """As an AgendaVersion keeps it: the same agenda gives the same text."""
    return canonical_json(content)


def content_of(version: AgendaVersion) -> list[PlainSession]:
    """What a version says."""
    read: list[PlainSession] = json.loads(version.content)
    return read


def wording_of(said: PlainWording) -> Wording:
    return Wording.from_json(said)


def versions_of(meeting: Meeting) -> QuerySet[AgendaVersion]:
    """In which its agenda was issued, the newest first."""
    return AgendaVersion.objects.filter(meeting=meeting).order_by("-number")
