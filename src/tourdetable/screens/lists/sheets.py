"""A list of people before it is taken in, as a screen shows it: line by line what would become."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tourdetable.intake.enums import Sureness
from tourdetable.intake.people.encodings import ENCODINGS
from tourdetable.intake.people.reading import PeopleList
from tourdetable.invitations.queries.listed import Verdict
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.models import Upload
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.screens.lists.place import Looked
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.paging import PAGE, Page
from tourdetable.sheets.participants import ParticipantLine
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader

_SAMPLES = 3
"""Cells that show what a column holds."""


@dataclass(frozen=True, slots=True)
class LikeLine:
    """Somebody whom a line may be; `row` is the number of the line above, or 0."""

    name: str
    mail: str
    party: PartyLine | None
    row: int


@dataclass(frozen=True, slots=True)
class ListLine:
    """A line of the list, with what would become of it; `field` names its question in the form."""

    number: int
    person: ParticipantLine
    mail: str
    party: PartyLine | None
    prospect: Prospect
    remarks: tuple[SentenceError, ...]
    likes: tuple[LikeLine, ...]
    field: str


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column: its header, some of its cells, its question in the form."""

    header: str
    samples: tuple[str, ...]
    field: str


@dataclass(frozen=True, slots=True)
class ProspectCount:
    """How many lines come to one end."""

    prospect: Prospect
    count: int


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A page of a list. `counts` are of all lines; `shown` is the prospect whose lines are looked
    at, empty for all.
    """

    meeting: MeetingHead
    key: int
    file: str
    encoding: str
    sureness: Sureness
    counts: tuple[ProspectCount, ...]
    shown: str
    columns: tuple[ColumnLine, ...]
    unmatched: tuple[str, ...]
    lines: tuple[ListLine, ...]
    page: Page

    @property
    def wants_look(self) -> bool:
        """Does it have to be looked at how the list is read?"""
        is_sure = self.sureness is Sureness.SURE and not self.unmatched
        return not is_sure or not (self.count(Prospect.ADDED) or self.count(Prospect.THERE))

    @property
    def has_questions(self) -> bool:
        """Is anybody asked about, on this page or another, or was before?"""
        asked = any(line.field for line in self.lines)
        return asked or bool(self.count(Prospect.PROPOSED))

    def count(self, prospect: str) -> int:
        return next((one.count for one in self.counts if one.prospect.value == prospect), 0)


def page_of(verdicts: Sequence[Verdict], shown: str, number: int) -> tuple[Page, Sequence[Verdict]]:
    """Those of one prospect, or all, and of them the page of that number or the last."""
    found = [verdict for verdict in verdicts if not shown or verdict.prospect == shown]
    of = max(-(-len(found) // PAGE), 1)
    page = Page(min(number, of), of, len(found))
    first = (page.number - 1) * PAGE
    return page, found[first : first + PAGE]


def list_sheet(  # noqa: PLR0913 - a list and which part of it is looked at; that by name
    meeting: Meeting,
    upload: Upload,
    looked: Looked,
    reader: Reader,
    *,
    page: Page,
    lines: Sequence[Verdict] = (),
    shown: str = "",
) -> ListSheet:
    """No query."""
    people = looked.people
    counted = Counter(verdict.prospect for verdict in looked.verdicts)
    grid = people.grid if people else None
    return ListSheet(
        meeting_head(meeting, reader),
        upload.pk,
        upload.name,
        ENCODINGS.get(grid.encoding, "") if grid else "",
        grid.sureness if grid else Sureness.SURE,
        tuple(
            ProspectCount(prospect, counted[prospect]) for prospect in Prospect if counted[prospect]
        ),
        shown,
        _columns(people) if people else (),
        tuple(f"party-{place}" for place, _ in enumerate(people.unmatched)) if people else (),
        tuple(_line(verdict, looked.parties, reader) for verdict in lines),
        page,
    )


def _columns(people: PeopleList) -> tuple[ColumnLine, ...]:
    head, *others = people.grid.lines[people.layout.first :]
    rows = others if people.layout.has_header else [head, *others]
    found = []
    for place, _column in enumerate(people.layout.columns):
        cells = (line.cells[place] for line in rows if place < len(line.cells))
        told = dict.fromkeys(cell for cell in list(cells)[: 10 * _SAMPLES] if cell)
        header = head.cells[place] if people.layout.has_header and place < len(head.cells) else ""
        found.append(ColumnLine(header, tuple(told)[:_SAMPLES], f"column-{place}"))
    return tuple(found)


def _line(verdict: Verdict, parties: dict[str, Party], reader: Reader) -> ListLine:
    one = verdict.person

    def party(code: str) -> PartyLine | None:
        return reader.party(parties[code]) if code in parties else None

    remarks = (*([verdict.remark] if verdict.remark else []), *one.remarks)
    return ListLine(
        one.number,
        ParticipantLine(one.honorific, one.name, one.post, one.unit, one.function),
        one.mail,
        party(one.party),
        verdict.prospect,
        remarks,
        tuple(
            LikeLine(like.name, like.mail, party(like.party), like.line) for like in verdict.likes
        ),
        f"line-{one.number}" if verdict.likes else "",
    )
