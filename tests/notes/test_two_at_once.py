"""Two notes are submitted at the same moment, on PostgreSQL: the later one sees the earlier."""

from threading import Event, Thread

import pytest
from django.db import connection, connections, transaction

from tests.notes.answered import asked_by, form_batches_with, submitted
from tests.notes.table import fresh
from tourdetable.notes.models import Note, NoteVersion, Question


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
