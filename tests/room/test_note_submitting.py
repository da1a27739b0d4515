"""A note is submitted, receipted, corrected, returned or declined."""

import datetime as dt
import hashlib
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from tests.letters.sink import sinking
from tests.notes.table import OFFICER, fresh
from tests.room.notes import at, linked, page, seen, send, stands, writes
from tests.table import at_the_table, confirming
from tourdetable.desk.letters.approving import made_ready
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.media.pdf import text
from tourdetable.letters.actions.receipting import tell_of_return
from tourdetable.letters.models import Letter
from tourdetable.letters.tasks import POST, send_what_is_due
from tourdetable.notes.actions.asking import return_note
from tourdetable.notes.models import Note, NoteVersion

pytestmark = pytest.mark.django_db


def _clock() -> dt.datetime:
    return NOW


def _submitted() -> Note:
    note = linked()
    writes("We meet")
    writes("no", "exchange")
    assert send("submit/").status_code == 303
    return fresh(note)


def test_what_lacks_stands_on_the_last_page_and_is_refused() -> None:
    linked()
    writes("yes", "exchange")
    writes("one two three four five six")
    shown = page("submit/")
    assert "Required and not answered: 3" in shown
    assert "Longer than asked: 1" in shown
    answer = send("submit/")
    assert answer.status_code == 422
    assert "Required and not answered yet: with-whom." in answer.content.decode()
    assert not NoteVersion.objects.exists()


def test_a_note_is_submitted_once_and_stands_with_its_digest() -> None:
    linked()
    writes("We meet")
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    assert [send("submit/", form=number).status_code for _ in range(2)] == [303, 303]
    version = NoteVersion.objects.get()
    assert version.digest == hashlib.sha256(version.content.encode()).hexdigest()
    assert version.digest in page()
    shown = page("versions/1/")
    assert "We meet" in shown
    assert "Not answered" in shown
    assert writes("Later", seen=seen()).status_code == 404
    assert Client().get(at("versions/2/")).status_code == 404


def test_another_text_than_was_looked_at_is_not_submitted() -> None:
    linked()
    writes("We meet")
    answer = send("submit/", seen="0" * 64)
    assert answer.status_code == 422
    assert "The note has changed since you looked at it" in answer.content.decode()
    assert not NoteVersion.objects.exists()


def test_the_receipt_is_a_pdf_that_states_digest_and_time() -> None:
    note = _submitted()
    answer = Client().get(at("versions/1/receipt.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    flat = "".join(text(answer.content, 100_000).split())
    assert note.versions.get().digest in flat
    assert "Wemeet" in flat
    assert "(Europe/Paris" in flat


def _sent(settings: LazySettings) -> list[EmailMessage]:
    """What arrives of two runs of the post."""
    settings.DEFAULT_FROM_EMAIL = "table@example.org"
    with sinking() as (sink, port):
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL = "", False, False
        for _ in range(2):
            send_what_is_due(_clock)
    return [message_from_bytes(raw, policy=policy.default) for raw in sink.arrived]


def _told(message: EmailMessage) -> str:
    body = message.get_body()
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_the_receipt_goes_by_mail_once_and_says_nothing_of_the_text(
    settings: LazySettings,
) -> None:
    note = _submitted()
    version = note.versions.get()
    (message,) = _sent(settings)
    assert message["To"] == "fji@example.org"
    told = _told(message)
    assert version.digest in told.replace("\n", "")
    assert "(Europe/Paris" in told
    assert "We meet" not in told
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.version_id) == ("receipt", "sent", version.pk)
    meeting = note.questionnaire.meeting.slug
    page = at_the_table("secretariat officer").get(f"/en/desk/meetings/{meeting}/letters/")
    assert page.status_code == 200


def test_a_return_goes_by_mail_once_with_its_remark(settings: LazySettings) -> None:
    note = _submitted()
    assert len(_sent(settings)) == 1
    return_note(note, remark="Please answer\nthe second group", by=OFFICER, now=NOW)
    (message,) = _sent(settings)
    assert message["Subject"] == "Returned note: Second table"
    assert "\nPlease answer\nthe second group\n" in _told(message)
    assert "We meet" not in _told(message)
    assert _sent(settings) == []


def _returned() -> Note:
    note = _submitted()
    return_note(note, remark="Please answer the second group", by=OFFICER, now=NOW)
    return fresh(note)


def _subjects(settings: LazySettings) -> list[str]:
    return [message["Subject"].partition(":")[0].strip() for message in _sent(settings)]


def test_of_a_note_that_was_submitted_again_no_return_is_told(settings: LazySettings) -> None:
    _returned()
    writes("We meet often", seen=seen())
    assert send("submit/").status_code == 303
    assert _subjects(settings) == ["Receipt", "Receipt"]


def test_of_versions_the_last_is_returned(settings: LazySettings) -> None:
    note = _submitted()
    assert send("reopen/", reason="A figure was wrong").status_code == 303
    writes("We meet often", seen=seen())
    assert send("submit/").status_code == 303
    return_note(fresh(note), remark="Please answer the second group", by=OFFICER, now=NOW)
    assert _subjects(settings) == ["Receipt", "Receipt", "Returned note"]
    assert Letter.objects.get(kind="returned").version == note.versions.get(number=2)


def test_a_return_is_told_in_the_language_of_the_respondent(settings: LazySettings) -> None:
    Note.objects.filter(pk=_returned().pk).update(language="fr")
    assert _subjects(settings) == ["Récépissé", "Note renvoyée"]


@pytest.mark.parametrize(
    "changed", [{"state": "closed"}, {"deadline": NOW - dt.timedelta(minutes=1)}]
)
def test_of_a_note_that_can_be_written_no_more_no_return_is_told(
    settings: LazySettings, changed: dict[str, object]
) -> None:
    asked = _returned().questionnaire
    type(asked).objects.filter(pk=asked.pk).update(**changed)
    assert _subjects(settings) == ["Receipt"]


def test_without_a_deadline_a_return_is_told_all_the_same(settings: LazySettings) -> None:
    asked = _returned().questionnaire
    type(asked).objects.filter(pk=asked.pk).update(deadline=None)
    assert _subjects(settings) == ["Receipt", "Returned note"]


def test_a_note_of_a_closed_questionnaire_is_not_returned() -> None:
    note = _submitted()
    type(note.questionnaire).objects.update(state="closed")
    with pytest.raises(SentenceError, match="The questionnaire is closed"):
        return_note(fresh(note), remark="Look again", by=OFFICER, now=NOW)


def test_a_note_that_is_not_returned_is_told_of_no_return() -> None:
    version = _submitted().versions.get()
    with pytest.raises(SentenceError, match="The note is not returned"):
        tell_of_return(version, by=POST, now=NOW)
    assert not Letter.objects.exists()


def test_what_came_back_goes_once_more_to_another_address(settings: LazySettings) -> None:
    note = _submitted()
    assert len(_sent(settings)) == 1
    Letter.objects.update(state="bounced")
    assert _sent(settings) == []
    Note.objects.filter(pk=note.pk).update(mail="mission@example.org")
    (message,) = _sent(settings)
    assert message["To"] == "mission@example.org"
    assert len({letter.message_id for letter in Letter.objects.all()}) == 2


def test_a_letter_about_a_note_has_no_calendar_beside_it(settings: LazySettings) -> None:
    _returned()
    _sent(settings)
    for letter in Letter.objects.select_related("meeting", "invitation", "note"):
        names = [name for name, _ in made_ready(letter, NOW).attachments]
        assert names == [f"{letter.meeting.slug}-{letter.kind}.pdf"]


def test_a_correction_has_a_reason_and_is_a_further_version() -> None:
    _submitted()
    assert send("reopen/", reason=" ").status_code == 422
    assert send("reopen/", reason="A figure was wrong").status_code == 303
    assert "What was submitted stands until you submit again" in page()
    assert send("submit/").status_code == 422
    writes("We meet often", seen=seen())
    assert send("submit/").status_code == 303
    versions = NoteVersion.objects.order_by("number").values_list("number", "reason")
    assert list(versions) == [(1, ""), (2, "A figure was wrong")]
    assert "We meet often" not in page("versions/1/")


def test_what_the_secretariat_returned_says_why() -> None:
    note = _submitted()
    return_note(note, remark="Please answer the second group", by=OFFICER, now=NOW)
    assert "Please answer the second group" in page()
    assert "Look at it and submit" in page()


def test_the_whole_note_is_declined_and_written_after_all() -> None:
    linked()
    writes("We meet")
    assert send("decline/", reason="No capacity").status_code == 303
    assert "No capacity" in page()
    assert Note.objects.get(party__code="FJI").state == "declined"
    assert send("reopen/").status_code == 303
    assert Note.objects.get(party__code="FJI").state == "drafting"


def test_begun_is_said_by_a_step_and_not_by_a_look() -> None:
    linked()
    page()
    page("group/1/")
    assert Note.objects.get(party__code="FJI").state == "asked"
    assert send("begin/").status_code == 303
    assert Note.objects.get(party__code="FJI").state == "drafting"


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_every_page_is_there_in_every_language(language: str) -> None:
    _submitted()
    places = ("", "group/1/", "group/2/", "versions/1/", "reopen/")
    for place in places:
        assert Client().get(at(place, language=language)).status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_last_page_costs_the_same_however_long(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    linked()
    for key, content in (("coordination", "x"), ("exchange", "yes"), ("with-whom", "y"))[:count]:
        writes(content, key)
    with django_assert_num_queries(6):
        page("submit/")


def test_the_respondent_says_what_may_be_said_of_its_note() -> None:
    linked()
    writes("We meet")
    assert "attribution/" in page()
    assert 'value="not-for-use"' in page("attribution/")
    assert send("attribution/", attribution="not-attributed").status_code == 303
    assert Note.objects.get(party__code="FJI").attribution == "not-attributed"
    refused = send("attribution/", attribution="not-attributed")
    assert refused.status_code == 422
    assert send("submit/").status_code == 303
    assert NoteVersion.objects.get().attribution == "not-attributed"


BOX = 'name="loosens"'
"""What confirms that something may be read more widely."""


def test_what_would_be_read_more_widely_is_asked_about_first() -> None:
    linked()
    writes("We meet", attribution="not-for-use")
    assert BOX not in page("group/1/")
    refused = writes("We meet daily", seen=seen(), attribution="not-attributed")
    shown = refused.content.decode()
    assert (refused.status_code, BOX in shown, "We meet daily" in shown) == (422, True, True)
    assert "could then read it without a name" in shown
    assert (stands().content, stands().attribution) == ("We meet", "not-for-use")
    more = {"attribution": "not-attributed", **confirming(refused)}
    assert writes("We meet daily", seen=seen(), **more).status_code == 303
    assert stands().attribution == "not-attributed"


def test_the_whole_note_is_loosened_by_a_confirmed_step_alone() -> None:
    linked()
    writes("We meet")
    assert send("attribution/", attribution="not-attributed").status_code == 303
    assert BOX not in page("attribution/")
    assert send("submit/").status_code == 303
    assert send("reopen/", reason="A slip").status_code == 303
    refused = send("attribution/", attribution="process-only")
    assert (refused.status_code, BOX in refused.content.decode()) == (422, True)
    assert (
        send("attribution/", attribution="process-only", **confirming(refused)).status_code == 303
    )
    assert BOX not in page("submit/")
    refused = send("submit/")
    assert (refused.status_code, BOX in refused.content.decode()) == (422, True)
    assert send("submit/", **confirming(refused)).status_code == 303
    assert list(NoteVersion.objects.order_by("number").values_list("attribution", flat=True)) == [
        "not-attributed", "process-only",
    ]  # fmt: skip
