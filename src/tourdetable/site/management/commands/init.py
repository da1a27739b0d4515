"""`tdt init [--reference]`: create a home or bring it up to date."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandParser

from tourdetable.intake.load import load_countries, load_reference
from tourdetable.site.command import OPERATOR, TableCommand, now
from tourdetable.site.progress import progress_bar


class Command(TableCommand):
    help = "Set up the home of an installation, or bring it up to date; nothing is lost by it."

    def add_arguments(self, parser: CommandParser) -> None:
        text = "load the reference data too: processes, organisations and meetings, with sources"
        parser.add_argument("--reference", action="store_true", help=text)

    def answer(self, **options: Any) -> None:
        home = settings.TDT_HOME
        home.mkdir(parents=True, exist_ok=True)
        call_command("migrate", verbosity=0, interactive=False)
        with progress_bar("Loading") as progress:
            if options["reference"]:
                report = load_reference(by=OPERATOR, now=now(), progress=progress)
            else:
                report = load_countries(by=OPERATOR, now=now())
        self.say("\n".join(report.lines()))
        self.say(f"The home is {home}.")
