"""Seats and offices as Memberships and Posts of Popolo.

A seat that a list names is a Membership without dates; each spell that a source gives is one with
its dates as far as they are known. Where a spell is open, the list says the same again and has no
Membership of its own. A term of an office is a Membership for each of its holders, in a Post.

Popolo has no property for doubt. `certainty`, `as_of` and `doubts` stand beside the others, by
their values, and `note` says them in words; the schema admits further properties.
"""

from collections.abc import Iterator

from tourdetable.formats.popolo_parts import Collection, Thing, joined, link_id, present
from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.enums import Certainty, SeatEvidence
from tourdetable.sheets.parts import Cited, PartyLine, ThingLink
from tourdetable.sheets.process import MemberLine, OfficeLine, SpellLine


def add_seat(  # noqa: PLR0913 - a seat is of a party, in a body, as something, by a list, on a date
    collection: Collection,
    line: MemberLine,
    *,
    member: PartyLine,
    body: ThingLink,
    role: str,
    listed: Cited | None,
    on: PartialDate,
) -> None:
    """The Memberships of one seat; `listed` are the sources of the list, where the page has it."""
    organisation, party = link_id(body), member.link
    for number, dates in _spells(collection, line, listed):
        note = joined(str(dates.pop("note")), _doubts(collection, line, on))
        collection.add_membership(
            present(
                id=f"membership/{body.slug}/{role}/{party.slug}/{number}",
                role=role,
                member={"@type": "Organization", "id": link_id(party)},
                organization_id=organisation,
                **dates,
                note=note,
                certainty=line.certainty.value,
                doubts=[doubt.code.value for doubt in line.doubts],
                as_of=on.text,
                is_territory=line.is_territory or None,
            )
        )


def _spells(
    collection: Collection, line: MemberLine, listed: Cited | None
) -> Iterator[tuple[int, Thing]]:
    is_open = any(spell.until is None for spell in line.spells)
    if line.evidence is SeatEvidence.LISTED and not is_open:
        cited = listed or Cited((), is_unverified=False)
        note = joined(collection.telling.label(line.evidence), collection.unlinked(cited))
        yield 0, {"note": note, "sources": collection.links(cited)}
    for number, spell in enumerate(line.spells, 1):
        yield number, _spell(collection, spell)


def _spell(collection: Collection, spell: SpellLine) -> Thing:
    _ = collection.telling.translations.gettext
    undated = "" if spell.since or spell.until else _("dates unknown")
    return {
        "start_date": spell.since.text if spell.since else None,
        "end_date": spell.until.text if spell.until else None,
        "note": joined(undated, collection.say(spell.note), collection.unlinked(spell.cited)),
        "sources": collection.links(spell.cited),
    }


def _doubts(collection: Collection, line: MemberLine, on: PartialDate) -> str:
    """`as of 23 November 2026 – doubtful; unverified`, and whether the seat is a former one."""
    telling = collection.telling
    _ = telling.translations.gettext
    former = _("Former") if line.is_former else ""
    if line.certainty is Certainty.CERTAIN and not line.doubts:
        return former
    day = _("as of %(date)s") % {"date": telling.date(on)}
    said = [telling.label(line.certainty), *map(telling.doubt, line.doubts)]
    return joined(former, f"{day} – {'; '.join(dict.fromkeys(said))}")


def add_office(collection: Collection, line: OfficeLine, process: ThingLink) -> None:
    """The Post and the Memberships of a term; nothing where the line states that nobody holds it
    (`vacancy` tells that).
    """
    for holder in line.holders:
        party = collection.party(holder)
        post = _post(collection, line, process)
        dated = line.since or line.until or "undated"
        collection.add_membership(
            present(
                id=f"mandate/{process.slug}/{_office(line)}/{holder.link.slug}/{dated}",
                label=_label(collection, line),
                role=line.role.value,
                member={"@type": "Organization", "id": party},
                organization_id=link_id(process),
                post_id=post,
                start_date=line.since.text if line.since else None,
                end_date=line.until.text if line.until else None,
                note=_office_note(collection, line),
                sources=collection.links(line.cited),
            )
        )


def vacancy(collection: Collection, line: OfficeLine) -> str:
    """`no official secretariat – since 2002`, where a source states that nobody holds an office."""
    span = collection.telling.span(line.since, line.until)
    said = joined(collection.say(line.note), collection.unlinked(line.cited))
    return joined(f"{_label(collection, line)} – {span}", said)


def _post(collection: Collection, line: OfficeLine, process: ThingLink) -> str:
    return collection.add(
        "posts",
        present(
            id=f"post/{process.slug}/{_office(line)}",
            label=_label(collection, line),
            role=line.role.value,
            organization_id=link_id(process),
        ),
    )


def _office(line: OfficeLine) -> str:
    """What tells offices of a process apart, as a part of an identifier."""
    name = line.style or line.secretariat_kind or line.role
    return str(name.value).lower().replace(" ", "-")


def _label(collection: Collection, line: OfficeLine) -> str:
    return collection.telling.label(line.style or line.secretariat_kind or line.role)


def _office_note(collection: Collection, line: OfficeLine) -> str:
    _ = collection.telling.translations.gettext
    return joined(
        "" if line.since else _("start not found"),
        _("no end found") if line.is_open else "",
        collection.say(line.note),
        collection.unlinked(line.cited),
    )
