"""A record of the harvest as unqualified Dublin Core (oai_dc), as OAI-PMH 2.0 asks of everybody.

`xml:lang` is the language that a text is really in. Machine translation is said there too, by the
extension of BCP 47 for it (RFC 6497): `fr-t-t0-und`. A text whose language nobody noted has none.
That a translation lags behind its original cannot be said in Dublin Core.
"""

from collections.abc import Iterator

from lxml.etree import Element, SubElement, _Element

from tourdetable.formats.harvest_record import UNKNOWN_LANGUAGE, HarvestRecord
from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading

PREFIX = "oai_dc"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
ELEMENTS = "http://purl.org/dc/elements/1.1/"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{{{INSTANCE}}}schemaLocation"


def dublin_core(record: HarvestRecord) -> _Element:
    """The element `oai_dc:dc` of a record; each kind of statement together."""
    spaces = {PREFIX: NAMESPACE, "dc": ELEMENTS, "xsi": INSTANCE}
    described = Element(f"{{{NAMESPACE}}}dc", nsmap=spaces)
    described.set(LOCATION, f"{NAMESPACE} {SCHEMA}")
    for name, reading in _readings(record):
        statement = SubElement(described, f"{{{ELEMENTS}}}{name}")
        statement.text = xml_text(reading.text)
        if reading.language != UNKNOWN_LANGUAGE:
            statement.set(LANG, _tag(reading))
    for name, text in _texts(record):
        SubElement(described, f"{{{ELEMENTS}}}{name}").text = xml_text(text)
    return described


def _readings(record: HarvestRecord) -> Iterator[tuple[str, Reading]]:
    yield from (("title", reading) for reading in record.titles)
    yield from (("creator", reading) for reading in record.creators)
    yield from (("subject", reading) for reading in record.subjects)
    yield from (("description", reading) for reading in record.descriptions)


def _texts(record: HarvestRecord) -> Iterator[tuple[str, str]]:
    yield from (("date", text) for text in record.dates)
    yield from (("type", text) for text in record.types)
    yield from (("format", text) for text in record.formats)
    yield from (("identifier", text) for text in record.identifiers)
    yield from (("language", text) for text in record.languages)
    yield from (("relation", text) for text in record.relations)


def _tag(reading: Reading) -> str:
    is_machine = reading.status is WordingStatus.MACHINE
    return f"{reading.language}-t-t0-und" if is_machine else reading.language
