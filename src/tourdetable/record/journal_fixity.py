"""Are the journal and the kept files of this installation still what was written?

Each release carries the newest seal of the journal, so the releases are witnesses: a journal that
was shortened, or written anew from one end to the other, does not fit them.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db import Error, connection
from django.db.models import Model

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.files import address_of, is_intact
from tourdetable.kernel.journal import faults_in_journal
from tourdetable.kernel.models import Event, Seal
from tourdetable.library.models import KeptFile
from tourdetable.record.addresses import RELEASE
from tourdetable.record.manifest import PAYLOAD
from tourdetable.record.places import Places
from tourdetable.record.release import Release, read_release


@dataclass(frozen=True, slots=True)
class HouseCheck:
    """How much was read, and what is wrong."""

    events: int
    seals: int
    files: int
    faults: tuple[str, ...]


def check_house(places: Places) -> HouseCheck:
    """Read the whole journal and all kept files. Raises nothing: what cannot be read is a fault."""
    faults = list(_told("Database", _structure()))
    if not faults and Event._meta.db_table not in connection.introspection.table_names():  # noqa: SLF001 - Django's documented API
        faults.append("Database: it is not set up yet; run `tdt init --reference`.")
        return HouseCheck(0, 0, 0, tuple(faults))
    faults += [
        *_told("Journal", faults_in_journal()),
        *_told("Journal", chain(_instants(Event, "at"), _instants(Seal, "made_at"))),
        *_told("Journal", _against_releases(places)),
        *_told("Files", _kept_files()),
    ]
    return HouseCheck(_count(Event), _count(Seal), _count(KeptFile), tuple(dict.fromkeys(faults)))


def _count(model: type[Model]) -> int:
    try:
        return model._default_manager.count()  # noqa: SLF001 - Django's API
    except Error:
        return 0


def _told(what: str, sentences: Iterator[str]) -> Iterator[str]:
    """The sentences, and one more where reading itself fails, as damaged bytes make it."""
    try:
        yield from sentences
    except Exception as error:  # noqa: BLE001 - damaged bytes raise as the driver pleases
        yield f"{what}: cannot be read to the end: {str(error).strip()}."


def _structure() -> Iterator[str]:
    """What SQLite says of its own pages and indexes; PostgreSQL checks its pages by itself."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        for (line,) in cursor.fetchall():
            if line != "ok":
                yield f"Database: {line}."


def _instants(model: type[Event | Seal], column: str) -> Iterator[str]:
    """Rows whose instant is written in another way than Django writes it.

    SQLite keeps instants as text, and reading them is lenient; their digests are over what was
    read.
    """
    if connection.vendor != "sqlite":
        return
    table = model._meta.db_table  # noqa: SLF001 - Django's documented API
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id, typeof({column}), CAST({column} AS TEXT) FROM {table}")  # noqa: S608 - names of our own
        rows = cursor.fetchall()
    for number, kind, text in rows:
        if kind != "text" or not _is_plain_instant(text):
            what = f"{model.__name__.lower()} {number}"
            yield f"Journal: {what} is not what was written: its instant is “{shown(text)}”."


def _is_plain_instant(text: str) -> bool:
    try:
        return str(dt.datetime.fromisoformat(text)) == text
    except ValueError:
        return False


def _against_releases(places: Places) -> Iterator[str]:
    for name, release in _releases(places):
        if isinstance(release, str):
            yield f"Releases: {name}: {release}"
        elif (mark := release.seal) is not None:
            made_at = dt.datetime.fromisoformat(mark.made_at)
            seal = Seal.objects.filter(pk=mark.number)
            same = seal.filter(digest=mark.digest, last=mark.last, made_at=made_at)
            if not same.exists():
                when, fate = release.released_at, "is another now" if seal.exists() else "is gone"
                yield f"Journal: seal {mark.number}, which the release of {when} names, {fate}."


def _releases(places: Places) -> Iterator[tuple[str, Release | str]]:
    """The release in place and those kept; a sentence where one cannot be read."""
    found = sorted(places.kept.glob(f"*/{RELEASE}"))
    if (places.record / PAYLOAD / RELEASE).exists():
        found.insert(0, places.record / PAYLOAD / RELEASE)
    for path in found:
        try:
            yield str(path.relative_to(places.home)), read_release(path)
        except SentenceError as error:
            yield str(path.relative_to(places.home)), str(error)


def _kept_files() -> Iterator[str]:
    """Every kept file, read to its last byte."""
    for digest in KeptFile.objects.values_list("digest", flat=True).iterator():
        try:
            if not is_intact(digest):
                yield f"Files: {address_of(digest)} is not what was stored."
        except FileNotFoundError:
            yield f"Files: {address_of(digest)} is missing."
        except OSError as error:
            yield f"Files: {address_of(digest)} cannot be read ({error.strerror})."
