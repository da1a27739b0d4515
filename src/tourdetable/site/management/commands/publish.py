"""`tdt publish`: a release of the record."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.collections import compiled_on
from tourdetable.kernel.dates import PartialDate
from tourdetable.record.places import Places
from tourdetable.record.pressing import press
from tourdetable.record.publishing import Report, publish
from tourdetable.record.release import Imprint
from tourdetable.record.sealing import seal_for_release
from tourdetable.sheets.publication import public_entries
from tourdetable.site.command import TableCommand, date_argument, now
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.progress import progress_bar


class Command(TableCommand):
    help = "Write all that is public as plain files with checksums, and bring them into place."

    def add_arguments(self, parser: CommandParser) -> None:
        default = "the day on which the reference data was put together, else today"
        text = f"date on which memberships are compared; default: {default}"
        parser.add_argument("--on", help=text)

    def answer(self, **options: Any) -> None:
        moment = now()
        wished = options["on"] or compiled_on()
        on = date_argument(wished) if wished else PartialDate.of(moment)
        with progress_bar("Publishing") as progress:
            report = _publish(on, moment, progress)
        self.say(
            f"Published {report.pages} pages in {len(LANGUAGES)} languages: {report.files} files, "
            f"{report.size / 1e6:.1f} MB, in {report.seconds:.1f} s."
        )
        if (seal := report.release.seal) is not None:
            self.say(f"Journal sealed up to event {seal.last}: {seal.digest}.")


def _publish(on: PartialDate, moment: dt.datetime, progress: Callable[[int], None]) -> Report:
    entries = public_entries(LANGUAGES, by=ANONYMOUS, on=on, now=moment)
    return publish(
        press(entries, LANGUAGES),
        Imprint(LANGUAGES, seal_for_release(now=moment), moment),
        places=Places(settings.TDT_HOME),
        told=lambda leaf: progress(int(bool(leaf.kind))),
    )
