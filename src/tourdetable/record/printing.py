"""An edition goes to print: pages are pressed, or taken from the stock where nothing changed."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import tourdetable
from tourdetable.record.gathering import gathered_files
from tourdetable.record.leaf import Leaf, Pressed
from tourdetable.record.places import Places
from tourdetable.record.pressing import Press, fixtures
from tourdetable.record.publishing import Listener, Report, publish
from tourdetable.record.release import Imprint
from tourdetable.record.stock import Stock
from tourdetable.record.surroundings import Surroundings
from tourdetable.record.workers import press_all
from tourdetable.sheets.edition import Edition

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
        stock = Stock(self.places.stock, fingerprint(self.around))
        self._stock.append(stock)
        press = Press(self.places, self.around, None if self.is_full else stock)
        things, waiting = list(self.edition.things()), []
        for row in press_all(self.edition, press, things):
            waiting.append(row)
            yield row
        stock.begin()
        stock.forget(stock.things() - {(thing.kind, thing.slug) for thing in things})
        stock.put(waiting)
        yield from fixtures(self.around)
        for address, content in gathered_files(stock, self.around, self.imprint.now):
            yield Leaf(address, content)

    def _settle(self, manifest: str) -> None:
        self._stock[0].commit(manifest)


def fingerprint(around: Surroundings) -> str:
    """SHA-256 over all that a page depends on beside its sheet: code, words, looks, addresses."""
    found = hashlib.sha256(repr((around.languages, around.base)).encode())
    package = Path(tourdetable.__file__).parent
    for room in ROOMS:
        for path in sorted((package / room).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                found.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes())
    for library in LIBRARIES:
        found.update(f"{library} {version(library)}".encode())
    return found.hexdigest()
