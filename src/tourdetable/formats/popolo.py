"""The record as Popolo (popoloproject.com/specs): bodies, seats, offices, meetings and speakers.

A file is one object with a list for each class: `events`, `organizations`, `areas`, `posts`,
`persons`, `memberships`; a class without objects has none. Objects point to each other by `id`.

- A process is an Organization, with a Post for each of its offices and a Membership for each seat
  and term; a party is an Organization, a country with its Area.
- A meeting is an Event; its speakers are Persons under the names that the record gives them, each
  with a Membership for the post held that day. Nobody is matched with a person of another meeting.
- Founding years, remarks on lists and all doubts that Popolo has no property for are in `note`.
- Agendas, questions, documents, invitations, overlaps and relations have no class in Popolo; they
  are in the JSON of the page, to which `links` leads.

A Popolo date is the text of a partial date. The founding date is the year that is followed, or the
day of the founding meeting where that lies in it.
"""

from collections.abc import Callable

from tourdetable.formats.data import written
from tourdetable.formats.popolo_parts import Collection, Thing, joined, link_id, present, website
from tourdetable.formats.popolo_process import add_process
from tourdetable.formats.popolo_seats import add_office, add_seat
from tourdetable.kernel.dates import PartialDate
from tourdetable.sheets.meeting import MeetingSheet, SpeakerLine
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.party import OrganisationProfile, OrganisationSeatLine, PartySheet
from tourdetable.sheets.process import ProcessSheet
from tourdetable.ui.telling import telling_of

Described = ProcessSheet | PartySheet | MeetingSheet


def popolo(sheet: Described, *, address: Callable[[ThingLink], str]) -> bytes:
    """The bytes of `popolo.json`; `address` gives the absolute URL of a thing's page.

    Raises FileNotFoundError for a language without a catalogue.
    """
    telling = telling_of(sheet.language)
    collection = Collection(telling, address, sheet.sources)
    if isinstance(sheet, ProcessSheet):
        add_process(collection, sheet)
    elif isinstance(sheet, PartySheet):
        _add_party(collection, sheet)
    else:
        _add_meeting(collection, sheet)
    return written(collection.written())


# ── A party ──────────────────────────────────────────────────────────────────


def _add_party(collection: Collection, sheet: PartySheet) -> None:
    own = collection.party(sheet.party)
    collection.held["organizations"][own].update(_profile(collection, sheet))
    for seat in sheet.process_seats:
        collection.process(seat.process)
        add_seat(
            collection,
            seat.seat,
            member=sheet.party,
            body=seat.process,
            role=seat.kind.value,
            listed=None,
            on=sheet.on,
        )
    for term in sheet.offices:
        collection.process(term.process)
        add_office(collection, term.office, term.process)
    for line in sheet.organisation_seats:
        _add_seat_in(collection, sheet, line, member=sheet.party, body=line.seat.party)
    for line in sheet.members:
        _add_seat_in(collection, sheet, line, member=line.seat.party, body=sheet.party)


def _add_seat_in(
    collection: Collection,
    sheet: PartySheet,
    line: OrganisationSeatLine,
    *,
    member: PartyLine,
    body: PartyLine,
) -> None:
    """A seat in an organisation; only that organisation's own page has the sources of its list."""
    collection.party(line.seat.party)
    has_list = body is sheet.party and sheet.profile
    add_seat(
        collection,
        line.seat,
        member=member,
        body=body.link,
        role=line.status.value,
        listed=sheet.profile.members_cited if has_list and sheet.profile else None,
        on=sheet.on,
    )


def _profile(collection: Collection, sheet: PartySheet) -> Thing:
    """What its own page adds to a party."""
    profile = sheet.profile
    links = [collection.page(sheet.party.link), *website(profile.website if profile else "")]
    more = present(
        other_names=collection.other_names(sheet.names, sheet.party.acronym),
        links=links,
        sources=collection.all_links(),
    )
    if profile is None:
        return more
    return {
        **more,
        **present(
            classification=profile.kind.value,
            founding_date=profile.founded.text if profile.founded else "",
            note=_profile_note(collection, profile),
        ),
    }


def _profile_note(collection: Collection, profile: OrganisationProfile) -> str:
    telling = collection.telling
    _ = telling.translations.gettext
    total = profile.stated_total
    stated = (
        "" if total is None else _("a source states %(total)s") % {"total": telling.number(total)}
    )
    known = "" if profile.members_known else _("no list found")
    members = "; ".join(part for part in (known, stated) if part)
    return joined(
        collection.say(profile.note),
        collection.unlinked(profile.cited),
        _("Members") + f" – {members}" if members else "",
        collection.unlinked(profile.members_cited),
    )


# ── A meeting ────────────────────────────────────────────────────────────────


def _add_meeting(collection: Collection, sheet: MeetingSheet) -> None:
    attending: dict[str, Thing] = {}
    for day in sheet.agenda:
        for item in day.items:
            for speaker in item.speakers:
                person = _person(collection, sheet, speaker, attending)
                _add_post_held(collection, sheet, speaker, person, day.date or sheet.start)
    link = ThingLink("meeting", sheet.slug, sheet.name)
    hosts = [collection.party(host) for host in sheet.hosts]
    collection.add(
        "events",
        present(
            id=link_id(link),
            **collection.named("name", sheet.name),
            other_names=collection.other_names(sheet.names),
            **collection.named("description", sheet.purpose),
            start_date=sheet.start.text,
            end_date=sheet.end.text if sheet.end else "",
            location=_location(collection, sheet),
            classification=sheet.kind.value,
            organization_id=hosts[0] if len(hosts) == 1 else "",
            organization_ids=hosts if len(hosts) > 1 else [],
            attendees=list(attending.values()),
            note=joined(
                collection.telling.invented(is_invented=sheet.is_invented),
                collection.say(sheet.note),
                collection.unlinked(sheet.cited),
            ),
            links=[collection.page(link)],
            sources=collection.links(sheet.cited),
        ),
    )


def _location(collection: Collection, sheet: MeetingSheet) -> str:
    """As on the page: `Geneva (Switzerland)`, or what is known of the two."""
    place = collection.telling.place(sheet.place_city)
    country = sheet.place_country.name.text if sheet.place_country else ""
    return f"{place} ({country})" if place and country else place or country


def _person(
    collection: Collection, sheet: MeetingSheet, speaker: SpeakerLine, attending: dict[str, Thing]
) -> str:
    """One who speaks twice under the same name for the same party is one Person."""
    key = f"{speaker.name}\n{speaker.party.code}"
    if key not in attending:
        person: Thing = {
            "id": f"person/{sheet.slug}/{len(attending) + 1}",
            "name": speaker.name,
        }
        attending[key] = {"id": person["id"], "name": person["name"]}
        collection.add("persons", person)
    return str(attending[key]["id"])


def _add_post_held(
    collection: Collection,
    sheet: MeetingSheet,
    speaker: SpeakerLine,
    person: str,
    on: PartialDate,
) -> None:
    """The post held that day: since when and until when nobody says."""
    telling = collection.telling
    _ = telling.translations.gettext
    collection.add_membership(
        present(
            id=f"{person}/{speaker.party.link.slug}",
            **collection.named("role", speaker.post),
            person_id=person,
            organization_id=collection.party(speaker.party),
            note=joined(
                _("as of %(date)s") % {"date": telling.date(on)}, collection.unlinked(sheet.cited)
            ),
            as_of=on.text,
            sources=collection.links(sheet.cited),
        )
    )
