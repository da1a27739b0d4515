"""What a page is about as JSON-LD in the vocabulary of schema.org, for search engines.

schema.org cannot say doubt. So what the record doubts is left out here, and the page has it:

- a meeting or a document behind which there is no page of a source has no linked data at all, and
  the profile, the list of members or the objectives of a body are left out for the same reason;
- of members, those whose seat is doubtful or has ended, and of an organisation's those that are
  not full members. JSON-LD does not claim that a list is complete;
- the founding of a process about whose year its sources disagree;
- a machine translation, and one that has fallen behind its original (a thing then goes by another
  of its names); other ways of calling a process, for they hold remarks.

Nothing is added that the record does not hold: there is no `eventStatus`, and the language of the
page (`inLanguage`) is said of the page, for of a meeting it would mean the language spoken there.
Dates are as partial as they are known (ISO 8601). A text in another language than the page is a
value object with `@language`. `url` is the page in the record, `sameAs` a body's own website. A
country is a `Country` even where schema.org expects an organisation; a participant without an ISO
code is a `Thing`, for the record makes no statement on it, and its page has no linked data.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from tourdetable.formats.html import INVITATION
from tourdetable.formats.linked_data_parts import Node, Writing, date_of, is_sure, node_of
from tourdetable.formats.linked_documents import document_node
from tourdetable.formats.xml_text import xml_text
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import PartyKind, SeatStatus
from tourdetable.processes.enums import MembershipKind, ProcessState
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.lists import ProcessesSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import FileLine, ThingLink
from tourdetable.sheets.party import CountryCodes, OrganisationSeatLine, PartySheet
from tourdetable.sheets.process import FoundingBlock, MemberLine, ProcessSheet
from tourdetable.sheets.standing import DataSheet
from tourdetable.ui.telling import telling_of

CONTEXT = "https://schema.org"
LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
RECORD = "Tour de Table"

_ESCAPES = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "<>&\u2028\u2029"})


def linked_data(
    sheet: object,
    *,
    address: str,
    link: Callable[[ThingLink], str],
    file: Callable[[FileLine], str],
    files: Mapping[str, str] | None = None,
) -> bytes | None:
    """Compact JSON-LD about the thing of a page; None where there is none to give.

    `address` is the absolute URL of the page, `link` gives those of others, `file` those of kept
    files; `files` are the files in which a dataset can be had, absolute URL → media type (RFC
    6838). Safe inside a script element: marks of HTML and ends of lines in JavaScript are escaped,
    and no text can end it.
    Raises FileNotFoundError for a language without a catalogue.
    """
    maker = MAKERS.get(type(sheet))
    if maker is None:
        return None
    known: Any = sheet  # every sheet with a maker has a language
    telling = telling_of(known.language)
    node = maker(known, Writing(telling, address, link, file, files or {}))
    if node is None:
        return None
    whole = {"@context": CONTEXT, **node}
    written = json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    # json escapes control characters itself, but a lone surrogate would stop the encoder.
    return xml_text(written).translate(_ESCAPES).encode()


def _meeting(sheet: MeetingSheet, writing: Writing) -> Node | None:
    """No schema.org property says that an event is invented: machines are told of none."""
    if sheet.cited.is_unverified or sheet.is_invented:
        return None
    series = sheet.series_link
    return node_of(
        "Event",
        **writing.heading(sheet.name, sheet.names),
        description=writing.said(sheet.purpose),
        startDate=sheet.start.text,
        endDate=date_of(sheet.end),
        location=writing.place(sheet.place_city, sheet.place_country),
        organizer=writing.parties(sheet.hosts),
        about=writing.processes(sheet.processes) + writing.parties(sheet.organisations),
        superEvent=writing.thing("EventSeries", series) if series else None,
    )


def _process(sheet: ProcessSheet, writing: Writing) -> Node:
    status, members = sheet.status, sheet.members
    has_ended = status and status.state is ProcessState.ENDED and not status.cited.is_unverified
    is_said = not sheet.objectives_cited.is_unverified
    return node_of(
        "Organization",
        **writing.heading(sheet.name, sheet.names, sheet.acronym),
        description=writing.said(sheet.objectives) if is_said else None,
        foundingDate=_founded(sheet.founding),
        dissolutionDate=date_of(status.since) if status and has_ended else None,
        member=writing.members(members.lines, members.cited),
        sameAs=sheet.website,
    )


def _founded(founding: FoundingBlock) -> str | None:
    """The day where one is known, else the year, where nobody gives another."""
    given = ((founding.date, founding.cited), *((one.year, one.cited) for one in founding.claims))
    known = (date.text for date, cited in given if date and not cited.is_unverified)
    return None if founding.is_conflicting else next(known, None)


def _party(sheet: PartySheet, writing: Writing) -> Node | None:
    maker = PARTY_MAKERS.get(sheet.party.kind)
    return maker(sheet, writing) if maker else None


def _country(sheet: PartySheet, writing: Writing) -> Node:
    """Only organisations have memberships in schema.org."""
    codes = sheet.codes or CountryCodes("", "", "")
    schemes = {
        "ISO 3166-1 alpha-3": codes.alpha3,
        "ISO 3166-1 alpha-2": codes.alpha2,
        "UN M49": codes.m49,
    }
    identifiers = [node_of("PropertyValue", propertyID=k, value=v) for k, v in schemes.items() if v]
    names = writing.heading(sheet.party.name, sheet.names, sheet.party.acronym)
    return node_of("Country", **names, identifier=identifiers)


def _organisation(sheet: PartySheet, writing: Writing) -> Node:
    profile = sheet.profile
    facts: Node = {}
    if profile and not profile.cited.is_unverified:
        facts = {
            "foundingDate": date_of(profile.founded),
            "location": writing.place(profile.seat_city, profile.seat_country),
            "sameAs": profile.website,
        }
    seats = [line for line in sheet.process_seats if line.kind is MembershipKind.MEMBER]
    processes = writing.processes(line.process for line in seats if is_sure(line.seat))
    return node_of(
        "Organization",
        **writing.heading(sheet.party.name, sheet.names, sheet.party.acronym),
        **facts,
        memberOf=processes + writing.members(_full(sheet.organisation_seats)),
        member=writing.members(_full(sheet.members), profile.members_cited if profile else None),
    )


def _full(lines: Iterable[OrganisationSeatLine]) -> Iterator[MemberLine]:
    """The seats of full members."""
    return (line.seat for line in lines if line.status is SeatStatus.MEMBER)


def _processes(_sheet: ProcessesSheet, writing: Writing) -> Node:
    _ = writing.telling.translations.gettext
    description = _(
        "Inter-State consultation mechanisms on migration: kind, basis, founding, status and "
        "members."
    )
    return _dataset(_("Processes"), description, writing)


def _record(_sheet: DataSheet, writing: Writing) -> Node:
    """The page on the data stands for the whole record."""
    return _dataset(RECORD, writing.telling.translations.gettext(INVITATION), writing)


def _dataset(name: str, description: str, writing: Writing) -> Node:
    language = writing.telling.language
    return node_of(
        "Dataset",
        **writing.heading(Reading(name, language), ()),
        description=description,
        inLanguage=language,
        license=LICENCE,
        isAccessibleForFree=True,
        distribution=[
            node_of("DataDownload", contentUrl=address, encodingFormat=media_type)
            for address, media_type in writing.files.items()
        ],
    )


PARTY_MAKERS: dict[PartyKind, Callable[[PartySheet, Writing], Node]] = {
    PartyKind.COUNTRY: _country,
    PartyKind.ORGANISATION: _organisation,
}

MAKERS: dict[type, Callable[[Any, Writing], Node | None]] = {
    MeetingSheet: _meeting,
    ProcessSheet: _process,
    PartySheet: _party,
    DocumentSheet: document_node,
    ProcessesSheet: _processes,
    DataSheet: _record,
}
"""Which function describes the thing of which sheet."""
