"""What an event says of before is how the row stood, whatever the caller held."""

import orjson
import pytest

from tests.cast import NOW
from tests.notes.table import FIJI, fresh, invited, opened, said
from tourdetable.kernel.models import Event
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.attributing import attribute_note
from tourdetable.notes.actions.clearing import ask_clearance
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.models import Note

pytestmark = pytest.mark.django_db


def stale() -> Note:
    """A note as it was read before somebody else gave it another address."""
    note = opened()
    said(note, "Well")
    held = fresh(note)
    Note.objects.filter(pk=note.pk).update(mail="new@example.org", attribution="process-only")
    return held


def before(event: Event) -> dict[str, str]:
    told = orjson.loads(event.before)
    found: dict[str, str] = told.get("note", told)
    return found


def test_a_submission_says_how_the_note_stood() -> None:
    event = submit_note(stale(), by=FIJI, now=NOW)
    then = before(event)
    assert (then["mail"], then["attribution"]) == ("new@example.org", "process-only")
    assert orjson.loads(event.after)["note"]["attribution"] == "process-only"


def test_a_request_for_clearance_says_how_the_note_stood() -> None:
    note = stale()
    ministry = invited(note, "Interior").row
    event = ask_clearance(note, contributors=[ministry], by=FIJI, now=NOW)
    assert before(event)["mail"] == "new@example.org"


def test_an_attribution_says_how_the_note_stood() -> None:
    event = attribute_note(stale(), attribution=Attribution.NOT_ATTRIBUTED, by=FIJI, now=NOW)
    after = orjson.loads(event.after)["note"]["attribution"]
    assert (before(event)["attribution"], after) == ("process-only", "not-attributed")
