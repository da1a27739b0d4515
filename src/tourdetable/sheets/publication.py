"""All sheets of the public record, in the order in which pages may go out: leaves first."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tourdetable.invitations.queries import rules_dossiers
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.library.queries import document_dossiers
from tourdetable.library.rules import may_read_document
from tourdetable.meetings.models import Meeting
from tourdetable.meetings.queries import (
    concerned_processes,
    fullest_meeting,
    links_around,
    meeting_dossiers,
    readable,
)
from tourdetable.meetings.rules import may_read_meeting
from tourdetable.processes.models import Process
from tourdetable.sheets.holdings import Holdings, read_holdings
from tourdetable.sheets.list_building import (
    home_sheet,
    meetings_sheet,
    newest_first,
    processes_sheet,
)
from tourdetable.sheets.lists import HomeSheet, MeetingsSheet, ProcessesSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.meeting_building import MeetingFile, meeting_sheet
from tourdetable.sheets.process import ProcessSheet
from tourdetable.sheets.process_building import process_sheet
from tourdetable.sheets.reader import Reader

PORTION = 100
"""How many meetings are read at once: memory does not grow with their number."""

Sheet = HomeSheet | ProcessesSheet | ProcessSheet | MeetingsSheet | MeetingSheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One sheet and its place in the record: `kind` is `meeting`, `process`, `meetings`,
    `processes` or `home`; `slug` is empty for pages that lead to others.
    """

    kind: str
    slug: str
    language: str
    sheet: Sheet


def public_entries(
    languages: Sequence[str], *, by: Actor, on: PartialDate, now: dt.datetime
) -> Iterator[Entry]:
    """Every sheet that such a reader may see, in every language.

    `on` is the date for which memberships are compared. The number of queries is constant but for
    one set for every `PORTION` of meetings.
    """
    holdings = read_holdings(on)
    readers = [Reader(language) for language in languages]
    meetings = newest_first(readable(by, now))
    concerned = concerned_processes(meetings)
    yield from _meetings(meetings, holdings, readers, by, now)
    yield from _processes(meetings, concerned, holdings, readers)
    example = fullest_meeting(meetings)
    for reader in readers:
        language = reader.language
        listed = meetings_sheet(meetings, concerned, reader)
        yield Entry("meetings", "", language, listed)
        yield Entry("processes", "", language, processes_sheet(holdings, reader))
        home = home_sheet(holdings, meetings, example, concerned, reader)
        yield Entry("home", "", language, home)


def _meetings(
    meetings: Sequence[Meeting],
    holdings: Holdings,
    readers: Sequence[Reader],
    by: Actor,
    now: dt.datetime,
) -> Iterator[Entry]:
    waiting = iter(meetings)
    while portion := list(islice(waiting, PORTION)):
        for file in _files(portion, meetings, by, now):
            for reader in readers:
                sheet = meeting_sheet(file, holdings, reader)
                yield Entry("meeting", sheet.slug, reader.language, sheet)


def _files(
    portion: Sequence[Meeting], meetings: Sequence[Meeting], by: Actor, now: dt.datetime
) -> Iterator[MeetingFile]:
    slugs = [meeting.slug for meeting in portion]
    dossiers, rules = meeting_dossiers(slugs), rules_dossiers(slugs)
    links = [
        link
        for link in links_around(portion)
        if may_read_meeting(by, link.origin, now) and may_read_meeting(by, link.outlet, now)
    ]
    wanted = {row.document.slug for d in dossiers.values() for row in d.documents}
    documents = {
        slug: dossier
        for slug, dossier in document_dossiers(wanted).items()
        if may_read_document(by, dossier.document, now)
    }
    for meeting in portion:
        series = [m for m in meetings if m.series_id and m.series_id == meeting.series_id]
        yield MeetingFile(
            dossiers[meeting.slug],
            rules[meeting.slug].rules,
            documents,
            [link for link in links if link.outlet_id == meeting.pk],
            [link for link in links if link.origin_id == meeting.pk],
            sorted(series, key=lambda m: m.number_in_series or 0),
        )


def _processes(
    meetings: Sequence[Meeting],
    concerned: dict[int, list[Process]],
    holdings: Holdings,
    readers: Sequence[Reader],
) -> Iterator[Entry]:
    by_process: dict[str, list[Meeting]] = {}
    for meeting in reversed(meetings):
        for process in concerned.get(meeting.pk, ()):
            by_process.setdefault(process.slug, []).append(meeting)
    for slug in holdings.processes:
        for reader in readers:
            sheet = process_sheet(slug, holdings, reader, by_process.get(slug, ()))
            yield Entry("process", slug, reader.language, sheet)
