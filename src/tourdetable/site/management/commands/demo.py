"""`tdt demo`: everything from nothing to a record that can be read."""

import socket
import sys
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from tourdetable.kernel.errors import SentenceError
from tourdetable.parties.actions import invite_officer
from tourdetable.record.places import Places
from tourdetable.site.command import OPERATOR, TableCommand, now
from tourdetable.site.configuration import LANGUAGES
from tourdetable.site.serving import HOST, PORT, listen, serve

OFFICER = "officer@example.org"
PORTS = range(PORT, PORT + 100)
GREETINGS = {"en": "The record is at {}", "fr": "Les actes sont à {}"}


class Command(TableCommand):
    help = "Load the reference data, publish the record and serve it; say where to look."

    def answer(self, **_options: Any) -> None:
        call_command("init", reference=True, stdout=self.stdout)
        call_command("publish", stdout=self.stdout)
        with suppress(SentenceError):  # on the list since an earlier demo
            invite_officer(OFFICER, name="Officer", language="en", by=OPERATOR, now=now())
        if settings.SMTP is None:
            settings.EMAIL_BACKEND = "tourdetable.site.demo_mail.TellingBackend"
        connections.close_all()
        listener = _listen_somewhere()
        start = f"http://{HOST}:{listener.getsockname()[1]}"

        def ready() -> None:
            self.say()
            for language in LANGUAGES:
                self.say(GREETINGS.get(language, GREETINGS["en"]).format(f"{start}/{language}/"))
            self.say(f"The secretariat's desk is at {start}/desk/: sign in as {OFFICER}.")
            if settings.SMTP is None:
                self.say("The code is shown here.")
            self.say("Ctrl-C ends · Ctrl-C pour terminer")
            sys.stdout.flush()

        serve(
            Places(settings.TDT_HOME),
            listener,
            address=settings.TDT_ADDRESS,
            workers=1,
            ready=ready,
        )


def _listen_somewhere() -> socket.socket:
    """Port 8000, or the next one that is free. Raises SentenceError where none of them is."""
    refused: SentenceError | None = None
    for port in PORTS:
        try:
            return listen(HOST, port)
        except SentenceError as error:
            refused = refused or error
    assert refused is not None  # noqa: S101 - the range of ports is not empty
    raise refused
