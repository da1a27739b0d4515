"""What linked data is made of: nodes, and how things are said in them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import Certainty, PartyKind
from tourdetable.sheets.parts import Cited, FileLine, PartyLine, ThingLink
from tourdetable.sheets.process import MemberLine
from tourdetable.ui.telling import Telling

Json = None | bool | str | Sequence["Json"] | Mapping[str, "Json"]
Node = dict[str, Json]

PARTY_TYPES = {PartyKind.COUNTRY: "Country", PartyKind.ORGANISATION: "Organization"}
"""All others are a `Thing`."""


@dataclass(frozen=True, slots=True)
class Writing:
    """A node while it is written: its language, its page, where others are, and the files."""

    telling: Telling
    address: str
    link: Callable[[ThingLink], str]
    file: Callable[[FileLine], str]
    files: Mapping[str, str]

    def said(self, reading: Reading) -> Json:
        """The text, with its language where that is another; None for a doubtful translation."""
        if not is_sound(reading):
            return None
        if reading.language == self.telling.language:
            return reading.text
        return {"@value": reading.text, "@language": reading.language}

    def heading(self, name: Reading, others: Sequence[Reading], acronym: str = "") -> Node:
        """What the page is about: its names, its page and the language of that."""
        names = [said for one in (name, *others) if (said := self.said(one))]
        return {
            "name": names[0] if names else None,
            "alternateName": [*names[1:], *filter(None, [acronym])],
            "url": self.address,
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": self.address,
                "inLanguage": self.telling.language,
            },
        }

    def thing(self, kind: str, thing: ThingLink) -> Node:
        """Something with a page of its own."""
        return node_of(kind, name=self.said(thing.name), url=self.link(thing))

    def processes(self, processes: Iterable[ThingLink]) -> list[Node]:
        return [self.thing("Organization", process) for process in processes]

    def parties(self, parties: Iterable[PartyLine]) -> list[Node]:
        return [self.thing(PARTY_TYPES.get(party.kind, "Thing"), party.link) for party in parties]

    def members(self, lines: Iterable[MemberLine], cited: Cited | None = None) -> list[Node]:
        """The parties that surely have these seats; none where nobody has checked the list."""
        is_unverified = cited is not None and cited.is_unverified
        return [] if is_unverified else self.parties(x.party for x in lines if is_sure(x))

    def place(self, city: str, country: PartyLine | None) -> Node | None:
        """City and country, or what is known of the two."""
        (within,) = self.parties([country]) if country else [None]
        name = self.telling.place(city) or (within.get("name") if within else None)
        address = node_of(
            "PostalAddress", addressLocality=self.telling.place(city), addressCountry=within
        )
        return node_of("Place", name=name, address=address) if name else None


def node_of(kind: str, **properties: Json) -> Node:
    """A node without the properties of which nothing is known."""
    return {"@type": kind, **{key: value for key, value in properties.items() if value}}


def date_of(date: PartialDate | None) -> str | None:
    return date.text if date else None


def is_sound(reading: Reading) -> bool:
    return bool(reading) and reading.status is not WordingStatus.MACHINE and not reading.is_stale


def is_sure(line: MemberLine) -> bool:
    return line.certainty is not Certainty.DOUBTFUL and not line.is_former
