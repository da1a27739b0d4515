"""The one command line, `tdt`; it also answers to Django's own commands."""

import os
import sys

from tourdetable.kernel.errors import UnknownThingError
from tourdetable.kernel.nearest import nearest_names
from tourdetable.site.permissions import make_private_by_default

COMMANDS = (
    ("demo", "load the reference data, publish the record, serve it, say where"),
    ("init [--reference]", "set up the home, or bring it up to date"),
    ("invite-officer MAIL [--name --language]", "put somebody on the secretariat's list"),
    ("load FILE…", "take in files of processes, organisations, events, invitation rules"),
    ("dump DIR", "write out what was taken in, in the shape of the files"),
    ("who PROCESS [--on DATE] [--json]", "offices and members of a process on a date"),
    ("overlap PROCESS BODY [--on DATE] [--json]", "members that two bodies share on a date"),
    ("invitations MEETING [--json]", "who is to be invited, on what ground, how surely"),
    ("publish [--to PLACE] [--full]", "write a release of the record, bring it elsewhere too"),
    ("releases [RELEASE [DIR]]", "list the releases that are kept, or lay one out again"),
    ("keep DOCUMENT FILE --language TAG", "keep a file as a document in one language"),
    ("withdraw THING --reason TEXT", "take a meeting or document out of the record, saying why"),
    ("verify [DIR]", "check every checksum, the bag and the journal's seals"),
    ("serve [--host --port --workers]", "serve record and screens, and do the due work"),
    ("work [--once]", "due work alone: texts of files, stored compression, the search index"),
)
"""What people call `tdt` for, in the order of a first acquaintance."""


def main() -> None:
    make_private_by_default()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tourdetable.site.settings")
    words = sys.argv[1:]
    if not words or words in (["help"], ["--help"], ["-h"]):
        sys.stdout.write(overview())
        return
    try:
        import tourdetable.site.settings  # noqa: F401, PLC0415 - read before Django does, to say why
    except ValueError as error:
        sys.stderr.write(f"tdt: {error}\n")
        sys.exit(1)
    import django  # noqa: PLC0415 - settings first
    from django.core.management import (  # noqa: PLC0415 - the same
        execute_from_command_line,
        get_commands,
    )

    django.setup()
    if not words[0].startswith("-") and words[0] not in {"help", *get_commands()}:
        sys.stderr.write(f"tdt: {_unknown(words[0])}\n")
        sys.exit(2)
    try:
        execute_from_command_line(["tdt", *words])
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read the answer has read enough; nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


def _unknown(word: str) -> str:
    nearest = nearest_names(word, {usage.split()[0]: () for usage, _ in COMMANDS})
    return f"{UnknownThingError('command', word, nearest)} `tdt` alone says what there is."


def overview() -> str:
    """What `tdt` can do, a line each."""
    width = max(len(usage) for usage, _ in COMMANDS)
    lines = [f"  tdt {usage.ljust(width)}  {does}" for usage, does in COMMANDS]
    return "\n".join(["Tour de Table", "", *lines, "", "State lives under TDT_HOME (./var).", ""])
