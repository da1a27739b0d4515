"""What the secretariat keeps of a meeting on one form: its columns, its hosts, what it concerns."""

from dataclasses import dataclass, field, fields, replace

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Concern, Meeting, Series
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process

BESIDE = ("hosts", "processes", "organisations")
"""Facts that have rows of their own."""


@dataclass(frozen=True)
class MeetingFacts:
    """Named as the columns of `Meeting`; hosts and what it concerns in their order."""

    names: Wording
    kind: str
    start: PartialDate
    mode: str
    end: PartialDate | None = None
    place_city: str = ""
    place_country: Party | None = None
    zone: str = ""
    languages: tuple[str, ...] = ()
    attribution: str = ""
    purpose: Wording = field(default_factory=Wording)
    series: Series | None = None
    number_in_series: int | None = None
    is_invented: bool = False
    hosts: tuple[Party, ...] = ()
    processes: tuple[Process, ...] = ()
    organisations: tuple[Party, ...] = ()

    @property
    def columns(self) -> dict[str, object]:
        """Those that stand in the meeting's own row."""
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in BESIDE}


def facts_of(meeting: Meeting) -> MeetingFacts:
    """As stored; two queries where the meeting came with its country (`readable`)."""
    columns = (f.name for f in fields(MeetingFacts) if f.name not in BESIDE)
    hosts = meeting.hosts.select_related("party")
    concerns = list(meeting.concerns.select_related("process", "organisation"))
    found = MeetingFacts(**{name: getattr(meeting, name) for name in columns})
    return replace(
        found,
        hosts=tuple(row.party for row in hosts),
        processes=tuple(row.process for row in concerns if row.process),
        organisations=tuple(row.organisation for row in concerns if row.organisation),
    )


def left_open(origin: Meeting) -> dict[str, object]:
    """What the next meeting after one before it does not take over, by column: its days are open,
    its number is the next one of the series. One query.
    """
    numbers = Meeting.objects.filter(series=origin.series).exclude(series=None)
    known = [number or 0 for number in numbers.values_list("number_in_series", flat=True)]
    number = max(known) + 1 if known else None
    return {"start": None, "end": None, "number_in_series": number, "purpose": Wording()}


def concerns_from(facts: MeetingFacts, meeting: Meeting) -> list[Concern]:
    """Unsaved rows: processes first, then organisations."""
    rows = [Concern(meeting=meeting, process=one) for one in facts.processes]
    rows += [Concern(meeting=meeting, organisation=one) for one in facts.organisations]
    for position, row in enumerate(rows):
        row.position = position
    return rows
