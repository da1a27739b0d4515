"""Where everybody is: the board, its letters, a note returned, extended, entered on behalf."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW
from tests.letters.post import drafted as drafted_letter
from tests.letters.post import invited as invitation_of
from tests.notes.table import (
    BALI,
    FIJI,
    OFFICER,
    asked,
    drafted,
    fresh,
    invited,
    opened,
    party,
    process,
    said,
)
from tests.table import at_the_table, confirming, sent
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.files import open_kept
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import state_of
from tourdetable.letters.enums import LetterKind
from tourdetable.letters.models import Letter
from tourdetable.letters.queries import notes_without_letter
from tourdetable.letters.writing import LINK_PLACE
from tourdetable.notes.actions.asking import ask_respondent, open_questionnaire
from tourdetable.notes.actions.clearing import ask_clearance
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import decline_note, save_draft
from tourdetable.notes.models import Contributor, Note, NoteVersion, Questionnaire
from tourdetable.notes.queries.links import open_link

pytestmark = pytest.mark.django_db
HERE = "/en/desk/questionnaires/table-2027/"
BOARD = f"{HERE}board/"
PLANTED = "Zwischenstand-4711"


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _note(code: str) -> Note:
    return fresh(Note.objects.get(party__code=code))


def _counts(page: str) -> dict[str, int]:
    found = re.findall(r'\?at=([a-z-]+)"[^>]*>[^<(]*\((\d+)\)', page)
    return {name: int(count) for name, count in found}


def test_respondents_come_from_the_invitations(officer: Client) -> None:
    row = drafted()
    made = [
        Invitation.objects.create(
            meeting=row.meeting, party=party(code, code), process=of, office=office,
            ground="party", state=state, mail=f"{code.lower()}@example.org", language="fr",
        )
        for code, of, office, state in (
            ("AUS", process("bali-process"), "current-chair", "sent"),
            ("IDN", process("bali-process"), "secretariat", "sent"),
            ("FJI", None, "", "approved"),
            ("TON", None, "", "left-out"),
        )
    ]  # fmt: skip
    page = officer.get(f"{HERE}respondents/").content.decode()
    ticked = set(map(int, re.findall(r'name="chosen" value="(\d+)" checked', page)))
    assert ticked == {made[0].pk, made[2].pk}
    assert sent(officer, f"{HERE}respondents/", chosen=[]).status_code == 422
    assert sent(officer, f"{HERE}respondents/", chosen=sorted(ticked)).status_code == 303
    found = Note.objects.order_by("pk").values_list("party__code", "process__slug", "mail")
    assert list(found) == [
        ("AUS", "bali-process", "aus@example.org"),
        ("FJI", None, "fji@example.org"),
    ]
    assert Event.objects.filter(verb="ask_invited").count() == 1
    typed = {"party": "TON", "process": "", "mail": "t@example.org", "language": "en"}
    assert sent(officer, f"{HERE}respondents/new/", **typed).status_code == 303
    assert sent(officer, f"{HERE}respondents/new/", **typed).status_code == 422
    tonga = _note("TON")
    address = f"/en/desk/notes/{tonga.pk}/address/"
    typed = {"mail": "new@example.org", "language": "fr", "seen": state_of(tonga)}
    assert sent(officer, address, **typed).status_code == 303
    assert (_note("TON").mail, _note("TON").language) == ("new@example.org", "fr")
    assert sent(officer, f"/en/desk/notes/{tonga.pk}/remove/").status_code == 303
    assert not Note.objects.filter(pk=tonga.pk).exists()


def test_the_link_goes_out_by_letter_and_the_desk_never_shows_it(officer: Client) -> None:
    note = opened()
    to = f"{HERE}writing/questionnaire/"
    page = officer.get(to).content.decode()
    assert len(re.findall(r'name="chosen" value="\d+" checked', page)) == 2
    assert page.count("28 March 2027, 03:30 (Europe/Paris, GMT+02:00)") == 2
    assert sent(officer, to, chosen=[note.pk]).status_code == 303
    letter = Letter.objects.get()
    assert (letter.note, letter.invitation, LINK_PLACE in letter.text) == (note, None, True)
    assert "Deadline: 28 March 2027, 03:30 (Europe/Paris, GMT+02:00)" in letter.text
    assert letter.text.startswith("Invented as an example: nothing of it took place.\n\nSir or")
    assert f'value="{note.pk}"' not in officer.get(to).content.decode()
    assert sent(officer, to, chosen=[note.pk]).status_code == 422
    here = f"/en/desk/letters/{letter.pk}/"
    assert sent(officer, f"{here}approve/").status_code == 303
    letter.refresh_from_db()
    secret = re.search(r"/en/note/([\w-]{43})/", letter.text)
    assert secret
    opens = open_link(secret[1], NOW)
    assert opens is not None
    assert (opens.note, opens.is_respondent) == (note, True)
    assert [name for name, _ in letter.attachments] == ["second-table-questionnaire.pdf"]
    with open_kept(letter.attachments[0][1]) as stream:
        assert stream.read().startswith(b"%PDF-")
    for address in (here, f"{here}approve/", "/en/desk/letters/"):
        assert secret[1] not in officer.get(address).content.decode()
    assert "/en/note/…/" in officer.get(here).content.decode()
    assert not [e for e in Event.objects.all() if secret[1] in e.before + e.after]
    assert sent(officer, f"{here}draft/").status_code == 303
    letter.refresh_from_db()
    assert (secret[1] in letter.text, LINK_PLACE in letter.text) == (False, True)


def test_reminders_are_chosen_by_a_person(officer: Client) -> None:
    note = opened()
    other = _note("IDN")
    Note.objects.filter(pk=other.pk).update(language="fr")
    decline_note(note, reason="Not this year", by=FIJI, now=NOW)
    to = f"{HERE}writing/note-reminder/"
    page = officer.get(to).content.decode()
    assert (f'value="{other.pk}"' in page, f'value="{note.pk}"' in page) == (True, False)
    assert sent(officer, to, chosen=[other.pk]).status_code == 303
    letter = Letter.objects.get()
    assert (letter.kind, letter.language) == (LetterKind.NOTE_REMINDER, "fr")
    asked_for = notes_without_letter(note.questionnaire, LetterKind.NOTE_REMINDER)
    assert list(asked_for) == []
    assert officer.get(f"{HERE}letters/invitation/").status_code == 404


def _in_clearance() -> Note:
    """Fiji and its ministry have written, and the ministry is asked to clear it."""
    note = opened()
    ministry = invited(note, f"{PLANTED} ministry")
    save_draft(
        ministry.row,
        question=note.questionnaire.questions.all()[0],
        content=f"{PLANTED} draft",
        language="en",
        seen="",
        by=ministry.actor,
        now=NOW,
    )
    said(note, f"{PLANTED} answer")
    ask_clearance(fresh(note), contributors=[ministry.row], by=FIJI, now=NOW)
    return note


def test_the_board_is_right(officer: Client) -> None:
    _in_clearance()
    decline_note(_note("IDN"), reason="No time <b>", by=BALI, now=NOW)
    page = officer.get(BOARD).content.decode()
    expected = {"not-opened": 0, "drafting": 0, "in-clearance": 1, "submitted": 0}
    assert _counts(page) == {**expected, "late": 0, "declined": 1}
    assert "No time &lt;b&gt;" in page
    Questionnaire.objects.update(deadline=NOW)
    late = officer.get(f"{BOARD}?at=late").content.decode()
    assert (_counts(late)["late"], "Indonesia" in late, "Fiji" in late) == (1, False, True)
    assert "No note stands there" in officer.get(f"{BOARD}?at=submitted").content.decode()


def test_nothing_of_what_is_drafted_is_shown_at_the_desk(officer: Client) -> None:
    note = _in_clearance()
    wanted = ["", "board/", "answers/", "answers.json", "respondents/", "writing/note-reminder/"]
    own = [f"/en/desk/notes/{note.pk}/{step}/" for step in ("enter", "extend", "series")]
    for address in [*(f"{HERE}{page}" for page in wanted), *own]:
        assert PLANTED not in officer.get(address).content.decode(), address
    sent(officer, f"{HERE}writing/note-reminder/", chosen=[note.pk])
    assert PLANTED not in Letter.objects.get().text


def test_why_a_note_is_corrected_is_not_told_before_it_is(officer: Client) -> None:
    note = opened()
    Note.objects.filter(pk=note.pk).update(state="corrected", remark=PLANTED)
    assert PLANTED not in officer.get(BOARD).content.decode()


def test_a_note_is_extended_and_returned(officer: Client) -> None:
    note = opened()
    to = f"/en/desk/notes/{note.pk}/extend/"
    typed = {"day": "2027-04-10", "hour": "", "reason": "Cyclone"}
    assert sent(officer, to, **{**typed, "reason": " "}).status_code == 422
    assert sent(officer, to, **{**typed, "day": "2027-03-01"}).status_code == 422
    assert sent(officer, to, **typed).status_code == 303
    page = officer.get(BOARD).content.decode()
    assert ("Cyclone" in page, "10 April 2027, 23:59 (Europe/Paris" in page) == (True, True)
    said(note, "Well")
    submit_note(fresh(note), by=FIJI, now=NOW)
    back = f"/en/desk/notes/{note.pk}/return/"
    assert sent(officer, back, remark="").status_code == 422
    assert sent(officer, back, remark="Question 2?").status_code == 303
    assert _note("FJI").state == "returned"
    assert "Question 2?" in officer.get(BOARD).content.decode()


def test_a_note_is_entered_on_behalf_with_its_source(officer: Client) -> None:
    note = opened()
    to = f"/en/desk/notes/{note.pk}/enter/"
    page = officer.get(to).content.decode()
    fields = dict(re.findall(r'<label for="id_(question-\d+)"><bdi>([^<]+)</bdi>', page))
    names = {text: name for name, text in fields.items()}
    typed = {
        names["How do ministries work together?"]: "Weekly =1+1",
        names["Do you exchange?"]: "maybe",
        "language": "fr",
        "source": "e-mail of 3 March",
    }
    assert sent(officer, to, **typed).status_code == 422
    assert sent(officer, to, **{**typed, "source": ""}).status_code == 422
    typed[names["Do you exchange?"]] = "no"
    assert sent(officer, to, **typed).status_code == 303
    version = NoteVersion.objects.get()
    told = {one["question"]: one for one in version.told()}
    assert (told["coordination"]["content"], told["exchange"]["content"]) == ("Weekly =1+1", "no")
    assert told["with-whom"]["state"] == "not-answered"
    assert (version.source, _note("FJI").state) == ("e-mail of 3 March", "submitted")
    assert sent(officer, to, **{**typed, "source": "again"}).status_code == 422
    typed[names["Do you exchange?"]] = "yes"
    assert sent(officer, to, **{**typed, "reason": "They called"}).status_code == 303
    assert NoteVersion.objects.count() == 2
    said_late = _note("IDN")
    Note.objects.filter(pk=said_late.pk).update(state="drafting")
    late = f"/en/desk/notes/{said_late.pk}/enter/"
    assert sent(officer, late, **typed).status_code == 404


def test_what_is_entered_on_behalf_is_read_more_widely_by_a_confirmed_step_alone(
    officer: Client,
) -> None:
    note = opened()
    to = f"/en/desk/notes/{note.pk}/enter/"
    name = re.findall(r'<label for="id_(question-\d+)">', officer.get(to).content.decode())[0]
    typed = {name: "Weekly", "language": "en", "source": "paper", "attribution": "not-for-use"}
    assert sent(officer, to, **typed).status_code == 303
    page = officer.get(to).content.decode()
    assert ('value="not-for-use" selected' in page, 'name="loosens"' in page) == (True, False)
    typed |= {name: "Daily", "reason": "They called", "attribution": "attributed"}
    refused = sent(officer, to, **typed)
    page = refused.content.decode()
    assert (refused.status_code, 'name="loosens"' in page, "Daily" in page) == (422, True, True)
    assert sent(officer, to, **{**typed, "attribution": ""}).status_code == 303
    assert NoteVersion.objects.latest("number").attribution == "not-for-use"
    typed |= {name: "Hourly", "attribution": "not-attributed"}
    refused = sent(officer, to, **typed)
    typed |= {"attribution": "attributed"}
    again = sent(officer, to, **typed, **confirming(refused))
    assert (again.status_code, "Hourly" in again.content.decode()) == (422, True)
    assert sent(officer, to, **typed, loosens="on").status_code == 422
    assert sent(officer, to, **typed, **confirming(again)).status_code == 303
    assert NoteVersion.objects.latest("number").attribution == "attributed"


def test_a_question_is_declined_on_behalf_with_a_reason_or_without(officer: Client) -> None:
    note = opened()
    to = f"/en/desk/notes/{note.pk}/enter/"
    assert "The respondent declined to answer question 1" in officer.get(to).content.decode()
    first, second, _third = note.questionnaire.questions.all()
    typed = {
        f"question-{first.pk}-declined": "on",
        f"question-{first.pk}-reason": "Not ours to say",
        f"question-{second.pk}-declined": "on",
        f"question-{second.pk}": "yes",
        "language": "fr",
        "source": "e-mail of 3 March",
    }
    refused = sent(officer, to, **typed)
    assert refused.status_code == 422
    assert "Either answered or declined: choose one." in refused.content.decode()
    del typed[f"question-{second.pk}"]
    assert sent(officer, to, **typed).status_code == 303
    told = [(one["state"], one.get("reason")) for one in NoteVersion.objects.get().told()]
    assert told == [("declined", "Not ours to say"), ("declined", ""), ("not-answered", None)]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = drafted()
    for code in ("FJI", "IDN", "TON")[:count]:
        of, whose = process(f"p-{code.lower()}"), party(code, code)
        ask_respondent(
            row, party=whose, process=of, mail="a@example.org", language="en", by=OFFICER, now=NOW
        )
    open_questionnaire(row, by=OFFICER, now=NOW)
    with django_assert_num_queries(9):
        officer.get(BOARD)
    with django_assert_num_queries(8):
        officer.get(f"{HERE}respondents/")
    with django_assert_num_queries(6):
        officer.get(f"{HERE}writing/note-reminder/")


@pytest.mark.parametrize("who", [who for who in CAST if who != "operator"])
def test_others_find_nothing_there(who: str) -> None:
    note = opened()
    client = at_the_table(who)
    expected = (
        200 if who == "secretariat officer" else 302 if who == "reader of the record" else 404
    )
    for step in ("address", "extend", "remove", "return", "enter", "series"):
        assert client.get(f"/en/desk/notes/{note.pk}/{step}/").status_code == expected, step


def test_what_is_about_an_invitation_has_its_own_letters(reference: None, officer: Client) -> None:  # noqa: ARG001 - for the data
    letter = drafted_letter(invitation_of())
    page = officer.get(f"/en/desk/meetings/{letter.meeting.slug}/letters/").content.decode()
    assert "Draft: questionnaire" not in page
    asked(drafted())
    assert Contributor.objects.count() == 0
