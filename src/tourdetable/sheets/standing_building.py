"""Drawing the sheets of the pages that stand by themselves."""

from collections.abc import Sequence

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import SourceReading
from tourdetable.kernel.order import sort_key
from tourdetable.kernel.publicity import Publishable
from tourdetable.parties.enums import Certainty, PartyKind
from tourdetable.processes.enums import MembershipKind
from tourdetable.sheets.document_building import DocumentFile, document_link
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.standing import AboutSheet, DataSheet, SearchSheet, TombstoneSheet


def about_sheet(holdings: Holdings, meetings: int, documents: int, reader: Reader) -> AboutSheet:
    """Counts of what is held; `meetings` and `documents` are those that the reader may see."""
    readings = [page.reading for page in holdings.sources.values() if page.url]
    seats = [seat for found in holdings.process_seats.values() for seat in found]
    lists = [
        row
        for dossier in holdings.processes.values()
        for row in dossier.lists
        if row.kind == MembershipKind.MEMBER
    ]
    return AboutSheet(
        reader.language,
        holdings.on,
        len(holdings.processes),
        len(holdings.memberships_of),
        meetings,
        documents,
        readings.count(SourceReading.FULL),
        readings.count(SourceReading.EXCERPT),
        sum(
            len({claim.year.text for claim in dossier.claims}) > 1
            for dossier in holdings.processes.values()
        ),
        sum(not row.is_complete for row in lists),
        len(lists),
        sum(seat.certainty is Certainty.DOUBTFUL for seat in seats),
        len(seats),
    )


def data_sheet(holdings: Holdings, reader: Reader) -> DataSheet:
    return DataSheet(reader.language, holdings.on)


def search_sheet(
    holdings: Holdings, documents: Sequence[DocumentFile], reader: Reader
) -> SearchSheet:
    """Everything but the meetings, each kind by name."""
    processes = (reader.process(dossier.process) for dossier in holdings.processes.values())
    parties = reader.parties(holdings.parties.values())
    titles = (document_link(file.dossier, reader) for file in documents)

    def of_kind(kinds: set[PartyKind]) -> tuple[PartyLine, ...]:
        return tuple(party for party in parties if party.kind in kinds)

    return SearchSheet(
        reader.language,
        tuple(sorted(processes, key=lambda link: sort_key(link.name.text, reader.language))),
        of_kind({PartyKind.ORGANISATION, PartyKind.UNCODED}),
        of_kind({PartyKind.COUNTRY}),
        tuple(sorted(titles, key=lambda link: sort_key(link.name.text, reader.language))),
    )


def tombstone_sheet(kind: str, slug: str, thing: Publishable, reader: Reader) -> TombstoneSheet:
    """What remains at the address of a thing that was withdrawn, or went with this one. Raises
    ValueError for one that is not withdrawn.
    """
    if thing.withdrawn_on is None:
        msg = f"{thing} is not withdrawn"
        raise ValueError(msg)
    return TombstoneSheet(
        kind,
        slug,
        reader.language,
        PartialDate.of(thing.withdrawn_on),
        reader.say(thing.withdrawal_reason),
    )
