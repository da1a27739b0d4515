"""What a file may refer to: what is stored, and what the files before it have brought."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NoReturn

from django.utils.text import slugify

from tourdetable.intake.reading import Node
from tourdetable.kernel.dates import PartialDate, Period
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.nearest import nearest_names
from tourdetable.kernel.sources import UNVERIFIED
from tourdetable.kernel.wording import Version, Wording, text_hash
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Party
from tourdetable.parties.queries import parties_by_code
from tourdetable.processes.models import Process

LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")
"""In which the files give names, in their order there."""

_ID = re.compile(r"[a-z0-9-]+")
_LONGEST_SLUG = 80


def is_id(text: str) -> bool:
    """An id refers to something described; any other text is a name as a source prints it."""
    return bool(_ID.fullmatch(text))


@dataclass
class Known:
    """Everything a file may refer to, by code or slug."""

    parties: dict[str, Party] = field(default_factory=parties_by_code)
    processes: dict[str, Process] = field(
        default_factory=lambda: {process.slug: process for process in Process.objects.all()}
    )
    meetings: dict[str, Meeting] = field(
        default_factory=lambda: {meeting.slug: meeting for meeting in Meeting.objects.all()}
    )

    def country(self, node: Node) -> Party:
        """The country with that ISO code. Raises SentenceError."""
        party = self.parties.get(node.text)
        if party is None or party.kind != PartyKind.COUNTRY:
            codes = {code: () for code, p in self.parties.items() if p.kind == PartyKind.COUNTRY}
            hint = _nearest(node, codes, "see ISO 3166-1 alpha-3.")
            node.refuse(f"“{node.shown}” is no country code; {hint}")
        return party

    def organisation(self, node: Node) -> Party:
        """The organisation with that id, or with exactly that name or acronym. Raises
        SentenceError for an id that nothing has; a mere name must have been recorded before.
        """
        party = self._organisation(node)
        if party is None:
            self._dangling(node, "organisation")
        return party

    def _organisation(self, node: Node) -> Party | None:
        if not is_id(node.text):
            return self.named(node.text)
        party = self.parties.get(node.text)
        return party if party and party.kind == PartyKind.ORGANISATION else None

    def named(self, text: str) -> Party | None:
        """The one organisation or uncoded participant with exactly that English name, or else
        with exactly that acronym in some language; None where there is none or several.
        """
        by_name, by_acronym = self._index
        found = by_name.get(text) or by_acronym.get(text) or []
        return found[0] if len(found) == 1 else None

    @cached_property
    def _index(self) -> tuple[dict[str, list[Party]], dict[str, list[Party]]]:
        """All but countries, by English name and by acronym."""
        by_name: dict[str, list[Party]] = {}
        by_acronym: dict[str, list[Party]] = {}
        for party in self.parties.values():
            if party.kind != PartyKind.COUNTRY:
                by_name.setdefault(party.names.text("en"), []).append(party)
                for acronym in {*party.acronyms.texts()}:
                    by_acronym.setdefault(acronym, []).append(party)
        return by_name, by_acronym

    def party(self, node: Node) -> Party:
        """A country by its code in capitals, or an organisation by its id."""
        return self.country(node) if node.text.isupper() else self.organisation(node)

    def process_or_organisation(self, node: Node) -> tuple[Process | None, Party | None]:
        """The process with that id, or else the organisation. Raises SentenceError."""
        process = self.processes.get(node.text)
        if process:
            return process, None
        party = self._organisation(node)
        if party is None:
            self._dangling(node, "process or organisation")
        return None, party

    def process(self, node: Node) -> Process:
        found = self.processes.get(node.text)
        if found is None:
            self._dangling(node, "process")
        return found

    def meeting(self, node: Node) -> Meeting:
        found = self.meetings.get(node.text)
        if found is None:
            self._dangling(node, "event")
        return found

    def _dangling(self, node: Node, kind: str) -> NoReturn:
        others = [code for code, p in self.parties.items() if p.kind != PartyKind.COUNTRY]
        known: dict[str, Iterable[str]] = {
            "process": self.processes,
            "event": self.meetings,
            "organisation": others,
            "process or organisation": [*self.processes, *others],
        }
        hint = _nearest(node, known[kind], "load the file that describes it too.")
        node.refuse(f"no {kind} “{node.shown}” is known; {hint}")


def _nearest(node: Node, names: Iterable[str], otherwise: str) -> str:
    """The known names that come close, as a question."""
    near = nearest_names(node.shown, dict.fromkeys(names, ()))
    if not near:
        return otherwise
    *most, last = near
    return f"did you mean {', '.join(most)} or {last}?" if most else f"did you mean {last}?"


def slug_of(name: str) -> str:
    """A code for an organisation that is only named."""
    return slugify(name)[:_LONGEST_SLUG].strip("-")


def date(node: Node) -> PartialDate | None:
    """Raises SentenceError for a day that does not exist."""
    if node.value is None:
        return None
    try:
        return PartialDate.of(node.value)
    except ValueError as error:
        node.refuse(f"{str(error).removesuffix('.')}; correct it.")


def period(node: Node, start: str, end: str) -> tuple[PartialDate | None, PartialDate | None]:
    """Two dates of which the second is not before the first. Raises SentenceError."""
    since, until = date(node.get(start)), date(node.get(end))
    try:
        Period(since, until)
    except ValueError:
        node.refuse(f"`{start}` ({since}) is after `{end}` ({until}); exchange or correct them.")
    return since, until


def sources(node: Node, key: str = "sources") -> tuple[str, ...]:
    """The cited keys, each of which the file itself must describe. Raises SentenceError."""
    described = node.sheaf.data["sources"]
    for cited in node.get(key):
        if cited.text not in described and cited.text != UNVERIFIED:
            hint = _nearest(cited, described, "describe it under `sources`.")
            cited.refuse(f"no source “{cited.shown}” is described in this file; {hint}")
    return node.get(key).texts


def english(node: Node) -> Wording:
    """A text that the compilers wrote in English."""
    return Wording.of(en=node.text)


def names(node: Node) -> Wording:
    """The names of a thing with how each came to be.

    Official where a page shows the name in that language; otherwise a courtesy made from the
    English one. Where the file does not say which were seen, the English name is the original.
    """
    said = node.get("names")
    seen = node.get("names_seen_in_sources")
    pages = node.get("names_sources")
    versions: dict[str, Version] = {}
    for language in LANGUAGES:
        text = said.get(language).text
        if not text:
            continue
        status, made_from = WordingStatus.COURTESY, None
        if language in seen.texts:
            status = WordingStatus.OFFICIAL
        elif language == "en" and seen.value is None:
            status = WordingStatus.ORIGINAL
        elif language != "en":
            made_from = text_hash(said["en"].text)
        shown_by = sources(pages, language) if pages.has(language) else ()
        versions[language] = Version(text, status, made_from, shown_by)
    return Wording(versions)
