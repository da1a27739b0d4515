"""`tdt serve [--host HOST] [--port PORT] [--workers N]`: the record and the screens over HTTP."""

import argparse
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import CommandParser

from tourdetable.record.places import Places
from tourdetable.site.command import TableCommand
from tourdetable.site.database import sqlite_path
from tourdetable.site.permissions import secure_home, secured_sentence
from tourdetable.site.serving import HOST, PORT, listen, serve, usual_workers


class Command(TableCommand):
    help = (
        "Serve the published record and the screens until it is told to stop (Ctrl-C or SIGTERM)."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=HOST, help="address to listen at [%(default)s]")
        parser.add_argument(
            "--port", type=_port, default=PORT, help="port to listen at [%(default)s]; 0: any"
        )
        parser.add_argument(
            "--workers", type=_workers, default=usual_workers(), help="processes [%(default)s]"
        )

    def answer(self, **options: Any) -> None:
        listener = listen(options["host"], options["port"])
        host, port = listener.getsockname()[:2]
        address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"

        open_before = secure_home(settings.TDT_HOME, sqlite_path())

        def ready() -> None:
            self.say(f"The record is at {address} (Ctrl-C ends).")
            if open_before:
                self.say(secured_sentence(open_before))
            sys.stdout.flush()

        serve(
            Places(settings.TDT_HOME),
            listener,
            address=settings.TDT_ADDRESS,
            workers=options["workers"],
            ready=ready,
        )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:  # noqa: PLR2004 - the largest port there is
        msg = f"“{text}” is not a port: write a number from 0 to 65535."
        raise argparse.ArgumentTypeError(msg)
    return int(text)


def _workers(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 64:  # noqa: PLR2004 - more helps nobody
        msg = f"“{text}” is not a number of processes: write 1 to 64."
        raise argparse.ArgumentTypeError(msg)
    return int(text)
