"""`tdt work [--once]`: what is due after a release or a new file, where no `tdt serve` does it."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.record.compression import sole_compressor
from tourdetable.record.places import Places
from tourdetable.record.placing import recover
from tourdetable.record.shelf import Shelf
from tourdetable.site.command import TableCommand, now
from tourdetable.site.due_release import ReleaseSchedule
from tourdetable.site.due_work import do_what_is_due, keep_up, look_into_files
from tourdetable.site.permissions import public_files
from tourdetable.site.post import Post, send_once


class Command(TableCommand):
    help = (
        "Do what is due: letters are sent, the text of kept files is read, and after each release "
        "files are compressed for the wire and the search index is made."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="what is due now, and end")

    def answer(self, **options: Any) -> None:
        places = Places(settings.TDT_HOME)
        with public_files():
            recover(places)
        shelf = Shelf(places)
        if not options["once"]:
            Post().open()
            keep_up(shelf)
            return
        sent = send_once()
        looked_into = look_into_files()
        for sentence in looked_into.failures:
            self.stderr.write(f"tdt: {sentence}")
        ReleaseSchedule(shelf).release_if_due(now(), waits=False)
        with sole_compressor(places):
            made, is_new = do_what_is_due(shelf)
        index = "The search index was made." if is_new else "The search index is current."
        self.say(f"Compressed files made: {made}. {index}")
        self.say(f"Letters tried: {sent}.")
        self.say(f"Kept files looked into: {looked_into.count}.")
