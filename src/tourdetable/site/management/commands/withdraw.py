"""`tdt withdraw`: a meeting leaves the record, and its address says when and why."""

from typing import Any

from django.core.management.base import CommandParser

from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import restore_meeting, withdraw_meeting
from tourdetable.meetings.queries import find_meeting
from tourdetable.site.command import OPERATOR, TableCommand, now


class Command(TableCommand):
    help = "Take a meeting out of the record with the next release; its address says when and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", metavar="MEETING", help="its slug")
        choice = parser.add_mutually_exclusive_group(required=True)
        choice.add_argument("--reason", metavar="TEXT", help="in English, for readers")
        choice.add_argument("--undo", action="store_true", help="bring it back")

    def answer(self, **options: Any) -> None:
        meeting = find_meeting(options["meeting"])
        if options["undo"]:
            restore_meeting(meeting, by=OPERATOR, now=now())
            self.say(f"{meeting.slug} is in the record again with the next `tdt publish`.")
        else:
            reason = Wording.of(en=options["reason"])
            withdraw_meeting(meeting, reason=reason, by=OPERATOR, now=now())
            self.say(f"{meeting.slug} leaves the record with the next `tdt publish`.")
