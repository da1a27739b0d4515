"""What harvesters get of a thing of the record, drawn from its sheet.

One record stands for one process, meeting or document, whatever the languages of its pages: the
sheet in one language gives it, and other names come with that sheet. Every text keeps the language
that it is really in.

What unqualified Dublin Core has no element for is said in a description: that sources differ on
the year of founding (every year they give is a date too), that nobody has checked a fact.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import shown
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import Cited, FileLine, PartyLine, ThingLink
from tourdetable.sheets.process import FoundingBlock, ProcessSheet
from tourdetable.ui.telling import Telling, telling_of
from tourdetable.ui.terms import REGIONS, THEMES

SETS = {"document": "documents", "meeting": "meetings", "process": "processes"}
"""Kind of thing → the set (setSpec) that its records belong to."""

UNKNOWN_LANGUAGE = "und"
"""ISO 639-2, of a text whose language nobody noted."""

_DOMAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.-]*")
_SLUG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,199}")
_ITEM = re.compile(rf"oai:([a-z0-9][a-z0-9.-]*):({'|'.join(SETS)})/({_SLUG.pattern})")


@dataclass(frozen=True, slots=True)
class HarvestRecord:
    """A record of the harvest. `identifier` is `oai:DOMAIN:KIND/SLUG`.

    `dates` are W3C-DTF as far as they are known, or two of them with `/` between (ISO 8601-1,
    interval); `languages` are BCP 47 tags of the resource; `identifiers` are its URLs, those of its
    files among them, and its symbol; `formats` are the media types of the files; `relations` are
    identifiers of other records. A withdrawn thing has a header and no more.
    """

    identifier: str
    datestamp: dt.date
    sets: tuple[str, ...]
    titles: tuple[Reading, ...] = ()
    dates: tuple[str, ...] = ()
    creators: tuple[Reading, ...] = ()
    subjects: tuple[Reading, ...] = ()
    descriptions: tuple[Reading, ...] = ()
    languages: tuple[str, ...] = ()
    relations: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    is_withdrawn: bool = False


def oai_identifier(domain: str, kind: str, slug: str) -> str:
    """`oai:example.org:meeting/rcp-workshop-2005` (OAI guidelines, oai-identifier 2.0).

    Raises ValueError for what is no domain, kind or slug.
    """
    if not _DOMAIN.fullmatch(domain):
        msg = f"“{shown(domain)}” is no domain: records are identified by that of the web site."
        raise ValueError(msg)
    if kind not in SETS or not _SLUG.fullmatch(slug):
        msg = f"No record of the harvest can be called “{shown(slug)}” as {shown(kind)}."
        raise ValueError(msg)
    return f"oai:{domain.lower()}:{kind}/{slug}"


def item_of(identifier: str) -> tuple[str, str, str] | None:
    """Domain, kind and slug of `oai:DOMAIN:KIND/SLUG`; None for any other text."""
    match = _ITEM.fullmatch(identifier)
    return (match[1], match[2], match[3]) if match else None


def harvest_record(
    sheet: object,
    *,
    address: str,
    file: Callable[[FileLine], str],
    datestamp: dt.date | str,
) -> HarvestRecord | None:
    """The record of a process, a meeting or a document; None for every other sheet.

    `address` is the absolute URL of its page, and the domain of that is the domain of the
    identifier; `file` gives the URLs of kept files; `datestamp` is the day of the release
    (YYYY-MM-DD). Raises ValueError where either is something else, FileNotFoundError for a
    language without a catalogue.
    """
    domain, day = urlsplit(address).hostname or "", _day(datestamp)
    if isinstance(sheet, ProcessSheet):
        return _process(sheet, domain, address, day)
    if isinstance(sheet, MeetingSheet):
        return _meeting(sheet, domain, address, day)
    if isinstance(sheet, DocumentSheet):
        return _document(sheet, domain, [address, *map(file, sheet.files)], day)
    return None


def withdrawn_record(
    kind: str, slug: str, *, domain: str, datestamp: dt.date | str
) -> HarvestRecord:
    """The record of a thing that was public and is withdrawn. Raises ValueError as above."""
    identifier = oai_identifier(domain, kind, slug)
    return HarvestRecord(identifier, _day(datestamp), (SETS[kind],), is_withdrawn=True)


def _process(sheet: ProcessSheet, domain: str, address: str, day: dt.date) -> HarvestRecord:
    telling, founding = telling_of(sheet.language), sheet.founding
    names = [sheet.acronym, *sheet.also_known_as]
    regions = [_term(name, REGIONS, telling.region(name), sheet) for name in sheet.regions]
    themes = [_term(name, THEMES, telling.theme(name), sheet) for name in sheet.themes]
    others = [relation.link for relation in sheet.relations if relation.link]
    meetings = [line.link for line in sheet.meetings]
    remarks = [*_founding_doubts(founding, telling), *_reliance(sheet.objectives_cited, telling)]
    return HarvestRecord(
        identifier=oai_identifier(domain, "process", sheet.slug),
        datestamp=day,
        sets=(SETS["process"],),
        titles=_known(sheet.name, *sheet.names, *(_untold(name) for name in names)),
        dates=_distinct(claim.year.text for claim in founding.claims),
        creators=_known(founding.initiated_by),
        subjects=_known(*themes, sheet.basis_theme, *regions),
        descriptions=_known(sheet.objectives, sheet.note, *remarks),
        languages=(sheet.language,),
        relations=_related(domain, [*others, *meetings]),
        identifiers=_distinct((address, sheet.website)),
        types=(sheet.kind.value,),
    )


def _meeting(sheet: MeetingSheet, domain: str, address: str, day: dt.date) -> HarvestRecord:
    telling = telling_of(sheet.language)
    neighbours = [line.link for line in (sheet.previous, sheet.following) if line]
    flows = [line.meeting.link for line in (*sheet.fed_by, *sheet.fed_into)]
    documents = [line.link for line in sheet.documents]
    invented = Reading(telling.invented(is_invented=sheet.is_invented), sheet.language)
    remarks = [invented, *_reliance(sheet.cited, telling)]
    return HarvestRecord(
        identifier=oai_identifier(domain, "meeting", sheet.slug),
        datestamp=day,
        sets=(SETS["meeting"],),
        titles=_known(sheet.name, *sheet.names),
        dates=(_span(sheet.start, sheet.end),),
        creators=_names(sheet.hosts),
        subjects=_known(sheet.theme, *(link.name for link in sheet.processes)),
        descriptions=_known(sheet.purpose, *sheet.context, sheet.note, *remarks),
        languages=(sheet.language,),
        relations=_related(domain, [*sheet.processes, *neighbours, *flows, *documents]),
        identifiers=(address,),
        types=("Event", sheet.kind.value),
    )


def _document(
    sheet: DocumentSheet, domain: str, addresses: Sequence[str], day: dt.date
) -> HarvestRecord:
    """A document is dated by the meetings that it was for: the record knows no other day."""
    meetings = [part.meeting for part in sheet.parts]
    processes = [part.process for part in sheet.parts if part.process]
    submitters = [party for part in sheet.parts for party in part.submitted_by]
    untold = [_untold(part.submitted_by_text) for part in sheet.parts]
    around = [sheet.modifies, *sheet.modified_by] if sheet.modifies else sheet.modified_by
    remarks = _reliance(sheet.cited, telling_of(sheet.language))
    return HarvestRecord(
        identifier=oai_identifier(domain, "document", sheet.slug),
        datestamp=day,
        sets=(SETS["document"],),
        titles=_known(sheet.title, *sheet.titles),
        dates=_distinct(_span(line.start, line.end) for line in meetings),
        creators=_known(*_names(submitters), *untold),
        subjects=_known(*(link.name for link in processes)),
        descriptions=_known(sheet.note, *remarks),
        languages=_distinct(version.language for version in sheet.versions),
        relations=_related(
            domain,
            [*(line.link for line in meetings), *processes, *(one.document for one in around)],
        ),
        identifiers=_distinct((*addresses, sheet.symbol)),
        types=("Text", sheet.kind.value),
        formats=_distinct(file.media_type for file in sheet.files),
    )


# ── Parts ────────────────────────────────────────────────────────────────────


def _day(datestamp: dt.date | str) -> dt.date:
    day = PartialDate.of(datestamp)
    if not day.is_day:
        msg = f"The datestamp {day} is no day: write YYYY-MM-DD."
        raise ValueError(msg)
    return day.earliest


def _span(start: PartialDate, end: PartialDate | None) -> str:
    return f"{start}/{end}" if end and end != start else start.text


def _founding_doubts(founding: FoundingBlock, telling: Telling) -> list[Reading]:
    """`Founding – sources differ (2002, 2003)`; `Founding – 2002 – unverified`."""
    say = telling.translations.gettext
    said = []
    if founding.is_conflicting:
        years = ", ".join(_distinct(claim.year.text for claim in founding.claims))
        said.append(f"{say('Founding')} – {say('sources differ')} ({years})")
    said += [
        f"{say('Founding')} – {claim.year} – {say('unverified')}"
        for claim in founding.claims
        if claim.cited.is_unverified
    ]
    return [Reading(text, telling.language) for text in said]


def _reliance(cited: Cited, telling: Telling) -> list[Reading]:
    """Says so where no page stands behind what the record holds."""
    words = telling.translations.gettext("general knowledge: nobody has checked it")
    return [Reading(words, telling.language)] if cited.is_unverified else []


def _term(name: str, vocabulary: Iterable[str], told: str, sheet: ProcessSheet) -> Reading:
    """A term in the language of the sheet, or in the data's English where none is known."""
    return Reading(told, sheet.language) if name in vocabulary else Reading(name, "en")


def _untold(text: str) -> Reading:
    return Reading(text, UNKNOWN_LANGUAGE)


def _names(parties: Iterable[PartyLine]) -> tuple[Reading, ...]:
    return _known(*(party.name for party in parties))


def _known(*readings: Reading) -> tuple[Reading, ...]:
    """Those that say something, each of them once."""
    return tuple(dict.fromkeys(reading for reading in readings if reading))


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _related(domain: str, links: Iterable[ThingLink]) -> tuple[str, ...]:
    return _distinct(oai_identifier(domain, link.kind, link.slug) for link in links)
