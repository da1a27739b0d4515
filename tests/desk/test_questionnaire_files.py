"""Questionnaires at the desk as files: taken in after a look, given out, and back as a document."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.cast import CAST, NOW
from tests.meetings.table import meeting
from tests.notes.plans import PLAN
from tests.notes.table import OFFICER, drafted, opened
from tests.table import at_the_table, sent
from tourdetable.formats.questionnaire_document import anchor
from tourdetable.formats.xlsform import questionnaire_xlsform
from tourdetable.intake.questionnaires.xlsform import read_xlsform
from tourdetable.kernel.models import Event, Upload
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.asking import create_questionnaire
from tourdetable.notes.actions.taking import fill_questionnaire
from tourdetable.notes.models import Note, Question, Questionnaire
from tourdetable.notes.queries.plans import plan_of

pytestmark = pytest.mark.django_db
FIXTURES = Path(__file__).parents[1] / "intake/fixtures"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


@pytest.fixture
def empty() -> Questionnaire:
    create_questionnaire(meeting(), slug="table-2027", typed={}, by=OFFICER, now=NOW)
    return Questionnaire.objects.get()


def brought(client: Client, address: str, name: str, content: bytes) -> str:
    """Where one is led after laying a file down."""
    answer = sent(client, address, file=SimpleUploadedFile(name, content))
    assert answer.status_code == 303, answer.content.decode()
    return str(answer.headers["Location"])


@pytest.mark.usefixtures("empty")
def test_an_xlsform_is_looked_at_and_taken_in_as_one_change(officer: Client) -> None:
    content = questionnaire_xlsform(PLAN, name="four")
    preview = brought(officer, "/en/desk/questionnaires/table-2027/brought/", "q.xlsx", content)
    page = officer.get(preview).content.decode()
    assert "How do ministries work together?" in page
    assert "6 questions" in page
    assert not Question.objects.exists()
    assert sent(officer, preview).status_code == 303
    made = Questionnaire.objects.get()
    assert plan_of(made).groups == PLAN.groups
    assert Event.objects.filter(verb="fill_questionnaire").count() == 1
    again = sent(officer, preview)
    assert again.status_code == 422
    assert "asks something already" in again.content.decode()


@pytest.mark.usefixtures("empty")
def test_what_of_a_survey_cannot_be_taken_is_said_one_by_one(officer: Client) -> None:
    content = (FIXTURES / "survey-6.lss").read_bytes()
    preview = brought(officer, "/fr/desk/questionnaires/table-2027/brought/", "s.lss", content)
    page = officer.get(preview).content.decode()
    assert "Ce qui ne peut être repris" in page
    assert page.count("ne peuvent être reprises") == 1
    assert "Échangez-vous" in page


@pytest.mark.usefixtures("empty")
def test_what_is_no_questionnaire_is_refused_in_a_sentence(officer: Client) -> None:
    preview = brought(officer, "/en/desk/questionnaires/table-2027/brought/", "x.lss", b"<a/>")
    page = officer.get(preview)
    assert page.status_code == 422
    assert "no survey of LimeSurvey" in page.content.decode()
    assert "Take these questions in" not in page.content.decode()


def test_what_goes_out_comes_back(officer: Client) -> None:
    made = drafted()
    answer = officer.get("/en/desk/questionnaires/table-2027/questionnaire.xlsx")
    assert 'filename="table-2027.xlsx"' in answer.headers["Content-Disposition"]
    assert read_xlsform(answer.content)[0].groups == plan_of(made).groups


def test_what_a_file_cannot_hold_is_said_beside_it(officer: Client, empty: Questionnaire) -> None:
    here = f"/en/desk/questionnaires/{empty}/"
    assert "cannot hold" not in officer.get(here).content.decode()
    fill_questionnaire(empty, plan=PLAN, by=OFFICER, now=NOW)
    page = officer.get(here).content.decode()
    assert "What a Word document cannot hold (3)" in page
    assert "<bdi>means:</bdi> The condition is told and not enforced" in page
    assert "What XLSForm cannot hold" not in page
    question = empty.questions.get(key="staff")
    said = question.text.to_json() | {"es": {"text": "¿Cuántas?", "status": "machine"}}
    question.text = Wording.from_json(said)
    question.save()
    page = officer.get(here).content.decode()
    assert "What XLSForm cannot hold (1)" in page
    assert "XLSForm does not say how a translation came to be." in page


def test_a_note_that_came_back_as_word_stands_in_the_form(officer: Client) -> None:
    note = opened()
    sent_out = officer.get(f"/fr/desk/notes/{note.pk}/note.docx")
    assert sent_out.status_code == 200
    document = Document(io.BytesIO(sent_out.content))
    mark = anchor("table-2027", "a", "coordination")
    marked = [
        number
        for number, paragraph in enumerate(document.paragraphs)
        if mark in [one.get(f"{WORD}name") for one in paragraph._p.iter(f"{WORD}bookmarkStart")]
    ]
    document.paragraphs[marked[0] + 1].text = "Par un comité"
    made = io.BytesIO()
    document.save(made)
    form = brought(officer, f"/fr/desk/notes/{note.pk}/returned/", "n.docx", made.getvalue())
    page = officer.get(form).content.decode()
    assert "Par un comité" in page
    assert not note.versions.exists()
    refused = brought(officer, f"/fr/desk/notes/{note.pk}/returned/", "n.docx", b"PK no")
    answer = officer.get(refused)
    assert answer.status_code == 422


def test_a_file_is_seen_by_who_laid_it_and_by_nobody_else(
    officer: Client, empty: Questionnaire
) -> None:
    content = questionnaire_xlsform(PLAN, name="four")
    preview = brought(officer, f"/en/desk/questionnaires/{empty}/brought/", "q.xlsx", content)
    for who in CAST.keys() - {"secretariat officer", "operator", "reader of the record"}:
        assert at_the_table(who).get(preview).status_code == 404, who
    assert Upload.objects.count() == 1
    assert not Note.objects.exists()
