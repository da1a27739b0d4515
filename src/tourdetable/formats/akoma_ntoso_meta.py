"""What an Akoma Ntoso document says of itself: what it is, and what its text points to.

Identifiers follow the OASIS naming convention (akn-nc 1.0):

- the agenda of a meeting is `/akn/COUNTRY/doc/agenda/DATE/SLUG`, in a language `…/fra`, as a file
  `…/fra.xml`; its one component is `!main`;
- COUNTRY is the alpha-2 code of the country in which the meeting stands, or of the one country
  that hosts it where no place is known; `zz` (kept by ISO 3166-1 for users, in CLDR the unknown
  region) where there is none or several;
- DATE is the first day of the meeting, or its year where only year or month is known: the
  convention knows no months;
- whatever is no document is `/akn/ontology/CLASS/KEY`.

When the agenda was drawn up, nobody knows, and FRBRdate must be a day (`xsd:date`). So FRBRdate is
the first day of the meeting and says so by its name, `meeting`; where no day is known there are
two, `meeting-not-before` and `meeting-not-after`, and both are true.

The author of the work is every host, in the role of host; of the expression and the file, the
record. Without a host the record stands for the work too.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

import pycountry
from lxml.etree import SubElement, _Element

from tourdetable.formats.xml_text import xml_text
from tourdetable.parties.enums import PartyKind
from tourdetable.processes.enums import Role
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import PartyLine
from tourdetable.ui.catalogue import translations

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
KIND = "agenda"
NOWHERE = "zz"
RECORD_NAME = "Tour de Table"

_WEB = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?(?:[/?#].*)?", re.DOTALL)
_KEPT = "%!$&'()*+,/:;=?@~"
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
"""A percent sign that encodes nothing."""


def akn(tag: str) -> str:
    """The tag in the namespace of Akoma Ntoso."""
    return f"{{{NAMESPACE}}}{tag}"


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of `references`: an entity by its class (TLCPerson …), or a page (activeRef)."""

    tag: str
    href: str
    name: str
    short: str = ""


@dataclass
class References:
    """What the text points to, in the order in which it does. `entries` goes by eId."""

    entries: dict[str, Reference] = field(default_factory=dict)

    def enter(self, tag: str, eid: str, key: str, name: str, short: str = "") -> str:
        """Enter an entity of the ontology; gives the pointer to it: `#organization-iom`.

        `key` tells it from others of its class, everywhere; `eid` does so in this document.
        """
        eid, href = quote(eid, safe=""), f"/akn/ontology/{tag[3:].lower()}/{quote(key)}"
        self.entries.setdefault(eid, Reference(tag, href, name, short))
        return f"#{eid}"

    def page(self, eid: str, url: str, name: str) -> None:
        """Enter a page of the web."""
        self.entries.setdefault(eid, Reference("activeRef", _uri(url), name))

    def party(self, party: PartyLine) -> str:
        name, code = party.name.text or party.code, party.code
        return self.enter("TLCOrganization", f"organization-{code}", code, name, party.acronym)

    def record(self) -> str:
        return self.enter("TLCOrganization", "record", "tour-de-table", RECORD_NAME)


def add_identification(meta: _Element, sheet: MeetingSheet, references: References) -> None:
    """The identification at the three levels of FRBR."""
    work, language = work_iri(sheet), _alpha3(sheet.language)
    expression = f"{work}/{language}"
    record = references.record()
    found = SubElement(meta, akn("identification"), source=record)
    level = _level(found, "FRBRWork", sheet, (f"{work}/!main", work))
    if sheet.hosts:
        name = translations(sheet.language).gettext(str(Role.HOST.label))
        host = references.enter("TLCRole", "host", "host", name)
        for party in sheet.hosts:
            _value(level, "FRBRauthor", href=references.party(party), **{"as": host})
    else:
        _value(level, "FRBRauthor", href=record)
    _value(level, "FRBRcountry", value=country_of(sheet))
    _value(level, "FRBRsubtype", value=KIND)
    _value(level, "FRBRname", value=sheet.slug)
    _value(level, "FRBRprescriptive", value="false")
    _value(level, "FRBRauthoritative", value="false")
    level = _level(found, "FRBRExpression", sheet, (f"{expression}/!main", expression))
    _value(level, "FRBRauthor", href=record)
    _value(level, "FRBRlanguage", language=language)
    iris = (f"{expression}/!main.xml", f"{expression}.xml")
    level = _level(found, "FRBRManifestation", sheet, iris)
    _value(level, "FRBRauthor", href=record)
    _value(level, "FRBRformat", value="application/akn+xml")


def add_references(meta: _Element, references: References) -> None:
    """All that the text points to; each class together, in the order of the text."""
    found = SubElement(meta, akn("references"), source=references.record())
    for eid, entry in sorted(references.entries.items(), key=lambda pair: pair[1].tag):
        name = xml_text(entry.name)
        line = SubElement(found, akn(entry.tag), eId=eid, href=entry.href, showAs=name)
        if entry.short:
            line.set("shortForm", xml_text(entry.short))


def work_iri(sheet: MeetingSheet) -> str:
    """The IRI of the agenda whatever its language."""
    date = sheet.start.text if sheet.start.is_day else str(sheet.start.year)
    return f"/akn/{country_of(sheet)}/doc/{KIND}/{date}/{quote(sheet.slug, safe='')}"


def country_of(sheet: MeetingSheet) -> str:
    """The alpha-2 code of the host country in small letters, `zz` where it is not known."""
    hosts = [host for host in sheet.hosts if host.kind is PartyKind.COUNTRY]
    places: Sequence[PartyLine] = [sheet.place_country] if sheet.place_country else hosts
    if len(places) != 1:
        return NOWHERE
    country = pycountry.countries.get(alpha_3=places[0].code)
    return str(country.alpha_2).lower() if country else NOWHERE


def _alpha3(language: str) -> str:
    """ISO 639 in three letters by the primary subtag of a BCP 47 tag: `fr-CA` → `fra`."""
    primary = language.split("-", 1)[0].lower()
    key = "alpha_2" if len(primary) == len("fr") else "alpha_3"
    found = pycountry.languages.get(**{key: primary})
    return str(found.alpha_3) if found else "und"


def _level(
    identification: _Element, tag: str, sheet: MeetingSheet, iris: tuple[str, str]
) -> _Element:
    """A level with what all three have in common: its component, its IRI, its dates."""
    level = SubElement(identification, akn(tag))
    _value(level, "FRBRthis", value=iris[0])
    _value(level, "FRBRuri", value=iris[1])
    start = sheet.start
    if start.is_day:
        _value(level, "FRBRdate", date=start.text, name="meeting")
    else:
        first, last = start.earliest.isoformat(), start.latest.isoformat()
        _value(level, "FRBRdate", date=first, name="meeting-not-before")
        _value(level, "FRBRdate", date=last, name="meeting-not-after")
    return level


def _value(level: _Element, tag: str, **attributes: str) -> None:
    SubElement(level, akn(tag), attrib={key: xml_text(text) for key, text in attributes.items()})


def _uri(url: str) -> str:
    """The address with everything percent-encoded that could not stand in one (RFC 3986); a text
    that is no address of the web becomes one opaque name.
    """
    text = url.encode("utf-8", "replace").decode()
    if not _WEB.fullmatch(text):
        return quote(text, safe="")
    page, mark, place = text.partition("#")
    return mark.join(_STRAY.sub("%25", quote(part, safe=_KEPT)) for part in (page, place) if part)
