"""Documents beside answers: what is kept, who reads it, and what goes with the submission."""

from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW
from tests.kernel.traced import AUTHOR, EDITOR, change, document, paragraph, run, saved, texts
from tests.notes.table import (
    FIJI,
    OFFICER,
    Ministry,
    answer,
    fresh,
    invited,
    opened,
    question,
    said,
)
from tests.unpacked import texts as unpacked
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.files import read_kept
from tourdetable.kernel.media.traces import Cleaning, TracesFoundError
from tourdetable.kernel.models import Event
from tourdetable.library.models import KeptFile
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.notes.actions.attaching import (
    LARGEST,
    MOST_ATTACHMENTS,
    attach_document,
    remove_attachment,
)
from tourdetable.notes.actions.clearing import answer_clearance, ask_clearance
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import (
    clear_answer,
    decline_question,
    reopen_note,
    save_draft,
)
from tourdetable.notes.enums import ClearanceState, NoteState
from tourdetable.notes.models import Answer, Attachment, Clearance, Note
from tourdetable.notes.queries.attachments import attachments, submitted_attachment
from tourdetable.notes.queries.notes import content_of

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Written:
    """A note of which one question is answered."""

    note: Note
    row: Answer


@pytest.fixture
def written() -> Written:
    note = opened()
    said(note, "Well")
    return Written(note, answered(note))


def answered(note: Note) -> Answer:
    rows = Answer.objects.select_related("note__questionnaire", "note__party", "contributor__note")
    return rows.get(note=note, contributor=None)


def brought(content: str = "An annex", name: str = "annex.txt", language: str = "fr") -> Arrival:
    return Arrival(name, content.encode(), language, None, LARGEST)


def attached(row: Answer, arrival: Arrival | None = None) -> Attachment:
    attach_document(row, arrival=arrival or brought(), by=FIJI, now=NOW)
    return Attachment.objects.select_related("answer__note__questionnaire").latest("pk")


def test_a_document_is_what_its_content_says(written: Written) -> None:
    made = attached(written.row, brought(name="planted-name.txt"))
    assert (made.name, made.language, made.media_type, made.size, bytes(made.content)) == (
        "planted-name.txt", "fr", "text/plain", 8, b"An annex",
    )  # fmt: skip
    event = Event.objects.latest("pk")
    assert event.verb == "attach_document"
    assert made.digest in event.after
    assert "planted" not in event.after


@pytest.mark.parametrize("attribution", ["attributed", "not-attributed"])
def test_what_readers_would_not_see_is_decided_by_its_owner(
    written: Written, attribution: str
) -> None:
    """No name of an author goes on, least of all beside an answer that is attributed to nobody."""
    Note.objects.filter(pk=written.note.pk).update(attribution=attribution)
    body = document(paragraph(change("ins", run("An annex"))), last_modified_by=EDITOR)
    content, events = saved(body), Event.objects.count()
    with pytest.raises(TracesFoundError, match=f"tracked changes: 1 \\({AUTHOR}\\)"):
        attached(written.row, Arrival("a.docx", content, "en", None, LARGEST))
    assert (Attachment.objects.count(), Event.objects.count()) == (0, events)
    attached(written.row, Arrival("a.docx", content, "en", None, LARGEST, Cleaning.ACCEPT))
    submit_note(fresh(written.note), by=FIJI, now=NOW)
    version = fresh(written.note).versions.get()
    digest = Attachment.objects.get().digest
    _told, kept = submitted_attachment(version, digest)
    assert texts(kept) == ["An annex"]
    for name, part in unpacked("a.docx", kept):
        assert not [word for word in (AUTHOR, EDITOR) if word.encode() in part], name


@pytest.mark.parametrize(
    ("arrival", "sentence"),
    [
        (Arrival("a.docx", b"PK\x03\x04 broken", "en", None, LARGEST), "damaged package"),
        (Arrival("a.pdf", b"%PDF-1.7 broken", "en", None, LARGEST), "cannot be read"),
        (Arrival("a.txt", b"", "en", None, LARGEST), "empty"),
        (Arrival("a.txt", b"12345", "en", None, 4), "limit"),
        (Arrival("a.html", b"<!doctype html><script>1</script>", "en", None, LARGEST), "scripts"),
        (Arrival("a.txt", b"text", "nothing at all", None, LARGEST), "is no language"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(
    written: Written, arrival: Arrival, sentence: str
) -> None:
    events = Event.objects.count()
    with pytest.raises(SentenceError, match=sentence):
        attach_document(written.row, arrival=arrival, by=FIJI, now=NOW)
    assert (Attachment.objects.count(), Event.objects.count()) == (0, events)


def test_a_document_once_and_not_too_many(written: Written) -> None:
    attached(written.row)
    with pytest.raises(SentenceError, match="attached already"):
        attached(written.row)
    for number in range(MOST_ATTACHMENTS - 1):
        attached(written.row, brought(f"Annex {number}"))
    with pytest.raises(SentenceError, match="10 documents at most"):
        attached(written.row, brought("One more"))
    row = Attachment.objects.all()[0]
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_answer_with_documents_is_neither_taken_back_nor_declined(written: Written) -> None:
    made = attached(written.row)
    one = {"question": question(written.note), "seen": "", "by": FIJI, "now": NOW}
    with pytest.raises(SentenceError, match="remove them first"):
        clear_answer(fresh(written.note), **one)  # type: ignore[arg-type]  # by name
    with pytest.raises(SentenceError, match="remove them first"):
        decline_question(fresh(written.note), reason="", **one)  # type: ignore[arg-type]  # by name
    remove_attachment(made, by=FIJI, now=NOW)
    assert not Attachment.objects.exists()
    clear_answer(fresh(written.note), **one)  # type: ignore[arg-type]  # by name
    assert answer(written.note) is None


def test_a_document_is_a_change_of_the_text(written: Written) -> None:
    before, interior = content_of(written.note), invited(written.note, "Interior")
    ask_clearance(fresh(written.note), contributors=[interior.row], by=FIJI, now=NOW)
    made = attached(answered(written.note))
    assert fresh(written.note).state == NoteState.DRAFTING
    assert Clearance.objects.get().state == ClearanceState.VOID
    assert made.digest in content_of(written.note)
    ask_clearance(fresh(written.note), contributors=[interior.row], by=FIJI, now=NOW)
    asked = Clearance.objects.select_related("note__questionnaire", "contributor").latest("pk")
    cleared = ClearanceState.CLEARED
    answer_clearance(asked, answer=cleared, reason="", by=interior.actor, now=NOW)
    remove_attachment(fresh_attachment(made), by=FIJI, now=NOW)
    assert fresh(written.note).state == NoteState.DRAFTING
    assert content_of(written.note) == before


def fresh_attachment(made: Attachment) -> Attachment:
    return Attachment.objects.select_related("answer__note__questionnaire").get(pk=made.pk)


def test_it_goes_with_the_submission_and_stays_with_it(written: Written) -> None:
    made = attached(written.row)
    submit_note(fresh(written.note), by=FIJI, now=NOW)
    version = written.note.versions.get()
    told = [one.get("attachments") for one in version.told()]
    assert told == [
        [{"name": "annex.txt", "language": "fr", "media_type": "text/plain", "size": 8,
          "digest": made.digest}], None, None,
    ]  # fmt: skip
    with pytest.raises(NotAllowedError):
        remove_attachment(fresh_attachment(made), by=FIJI, now=NOW)
    reopen_note(fresh(written.note), reason="Wrong annex", by=FIJI, now=NOW)
    remove_attachment(fresh_attachment(made), by=FIJI, now=NOW)
    submit_note(fresh(written.note), by=FIJI, now=NOW)
    assert submitted_attachment(version, made.digest)[1] == b"An annex"
    assert read_kept(KeptFile.objects.get().digest) == b"An annex"
    with pytest.raises(SentenceError, match="not submitted with"):
        submitted_attachment(written.note.versions.get(number=2), made.digest)


def test_what_is_not_submitted_is_kept_nowhere(written: Written) -> None:
    interior = drafted(written.note)
    attach_document(interior_draft(), arrival=brought(), by=interior.actor, now=NOW)
    with pytest.raises(NotAllowedError):
        attach_document(interior_draft(), arrival=brought("More"), by=FIJI, now=NOW)
    submit_note(fresh(written.note), by=FIJI, now=NOW)
    assert not KeptFile.objects.exists()
    assert "attachments" not in written.note.versions.get().content


def drafted(note: Note) -> Ministry:
    interior = invited(note, "Interior")
    save_draft(
        interior.row, question=question(note), content="Draft", language="en", seen="",
        by=interior.actor, now=NOW,
    )  # fmt: skip
    return interior


def interior_draft() -> Answer:
    rows = Answer.objects.select_related("note__questionnaire", "contributor__note__questionnaire")
    return rows.get(contributor__name="Interior")


def test_it_is_its_own_governments_until_it_is_submitted(written: Written) -> None:
    interior = drafted(written.note)
    labour = invited(written.note, "Labour", question=question(written.note, "exchange"))
    attached(written.row)
    attach_document(interior_draft(), arrival=brought("Draft"), by=interior.actor, now=NOW)
    seen = {
        who: attachments(actor, NOW).count()
        for who, actor in {
            "Fiji": FIJI, "interior": interior.actor, "labour": labour.actor, "officer": OFFICER,
        }.items()
    }  # fmt: skip
    assert seen == {"Fiji": 2, "interior": 2, "labour": 0, "officer": 0}
