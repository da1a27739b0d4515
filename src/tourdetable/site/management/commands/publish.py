"""`tdt publish [--on DATE] [--to PLACE] [--full]`: a release of the record."""

import datetime as dt
import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parseaddr
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.formats.pdf import SCRIPTS, family_of
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.collections import compiled_on
from tourdetable.kernel.dates import PartialDate
from tourdetable.record.failed_releases import (
    failed_release,
    forget_failures,
    record_failure,
)
from tourdetable.record.leaf import Pressed
from tourdetable.record.mirroring import mirror
from tourdetable.record.places import Places
from tourdetable.record.placing import RecordInUseError, publisher
from tourdetable.record.printing import Printing
from tourdetable.record.publishing import Report
from tourdetable.record.release import Imprint
from tourdetable.record.sealing import seal_for_release
from tourdetable.record.surroundings import Surroundings
from tourdetable.sheets.edition import Edition
from tourdetable.site.command import TableCommand, date_argument, now, reason_of
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.logs import masked
from tourdetable.site.permissions import public_files
from tourdetable.site.progress import progress_bar

SELDOM = 50_000
"""Objects made before rubbish is looked for: nearly all that is made for a release is needed to its
end, and looking through it at Python's own pace takes a third of the time.
"""


class Command(TableCommand):
    help = "Write all that is public as plain files with checksums, and bring them into place."

    def add_arguments(self, parser: CommandParser) -> None:
        default = "the day on which the reference data was put together, else today"
        text = f"date on which memberships are compared; default: {default}"
        parser.add_argument("--on", help=text)
        text = "bring what differs there too: a folder or s3://BUCKET/PREFIX; can be given again"
        parser.add_argument("--to", action="append", default=[], metavar="PLACE", help=text)
        text = "press and lay every file anew, also where nothing has changed; with --to there too"
        parser.add_argument("--full", action="store_true", help=text)

    def answer(self, **options: Any) -> None:
        gc.set_threshold(SELDOM)
        moment = now()
        wished = options["on"] or compiled_on()
        on = date_argument(wished) if wished else PartialDate.of(moment)
        with (
            failures_recorded(Path(settings.TDT_HOME), moment),
            public_files(),
            progress_bar("Publishing") as progress,
        ):
            report = _publish(on, moment, progress, is_full=options["full"])
        self.say(
            f"Published {report.pages} pages in {len(LANGUAGES)} languages, {report.pressed} of "
            f"them pressed anew: {report.files} files, {report.size / 1e6:.1f} MB, in "
            f"{report.seconds:.2f} s."
        )
        for script, (_letters, _families, package) in SCRIPTS.items():
            if not family_of(package):
                self.say(
                    f"No font for {script} here: PDFs with it are left out; install {package}."
                )
        places = Places(settings.TDT_HOME)
        for target in options["to"]:
            with public_files(), publisher(places):
                done = mirror(places, target, os.environ, is_full=options["full"])
            self.say(f"Brought to {target}: {done.put} files put, {done.removed} removed.")
        if (seal := report.release.seal) is not None:
            self.say(f"Journal sealed up to event {seal.last}: {seal.digest}.")


@contextmanager
def failures_recorded(home: Path, moment: dt.datetime) -> Iterator[None]:
    """Record a release that fails for the desk, whoever asked for it: a timer, a hand, the server.
    One that is refused since another is under way has not failed; one that succeeds ends the count.
    """
    try:
        yield
    except RecordInUseError:
        raise
    except Exception as error:
        reason = reason_of(error) or type(error).__name__
        record_failure(home, failed_release(home), masked(reason), now=moment)
        raise
    forget_failures(home)


def _publish(
    on: PartialDate, moment: dt.datetime, progress: Callable[[int], None], *, is_full: bool
) -> Report:
    printing = Printing(
        Edition(LANGUAGES, by=ANONYMOUS, on=on, now=moment),
        Surroundings.now(
            LANGUAGES, settings.TDT_ADDRESS, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
        ),
        Imprint(LANGUAGES, seal_for_release(now=moment), moment),
        Places(settings.TDT_HOME),
        is_full=is_full,
    )
    return printing.run(lambda leaf: progress(int(isinstance(leaf, Pressed))))
