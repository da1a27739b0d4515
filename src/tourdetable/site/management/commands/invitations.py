"""`tdt invitations MEETING [--json]`: the list that follows from the mandates, with grounds."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser

from tourdetable.invitations.queries.list import Line, invitation_list
from tourdetable.meetings.queries import find_meeting
from tourdetable.site import saying
from tourdetable.site.command import TableCommand


class Command(TableCommand):
    help = "Say who is to be invited to a meeting, on what ground, and how sure that is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("meeting", help="slug of a meeting, such as rcp-workshop-2005")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def answer(self, **options: Any) -> None:
        meeting = find_meeting(options["meeting"])
        lines = invitation_list(meeting)
        cited = [key for line in lines for key in (*line.sources, *line.rule.sources)]
        if options["json"]:
            self.say_json(
                {
                    "meeting": meeting.slug,
                    "name": str(meeting.names),
                    "on": str(meeting.start),
                    "lines": [saying.line_json(line) for line in lines],
                    "sources": saying.sources_json(cited),
                }
            )
            return
        self.say(f"{meeting.names} ({meeting.slug}), by the mandates on {meeting.start}")
        if not lines:
            self.say("\nNo invitation rule is set for this meeting, so nothing follows.")
            return
        self._say_lines("Invited", [line for line in lines if not line.rule.where_fitting])
        self._say_lines("Where fitting", [line for line in lines if line.rule.where_fitting])
        self.say("\nSources")
        self.say("\n".join(saying.sources_lines(cited)))

    def _say_lines(self, title: str, lines: Sequence[Line]) -> None:
        self.say(f"\n{title}")
        process = ""
        for line in lines:
            if line.rule.process.slug != process:
                process = line.rule.process.slug
                self.say(f"  {line.rule.process.names} ({process})")
            who = " or ".join(saying.holder_line(holder) for holder in line.candidates)
            self.say(f"    {line.ground.label}: {who or 'not known'}")
