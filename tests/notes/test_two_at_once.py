"""Two transactions at the same moment, on PostgreSQL: the later one sees the earlier."""

from threading import Event, Thread
from time import sleep

import orjson
import pytest
from django.db import connection, connections, transaction

from tests.cast import NOW
from tests.notes.answered import asked_by, form_batches_with, submitted
from tests.notes.table import FIJI, fresh, opened, said
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.models import Note, NoteVersion, Question, Questionnaire


def _submit(letter: str, about: Event, other: Event) -> None:
    """Its version is there before the other commits, and it says so before it looks for others."""
    first = NoteVersion.objects.get(note__party__code="AAA")
    note = fresh(Note.objects.get(party__code=letter * 3))
    with transaction.atomic():
        version = NoteVersion.objects.create(
            note=note, number=1, content=first.content.replace("Words A", f"Words {letter}"),
            digest="d" * 64, attribution="not-attributed", submitted_at=first.submitted_at,
            submitted_by="x",
        )  # fmt: skip
        about.set()
        assert other.wait(20)
        form_batches_with(version)
    connections.close_all()


@pytest.mark.usefixtures("emptied", "transactional_db")
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer; this is about row locks"
)
def test_they_form_one_batch() -> None:
    with transaction.atomic():
        asked_by("ABCD")
        submitted("A", "not-attributed", coordination="Words A")
    ready = {letter: Event() for letter in "BC"}
    threads = [
        Thread(target=_submit, args=(letter, ready[letter], ready[other]))
        for letter, other in ("BC", "CB")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(40)
    (batch,) = Question.objects.get(key="coordination").batches
    versions = NoteVersion.objects.values_list("note_id", "pk", "number")
    assert batch == sorted(map(list, versions))


def _cross(note: Note, has_begun: Event) -> None:
    """Lock the questionnaire, and then the note that an action has locked which waits for the
    questionnaire: the server breaks the action off, whose wait it looks at sooner.
    """
    probe = connection.copy()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL deadlock_timeout = '60s'")
        Questionnaire.objects.select_for_update().get(pk=note.questionnaire_id)
        has_begun.set()
        free = "SELECT 1 FROM notes_note WHERE id = %s FOR UPDATE SKIP LOCKED"
        for _ in range(1000):
            with probe.cursor() as looking:
                looking.execute(free, [note.pk])
                if not looking.fetchall():
                    break
            sleep(0.01)
        Note.objects.select_for_update(of=("self",)).get(pk=note.pk)
    probe.close()
    connections.close_all()


@pytest.mark.usefixtures("emptied", "transactional_db")
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer; this is about row locks"
)
def test_what_is_tried_again_tells_how_the_note_stood() -> None:
    with transaction.atomic():
        note = opened()
        said(note, "Well")
        Note.objects.filter(pk=note.pk).update(attribution="not-attributed")
    note = fresh(note)
    has_begun = Event()
    other = Thread(target=_cross, args=(note, has_begun))
    other.start()
    assert has_begun.wait(20)
    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        (broken_off,) = cursor.fetchone()
    event = submit_note(note, by=FIJI, now=NOW)
    other.join(40)
    before, after = orjson.loads(event.before)["note"], orjson.loads(event.after)["note"]
    assert (before["state"], after["state"]) == ("drafting", "submitted")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_force_next_flush()")
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        assert cursor.fetchone()[0] > broken_off
