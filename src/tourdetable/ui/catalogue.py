"""The catalogues of the interface: message ids are English, one `.po` file for each language.

`python -m tourdetable.ui.catalogue` collects every message of the house, writes `messages.pot` and
brings each `.po` up to date (a message inside the braces of an f-string is found by newer Pythons
only: keep it outside): known translations are kept, new messages stand empty, messages that
nothing uses any more are gone. Nothing is ever guessed (no fuzzy entries).
"""

import gettext
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import version
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.db.models import TextChoices

import tourdetable
from tourdetable.ui.compiled import compiled
from tourdetable.ui.terms import FIELDS_OF_WORK, PLACES, REGIONS, THEMES

PACKAGE = Path(tourdetable.__file__).parent
LOCALE = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"

_METHODS = [("**.html", "jinja2.ext:babel_extract"), ("**.py", "python")]
_REFUSALS = (
    "SentenceError",
    "HeaderTextError",
    "LoosenedError",
    "MailAddressError",
    "MailLimitError",
)
KEYWORDS = DEFAULT_KEYWORDS | dict.fromkeys(("said_in", "message", *_REFUSALS), (1,))
"""Beside gettext's own: `said_in(message, language)` of the templates, `message(text)` of the
screens, and the sentences with which stages refuse what screens ask."""
_OPTIONS = {
    "**.html": {
        "trimmed": "true",
        "silent": "false",
        "trim_blocks": "true",
        "lstrip_blocks": "true",
        "newstyle_gettext": "true",
        "extensions": "jinja2.ext.do",
    }
}
_ROOMS = (
    "kernel",
    "parties",
    "library",
    "processes",
    "meetings",
    "invitations",
    "notes",
    "ui",
    "formats",
    "letters",
    "intake",
    "screens",
    "desk",
    "room",
    "door",
)
"""The rooms whose words readers meet: those of pages and screens, and refusals of the others."""


@cache
def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of an interface language; for English, the ids themselves.

    Raises FileNotFoundError for a language that has no catalogue.
    """
    if language == SOURCE_LANGUAGE:
        return gettext.NullTranslations()

    def make() -> bytes:
        made = BytesIO()
        write_mo(made, stored(language))
        return made.getvalue()

    source = path_of(language).read_bytes()
    return gettext.GNUTranslations(BytesIO(compiled(source, f"mo {version('babel')}", make)))


def path_of(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "messages.po"


def languages() -> list[str]:
    """Every language with a catalogue, by tag; English needs none."""
    return sorted(path.parts[-3] for path in LOCALE.glob("*/LC_MESSAGES/messages.po"))


def stored(language: str) -> Catalog:
    """The catalogue as its file has it. Raises PoFileError where the file is malformed."""
    with path_of(language).open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def extracted() -> Catalog:
    """Every message of templates and Python, label, region, place, theme and field."""
    found = _empty()
    for room in _ROOMS:
        for name, _line, message, comments, context in extract_from_dir(
            PACKAGE / room, _METHODS, _OPTIONS, KEYWORDS, comment_tags=("Translators:",)
        ):
            place = f"{room}/{Path(name).as_posix()}"
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    for enums, label in _labels():
        found.add(label, None, [(enums, 0)])
    for name in (*REGIONS, *PLACES, *THEMES, *FIELDS_OF_WORK):
        found.add(name, None, [("intake/reference", 0)])
    return found


def update() -> list[str]:
    """Write the template and every catalogue; returns what still lacks a translation."""
    template = extracted()
    _write(LOCALE / "messages.pot", template)
    missing = []
    for language in languages():
        known = stored(language)
        fresh = _empty(language)
        for message in template:
            if not message.id:
                continue
            before = known.get(message.id, message.context)
            if before and (before.fuzzy or before.pluralizable != message.pluralizable):
                before = None
            fresh.add(
                message.id,
                before.string if before else None,
                message.locations,
                auto_comments=message.auto_comments,
                user_comments=before.user_comments if before else (),
                context=message.context,
            )
        _write(path_of(language), fresh)
        missing += [f"{language}: {message.id}" for message in fresh if is_missing(message.string)]
    return missing


def is_missing(string: str | tuple[str, ...] | list[str] | None) -> bool:
    """Is a translation, or one of its plural forms, empty?"""
    return not all(string) if isinstance(string, tuple | list) else not string


def _labels() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.glob("*/enums.py")):
        room = path.parent.name
        module = importlib.import_module(f"tourdetable.{room}.enums")
        for vocabulary in vars(module).values():
            if not (isinstance(vocabulary, type) and issubclass(vocabulary, TextChoices)):
                continue
            if vocabulary.__module__ == module.__name__:
                for _value, label in vocabulary.choices:
                    yield f"{room}/enums.py", str(label)


def _empty(language: str | None = None) -> Catalog:
    """A catalogue whose header carries no date, so that the same messages give the same bytes."""
    comment = "# The words of Tour de Table. Message ids are English."
    return Catalog(language, header_comment=comment, fuzzy=False)


_UNKEPT = tuple(
    f'"{name}:'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Lines of the header that say nothing here, or a time."""


def _write(path: Path, catalogue: Catalog) -> None:
    written = BytesIO()
    write_po(written, catalogue, width=100, sort_output=True, omit_header=False)
    lines = written.getvalue().decode().splitlines(keepends=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(ln for ln in lines if not ln.startswith(_UNKEPT)), encoding="utf-8")


def main() -> int:
    """Update all catalogues and name what is missing; exit status 1 where something is."""
    missing = update()
    sys.stdout.write("".join(f"{line}\n" for line in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
