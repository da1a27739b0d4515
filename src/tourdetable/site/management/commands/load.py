"""`tdt load FILE…`: take in files of reference data; one fault and nothing is loaded."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.intake.load import load_files
from tourdetable.site.command import OPERATOR, TableCommand, now
from tourdetable.site.progress import progress_bar


class Command(TableCommand):
    help = (
        "Take in files of processes, organisations, events, documents or invitation rules (YAML or "
        "JSON)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        text = "one at least; one fault and nothing is loaded"
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=text)
        text = "keep files of a dump byte for byte as that home kept them, and name what they hold"
        parser.add_argument("--as-kept", action="store_true", help=text)

    def answer(self, **options: Any) -> None:
        with progress_bar("Loading") as progress:
            report = load_files(
                options["files"],
                by=OPERATOR,
                now=now(),
                progress=progress,
                largest_file=settings.TDT_LARGEST_FILE,
                is_as_kept=options["as_kept"],
            )
        self.say("\n".join(report.lines()))
