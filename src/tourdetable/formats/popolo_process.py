"""A process as an Organization of Popolo, with what its sources leave in doubt said in `note`."""

from tourdetable.formats.popolo_parts import Collection, Thing, joined, link_id, present, website
from tourdetable.formats.popolo_seats import add_office, add_seat, vacancy
from tourdetable.processes.enums import Confidence, MembershipKind, ProcessState, RelationKind
from tourdetable.sheets.parts import ThingLink
from tourdetable.sheets.process import FoundingBlock, MemberBlock, ProcessSheet, StatusLine


def add_process(collection: Collection, sheet: ProcessSheet) -> None:
    link = ThingLink("process", sheet.slug, sheet.name, sheet.acronym)
    offices = (*sheet.presiding, *sheet.hosting, *sheet.secretariat)
    collection.add("organizations", _process(collection, sheet, link))
    for relation in sheet.relations:
        if relation.kind is RelationKind.PARENT_ORGANISATION and relation.party:
            collection.party(relation.party)
    for block in (sheet.members, sheet.observers):
        for line in block.lines:
            collection.party(line.party)
            add_seat(
                collection,
                line,
                member=line.party,
                body=link,
                role=block.kind.value,
                listed=block.cited,
                on=sheet.on,
            )
    for office in offices:
        add_office(collection, office, link)


def _process(collection: Collection, sheet: ProcessSheet, link: ThingLink) -> Thing:
    offices = (*sheet.presiding, *sheet.hosting, *sheet.secretariat)
    status = sheet.status
    ended = status.since if status and status.state is ProcessState.ENDED else None
    within = [
        link_id(relation.party.link)
        for relation in sheet.relations
        if relation.kind is RelationKind.PARENT_ORGANISATION and relation.party
    ]
    return present(
        id=link_id(link),
        **collection.named("name", sheet.name),
        other_names=collection.other_names(sheet.names, sheet.acronym, *sheet.also_known_as),
        classification=sheet.kind.value,
        parent_id=within[0] if len(within) == 1 else "",
        founding_date=_founding_date(sheet.founding),
        dissolution_date=ended.text if ended else "",
        founding_claims=_claims(collection, sheet.founding),
        note=joined(
            _founding_note(collection, sheet.founding),
            _status_note(collection, status) if status else "",
            *(vacancy(collection, office) for office in offices if not office.holders),
            *(_list_note(collection, block) for block in (sheet.members, sheet.observers)),
            collection.say(sheet.note),
        ),
        links=[collection.page(link), *website(sheet.website)],
        sources=collection.all_links(),
    )


def _founding_date(founding: FoundingBlock) -> str:
    followed = next((claim.year for claim in founding.claims if claim.is_followed), None)
    if founding.date and (followed is None or followed.contains(founding.date)):
        return founding.date.text
    return followed.text if followed else ""


def _claims(collection: Collection, founding: FoundingBlock) -> list[Thing]:
    """Which source gives which year, where they differ. A property of our own."""
    if not founding.is_conflicting:
        return []
    return [
        present(
            founding_date=claim.year.text,
            is_followed=claim.is_followed,
            sources=collection.links(claim.cited),
        )
        for claim in founding.claims
    ]


def _founding_note(collection: Collection, founding: FoundingBlock) -> str:
    """Every year that a source gives, where there is something to say of them."""
    _ = collection.telling.translations.gettext
    lines = []
    for claim in founding.claims:
        followed = " (" + _("followed here") + ")" if claim.is_followed else ""
        said = joined(collection.say(claim.note), collection.unlinked(claim.cited))
        if founding.is_conflicting or said:
            year = collection.telling.date(claim.year)
            lines.append(joined(_("Founded") + f" – {year}{followed}", said))
    return joined(*([_("sources differ")] if founding.is_conflicting else []), *lines)


def _status_note(collection: Collection, status: StatusLine) -> str:
    telling = collection.telling
    _ = telling.translations.gettext
    since = f" ({telling.span(status.since, None)})" if status.since else ""
    return joined(
        _("Status") + f" – {telling.label(status.state)}{since}",
        collection.say(status.note),
        collection.unlinked(status.cited),
    )


def _list_note(collection: Collection, block: MemberBlock) -> str:
    """What is to be known of a list as a whole, after the name of the list."""
    telling = collection.telling
    _ = telling.translations.gettext
    low = block.confidence is Confidence.LOW
    parts = [
        "" if block.is_complete else _("partial list") if block.lines else _("no list found"),
        _("little confidence in this list") if low else "",
        _("as of %(date)s") % {"date": telling.date(block.as_of)} if block.as_of else "",
        _("a source states %(total)s") % {"total": telling.number(block.stated_total)}
        if block.stated_total is not None
        else "",
    ]
    about = "; ".join(part for part in parts if part)
    name = _("Members") if block.kind is MembershipKind.MEMBER else _("Observers")
    return joined(
        f"{name} – {about}" if about else "",
        collection.say(block.rule),
        collection.say(block.note),
        collection.unlinked(block.cited),
    )
