"""Which offices a meeting invites, as the secretariat chooses them."""

from collections.abc import Iterable
from dataclasses import dataclass

from tourdetable.invitations.enums import Office
from tourdetable.invitations.models import InvitationRule, OrganisationRule
from tourdetable.kernel.order import sort_key
from tourdetable.meetings.models import Meeting
from tourdetable.processes.models import Process
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class OfficeCell:
    """One office of one process; `name` is what a form calls it."""

    name: str
    office: Office
    is_invited: bool
    is_optional: bool


@dataclass(frozen=True, slots=True)
class OfficesRow:
    """A process and its offices, in the order of `Office`."""

    process: ThingLink
    cells: tuple[OfficeCell, ...]


@dataclass(frozen=True, slots=True)
class OfficesSheet:
    """The grid of processes and offices, and the kinds of organisations that are invited."""

    meeting: MeetingHead
    rows: tuple[OfficesRow, ...]
    kinds: tuple[str, ...]


def offices_sheet(meeting: Meeting, processes: Iterable[Process], reader: Reader) -> OfficesSheet:
    """Those with an invited office first, then by name. Two queries."""
    rules = InvitationRule.objects.filter(meeting=meeting).select_related("process")
    chosen = {(r.process.slug, r.office): r.where_fitting for r in rules}
    kinds = OrganisationRule.objects.filter(meeting=meeting).values_list("kind", flat=True)
    invited = {slug for slug, _office in chosen}
    rows = [_row(reader.process(process), chosen) for process in processes]

    def place(row: OfficesRow) -> tuple[bool, str]:
        name = row.process.name.text
        return row.process.slug not in invited, sort_key(name, reader.language)

    return OfficesSheet(meeting_head(meeting, reader), tuple(sorted(rows, key=place)), tuple(kinds))


def _row(process: ThingLink, chosen: dict[tuple[str, str], bool]) -> OfficesRow:
    cells = (
        OfficeCell(
            f"{process.slug}/{office.value}",
            office,
            (process.slug, office.value) in chosen,
            chosen.get((process.slug, office.value), False),
        )
        for office in Office
    )
    return OfficesRow(process, tuple(cells))
