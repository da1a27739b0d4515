"""`tdt who PROCESS [--on DATE] [--json]`: offices and members of a process on a date."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import CommandParser

from tourdetable.kernel.dates import PartialDate
from tourdetable.parties.queries import Seat
from tourdetable.processes.queries.dossiers import find_process, process_dossiers
from tourdetable.processes.queries.members import seats_on
from tourdetable.processes.queries.offices import Holder, Offices, offices_on
from tourdetable.site import saying
from tourdetable.site.command import TableCommand, date_argument, now


class Command(TableCommand):
    help = "Say who holds which office of a process on a date, and who its members are."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("process", help="slug, acronym or name, such as bali-process or IGC")
        parser.add_argument("--on", help="date, YYYY-MM-DD (or YYYY, YYYY-MM); default: today")
        parser.add_argument("--json", action="store_true", help="answer in JSON")

    def answer(self, **options: Any) -> None:
        on = date_argument(options["on"]) if options["on"] else PartialDate.of(now())
        process = find_process(options["process"])
        dossier = process_dossiers([process.slug])[process.slug]
        offices = offices_on(dossier.mandates, on)
        seats = seats_on(dossier, on)
        cited = [
            key for _, holders in _groups(offices) for h in holders for key in h.mandate.sources
        ]
        if options["json"]:
            self.say_json(
                {
                    "process": process.slug,
                    "name": str(process.names),
                    "on": str(on),
                    "offices": {
                        name: [saying.holder_json(holder) for holder in holders]
                        for name, holders in _groups(offices)
                    },
                    "members": [saying.seat_json(seat) for seat in seats],
                    "sources": saying.sources_json(
                        [*cited, *(key for seat in seats for key in seat.sources)]
                    ),
                }
            )
            return
        self.say(f"{process.names} ({process.slug}) on {on}")
        for name, holders in _groups(offices):
            self._say_office(name, holders)
        self._say_members(seats, on)
        self.say("\nSources of the offices")
        self.say("\n".join(saying.sources_lines(cited)) or "  none")

    def _say_office(self, name: str, holders: Sequence[Holder]) -> None:
        if not holders and name in ("hosts", "no_official_secretariat"):
            return
        self.say(f"\n{name.replace('_', ' ').capitalize()}")
        for holder in holders:
            self.say(f"  {saying.holder_line(holder)}")
        if not holders:
            self.say("  none known")

    def _say_members(self, seats: Sequence[Seat], on: PartialDate) -> None:
        self.say(f"\nMembers: {saying.counted(seats, on)}")
        self.say(f"  {_names(seats)}")


def _names(seats: Iterable[Seat]) -> str:
    marks = {"certain": "", "listed": "", "doubtful": " (?)"}
    named = (saying.party_name(s.party) + marks[s.certainty.value] for s in seats)
    return ", ".join(sorted(named)) or "none known on that date"


def _groups(offices: Offices) -> list[tuple[str, tuple[Holder, ...]]]:
    return [
        ("presiding", offices.presiding),
        ("past", offices.past),
        ("incoming", offices.incoming),
        ("hosts", offices.hosts),
        ("secretariat", offices.secretariats),
        ("no_official_secretariat", offices.no_secretariat),
    ]
