"""A note while somebody writes in it: nobody else changes it until the transaction ends."""

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.rows import locked
from tourdetable.notes.enums import WRITABLE
from tourdetable.notes.models import Note


def hold_writable(note: Note) -> None:
    """Lock the note and bring its state up to date. Raises SentenceError where it was submitted or
    declined since it was read.
    """
    note.state = locked(note).state
    if note.state not in WRITABLE:
        raise SentenceError(
            "This note was submitted or declined meanwhile. Nothing is saved; open it again first."
        )
