"""The journal is append-only, sealed, and names what was tampered with."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import CAST, NOW, OPERATOR
from tourdetable.kernel.errors import NotAllowedError
from tourdetable.kernel.journal import faults_in_journal, seal_journal
from tourdetable.kernel.models import Event, Seal
from tourdetable.parties.actions import record_person
from tourdetable.parties.models import Person
from tourdetable.parties.queries import PersonDossier

pytestmark = pytest.mark.django_db


def record(*names: str) -> list[Event]:
    return [
        record_person(PersonDossier(Person(slug=name, name=name), []), by=OPERATOR, now=NOW)
        for name in names
    ]


def tamper(sql: str, *values: int) -> None:
    """Write past the triggers, as somebody with the database's own tools could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql, values)
            cursor.execute("SET session_replication_role = DEFAULT")
            return
        for table in ("kernel_event", "kernel_seal"):
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}")
        cursor.execute(sql, values)


@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
@pytest.mark.parametrize("table", ["kernel_event", "kernel_seal"])
def test_the_database_refuses_to_change_the_past(statement: str, table: str) -> None:
    record("a")
    seal_journal(now=NOW)
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table))
    assert (Event.objects.count(), Seal.objects.count()) == (1, 1)


def test_only_the_operator_records_and_a_refusal_changes_nothing() -> None:
    for role, actor in CAST.items():
        if role == "operator":
            continue
        with pytest.raises(NotAllowedError) as refusal:
            record_person(PersonDossier(Person(slug="x", name="x"), []), by=actor, now=NOW)
        assert str(refusal.value) == f"{actor} may not record person."
    assert (Event.objects.count(), Person.objects.count()) == (0, 0)


def test_what_fails_half_way_leaves_neither_change_nor_event() -> None:
    record("a")
    with pytest.raises(DatabaseError), transaction.atomic():
        record_person(
            PersonDossier(Person(slug="b", name=None), []),  # type: ignore[misc]  # the fault
            by=OPERATOR,
            now=NOW,
        )
    assert [event.thing for event in Event.objects.all()] == ["person:a"]
    assert Person.objects.count() == 1


def test_seals_chain_batches_and_hold() -> None:
    record("a", "b")
    first = seal_journal(now=NOW)
    assert seal_journal(now=NOW) is None
    record("c")
    second = seal_journal(now=NOW)
    record("d")
    assert first is not None
    assert second is not None
    assert (first.count, second.count, second.first) == (2, 1, first.last + 1)
    assert first.digest != second.digest
    assert list(faults_in_journal()) == []


def test_a_changed_event_is_named() -> None:
    events = record("a", "b", "c")
    seal_journal(now=NOW)
    tamper("UPDATE kernel_event SET after = replace(after, 'b', 'x') WHERE id = %s", events[1].pk)
    assert list(faults_in_journal()) == [
        f"Journal: event {events[1].pk} (record_person person:b) is not what was written."
    ]


def test_a_changed_event_with_its_digest_mended_breaks_the_seal() -> None:
    events = record("a", "b")
    seal = seal_journal(now=NOW)
    assert seal is not None
    tamper(
        "UPDATE kernel_event SET digest = (SELECT digest FROM kernel_event WHERE id = %s)"
        " WHERE id = %s",
        events[0].pk,
        events[1].pk,
    )
    assert list(faults_in_journal()) == [
        f"Journal: event {events[1].pk} (record_person person:b) is not what was written.",
        f"Journal: seal {seal.pk} (events {seal.first}–{seal.last}) does not hold.",
    ]


def test_a_removed_event_and_a_removed_seal_are_named() -> None:
    events = record("a", "b")
    seal = seal_journal(now=NOW)
    assert seal is not None
    record("c")
    later = seal_journal(now=NOW)
    assert later is not None
    tamper("DELETE FROM kernel_event WHERE id = %s", events[0].pk)
    assert list(faults_in_journal()) == [
        f"Journal: seal {seal.pk} closed 2 events ({seal.first}–{seal.last}); 1 are there."
    ]
    tamper("DELETE FROM kernel_seal WHERE id = %s", seal.pk)
    assert list(faults_in_journal()) == [
        f"Journal: seal {later.pk} (events {later.first}–{later.last}) does not hold."
    ]


def test_an_event_after_the_last_seal_is_checked_too() -> None:
    record("a")
    seal_journal(now=NOW)
    newest = record("b")[0]
    tamper("UPDATE kernel_event SET verb = 'forge_person' WHERE id = %s", newest.pk)
    assert list(faults_in_journal()) == [
        f"Journal: event {newest.pk} (forge_person person:b) is not what was written."
    ]
