"""A list of participants from a spreadsheet: brought, looked at, put right, taken in."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from openpyxl import Workbook
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW, OPERATOR
from tests.invited import invited, meeting
from tests.table import at_the_table, sent
from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Participant
from tourdetable.kernel.models import Event, Upload
from tourdetable.kernel.uploads import LIFE, forget_old_uploads
from tourdetable.parties.models import Person

pytestmark = pytest.mark.django_db
HERE = "/en/desk/meetings/workshop-2027/participants/lists/"
SMALL = (
    "Title;Name;Country;Function;E-mail\nMr;Jone Vula;Fiji;Head of delegation;jone@example.org\n"
)


@pytest.fixture
def officer() -> Client:
    meeting()
    return at_the_table("secretariat officer")


def brought(client: Client, content: str | bytes, name: str = "list.csv") -> str:
    """The address of the preview of a list."""
    data = content.encode() if isinstance(content, str) else content
    answer = sent(client, HERE, file=SimpleUploadedFile(name, data))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def said(page: str, /, **changed: object) -> dict[str, object]:
    """What a browser would send of the form on a preview, with what somebody has changed."""
    form = page.partition('<form method="post" novalidate>')[2]
    found: dict[str, object] = {}
    for name, body in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    for tag in re.findall(r"<input[^>]+>", form):
        key, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if key and 'type="checkbox"' not in tag:
            found[key[1]] = value[1] if value else ""
        elif key and "checked" in tag:
            found[key[1]] = "on"
    return {**found, **changed}


def taken(client: Client, preview: str) -> HttpResponse:
    address = f"{preview}take/"
    assert client.get(address).status_code == 200
    return sent(client, address)


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_list_is_looked_at_before_anything_is_saved(officer: Client) -> None:
    invited("FJI", InvitationState.ACCEPTED)
    assert "Import a list" in page_of(officer, HERE)
    preview = brought(officer, SMALL)
    page = page_of(officer, preview)
    assert "<strong>1</strong> to be added" in page
    assert Participant.objects.count() == Person.objects.filter(name="Jone Vula").count() == 0
    assert taken(officer, preview).status_code == 303
    part = Participant.objects.get()
    assert (part.person.name, part.person.honorific) == ("Jone Vula", "Mr")
    assert (part.party and part.party.code, part.function, part.category) == (
        "FJI",
        "head",
        "government",
    )
    assert part.showing == "not-shown"


def test_a_second_import_adds_nothing(officer: Client) -> None:
    assert taken(officer, brought(officer, SMALL)).status_code == 303
    again = brought(officer, SMALL)
    assert "<strong>1</strong> there already" in page_of(officer, again)
    answer = taken(officer, again)
    assert answer.status_code == 422
    assert "Nothing on this list is new" in answer.content.decode()
    assert Participant.objects.count() == 1
    assert Event.objects.filter(verb="import_participants").count() == 1


def test_a_form_that_is_sent_twice_acts_once(officer: Client) -> None:
    preview = brought(officer, SMALL)
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    for _ in range(2):
        assert sent(officer, f"{preview}take/", form=number).status_code == 303
    assert Participant.objects.count() == 1


def test_columns_and_encoding_are_put_right(officer: Client) -> None:
    invited("FJI", InvitationState.ACCEPTED)
    preview = brought(officer, "Élodie;Directrice;Fiji\n".encode("cp1252"))
    page = page_of(officer, preview)
    assert "this is a guess" in page
    changed = {"encoding": "cp1251", "column-1": "post"}
    assert sent(officer, preview, **said(page, **changed)).status_code == 303
    page = page_of(officer, preview)
    assert "Йlodie" in page
    assert sent(officer, preview, **said(page, encoding="cp1252")).status_code == 303
    assert taken(officer, preview).status_code == 303
    part = Participant.objects.get()
    assert (part.person.name, part.post) == ("Élodie", "Directrice")


def test_an_encoding_that_does_not_fit_is_said(officer: Client) -> None:
    preview = brought(officer, SMALL.replace("Vula", "Vulà").encode("cp1252"))
    page = page_of(officer, preview)
    answer = sent(officer, preview, **said(page, encoding="utf-8"))
    assert answer.status_code == 303
    told = officer.get(preview)
    assert told.status_code == 422
    assert "is not written in UTF-8" in told.content.decode()
    assert (
        sent(officer, preview, **said(told.content.decode(), encoding="cp1252")).status_code == 303
    )
    assert "Vulà" in page_of(officer, preview)


SPELT = "Name,Country\nHans Müller,Fiji\nMuller Hans,Fiji\nHans Müller,Fiji\nHans Miller,Tonga\n"


def test_other_spellings_wait_for_a_word_and_are_never_joined_unasked(officer: Client) -> None:
    for code in ("FJI", "TON"):
        invited(code, InvitationState.ACCEPTED)
    preview = brought(officer, SPELT)
    page = page_of(officer, preview)
    assert "As in row 2." in page
    assert "like row 2" in page
    answer = taken(officer, preview)
    assert answer["Location"].endswith("?prospect=proposed")
    names = Participant.objects.order_by("pk").values_list("person__name", flat=True)
    assert list(names) == ["Hans Müller", "Hans Miller"]
    page = page_of(officer, preview)
    assert sent(officer, preview, **said(page, **{"line-3": "new"})).status_code == 303
    assert taken(officer, preview).status_code == 303
    assert list(names.all()) == ["Hans Müller", "Hans Miller", "Muller Hans"]


def test_a_proposal_is_the_one_who_is_said(officer: Client) -> None:
    known = Person.objects.create(slug="hans", name="Hans Müller")
    preview = brought(officer, "Name,Function\nHans Müller,speaker\n")
    page = page_of(officer, preview)
    assert "<strong>1</strong> perhaps there already" in page
    ref = f"person:{known.pk}"
    assert sent(officer, preview, **said(page, **{"line-2": ref})).status_code == 303
    assert taken(officer, preview).status_code == 303
    assert Participant.objects.get().person == known


def test_a_name_of_no_party_is_given_one(officer: Client) -> None:
    invited("FJI", InvitationState.ACCEPTED)
    preview = brought(officer, "Name,Country\nAdi,Fidji\nJone,Fidji\n")
    page = page_of(officer, preview)
    assert "No party is called “Fidji”" in page
    assert sent(officer, preview, **said(page, **{"party-0": "FJI"})).status_code == 303
    assert taken(officer, preview).status_code == 303
    assert set(Participant.objects.values_list("party__code", "unit")) == {("FJI", "")}


def test_what_was_said_otherwise_in_between_is_not_taken(officer: Client) -> None:
    preview = brought(officer, SMALL)
    step = said(page_of(officer, f"{preview}take/"))
    page = page_of(officer, preview)
    assert sent(officer, preview, **said(page, **{"column-0": "nothing"})).status_code == 303
    assert sent(officer, f"{preview}take/", **step).status_code == 422
    assert Participant.objects.count() == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old or encrypted Office file"),
        (b"PK\x03\x04" + b"x" * 600, "The workbook cannot be read"),
        (b"a,b\n\x00\x01\x02", "is no text"),
        (b'Name\n"open', "perhaps a quotation mark"),
    ],
)  # fmt: skip
def test_what_is_no_list_is_a_sentence(officer: Client, content: bytes, told: str) -> None:
    answer = sent(officer, HERE, file=SimpleUploadedFile("x.csv", content))
    said_of_it = officer.get(answer["Location"]) if answer.status_code == 303 else answer
    assert said_of_it.status_code == 422
    assert told in said_of_it.content.decode()
    assert Participant.objects.count() == 0


def test_a_workbook_with_several_pages(officer: Client) -> None:
    book = Workbook()
    first = book.worksheets[0]
    first.append(["Name", "Post"])
    first.append(["Adi", "=1+1"])
    book.create_sheet("Others").append(["Jone"])
    made = io.BytesIO()
    book.save(made)
    preview = brought(officer, made.getvalue(), "list.xlsx")
    page = page_of(officer, preview)
    assert "Adi" in page
    assert "=1+1" not in page
    assert sent(officer, preview, **said(page, page="Others")).status_code == 303
    assert "Jone" in page_of(officer, preview)


@pytest.mark.parametrize("count", [1, 3, 120])
def test_a_preview_costs_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    lines = [f"{chr(0x4E00 + n)}{chr(0x5E00 + n)},p{n}@example.org" for n in range(count)]
    preview = brought(officer, "Name,E-mail\n" + "\n".join(lines))
    officer.get(preview)
    with django_assert_num_queries(8):
        page = page_of(officer, f"{preview}?page=2")
    assert page.count('<tr class="end-') == min(count, 50)


def test_nobody_else_finds_a_list(officer: Client) -> None:
    preview = brought(officer, SMALL)
    for who in CAST:
        if who in ("operator", "secretariat officer"):
            continue
        client, status = at_the_table(who), 404 if CAST[who].key else 302
        for address in (HERE, preview, f"{preview}take/"):
            assert client.get(address).status_code == status, who
            assert sent(client, address).status_code == status, who
    Upload.objects.update(laid_by="person:another-officer")
    assert officer.get(preview).status_code == 404


def test_a_list_is_gone_after_a_day(officer: Client) -> None:
    preview = brought(officer, SMALL)
    Upload.objects.update(laid_at=NOW.replace(year=2020))
    assert officer.get(preview).status_code == 404


def test_due_work_clears_away_what_lay_for_a_day(officer: Client) -> None:
    brought(officer, SMALL)
    later = Upload.objects.get().laid_at + LIFE
    assert forget_old_uploads(by=OPERATOR, now=later - dt.timedelta(seconds=1)) == 0
    assert forget_old_uploads(by=OPERATOR, now=later) == 1
    event = Event.objects.get(verb="forget_upload")
    assert Upload.objects.count() == 0
    assert "Jone" not in event.before


def test_another_file_takes_the_place_of_the_one_before(officer: Client) -> None:
    first = brought(officer, SMALL)
    second = brought(officer, SMALL.replace("Jone", "Adi"))
    assert officer.get(first).status_code == 404
    assert "Adi" in page_of(officer, second)
    assert "Jone" not in "".join(Event.objects.values_list("after", flat=True))


@pytest.mark.usefixtures("reference")
@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_of_the_house_comes_back_and_adds_nothing(
    officer: Client, language: str, kind: str
) -> None:
    text = (
        "Title;Name;Country;Post;Ministry;Function\n"
        "Ms;Élodie Lefèvre;France;Directrice;Ministère;Head of delegation\n"
        ";محمد عبد الله;Egypt;;;Adviser\n;王毅;China;;;Observer\n;Ann O'Hara;IOM;;;Speaker\n"
        ";An Interpreter;;;;Interpreter\n;=Jone;Fiji;;;Delegate\n"
    )
    assert taken(officer, brought(officer, text)).status_code == 303
    assert Participant.objects.filter(party__isnull=False).count() == 5
    here = f"/{language}/desk/meetings/workshop-2027/participants/list.{kind}"
    again = brought(officer, officer.get(here).content, f"list.{kind}")
    page = page_of(officer, again)
    assert re.findall(r"<strong>(\d+)</strong> ([\w ]+)<", page) == [("6", "there already")]
