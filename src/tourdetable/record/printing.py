"""An edition goes to print: pages are pressed, or taken from the stock where nothing changed."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import tourdetable
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import SentenceError
from tourdetable.record.addresses import RELEASE
from tourdetable.record.gathering import gathered_files
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.manifest import MANIFEST, PAYLOAD, hash_of_file
from tourdetable.record.narrowing import changed_meetings, in_order, reached, reached_before
from tourdetable.record.places import Places
from tourdetable.record.pressing import Press, fixtures
from tourdetable.record.publishing import Listener, Report, publish
from tourdetable.record.release import Imprint, read_release
from tourdetable.record.stock import Stock
from tourdetable.record.surroundings import Surroundings
from tourdetable.record.workers import press_all
from tourdetable.sheets.edition import Edition, Thing

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
    _stock: list[Stock] = field(default_factory=list)

    def run(self, told: Callable[[Leaf | Pressed], None]) -> Report:
        """Raises SentenceError as `publish` does."""
        try:
            return publish(
                self._leaves(),
                self.imprint,
                places=self.places,
                is_full=self.is_full,
                listener=Listener(told, self._settle),
            )
        finally:
            for stock in self._stock:
                stock.close()

    def _leaves(self) -> Iterator[Leaf | Pressed]:
        stock = Stock(self.places.stock, fingerprint(self.around, self.edition.holdings.on))
        self._stock.append(stock)
        press = Press(self.places, self.around, None if self.is_full else stock)
        things, waiting = list(self.edition.things()), []
        rows = self._narrowed(press, stock, things) or press_all(self.edition, press, things)
        for row in rows:
            waiting.append(row)
            yield row
        stock.begin()
        stock.forget(stock.things() - {(thing.kind, thing.slug) for thing in things})
        stock.put(waiting)
        yield from fixtures(self.around)
        for address, content in gathered_files(stock, self.around, self.imprint.now):
            yield Leaf(address, content)

    def _narrowed(
        self, press: Press, stock: Stock, things: Sequence[Thing]
    ) -> Iterator[Pressed] | None:
        """Everything, of which only what changed meetings reach is drawn; None where more changed
        than meetings, or the stock is not that of the record as it is.
        """
        if self.is_full or {(thing.kind, thing.slug) for thing in things} != stock.things():
            return None
        try:
            seal = read_release(self.places.record / PAYLOAD / RELEASE).seal
            is_whole = stock.manifest == hash_of_file(self.places.record / MANIFEST)
        except (OSError, SentenceError):
            return None
        slugs = changed_meetings(seal.last) if seal and is_whole else None
        return None if slugs is None else self._reached(press, stock, slugs)

    def _reached(self, press: Press, stock: Stock, slugs: set[str]) -> Iterator[Pressed]:
        drawn = reached_before(slugs, stock, self.around.languages[0]) if slugs else set()
        first, later = in_order(drawn, self.edition), set()
        for row in press_all(self.edition, press, first):
            if row.kind == "meeting" and row.slug in slugs:
                later |= reached(row.targets) - drawn
            yield row
        second = in_order(later, self.edition)
        yield from press_all(self.edition, press, second)
        done = {(thing.kind, thing.slug) for thing in (*first, *second)}
        yield from (row for row in stock.rows() if (row.kind, row.slug) not in done)

    def _settle(self, manifest: str) -> None:
        self._stock[0].commit(manifest)


def fingerprint(around: Surroundings, on: PartialDate) -> str:
    """SHA-256 over all that a page depends on beside its data: code, words, looks, addresses, and
    the day for which memberships are compared.
    """
    found = hashlib.sha256(repr((around.languages, around.base, on.text)).encode())
    package = Path(tourdetable.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        found.update(f"{library} {version(library)}".encode())
    return found.hexdigest()
