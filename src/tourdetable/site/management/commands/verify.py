"""`tdt verify [DIR]`: is everything still what was written?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.archive import faults_in_kept
from tourdetable.record.contents import faults_in_contents
from tourdetable.record.fixity import check_bag, check_half_laid
from tourdetable.record.journal_fixity import check_house
from tourdetable.record.places import Places
from tourdetable.record.placing import reader
from tourdetable.record.search import faults_in_index
from tourdetable.site.command import REFUSED, TableCommand


class Command(TableCommand):
    help = (
        "Read every published file, and of this installation the journal and the kept files too; "
        "name what is not what was written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "directory", nargs="?", metavar="DIR", help="a record elsewhere [this one's own]"
        )

    def answer(self, **options: Any) -> None:
        places = Places(settings.TDT_HOME)
        given = options["directory"]
        folder = Path(given) if given else places.record
        is_own = folder.resolve() == places.record.resolve()
        if not folder.is_dir():
            msg = "There is no record yet: run `tdt publish` first."
            raise SentenceError(msg if is_own else f"“{given}” is not a directory.")
        if is_own:
            with reader(places):
                read, faults = _check_own(places)
        else:
            read, faults = _check(folder)
        if faults:
            for fault in faults:
                self.stderr.write(f"tdt: {fault}")
            self.refuse("1 fault." if len(faults) == 1 else f"{len(faults)} faults.", REFUSED)
        self.say(f"Intact: {', '.join(read)}.")


Found = tuple[list[str], list[str]]
"""What was read, by count, and what is wrong."""


def _check(folder: Path) -> Found:
    bag = check_bag(folder)
    return [f"{bag.files} files of the record"], list(bag.faults)


def _check_half_laid(places: Places) -> Found:
    bag = check_half_laid(places)
    read = f"{bag.files} files of a release that the next `tdt publish` brings into place"
    return [read], list(bag.faults)


def _check_own(places: Places) -> Found:
    """Nobody publishes meanwhile, and nothing is changed: not even what a publisher who was cut
    short has left is finished.
    """
    read, faults = _check_half_laid(places) if places.next.is_dir() else _check(places.record)
    house = check_house(places)
    faults += [*faults_in_contents(places), *faults_in_kept(places), *faults_in_index(places)]
    if places.unsettled.exists():
        faults.append("The record is half changed: run `tdt publish`, which lays it anew.")
    seals = "1 seal" if house.seals == 1 else f"{house.seals} seals"
    read += [f"{house.events} events under {seals}", f"{house.files} kept files"]
    return read, faults + list(house.faults)
