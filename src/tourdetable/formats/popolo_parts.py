"""What every object of Popolo is made of: names, sources, notes, and the objects it points to.

Identifiers are the same in every language and on every page: `process/rabat-process`,
`country/mar`, `area/MAR`. Popolo has no property for the language of a text; where a text is not
in the language of the page, `name_language` stands beside `name`, and a note says it in words.
Likewise `name_status` where a text is a machine translation or its original has changed since.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tourdetable.kernel.enums import SourceReading, WordingStatus
from tourdetable.kernel.sources import UNVERIFIED
from tourdetable.kernel.wording import Reading
from tourdetable.parties.enums import PartyKind
from tourdetable.sheets.parts import Cited, PartyLine, SourceLine, ThingLink
from tourdetable.ui.telling import Telling

Thing = dict[str, object]

CLASSES = ("events", "organizations", "areas", "posts", "persons", "memberships")
ISO_ALPHA3 = "ISO 3166-1 alpha-3"
_WEB = ("https://", "http://")


def present(**values: object) -> Thing:
    """An object with the properties that are known; a false flag is known, an empty text is not."""
    return {key: value for key, value in values.items() if value not in (None, "", [])}


def joined(*parts: str) -> str:
    """Statements of a note, one a line."""
    return "\n".join(part for part in parts if part)


def link_id(link: ThingLink) -> str:
    return f"{link.kind}/{link.slug}"


def website(url: str) -> list[Thing]:
    """The site of a body as a link; none for what is no address on the web."""
    return [{"url": url}] if url.startswith(_WEB) else []


@dataclass
class Collection:
    """The objects of one file, by class and identifier, in the order in which they were added."""

    telling: Telling
    address: Callable[[ThingLink], str]
    sources: Sequence[SourceLine]
    held: dict[str, dict[str, Thing]] = field(default_factory=dict)

    def add(self, kind: str, thing: Thing) -> str:
        """Add to a class; one that is there already stays as it is. Returns the identifier."""
        key = str(thing["id"])
        self.held.setdefault(kind, {}).setdefault(key, thing)
        return key

    def add_membership(self, thing: Thing) -> None:
        """A second one under the same identifier has a number behind it."""
        key, number = str(thing["id"]), 1
        while str(thing["id"]) in self.held.get("memberships", {}):
            number += 1
            thing = {**thing, "id": f"{key}/{number}"}
        self.add("memberships", thing)

    def written(self) -> Thing:
        return {kind: list(self.held[kind].values()) for kind in CLASSES if kind in self.held}

    # ── Texts ────────────────────────────────────────────────────────────────

    def named(self, key: str, reading: Reading) -> Thing:
        """A text, with its language and its doubts beside it where there is cause."""
        found: Thing = {key: reading.text} if reading else {}
        if self._is_foreign(reading):
            found[f"{key}_language"] = reading.language
        if status := _doubtful_status(reading):
            found[f"{key}_status"] = status
        return found

    def say(self, reading: Reading) -> str:
        """A text in a note: where it is not in the language of the page, it says so."""
        marks = []
        if self._is_foreign(reading):
            marks.append(self.telling.in_language(reading.language))
        if _doubtful_status(reading):
            marks.append(self.telling.label(reading.status))
        return f"{reading.text} ({', '.join(marks)})" if marks else reading.text

    def _is_foreign(self, reading: Reading) -> bool:
        return bool(reading) and reading.is_fallback

    def other_names(self, names: Sequence[Reading], *plain: str) -> list[Thing]:
        """Names in other languages, each with its language as a note, and names without one."""
        other: list[Thing] = [
            {"name": name.text, "note": self.telling.in_language(name.language)} for name in names
        ]
        return other + [{"name": name} for name in plain if name]

    # ── Sources ──────────────────────────────────────────────────────────────

    def links(self, cited: Cited) -> list[Thing]:
        """The pages behind a fact; what is no page is in `unlinked`."""
        return [self._links[n] for n in cited.numbers if n in self._links]

    def unlinked(self, cited: Cited) -> str:
        """What stands behind a fact without a page: a Popolo source must have an address."""
        _ = self.telling.translations.gettext
        unchecked = _("general knowledge: nobody has checked it")
        others = [self._others[n] for n in cited.numbers if n in self._others]
        return joined(*(unchecked if key == UNVERIFIED else key for key in others))

    def all_links(self) -> list[Thing]:
        return list(self._links.values())

    @cached_property
    def _links(self) -> dict[int, Thing]:
        """By its number; the same source stands behind fact after fact."""
        return {line.number: self._source(line) for line in self.sources if _is_page(line)}

    @cached_property
    def _others(self) -> dict[int, str]:
        return {line.number: line.key for line in self.sources if not _is_page(line)}

    def _source(self, source: SourceLine) -> Thing:
        read = self.telling.label(SourceReading(source.reading)) if source.reading else ""
        said = [source.publisher, read, *source.remarks]
        return {"url": source.url, "note": "; ".join(part for part in said if part)}

    # ── Things ───────────────────────────────────────────────────────────────

    def page(self, link: ThingLink) -> Thing:
        return {"url": self.address(link), "note": link.name.text}

    def party(self, party: PartyLine) -> str:
        """A country, an organisation or an uncoded participant as an Organization."""
        link = party.link
        is_country = party.kind is PartyKind.COUNTRY
        return self.add(
            "organizations",
            present(
                id=link_id(link),
                **self.named("name", party.name),
                other_names=self.other_names((), party.acronym),
                classification=party.kind.value,
                identifiers=_identifiers(party),
                area_id=self._area(party) if is_country else "",
                links=[self.page(link)],
            ),
        )

    def _area(self, party: PartyLine) -> str:
        """The area of a country; no statement on its status."""
        return self.add(
            "areas",
            present(
                id=f"area/{party.code}",
                **self.named("name", party.name),
                identifier=party.code,
                classification=party.kind.value,
            ),
        )

    def process(self, link: ThingLink) -> str:
        return self.add(
            "organizations",
            present(
                id=link_id(link),
                **self.named("name", link.name),
                classification=link.kind,
                links=[self.page(link)],
            ),
        )


def _identifiers(party: PartyLine) -> list[Thing]:
    if party.kind is not PartyKind.COUNTRY:
        return []
    return [{"scheme": ISO_ALPHA3, "identifier": party.code}]


def _is_page(source: SourceLine) -> bool:
    return source.url.startswith(_WEB)


def _doubtful_status(reading: Reading) -> str:
    if not reading:
        return ""
    is_machine = reading.status is WordingStatus.MACHINE
    stale = "-stale" if reading.is_stale else ""
    return f"{reading.status.value}{stale}" if is_machine or reading.is_stale else ""
