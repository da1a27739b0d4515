"""`tdt overlap PROCESS BODY [--on DATE] [--json]`: the parties that sit in both on a date."""

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser

from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import UnknownThingError
from tourdetable.parties.queries import Seat, find_organisation, seats_in_organisations
from tourdetable.processes.queries.dossiers import find_process, process_dossiers
from tourdetable.processes.queries.members import Shared, seats_on, shared_seats
from tourdetable.site import saying
from tourdetable.site.command import TableCommand, date_argument, now


class Command(TableCommand):
    help = "Say which members of a process also sit in an organisation or another process."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", help="slug, acronym or name of a process")
        parser.add_argument("body", help="organisation or other process, such as ecowas")
        parser.add_argument("--on", help="date, YYYY-MM-DD (or YYYY, YYYY-MM); default: today")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def answer(self, **options: Any) -> None:
        on = date_argument(options["on"]) if options["on"] else PartialDate.of(now())
        process = find_process(options["process"])
        own = seats_on(process_dossiers([process.slug])[process.slug], on)
        kind, code, name, other = _other_body(options["body"], on)
        shared = shared_seats(own, other)
        if options["json"]:
            self.say_json(
                {
                    "process": process.slug,
                    kind: code,
                    "on": str(on),
                    "members_of_process": len(own),
                    f"members_of_{kind}": len(other),
                    "shared": [_shared_json(row) for row in shared],
                    "sources": saying.sources_json(
                        key for row in shared for key in (*row.own.sources, *row.other.sources)
                    ),
                }
            )
            return
        self.say(f"{process.names} and {name} on {on}")
        self.say(f"  {process.slug}: {saying.counted(own, on)}")
        self.say(f"  {code}: {saying.counted(other, on)}")
        self.say(f"\nShared: {len(shared)}")
        for row in shared:
            self.say(f"  {_shared_line(row)}")


def _other_body(name: str, on: PartialDate) -> tuple[str, str, str, Sequence[Seat]]:
    """Kind, code, name and seats of a process, or else of an organisation.

    Raises UnknownThingError with the nearest of both.
    """
    try:
        process = find_process(name)
    except UnknownThingError as error:
        try:
            organisation = find_organisation(name)
        except UnknownThingError as second:
            nearest = (*second.nearest, *error.nearest)
            raise UnknownThingError("organisation or process", name, nearest) from None
        code = organisation.code
        found = seats_in_organisations(on, organisation).get(code, [])
        return "organisation", code, saying.party_name(organisation), found
    seats = seats_on(process_dossiers([process.slug])[process.slug], on)
    return "other_process", process.slug, str(process.names), seats


def _shared_json(row: Shared) -> saying.Json:
    return {
        **saying.named_party(row.party),
        "certainty": str(row.certainty),
        "doubts": saying.reasons_json(row.reasons),
        "own": saying.seat_json(row.own),
        "other": saying.seat_json(row.other),
    }


def _shared_line(row: Shared) -> str:
    doubts = "; ".join(saying.reason_sentence(reason) for reason in row.reasons)
    return saying.party_name(row.party) + (f" — {doubts}" if doubts else "")
