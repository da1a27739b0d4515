"""The journal and the kept files: what is not what was written is named."""

import datetime as dt
import gc
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from tests.record.leaves import LANGUAGES, NOW, small_leaves, these
from tourdetable.kernel.files import address_of, keep
from tourdetable.kernel.journal import event_digest
from tourdetable.kernel.models import Event, Seal
from tourdetable.library.models import KeptFile
from tourdetable.record.journal_fixity import check_house
from tourdetable.record.places import Places
from tourdetable.record.publishing import publish
from tourdetable.record.release import Imprint
from tourdetable.record.sealing import seal_for_release
from tourdetable.site.configuration import sqlite_database

pytestmark = [
    pytest.mark.django_db,
    # Django leaves a connection open where a damaged file lets it connect and then fails.
    pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning"),
]
LATER = NOW + dt.timedelta(hours=1)


def write_events(*things: str) -> None:
    for thing in things:
        event = Event(at=NOW, by="operator:tests", verb="put", thing=thing, after='{"a":1}')
        event.digest = event_digest(event)
        event.save(force_insert=True)


def release(home: Path) -> Places:
    places = Places(home)
    publish(
        these(small_leaves()),
        Imprint(LANGUAGES, seal_for_release(now=NOW), NOW),
        places=places,
    )
    return places


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A release over a journal of three events under one seal, and two events after it."""
    write_events("process one", "process two", "meeting three")
    found = release(tmp_path)
    write_events("process four", "process five")
    return found


def without_triggers(statement: str, *values: str | int | dt.datetime) -> None:
    """What somebody with the key to the database can do; undone with the test."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE kernel_event DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE kernel_seal DISABLE TRIGGER USER")
        else:
            for table in ("kernel_event", "kernel_seal"):
                for verb in ("UPDATE", "DELETE"):
                    cursor.execute(f"DROP TRIGGER {table}_no_{verb}")
        cursor.execute(statement, values)


def test_an_intact_journal_has_no_fault(places: Places) -> None:
    found = check_house(places)
    assert (found.events, found.seals, found.files, found.faults) == (5, 1, 0, ())


@pytest.mark.parametrize("column", ["by", "verb", "thing", "before", "after", "digest"])
@pytest.mark.parametrize("thing", ["process two", "process five"])
def test_a_changed_event_is_named(places: Places, thing: str, column: str) -> None:
    number = Event.objects.get(thing=thing).pk
    statement = f'UPDATE kernel_event SET "{column}" = %s WHERE id = %s'  # noqa: S608 - column names of our own
    without_triggers(statement, "0" * 64, number)
    assert any(f"event {number} " in fault for fault in check_house(places).faults)


def test_a_changed_instant_is_named(places: Places) -> None:
    event = Event.objects.get(thing="process two")
    without_triggers("UPDATE kernel_event SET at = %s WHERE id = %s", LATER, event.pk)
    assert any(f"event {event.pk} " in fault for fault in check_house(places).faults)


def test_a_removed_event_is_noticed(places: Places) -> None:
    without_triggers("DELETE FROM kernel_event WHERE thing = %s", "process two")
    assert any("closed 3 events" in fault for fault in check_house(places).faults)


@pytest.mark.parametrize(
    ("column", "value"),
    [("made_at", LATER), ("digest", "0" * 64), ("last", 1_000_000), ("count", 9)],
)
def test_a_changed_seal_is_named(
    places: Places, column: str, value: str | int | dt.datetime
) -> None:
    number = Seal.objects.get().pk
    without_triggers(f'UPDATE kernel_seal SET "{column}" = %s', value)  # noqa: S608 - the same
    assert any(f"seal {number}" in fault for fault in check_house(places).faults)


def test_a_journal_cut_short_does_not_fit_its_releases(places: Places) -> None:
    """Everything after some day is gone, seal and all: only a release still knows."""
    number = Seal.objects.get().pk
    without_triggers("DELETE FROM kernel_event")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM kernel_seal")
    sentence = f"Journal: seal {number}, which the release of 2026-11-23T12:00:00.000000+00:00 "
    assert check_house(places).faults == (f"{sentence}names, is gone.",)


def test_a_kept_file_that_changed_or_is_gone_is_named(places: Places) -> None:
    files = {}
    for language, content in (("en", b"one"), ("fr", b"two"), ("es", b"three")):
        files[language] = keep(content)
        KeptFile.objects.create(digest=files[language], media_type="text/plain", size=5)
    with default_storage.open(address_of(files["en"]), "wb") as stream:
        stream.write(b"0ne")
    default_storage.delete(address_of(files["fr"]))
    found = check_house(places)
    assert found.files == 3
    assert set(found.faults) == {
        f"Files: {address_of(files['en'])} is not what was stored.",
        f"Files: {address_of(files['fr'])} is missing.",
    }
    for language in ("en", "es"):
        default_storage.delete(address_of(files[language]))


@pytest.fixture
def database_file(places: Places, tmp_path: Path) -> Iterator[Path]:
    """The database as a file of its own."""
    if connection.vendor != "sqlite":
        pytest.skip("flips bytes in a file of SQLite")
    assert places.record.is_dir()
    path = tmp_path / "copy.sqlite3"
    path.write_bytes(connection.connection.serialize())
    yield path
    gc.collect()


def check_file(path: Path, places: Places) -> tuple[str, ...]:
    settings = {**connection.settings_dict, **sqlite_database(path), "ATOMIC_REQUESTS": False}
    wrapper = DatabaseWrapper(settings, "default")
    was = connections["default"]
    connections["default"] = wrapper
    try:
        return check_house(places).faults
    finally:
        wrapper.close()
        connections["default"] = was


def test_a_flipped_byte_in_the_rows_is_named(database_file: Path, places: Places) -> None:
    """In every column, and in the header that SQLite writes before a row."""
    whole = database_file.read_bytes()
    assert check_file(database_file, places) == ()
    dice = random.Random(2005)  # noqa: S311 - places to damage, not secrets
    event = Event.objects.get(thing="process two")
    seal = Seal.objects.get()
    for row, name in ((event, f"event {event.pk}"), (seal, f"seal {seal.pk}")):
        at = event.at if row is event else seal.made_at
        end = whole.rindex(row.digest.encode()) + 64
        start = whole.rindex(str(at.replace(tzinfo=None)).encode(), 0, end)
        for place in dice.sample(range(start, end), 60):
            found = flipped(whole, place, 1 << dice.randrange(8), database_file, places)
            assert any(name in fault for fault in found), (place - start, found)
        for place in range(start - 8, start):
            assert flipped(whole, place, 1 << dice.randrange(8), database_file, places) != ()


def flipped(
    whole: bytes, place: int, mask: int, database_file: Path, places: Places
) -> tuple[str, ...]:
    changed = bytearray(whole)
    changed[place] ^= mask
    database_file.write_bytes(changed)
    return check_file(database_file, places)


def test_a_file_that_is_no_database_any_more_is_said(database_file: Path, places: Places) -> None:
    whole = database_file.read_bytes()
    for start in (0, 100):
        database_file.write_bytes(whole[:start] + b"\xff" * 4096 + whole[start + 4096 :])
        faults = check_file(database_file, places)
        assert any("cannot be read" in fault for fault in faults)
