"""Who a sheet is for: things are named in the reader's language and cited by number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tourdetable.kernel.collections import CitedPage
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.sources import is_unverified
from tourdetable.kernel.wording import Reading, Wording
from tourdetable.meetings.models import Meeting, Series
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Party
from tourdetable.processes.enums import MandateStyle, Role, SecretariatKind
from tourdetable.processes.models import Process
from tourdetable.processes.queries.offices import Holder
from tourdetable.sheets.parts import Cited, HolderLine, PartyLine, SourceLine, ThingLink
from tourdetable.sheets.process import MeetingLine


@dataclass
class Footnotes:
    """Numbers the sources of a page in the order in which its facts cite them."""

    sources: dict[str, CitedPage]
    numbers: dict[str, int] = field(default_factory=dict)

    def cite(self, keys: Sequence[str]) -> Cited:
        found = [self.numbers.setdefault(key, len(self.numbers) + 1) for key in keys]
        return Cited(tuple(found), bool(keys) and is_unverified(keys))

    def lines(self) -> tuple[SourceLine, ...]:
        return tuple(self._line(key, number) for key, number in self.numbers.items())

    def _line(self, key: str, number: int) -> SourceLine:
        page = self.sources.get(key)
        if page is None:
            return SourceLine(number, key, "", "", "")
        return SourceLine(number, key, page.publisher, page.url, page.reading, page.remarks)


@dataclass(frozen=True)
class Reader:
    """A reader of one language; what a reader may see is decided before, by the rules."""

    language: str
    party_lines: dict[str, PartyLine] = field(default_factory=dict)

    def say(self, wording: Wording) -> Reading:
        return wording.read(self.language)

    def party(self, party: Party) -> PartyLine:
        line = self.party_lines.get(party.code)
        if line is None:
            name = self.say(party.names)
            acronym = self.say(party.acronyms).text
            kind = PartyKind(party.kind)
            line = PartyLine(party.code, kind, name, acronym, sort_key(name.text, self.language))
            self.party_lines[party.code] = line
        return line

    def parties(self, parties: Iterable[Party]) -> tuple[PartyLine, ...]:
        """In the order of their names in the reader's language."""
        return tuple(sorted(map(self.party, parties), key=lambda line: line.sort_key))

    def other_names(self, wording: Wording, shown: Reading) -> tuple[Reading, ...]:
        return tuple(wording.read(tag) for tag in sorted(wording) if tag != shown.language)

    def process(self, process: Process) -> ThingLink:
        name = self.say(process.names)
        return ThingLink("process", process.slug, name, process.acronym or name.text)

    def series(self, series: Series) -> ThingLink:
        return ThingLink("series", series.slug, self.say(series.names))

    def year(self, year: int) -> ThingLink:
        return ThingLink("year", str(year), Reading(str(year), self.language))

    def meeting(self, meeting: Meeting) -> MeetingLine:
        link = ThingLink("meeting", meeting.slug, self.say(meeting.names))
        place, number = meeting.place_city, meeting.number_in_series
        dates = meeting.start, meeting.end
        return MeetingLine(link, *dates, place, number, meeting.is_invented)

    def holder(self, holder: Holder, notes: Footnotes) -> HolderLine:
        """Raises ValueError for a mandate that states there is no secretariat: nobody holds it."""
        mandate = holder.mandate
        if mandate.party is None:
            msg = f"{mandate} has no holder"
            raise ValueError(msg)
        kind = mandate.secretariat_kind
        return HolderLine(
            self.party(mandate.party),
            Role(mandate.role),
            MandateStyle(mandate.style) if mandate.style else None,
            SecretariatKind(kind) if kind else None,
            mandate.since,
            mandate.until,
            holder.certainty,
            holder.reasons,
            self.say(mandate.note),
            notes.cite(mandate.sources),
        )
