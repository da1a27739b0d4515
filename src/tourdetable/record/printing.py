"""An edition goes to print: pages are pressed, or taken from the stock where nothing changed."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import tourdetable
from tourdetable.formats.pdf import fonts_at_hand
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.gathering import gatherings
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.manifest import PAYLOAD
from tourdetable.record.narrowing import (
    Changed,
    changed_since,
    lists_showing,
    reached,
    reached_before,
    with_a_page,
)
from tourdetable.record.places import Places
from tourdetable.record.pressing import Press, fixtures
from tourdetable.record.publishing import Report, publish
from tourdetable.record.release import Imprint, read_release
from tourdetable.record.stock import Stock
from tourdetable.record.surroundings import Surroundings
from tourdetable.record.workers import press_all
from tourdetable.sheets.edition import PASSING, Edition, Thing
from tourdetable.sheets.front_building import meetings_at_home

ROOMS = ("kernel", "sheets", "ui", "formats", "record")
"""The rooms whose code and words have a part in what a page looks like."""
LIBRARIES = ("jinja2", "babel", "icalendar", "lxml", "typst")


@dataclass
class Printing:
    """One run of the press over everything that the edition shows.

    `is_full` presses also what has not changed.
    """

    edition: Edition
    around: Surroundings
    imprint: Imprint
    places: Places
    is_full: bool = False

    def run(self, told: Callable[[Leaf | Pressed], None]) -> Report:
        """`told` hears of every leaf. Raises SentenceError as `publish` does."""

        def leaves(stock: Stock) -> Iterator[Leaf | Pressed]:
            for leaf in self._leaves(stock):
                yield leaf
                told(leaf)

        return publish(
            leaves,
            self.imprint,
            places=self.places,
            make=fingerprint(self.around, self.edition.on),
            is_full=self.is_full,
        )

    def _leaves(self, stock: Stock) -> Iterator[Leaf | Pressed]:
        press = Press(self.places, self.around, stock, self.is_full)
        changed = self._changed(stock)
        if changed is None:
            yield from press_all(self.edition, press, list(self.edition.things()))
            yield from fixtures(self.around)
        else:
            yield from self._reached(press, changed)
        stock.forget_the_rest(of_pages=True)
        yield from map(press.gathered, gatherings(stock, self.around, self.imprint.now))

    def _changed(self, stock: Stock) -> Changed | None:
        """What changed since the release in place; None where more changed than meetings and
        answers, or the stock is not that of the record as it is.
        """
        if self.is_full or not stock.is_whole:
            return None
        passing = {(thing.kind, thing.slug) for thing in self.edition.passing_things()}
        if passing != stock.things(PASSING):
            return None
        try:
            seal = read_release(self.places.record / PAYLOAD / RELEASE).seal
        except SentenceError:
            return None
        return changed_since(seal.last) if seal else None

    def _reached(self, press: Press, changed: Changed) -> Iterator[Pressed]:
        """Only what the changed things reach is drawn; the rest stays."""
        stock, language = press.stock, self.around.languages[0]
        stock.keeps_rest = True
        first = reached_before(changed.things, stock, language)
        rows = [*press_all(self.edition, press, with_a_page(first, stock, language))]
        now = (row for row in rows if Thing(row.kind, row.slug) in changed.things)
        later = {thing for row in now for thing in reached(row.targets)} - first
        at_home = meetings_at_home(self.edition) if changed.slugs else set()
        later |= lists_showing(changed, first | later, stock, language, at_home)
        # All is drawn before any is put: a stock in which something was put cannot be forked.
        yield from [*rows, *press_all(self.edition, press, with_a_page(later, stock, language))]


def fingerprint(around: Surroundings, on: PartialDate) -> str:
    """SHA-256 over all that a page depends on beside its data: code, words, looks, addresses, the
    fonts at hand, and the day for which memberships are compared.
    """
    known = (around.languages, around.base, around.contact, fonts_at_hand(), on.text)
    found = hashlib.sha256(repr(known).encode())
    package = Path(tourdetable.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        found.update(f"{library} {version(library)}".encode())
    return found.hexdigest()
