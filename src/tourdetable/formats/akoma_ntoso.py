"""The agenda of a meeting as Akoma Ntoso 1.0, for the systems of parliaments and archives.

OASIS LegalDocML (namespace …/akn/3.0). An agenda is none of the documents that the standard
knows by name, so it is `<doc name="agenda">`; a day is an `hcontainer` of that name, a point on
the agenda another inside it, and the documents of the meeting a last one. Identifiers and dates
are the matter of `akoma_ntoso_meta`.

- Kind of item and part of the day are concepts: `refersTo` for programs, `subheading` for people.
- A speaker is a TLCPerson as the record names them, in the post held that day. The same name for
  the same party is one person; for another party it is another, for nothing says that it is not.
- A text that is not in the language of the document has `xml:lang`. Machine translation, a
  translation that lags behind its original and facts that nobody has checked are said in words, in
  an `inline` called `doubt`.
- The pages behind the facts of the meeting are its `activeRef`s.

The record compiles agendas from what it finds, so none is authoritative or prescriptive.
"""

from typing import Any

from lxml.etree import Element, SubElement, _Element, tostring

from tourdetable.formats.akoma_ntoso_meta import (
    KIND,
    NAMESPACE,
    add_identification,
    add_references,
    akn,
)
from tourdetable.formats.akoma_ntoso_text import APART, Writing, append
from tourdetable.formats.xml_text import LANG, xml_text
from tourdetable.kernel.errors import shown
from tourdetable.kernel.wording import Reading
from tourdetable.sheets.meeting import DayLine, DocumentLine, ItemLine, MeetingSheet
from tourdetable.ui.telling import telling_of


def has_agenda(sheet: MeetingSheet) -> bool:
    """Is at least one point known? Days without any are no agenda."""
    return any(day.items for day in sheet.agenda)


def agenda_document(sheet: MeetingSheet) -> bytes:
    """The agenda of a meeting in the language of the sheet.

    Raises ValueError for a meeting without an agenda, FileNotFoundError for a language without a
    catalogue.
    """
    if not has_agenda(sheet):
        msg = (
            f"The meeting “{shown(sheet.slug)}” has no agenda that could be written: "
            "ask has_agenda() first."
        )
        raise ValueError(msg)
    writing = Writing(telling_of(sheet.language))
    spaces: Any = {None: NAMESPACE}  # the stubs of lxml know no default namespace
    root = Element(akn("akomaNtoso"), nsmap=spaces)
    document = SubElement(root, akn("doc"), name=KIND)
    meta = SubElement(document, akn("meta"))
    add_identification(meta, sheet, writing.references)
    _add_preface(document, sheet, writing)
    _add_body(document, sheet, writing)
    for source in sheet.sources:
        if source.number in sheet.cited.numbers and source.url:
            writing.references.page(f"source-{source.number}", source.url, source.publisher)
    add_references(meta, writing.references)
    invented = Reading(writing.telling.invented(is_invented=sheet.is_invented), sheet.language)
    if remarks := [remark for remark in (invented, sheet.note) if remark]:
        notes = SubElement(meta, akn("notes"), {"source": writing.references.record()})
        notes.set(LANG, sheet.language)
        for number, remark in enumerate(remarks, 1):
            note = SubElement(notes, akn("note"), eId=f"note_{number}")
            writing.add_paragraph(note, remark)
    written: bytes = tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _add_preface(document: _Element, sheet: MeetingSheet, writing: Writing) -> None:
    """Title, kind of document, days and place."""
    preface = SubElement(document, akn("preface"), {LANG: sheet.language})
    name = sheet.name.text or sheet.slug
    event = writing.references.enter("TLCEvent", "meeting", sheet.slug, name)
    title = SubElement(SubElement(preface, akn("p")), akn("docTitle"), refersTo=event)
    title.text = xml_text(name)
    if sheet.name:
        writing.fill(title, sheet.name)
    kind = SubElement(SubElement(preface, akn("p")), akn("docType"))
    kind.text = writing.say("Agenda")
    when = SubElement(preface, akn("p"))
    days = writing.telling.dates(sheet.start, sheet.end)
    if sheet.start.is_day:
        SubElement(when, akn("docDate"), date=sheet.start.text).text = days
    else:
        when.text = days
    writing.add_reliance(when, sheet.cited)
    if sheet.place_city or sheet.place_country:
        _add_place(SubElement(preface, akn("p")), sheet, writing)


def _add_place(line: _Element, sheet: MeetingSheet, writing: Writing) -> None:
    """City and country, or what is known of the two."""
    country = sheet.place_country
    key = "/".join(filter(None, (country.code if country else "", xml_text(sheet.place_city))))
    city = writing.telling.place(sheet.place_city)
    name = city or (country.name.text if country else "")
    pointer = writing.references.enter("TLCLocation", "place", key, name)
    place = SubElement(line, akn("location"), refersTo=pointer)
    place.text = xml_text(city)
    if country:
        append(place, " (" if city else "")
        within = SubElement(place, akn("inline"), name="country")
        writing.fill(within, country.name)
        within.tail = ")" if city else None


def _add_body(document: _Element, sheet: MeetingSheet, writing: Writing) -> None:
    body = SubElement(document, akn("mainBody"), {LANG: sheet.language})
    for number, day in enumerate(sheet.agenda, 1):
        _add_day(body, day, f"hcontainer_{number}", writing)
    if sheet.documents or sheet.documents_note:
        eid = f"hcontainer_{len(sheet.agenda) + 1}"
        part = SubElement(body, akn("hcontainer"), name="documents", eId=eid)
        SubElement(part, akn("heading")).text = writing.say("Documents")
        content = SubElement(part, akn("content"), eId=f"{eid}__content")
        for line in sheet.documents:
            _add_document(content, line, writing)
        if sheet.documents_note:
            writing.add_paragraph(content, sheet.documents_note)


def _add_day(body: _Element, day: DayLine, eid: str, writing: Writing) -> None:
    part = SubElement(body, akn("hcontainer"), name="day", eId=eid)
    SubElement(part, akn("num")).text = str(day.number)
    if day.date:
        heading = SubElement(part, akn("heading"))
        if day.date.is_day:
            heading = SubElement(heading, akn("date"), date=day.date.text)
        heading.text = writing.telling.date(day.date)
    for number, item in enumerate(day.items, 1):
        _add_item(part, item, f"{eid}__hcontainer_{number}", writing)


def _add_item(day: _Element, item: ItemLine, eid: str, writing: Writing) -> None:
    """Number, title, kind and part of the day, then who speaks."""
    pointers = [writing.concept("item-kind", item.kind)]
    part = SubElement(day, akn("hcontainer"), name="item", eId=eid)
    SubElement(part, akn("num")).text = str(item.number)
    if item.title:
        writing.fill(SubElement(part, akn("heading")), item.title)
    subheading = SubElement(part, akn("subheading"))
    writing.add_concept(subheading, "item-kind", item.kind)
    if item.day_part:
        append(subheading, APART)
        writing.add_concept(subheading, "day-part", item.day_part)
        pointers.append(writing.concept("day-part", item.day_part))
    part.set("refersTo", " ".join(pointers))
    if item.speakers:
        content = SubElement(part, akn("content"), eId=f"{eid}__content")
        for speaker in item.speakers:
            writing.add_speaker(content, speaker)


def _add_document(content: _Element, line: DocumentLine, writing: Writing) -> None:
    """Title, languages and role; where it comes from, as far as known; a remark."""
    slug, name = line.link.slug, line.link.name
    paragraph = SubElement(content, akn("p"))
    shown_as, key = name.text or slug, f"document/{slug}"
    pointer = writing.references.enter(
        "TLCObject", f"document-{slug}", key, shown_as, line.link.label
    )
    writing.fill(SubElement(paragraph, akn("object"), refersTo=pointer), name)
    if line.languages:
        named = writing.telling.all_of(map(writing.telling.in_language, line.languages))
        append(paragraph, xml_text(f" ({named})"))
    append(paragraph, APART)
    writing.add_concept(paragraph, "document-role", line.role)
    _add_origin(paragraph, line, writing)
    writing.add_reliance(paragraph, line.cited)
    if line.note:
        writing.add_paragraph(content, line.note)


def _add_origin(paragraph: _Element, line: DocumentLine, writing: Writing) -> None:
    """The process that it is about, who submitted it, and in which role."""
    if line.process:
        slug, name = line.process.slug, line.process.name
        pointer = writing.references.enter(
            "TLCOrganization", f"process-{slug}", f"process/{slug}", name.text or slug
        )
        append(paragraph, APART)
        writing.fill(SubElement(paragraph, akn("organization"), refersTo=pointer), name)
    if line.submitted_by or line.submitted_by_text:
        append(paragraph, f"{APART}{writing.say('from')} {xml_text(line.submitted_by_text)}")
    for number, party in enumerate(line.submitted_by):
        append(paragraph, ", " if number else "")
        pointer = writing.references.party(party)
        writing.fill(SubElement(paragraph, akn("organization"), refersTo=pointer), party.name)
    if line.submitter_role:
        append(paragraph, " – ")
        writing.fill(SubElement(paragraph, akn("inline"), name="role"), line.submitter_role)
