"""Every door by which a file comes in: read once, in a process of its own, and where that process
ends before it has come to an end, a sentence says so and nothing has changed.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from tests.cast import NOW, OPERATOR
from tests.desk.test_agenda_files import HERE as AGENDA
from tests.desk.test_agenda_files import officer as autumn  # noqa: F401 - a fixture
from tests.desk.test_lists import HERE as LIST
from tests.desk.test_lists import SMALL
from tests.invited import meeting as meeting_of_lists
from tests.library.samples import docx
from tests.library.test_actions import recorded
from tests.meetings.table import meeting
from tests.notes.plans import PLAN
from tests.notes.table import OFFICER
from tests.room.notes import at, linked, page, writes
from tests.room.test_note_brought import brings, filled
from tests.room.test_note_documents import brings as attaches
from tests.table import at_the_table, sent
from tourdetable.formats.xlsform import questionnaire_xlsform
from tourdetable.kernel.isolation import reading
from tourdetable.kernel.isolation.client import Answer, ReadingHost
from tourdetable.kernel.models import Event, Upload
from tourdetable.library.models import KeptFile
from tourdetable.library.tasks import extract_due_texts
from tourdetable.notes.actions.asking import create_questionnaire
from tourdetable.notes.models import Attachment

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
FIXTURES = Path(__file__).parents[1] / "intake/fixtures"
TOO_MUCH = "The file needs more than 300 MB of memory once it is unpacked"


class CountingHost(ReadingHost):
    """A host that counts what it is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []

    def ask(
        self, reader: str, arguments: Mapping[str, object], content: bytes, most_made: int = 0
    ) -> Answer:
        assert not connection.in_atomic_block or connection.savepoint_ids == self.around
        self.asked.append(reader)
        return super().ask(reader, arguments, content, most_made)

    around: Any = ()


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Iterator[CountingHost]:
    """The host of this test; it is asked outside of every action, that others can write."""
    own = CountingHost()
    own.around = list(connection.savepoint_ids)
    monkeypatch.setattr(reading, "HOST", own)
    yield own
    own.close()


@pytest.fixture
def greedy(host: CountingHost, settings: Any, monkeypatch: pytest.MonkeyPatch) -> CountingHost:
    """The same, and whatever it reads becomes too much."""
    settings.READER_SETTINGS = "tests.attack.greedy_settings"
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return host


def laid(client: Client, here: str, name: str, content: bytes) -> str:
    answer = sent(client, here, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


def list_of_people() -> tuple[Client, str]:
    meeting_of_lists()
    client = at_the_table("secretariat officer")
    return client, laid(client, LIST, "list.csv", SMALL.encode())


def agenda(request: pytest.FixtureRequest) -> tuple[Client, str]:
    client = request.getfixturevalue("autumn")
    return client, laid(client, AGENDA, "x.ics", (FIXTURES / "winter.ics").read_bytes())


def questionnaire() -> tuple[Client, str]:
    create_questionnaire(meeting(), slug="table-2027", typed={}, by=OFFICER, now=NOW)
    client, here = (
        at_the_table("secretariat officer"),
        "/en/desk/questionnaires/table-2027/brought/",
    )
    return client, laid(client, here, "q.xlsx", questionnaire_xlsform(PLAN, name="four"))


def note() -> tuple[Client, str]:
    linked()
    return Client(), at(brings(filled({"coordination": "We meet daily"})))


DOORS: dict[str, Callable[..., tuple[Client, str]]] = {
    "people": list_of_people,
    "agendas": agenda,
    "questionnaire": questionnaire,
    "returned": note,
}


def preview(door: str, request: pytest.FixtureRequest) -> tuple[Client, str]:
    make = DOORS[door]
    return make(request) if make is agenda else make()


@pytest.mark.parametrize("door", DOORS)
def test_a_second_look_reads_nothing_again(
    door: str, host: CountingHost, request: pytest.FixtureRequest
) -> None:
    client, address = preview(door, request)
    looks = [client.get(address) for _ in range(3)]
    assert {look.status_code for look in looks} == {200}
    assert host.asked == [door]
    upload = Upload.objects.get()
    assert len(upload.read_as) == 64
    for event in Event.objects.all():  # what was read is nothing that somebody did
        assert upload.read_as not in event.before + event.after


def test_another_way_of_reading_reads_again(host: CountingHost) -> None:
    client, address = list_of_people()
    client.get(address)
    upload = Upload.objects.get()
    upload.said = {"encoding": "cp1252"}
    upload.save()
    client.get(address)
    client.get(address)
    assert host.asked == ["people", "people"]


def test_what_was_kept_by_another_version_is_read_again(host: CountingHost) -> None:
    client, address = list_of_people()
    client.get(address)
    Upload.objects.update(reading=b'R{"unknown":1}')
    assert "Jone Vula" in client.get(address).content.decode()
    assert host.asked == ["people", "people"]


@pytest.mark.parametrize("door", DOORS)
def test_what_becomes_too_much_is_a_sentence_on_the_same_screen(
    door: str, greedy: CountingHost, request: pytest.FixtureRequest
) -> None:
    client, address = preview(door, request)
    events = Event.objects.count()
    for _ in range(2):
        answer = client.get(address)
        assert answer.status_code in (200, 422)
        assert TOO_MUCH in answer.content.decode()
    step = f"{address}take/" if door == "people" else address
    assert sent(client, step).status_code in (200, 404, 422)
    assert Event.objects.count() == events
    assert greedy.asked == [door]


def test_an_attachment_is_read_once_and_outside_of_the_action(host: CountingHost) -> None:
    linked()
    writes("We meet")
    assert attaches(at("answer/coordination/attach/")).status_code == 303
    assert host.asked == ["media"]


def test_an_attachment_that_becomes_too_much_is_refused_by_its_form(greedy: CountingHost) -> None:
    linked()
    writes("We meet")
    answer = attaches(at("answer/coordination/attach/"))
    assert (answer.status_code, Attachment.objects.count()) == (422, 0)
    assert f"annex.txt: {TOO_MUCH}" in answer.content.decode()
    assert greedy.asked == ["media"]
    assert "We meet" in page("group/1/")


def test_a_kept_file_is_read_once_and_its_text_once(host: CountingHost, tmp_path: Path) -> None:
    path = kept_document(tmp_path)
    call_command("keep", "a", str(path), "--language", "en", stdout=io.StringIO())
    assert list(extract_due_texts(by=OPERATOR, now=NOW)) != []
    assert host.asked == ["media", "media-text"]
    assert KeptFile.objects.get().has_text


def test_a_kept_file_that_becomes_too_much_is_refused(
    greedy: CountingHost, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = kept_document(tmp_path)
    with pytest.raises(SystemExit):
        call_command("keep", "a", str(path), "--language", "en")
    assert capsys.readouterr().err.startswith(f"tdt: a.docx: {TOO_MUCH}")
    assert (KeptFile.objects.count(), greedy.asked) == (0, ["media"])


def test_a_text_that_becomes_too_much_stays_due_and_is_named(
    host: CountingHost, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = kept_document(tmp_path)
    call_command("keep", "a", str(path), "--language", "en", stdout=io.StringIO())
    host.close()
    settings.READER_SETTINGS = "tests.attack.greedy_settings"
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    ((key, failure),) = extract_due_texts(by=OPERATOR, now=NOW)
    assert failure.startswith(TOO_MUCH)
    assert KeptFile.objects.get(pk=key).has_text is None


def kept_document(folder: Path) -> Path:
    """A document on record, and a file for it."""
    recorded("a", "en")
    path = folder / "a.docx"
    path.write_bytes(docx())
    return path
