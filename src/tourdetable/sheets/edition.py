"""An edition: all sheets that one audience may see on one day, drawn thing by thing.

Nothing is drawn before it is asked for, and meetings are read in portions, so that memory does not
grow with their number but by the little that their order needs.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby

from tourdetable.invitations.queries.list import rules_dossiers
from tourdetable.invitations.queries.participants import shown_participants
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.publicity import Publishable, is_withdrawn
from tourdetable.library import queries as library
from tourdetable.library.rules.rights import may_read_document
from tourdetable.meetings.models import Meeting, Series
from tourdetable.meetings.queries import (
    Stub,
    hosted_meetings,
    links_around,
    meeting_dossiers,
    meetings_of_processes,
    newest_first,
    parts_of_documents,
    readable,
    revisions,
    series_by_key,
    stubs,
    tombstones,
)
from tourdetable.meetings.rules import may_read_meeting
from tourdetable.notes.queries import published as answers
from tourdetable.sheets.calendar_building import beside, by_year, series_sheet, year_sheet
from tourdetable.sheets.document_building import DocumentFile, document_files, document_sheet
from tourdetable.sheets.entry import Entry
from tourdetable.sheets.front_building import STANDING, standing_entries
from tourdetable.sheets.holdings import Holdings, read_holdings
from tourdetable.sheets.meeting_building import MeetingFile, meeting_sheet
from tourdetable.sheets.party_building import party_sheet
from tourdetable.sheets.process_building import process_sheet
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import PUBLIC, as_published
from tourdetable.sheets.side_by_side_building import side_by_side_sheet
from tourdetable.sheets.standing_building import tombstone_sheet

PASSING = ("answers", "document", "meeting", "series", "year")
"""Kinds of things that come and go with meetings or in the course of time."""
PORTION, YEARS = 50, 10
"""How many things of a kind are read at once, and how many years with all their meetings."""


@dataclass(frozen=True, order=True, slots=True)
class Thing:
    """What has a page in every language: its kind and slug as in ThingLink; a page of which there
    is one alone has no slug.
    """

    kind: str
    slug: str = ""


class Edition:
    """All that such a reader may see, in every language; memberships are compared on `on`."""

    def __init__(
        self, languages: Sequence[str], *, by: Actor, on: PartialDate, now: dt.datetime
    ) -> None:
        self.by, self.on, self.now = by, on, now
        self.readers = [Reader(language) for language in languages]

    @cached_property
    def holdings(self) -> Holdings:
        """Everything but meetings and documents."""
        return read_holdings(self.on)

    @cached_property
    def known(self) -> list[Stub]:
        return stubs(readable(self.by, self.now))

    @cached_property
    def series(self) -> dict[int, Series]:
        return series_by_key()

    @cached_property
    def withdrawn(self) -> dict[Thing, Publishable]:
        known = {
            "document": library.tombstones(self.by, self.now),
            "meeting": tombstones(self.by, self.now),
        }
        found: dict[Thing, Publishable] = {
            Thing(kind, str(thing)): thing for kind, things in known.items() for thing in things
        }
        for asked in answers.tombstones(
            self.by, self.now
        ):  # these went with their meeting, or alone
            found[Thing("answers", asked.slug)] = asked if is_withdrawn(asked) else asked.meeting
        return found

    @cached_property
    def years(self) -> dict[int, list[Stub]]:
        return by_year(self.known)

    @cached_property
    def codes(self) -> dict[Thing, str]:
        """The codes of parties by their pages: CAN is Canada, and an organisation besides."""
        links = {
            code: self.readers[0].party(party).link for code, party in self.holdings.parties.items()
        }
        return {Thing(link.kind, link.slug): code for code, link in links.items()}

    def things(self) -> Iterator[Thing]:
        """Everything that has a page."""
        yield from self.codes
        yield from self.passing_things()
        yield from (Thing("process", slug) for slug in self.holdings.processes)
        yield from map(Thing, STANDING)

    def passing_things(self) -> Iterator[Thing]:
        """Of these the things that come and go with meetings or in the course of time."""
        asked = answers.readable(self.by, self.now).values_list("slug", flat=True)
        yield from (Thing("answers", slug) for slug in asked)
        documents = library.readable(self.by, self.now).values_list("slug", flat=True)
        yield from (Thing("document", slug) for slug in documents)
        yield from (Thing("meeting", stub.slug) for stub in self.known)
        yield from self.withdrawn
        with_meetings = {stub.series_id for stub in self.known}
        for key, series in self.series.items():
            if key in with_meetings:
                yield Thing("series", series.slug)
        yield from (Thing("year", str(year)) for year in self.years)

    def entries(self, things: Iterable[Thing]) -> Iterator[Entry]:
        """The sheets of these things in every language. The number of queries is constant for each
        portion of a kind.
        """
        drawers: dict[str, Callable[[Sequence[str]], Iterator[Entry]]] = {
            "answers": self._answers,
            "document": self._documents,
            "country": partial(self._parties, "country"),
            "organisation": partial(self._parties, "organisation"),
            "meeting": self._meetings,
            "process": self._processes,
            "series": self._series,
            "year": self._years,
        }
        for kind, group in groupby(things, lambda thing: thing.kind):
            wanted = list(group)
            if kind not in drawers:
                yield from standing_entries(self, kind)
                continue
            yield from self._tombstones(thing for thing in wanted if thing in self.withdrawn)
            slugs = [thing.slug for thing in wanted if thing not in self.withdrawn]
            for start in range(0, len(slugs), PORTION):
                yield from drawers[kind](slugs[start : start + PORTION])

    def _tombstones(self, things: Iterable[Thing]) -> Iterator[Entry]:
        for thing in things:
            for reader in self.readers:
                sheet = tombstone_sheet(thing.kind, thing.slug, self.withdrawn[thing], reader)
                yield Entry(thing.kind, thing.slug, reader.language, sheet)

    def _answers(self, slugs: Sequence[str]) -> Iterator[Entry]:
        rows = list(answers.readable(self.by, self.now).filter(slug__in=slugs))
        questions, versions = answers.questions_by(rows), answers.published_versions(rows)
        for row in rows:
            asked = as_published(row, versions[row.pk], questions[row.pk])
            for reader in self.readers:
                sheet = side_by_side_sheet(asked, PUBLIC, reader)
                yield Entry("answers", row.slug, reader.language, sheet)

    def load(self, wanted: Iterable[Stub]) -> list[Meeting]:
        """The meetings themselves, newest first; one query."""
        keys = [stub.key for stub in wanted]
        return newest_first(readable(self.by, self.now).filter(pk__in=keys))

    def files(self, slugs: Sequence[str] | None = None) -> list[DocumentFile]:
        """Documents with their parts and modifications (all of them where none is named); five
        queries.
        """
        return document_files(
            library.document_dossiers(slugs),
            parts_of_documents(slugs, readable(self.by, self.now)),
            library.modifying_dossiers(slugs),
            lambda document: may_read_document(self.by, document, self.now),
        )

    def _documents(self, slugs: Sequence[str]) -> Iterator[Entry]:
        for file in self.files(slugs):
            for reader in self.readers:
                sheet = document_sheet(file, self.holdings, reader)
                yield Entry("document", sheet.slug, reader.language, sheet)

    def _parties(self, kind: str, slugs: Sequence[str]) -> Iterator[Entry]:
        wanted = [self.codes[Thing(kind, slug)] for slug in slugs]
        hosted = hosted_meetings(wanted, readable(self.by, self.now))
        for code in wanted:
            for reader in self.readers:
                sheet = party_sheet(code, self.holdings, reader, hosted.get(code, ()))
                yield Entry(sheet.party.link.kind, sheet.slug, reader.language, sheet)

    def _processes(self, slugs: Sequence[str]) -> Iterator[Entry]:
        meetings = meetings_of_processes(slugs, readable(self.by, self.now))
        for slug in slugs:
            for reader in self.readers:
                sheet = process_sheet(slug, self.holdings, reader, meetings.get(slug, ()))
                yield Entry("process", slug, reader.language, sheet)

    def _series(self, slugs: Sequence[str]) -> Iterator[Entry]:
        for series in self.series.values():
            if series.slug in slugs:
                meetings = self.load(stub for stub in self.known if stub.series_id == series.pk)
                told = beside(meetings)
                for reader in self.readers:
                    sheet = series_sheet(series, meetings, told, reader)
                    yield Entry("series", series.slug, reader.language, sheet)

    def _years(self, slugs: Sequence[str]) -> Iterator[Entry]:
        for start in range(0, len(slugs), YEARS):
            portion = [int(slug) for slug in slugs[start : start + YEARS]]
            meetings = self.load(stub for year in portion for stub in self.years[year])[::-1]
            told = beside(meetings)
            for year in portion:
                begun = [meeting for meeting in meetings if meeting.start.year == year]
                for reader in self.readers:
                    sheet = year_sheet(year, list(self.years), begun, told, reader)
                    yield Entry("year", str(year), reader.language, sheet)

    def _meetings(self, slugs: Sequence[str]) -> Iterator[Entry]:
        for file in self._meeting_files(slugs):
            for reader in self.readers:
                drawn = meeting_sheet(file, self.holdings, reader)
                yield Entry("meeting", drawn.slug, reader.language, drawn)

    def _meeting_files(self, slugs: Sequence[str]) -> Iterator[MeetingFile]:
        may_read = may_read_meeting
        dossiers, rules = meeting_dossiers(slugs), rules_dossiers(slugs)
        meetings = [dossiers[slug].meeting for slug in slugs]
        links = [
            link
            for link in links_around(meetings)
            if may_read(self.by, link.origin, self.now) and may_read(self.by, link.outlet, self.now)
        ]
        wanted = {row.document.slug for d in dossiers.values() for row in d.documents}
        documents = {file.dossier.document.slug: file for file in self.files(list(wanted))}
        in_series = readable(self.by, self.now).filter(
            series__in={meeting.series_id for meeting in meetings if meeting.series_id}
        )
        coming, asked = shown_participants(meetings), answers.published_beside(meetings)
        revised = revisions(meetings)
        # A meeting that is previewed is not among those that may be read, but stands in its series.
        known = {meeting.pk: meeting for meeting in (*in_series, *meetings)}
        siblings = sorted(known.values(), key=lambda meeting: meeting.number_in_series or 0)
        for meeting in meetings:
            yield MeetingFile(
                dossiers[meeting.slug],
                rules[meeting.slug].rules,
                documents,
                [link for link in links if link.outlet_id == meeting.pk],
                [link for link in links if link.origin_id == meeting.pk],
                [m for m in siblings if m.series_id == meeting.series_id and m.series_id],
                coming.get(meeting.pk, ()),
                asked.get(meeting.pk, ()),
                revised[meeting.pk],
            )


def public_entries(
    languages: Sequence[str], *, by: Actor, on: PartialDate, now: dt.datetime
) -> Iterator[Entry]:
    """Every sheet that such a reader may see, in every language."""
    edition = Edition(languages, by=by, on=on, now=now)
    return edition.entries(list(edition.things()))
