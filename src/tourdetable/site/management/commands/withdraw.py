"""`tdt withdraw THING --reason TEXT`: a thing leaves the record; its address says when and why."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import CommandParser

from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.models import Event
from tourdetable.kernel.nearest import nearest_names
from tourdetable.kernel.wording import Wording
from tourdetable.library.actions import restore_document, withdraw_document
from tourdetable.library.queries import find_document
from tourdetable.meetings.actions import restore_meeting, withdraw_meeting
from tourdetable.meetings.queries import find_meeting
from tourdetable.site.command import OPERATOR, TableCommand, now

Verb = Callable[..., Event]

KINDS: dict[str, tuple[Callable[[str], Any], Verb, Verb]] = {
    "meeting": (find_meeting, withdraw_meeting, restore_meeting),
    "document": (find_document, withdraw_document, restore_document),
}
"""What can be withdrawn: how it is found, the verb, and the verb that undoes it."""
USUAL = "meeting"
"""What is meant where no kind is named."""


class Command(TableCommand):
    help = (
        "Take a meeting, or a document with its files, out of the record with the next release; "
        "its address says when and why."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        text = "meeting:SLUG or document:SLUG; a meeting where no kind is named"
        parser.add_argument("thing", metavar="THING", help=text)
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument("--reason", metavar="TEXT", help="in English, for readers")
        choice.add_argument("--undo", action="store_true", help="bring it back")

    def answer(self, **options: Any) -> None:
        kind, colon, name = options["thing"].partition(":")
        if not colon:
            kind, name = USUAL, kind
        if kind not in KINDS:
            known = "kind of thing that can be withdrawn"
            raise UnknownThingError(known, kind, nearest_names(kind, dict.fromkeys(KINDS, ())))
        find, withdraw, restore = KINDS[kind]
        thing = find(name)
        if options["undo"]:
            restore(thing, by=OPERATOR, now=now())
            self.say(f"{thing} is in the record again with the next `tdt publish`.")
        else:
            withdraw(thing, reason=Wording.of(en=options["reason"]), by=OPERATOR, now=now())
            self.say(f"{thing} leaves the record with the next `tdt publish`.")
