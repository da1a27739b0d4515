"""`tdt dump DIR`: what was taken in, written out again in the shape of the files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from tourdetable.intake.writing import dump
from tourdetable.kernel.errors import SentenceError
from tourdetable.site.command import TableCommand


class Command(TableCommand):
    help = "Write the reference data that the house holds into a folder, a file for each dataset."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="made where it is not there")

    def answer(self, **options: Any) -> None:
        try:
            written = dump(options["folder"])
        except OSError as error:
            msg = f"{options['folder']} cannot be written ({error.strerror})."
            raise SentenceError(msg) from error
        self.say("\n".join(str(path) for path in written) or "Nothing has been taken in yet.")
