"""Sheets become files: each page with its other forms beside it, and what pages need.

What is pressed is kept by its hash at once; what comes back says only where it belongs. A page is
not pressed again while its sheet is the same (stock.py).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tourdetable.formats.data import to_json
from tourdetable.formats.html import render_choice, render_not_found, render_page
from tourdetable.formats.linked_data import linked_data
from tourdetable.record.addresses import CHOICE, DATA, FAVICON, INDEX, NOT_FOUND, page_address
from tourdetable.record.companions import Surface, forms_of
from tourdetable.record.contents import keep
from tourdetable.record.gathering import calendar_address, contributions
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.places import Places
from tourdetable.record.stock import Stock
from tourdetable.record.surroundings import Pointing, Surroundings
from tourdetable.sheets.entry import Entry
from tourdetable.sheets.lists import CalendarSheet
from tourdetable.ui.assets import favicon, search_script, stylesheet
from tourdetable.ui.frame import FileLink


@dataclass(frozen=True)
class Press:
    """Presses the pages of one record. `stock` is None where everything is to be pressed anew."""

    places: Places
    around: Surroundings
    stock: Stock | None

    def pressed(self, entry: Entry) -> Pressed:
        """A page with its forms, kept by hash. Raises OSError where the disk does not take it."""
        data = to_json(entry.sheet)
        sheet = hashlib.sha256(data).hexdigest()
        known = self.stock.find(entry.kind, entry.slug, entry.language) if self.stock else None
        if known and known.sheet == sheet:
            return known
        page = Pointing(page_address(entry.kind, entry.slug, entry.language))
        leaves = [*self._leaves(entry, page, data)]
        files = tuple((leaf.address, keep(leaf.content, self.places)) for leaf in leaves)
        return Pressed(
            entry.kind,
            entry.slug,
            entry.language,
            sheet,
            sum(len(leaf.content) for leaf in leaves),
            files,
            frozenset(page.targets),
            tuple(contributions(entry, self.around)),
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
        if isinstance(entry.sheet, CalendarSheet) and entry.sheet.dated:
            calendar = page.to(calendar_address(entry.language))
            links.append(FileLink("ics", calendar, "text/calendar"))
        frame = self.around.frame(page, entry.language, entry.kind, entry.slug)
        linked = linked_data(entry.sheet, address=INDEX, link=frame.link)
        frame = replace(frame, files=tuple(links), linked_data=(linked or b"").decode())
        yield Leaf(page.address, render_page(entry.sheet, frame))


def fixtures(around: Surroundings) -> Iterator[Leaf]:
    """What stands around all pages: style, script, sign, the not-found pages, the root."""
    yield Leaf(around.style, stylesheet())
    yield Leaf(around.script, search_script())
    yield Leaf(FAVICON, favicon())
    for language in around.languages:
        page = Pointing(page_address(NOT_FOUND, "", language), is_shown_anywhere=True)
        content = render_not_found(around.frame(page, language, NOT_FOUND, ""))
        yield Leaf(page.address, content, frozenset(page.targets), NOT_FOUND)
    page = Pointing(CHOICE)
    content = render_choice(around.frame(page, around.languages[0], "", ""))
    yield Leaf(CHOICE, content, frozenset(page.targets))
