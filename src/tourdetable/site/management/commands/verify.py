"""`tdt verify`: is everything still what was written?"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.kernel.errors import SentenceError
from tourdetable.record.fixity import check_bag
from tourdetable.record.journal_fixity import check_house
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
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
        if is_own:
            recover(places)
        if not folder.is_dir():
            msg = "There is no record yet: run `tdt publish` first."
            raise SentenceError(msg if is_own else f"“{given}” is not a directory.")
        bag = check_bag(folder)
        faults = list(bag.faults)
        read = [f"{bag.files} files of the record"]
        if is_own:
            house = check_house(places)
            faults += house.faults
            read += [
                f"{house.events} events under {house.seals} seals",
                f"{house.files} kept files",
            ]
        if faults:
            for fault in faults:
                self.stderr.write(f"tdt: {fault}")
            self.refuse(f"{len(faults)} faults found.".replace("1 faults", "1 fault"), REFUSED)
        self.say(f"Intact: {', '.join(read)}.")
