"""Sheets become files: each page with its other forms beside it, and what pages need.

What is pressed is kept by its hash at once; what comes back says only where it belongs. A page is
not pressed again while its sheet is the same (stock.py).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from tourdetable.formats.data import to_json
from tourdetable.formats.html import render_choice, render_not_found, render_page
from tourdetable.formats.linked_data import linked_data
from tourdetable.kernel.files import read_kept
from tourdetable.record.addresses import (
    CHOICE,
    DATA,
    FAVICON,
    INDEX,
    NOT_FOUND,
    ROBOTS,
    file_address,
    page_address,
)
from tourdetable.record.companions import Surface, forms_of
from tourdetable.record.contents import is_kept, keep_file
from tourdetable.record.gathering import SITEMAP, Gathering, calendar_address, contributions
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.places import Places
from tourdetable.record.stock import Stock
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.record.takeaway import copy_address, is_in_copy, meeting_copy
from tourdetable.sheets.document import DocumentSheet
from tourdetable.sheets.entry import Entry
from tourdetable.sheets.lists import CalendarSheet
from tourdetable.sheets.meeting import MeetingSheet
from tourdetable.sheets.parts import FileLine
from tourdetable.sheets.standing import TombstoneSheet
from tourdetable.ui.assets import favicon, search_script, stylesheet
from tourdetable.ui.frame import FileLink

COPIED = "meeting"
"""The kind of thing that can be taken away as one file."""
GATHERED = "gathered"
"""The kind of files of the whole record, in the stock."""


@dataclass(frozen=True)
class Press:
    """Presses the pages of one record; where `is_full`, those too that the stock has already."""

    places: Places
    around: Surroundings
    stock: Stock
    is_full: bool = False

    def pressed(self, entry: Entry) -> Pressed:
        """A page with its forms, kept by hash. Raises OSError where the disk does not take it."""
        data = to_json(entry.sheet)
        sheet = hashlib.sha256(data).hexdigest()
        if known := self._known(entry.kind, entry.slug, entry.language, sheet):
            return known
        page = Pointing(page_address(entry.kind, entry.slug, entry.language))
        leaves = self._leaves(entry, page, data)
        return Pressed(
            entry.kind,
            entry.slug,
            entry.language,
            sheet,
            tuple(keep_file(leaf.address, leaf.content, self.places) for leaf in leaves),
            page.targets,
            tuple(contributions(entry, self.around)),
        )

    def gathered(self, gathering: Gathering) -> Pressed:
        """Files of the whole record, made again only where a contribution changed."""
        key = (GATHERED, gathering.name, "")
        known = self._known(*key, gathering.make)
        if known and gathering.name not in self.stock.touched:
            return known
        files = tuple(keep_file(*file, self.places) for file in gathering.files())
        return Pressed(*key, gathering.make, files)

    def _known(self, kind: str, slug: str, language: str, sheet: str) -> Pressed | None:
        """What is in the stock, where it is of that sheet and its contents are still kept."""
        known = None if self.is_full else self.stock.find(kind, slug, language)
        if known is None or known.sheet != sheet:
            return None
        are_kept = all(is_kept(file.digest, self.places, file.size) for file in known.files)
        return known if are_kept else None

    def press_all(self, entries: Iterable[Entry]) -> Iterator[Pressed]:
        """Every page, and behind those of a thing, in all languages, what there is of it once: the
        files of a document, the copy of a meeting to take away.
        """
        for (_kind, slug), group in groupby(entries, lambda entry: (entry.kind, entry.slug)):
            drawn = list(group)
            rows = [self.pressed(entry) for entry in drawn]
            yield from rows
            sheet = drawn[0].sheet
            if isinstance(sheet, DocumentSheet) and sheet.files:
                yield self._kept(sheet)
            if isinstance(sheet, MeetingSheet):
                yield self._copy(slug, rows, sheet.files)

    def _kept(self, sheet: DocumentSheet) -> Pressed:
        """The files of a document. Raises SentenceError where one is not what was stored."""
        addresses = _addresses(sheet.files)
        make = _make(addresses)
        if known := self._known("document", sheet.slug, "", make):
            return known
        files = tuple(
            keep_file(address, read_kept(digest), self.places)
            for address, digest in addresses.items()
        )
        return Pressed("document", sheet.slug, "", make, files)

    def _copy(self, slug: str, rows: Sequence[Pressed], files: Sequence[FileLine]) -> Pressed:
        pages = [file for row in rows for file in row.files if is_in_copy(file.address)]
        hashes, kept = {file.address: file.digest for file in pages}, _addresses(files)
        make = _make(hashes | kept)
        if known := self._known(COPIED, slug, "", make):
            return known
        own = {a: self.places.content(digest).read_bytes() for a, digest in hashes.items()}
        contents = {address: read_kept(digest) for address, digest in kept.items()}
        content = meeting_copy(slug, own, contents, self.around)
        return Pressed(
            COPIED, slug, "", make, (keep_file(copy_address(slug), content, self.places),)
        )

    def _leaves(self, entry: Entry, page: Pointing, data: bytes) -> Iterator[Leaf]:
        surface = Surface(self.around.base, entry.language, page.address)
        place = surface.beside(DATA)
        yield Leaf(place, data)
        links = [FileLink("json", page.to(place), "application/json")]
        for form, content in forms_of(entry.sheet, surface):
            place = surface.beside(form.name)
            yield Leaf(place, content)
            links.append(FileLink(form.key, page.to(place), form.media_type))
        if _is_copied(entry):
            place = page.to(copy_address(entry.slug))
            links.append(FileLink("zip", place, "application/zip"))
        if isinstance(entry.sheet, CalendarSheet) and entry.sheet.dated:
            calendar = page.to(calendar_address(entry.language))
            links.append(FileLink("ics", calendar, "text/calendar"))
        frame = self.around.frame(page, entry.language, entry.kind, entry.slug)
        had = {link.href: link.media_type for link in (*links, *frame.tables)}
        linked = linked_data(
            entry.sheet, address=INDEX, link=frame.link, file=frame.file, files=had
        )
        lacks_pdf = _is_copied(entry) and not any(link.key == "pdf" for link in links)
        frame = replace(
            frame,
            files=tuple(links),
            lacks_pdf=lacks_pdf,
            linked_data=(linked or b"").decode(),
        )
        yield Leaf(page.address, render_page(entry.sheet, frame))


def _addresses(files: Iterable[FileLine]) -> dict[str, str]:
    """Address → SHA-256."""
    return {file_address(file.document, file.name): file.sha256 for file in files}


def _make(hashes: Mapping[str, str]) -> str:
    return hashlib.sha256(repr(sorted(hashes.items())).encode()).hexdigest()


def _is_copied(entry: Entry) -> bool:
    """A meeting can be taken away, unless it is withdrawn."""
    return entry.kind == COPIED and not isinstance(entry.sheet, TombstoneSheet)


def fixtures(around: Surroundings) -> Iterator[Leaf]:
    """What stands around all pages: style, script, sign, the not-found pages, the root; and where
    crawlers find the list of all pages (RFC 9309, sitemaps.org).
    """
    yield Leaf(around.style, stylesheet())
    yield Leaf(around.script, search_script())
    yield Leaf(FAVICON, favicon())
    told = f"User-agent: *\nAllow: /\n\nSitemap: {around.base}{SITEMAP}\n"
    yield Leaf(ROBOTS, told.encode())
    for language in around.languages:
        page = Pointing(page_address(NOT_FOUND, "", language), is_shown_anywhere=True)
        content = render_not_found(around.frame(page, language, NOT_FOUND, ""))
        yield Leaf(page.address, content, page.targets, NOT_FOUND)
    page = Pointing(CHOICE)
    content = render_choice(around.frame(page, around.languages[0], "", ""))
    yield Leaf(CHOICE, content, page.targets)
