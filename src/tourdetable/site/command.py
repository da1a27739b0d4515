"""What all commands of `tdt` share: errors are sentences, statuses mean something."""

import argparse
import datetime as dt
import json
import sys
from abc import ABC, abstractmethod
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.errors import SentenceError, UnknownThingError

OPERATOR = Actor(ActorKind.OPERATOR, "tdt")

REFUSED, UNKNOWN = 1, 2


class TableCommand(BaseCommand, ABC):
    """A command answers or says in one sentence on standard error why it does not.

    Exit status: 0 answered, 1 refused or at fault, 2 the name of a thing or an argument is wrong.
    """

    requires_system_checks = ()
    requires_migrations_checks = False

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        for option in parser._actions:  # noqa: SLF001 - argparse offers no other way to hide them
            if option.dest in DJANGO_OPTIONS:
                option.help = argparse.SUPPRESS
        return parser

    def handle(self, *_args: object, **options: Any) -> None:
        try:
            self.answer(**options)
        except UnknownThingError as error:
            self.refuse(str(error), UNKNOWN)
        except (SentenceError, Error, OSError) as error:
            self.refuse(reason_of(error), REFUSED)

    @abstractmethod
    def answer(self, **options: Any) -> None:
        """Do what the command is for."""

    def refuse(self, sentence: str, status: int) -> None:
        self.stderr.write(f"tdt: {sentence}", self.style.ERROR)
        sys.exit(status)

    def say(self, text: str = "") -> None:
        self.stdout.write(text)

    def say_json(self, value: object) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False, indent=2))


DJANGO_OPTIONS = ("version", "settings", "pythonpath", "traceback", "no_color", "force_color",
                  "skip_checks", "verbosity")  # fmt: skip


def reason_of(error: Exception) -> str:
    """A sentence about what ended a command."""
    if isinstance(error, Error):
        return _of_database(error)
    return _of_system(error) if isinstance(error, OSError) else str(error)


def _of_database(error: Error) -> str:
    text = str(error)
    if "no such table" in text or "does not exist" in text or "unable to open" in text:
        return "The database is not set up yet: run `tdt init --reference` first."
    return f"The database does not answer as it should: {text.strip()}."


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error) or type(error).__name__
    return f"{reason}: {error.filename}." if error.filename else f"{reason}."


def now() -> dt.datetime:
    """The clock, read at the outermost door and nowhere else."""
    return dt.datetime.now(dt.UTC)


def date_argument(text: str) -> PartialDate:
    """A date as typed. Raises SentenceError."""
    try:
        return PartialDate(text)
    except ValueError as error:
        raise SentenceError(str(error)) from error
