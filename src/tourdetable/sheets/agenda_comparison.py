"""Drawing the comparison of two versions of an agenda."""

import datetime as dt
from collections.abc import Iterator, Sequence

from tourdetable.kernel.wording import Reading, Wording
from tourdetable.kernel.zones import UTC
from tourdetable.meetings.enums import Alteration
from tourdetable.meetings.models import AgendaVersion, Meeting
from tourdetable.meetings.queries.agenda import PlainSession, content_of, wording_of
from tourdetable.meetings.queries.comparing import (
    AlteredItem,
    PlacedItem,
    both_texts,
    compared,
    marked,
)
from tourdetable.sheets.agenda import AgendaComparisonSheet, AlterationLine, WordsLine
from tourdetable.sheets.agenda_building import in_zone, version_line
from tourdetable.sheets.reader import Reader


def agenda_comparison_sheet(
    meeting: Meeting,
    before: AgendaVersion,
    after: AgendaVersion | Sequence[PlainSession],
    versions: Sequence[AgendaVersion],
    reader: Reader,
) -> AgendaComparisonSheet:
    """`after` is a version, or the agenda as it stands. Pure."""
    issued = after if isinstance(after, AgendaVersion) else None
    later = content_of(after) if isinstance(after, AgendaVersion) else after
    found = compared(content_of(before), later)
    zone = meeting.zone or UTC
    return AgendaComparisonSheet(
        slug=meeting.slug,
        language=reader.language,
        name=reader.say(meeting.names),
        zone=zone,
        is_invented=meeting.is_invented,
        before=version_line(before),
        after=version_line(issued) if issued else None,
        versions=tuple(map(version_line, versions)),
        lines=tuple(alteration_line(altered, zone, reader) for altered in found.items),
        sessions=tuple(_session(old, new, reader) for old, new in found.sessions),
    )


def alteration_line(altered: AlteredItem, zone: str, reader: Reader) -> AlterationLine:
    """One item, with the words that came and went."""
    before, after = altered.before, altered.after
    place = after or before
    title = wording_of(place.item["title"]) if place else Wording()
    return AlterationLine(
        alterations=altered.alterations,
        title=reader.say(title),
        words=tuple(_words(before, after)) if before and after else (),
        place_before=_place(before),
        place_after=_place(after),
        starts_before=_starts(before, zone),
        starts_after=_starts(after, zone),
        minutes_before=before.item["minutes"] if before else None,
        minutes_after=after.item["minutes"] if after else None,
    )


def _words(before: PlacedItem, after: PlacedItem) -> Iterator[WordsLine]:
    old, new = before.item, after.item
    for then, now in ((old["title"], new["title"]), (old["annotation"], new["annotation"])):
        for tag, earlier, later in both_texts(wording_of(then), wording_of(now)):
            yield WordsLine(tag, marked(earlier, later))


def _place(placed: PlacedItem | None) -> tuple[int, int] | None:
    return (placed.session["number"], placed.number) if placed else None


def _starts(placed: PlacedItem | None, zone: str) -> dt.datetime | None:
    instant = placed.item["starts_at"] if placed else None
    return in_zone(dt.datetime.fromisoformat(instant), zone) if instant else None


def _session(
    old: PlainSession | None, new: PlainSession | None, reader: Reader
) -> tuple[int, Reading, Alteration]:
    session = new or old
    if session is None:
        msg = "A comparison names a session of one version or of both."
        raise ValueError(msg)
    became = Alteration.OTHERWISE if old and new else Alteration.ADDED
    became = became if new else Alteration.REMOVED
    return session["number"], reader.say(wording_of(session["title"])), became
