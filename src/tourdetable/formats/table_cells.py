"""What the parts of a sheet are in the cells of a table."""

from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from tourdetable.formats.table_parts import BAR, SPACE, STALE
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Reading
from tourdetable.parties.queries import Reason
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink

Cells = tuple[str, ...]
Row = tuple[str, Cells]
Rows = Iterator[Row]

NOTHING = Reading("", "und")


def said_of(reading: Reading) -> Cells:
    """The text, its language, how it came to be."""
    if not reading:
        return "", "", ""
    status = reading.status.value + (STALE if reading.is_stale else "")
    return reading.text, reading.language, status


def date_of(date: PartialDate | None) -> str:
    return date.text if date else ""


def number_of(number: int | None) -> str:
    return "" if number is None else str(number)


def flag_of(value: bool | None) -> str:  # noqa: FBT001 - the cell of a flag
    return "" if value is None else str(value).lower()


def value_of(member: Enum | None) -> str:
    """The value of a member of a closed vocabulary."""
    return str(member.value) if member else ""


def party_of(party: PartyLine | None) -> Cells:
    """The code and the kind of a party."""
    return (party.code, party.kind.value) if party else ("", "")


def codes_of(parties: Iterable[PartyLine]) -> str:
    return SPACE.join(party.code for party in parties)


def slugs_of(links: Iterable[ThingLink]) -> str:
    return SPACE.join(link.slug for link in links)


def texts_of(texts: Iterable[str]) -> str:
    """A list of texts; the bar that parts them becomes a slash inside of them."""
    return BAR.join(text.replace(BAR, "/") for text in texts)


def doubts_of(doubts: Iterable[Reason]) -> str:
    """`listed handover:2005-04`: each doubt, with the date that it turns on where there is one."""
    return SPACE.join(
        f"{doubt.code.value}:{doubt.unit}" if doubt.unit else doubt.code.value for doubt in doubts
    )


def cited_of(cited: Cited, sources: Sequence[SourceLine]) -> Cells:
    """The keys of the sources of a fact, and whether none of them is a page."""
    keys = {source.number: source.key for source in sources}
    return SPACE.join(keys[number] for number in cited.numbers), flag_of(cited.is_unverified)


def source_rows(sources: Iterable[SourceLine]) -> Rows:
    for source in sources:
        remarks = texts_of(source.remarks)
        yield "sources", (source.key, source.publisher, source.url, source.reading, remarks)
