"""What others answered, as the participants of the meeting read it, and nobody else."""

import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from tests.notes.voices import VOICES, answered
from tests.table import at_the_table, seated
from tourdetable.invitations.enums import Category, Function
from tourdetable.invitations.models import Participant
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import Sharing
from tourdetable.notes.models import NoteVersion, Questionnaire
from tourdetable.parties.models import Party
from tourdetable.processes.models import FocalPoint, Process

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
HERE = "/en/room/questionnaires/rcp-workshop-2005/answers/"
FILE = "/en/room/questionnaires/rcp-workshop-2005/answers"
ADDRESSES = (HERE, f"{FILE}.xlsx", f"{FILE}.json")


def _takes_part(who: str, party: str) -> Client:
    meeting = Meeting.objects.get(slug="rcp-workshop-2005")
    Participant.objects.create(
        meeting=meeting,
        person=seated(who),
        function=Function.DELEGATE,
        category=Category.GOVERNMENT,
        party=Party.objects.get(code=party),
    )
    return at_the_table(who)


def _answered(sharing: Sharing, count: int = len(VOICES)) -> Questionnaire:
    row = answered(Meeting.objects.get(slug="rcp-workshop-2005"), VOICES[:count])
    Questionnaire.objects.update(sharing=sharing)
    return row


def _statuses(client: Client) -> set[int]:
    return {client.get(address).status_code for address in ADDRESSES}


@pytest.mark.parametrize(
    ("sharing", "before", "after"),
    [
        (Sharing.SECRETARIAT, {404}, {404}),
        (Sharing.PARTICIPANTS, {200}, {200}),
        (Sharing.AFTER_OWN, {404}, {200}),
    ],
)
def test_the_questionnaire_says_when_participants_read(
    sharing: Sharing, before: set[int], after: set[int]
) -> None:
    _answered(sharing)
    delegate = _takes_part("delegate", "AUS")
    own = NoteVersion.objects.get(note__party__code="AUS")
    own.texts.all().delete()
    NoteVersion.objects.filter(pk=own.pk).delete()
    assert _statuses(delegate) == before
    own.save(force_insert=True)
    assert _statuses(delegate) == after
    for who in ("other delegation", "chair's office", "ministry contributor"):
        assert _statuses(at_the_table(who)) == {404}
    assert _statuses(at_the_table("reader of the record")) == {302}


def test_participants_read_what_each_lets_them_and_choose_no_other_audience() -> None:
    _answered(Sharing.PARTICIPANTS)
    delegate = _takes_part("delegate", "AUS")
    for query in ("", "full=on", "audience=secretariat", "rows=country", "rows=process"):
        made = (
            delegate.get(f"{HERE}?{query}").content + delegate.get(f"{FILE}.json?{query}").content
        )
        shown = made.decode()
        for kept in ("Between us", "Mexico", "Hungary", "China", "Not ours", "Switzerland"):
            assert kept not in shown, query
    page = delegate.get(HERE).content.decode()
    unnamed = page.partition("Said without a name")[2]
    assert "from three respondents at least" in unnamed
    assert ("When it burns" in unnamed, "Once a week" in page) == (True, True)
    answer = delegate.get(f"{FILE}.xlsx")
    assert "participants-answers.xlsx" in answer["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any("Once a week" in one for one in cells)
    assert not any("Between us" in one for one in cells)


def test_it_is_what_the_secretariat_sees_as_theirs() -> None:
    _answered(Sharing.PARTICIPANTS)
    theirs = _takes_part("delegate", "AUS").get(f"{FILE}.json").content
    desk = "/en/desk/questionnaires/rcp-workshop-2005/answers.json?audience=participants"
    assert at_the_table("secretariat officer").get(desk).content == theirs


def test_the_note_leads_to_them_where_they_may_be_read() -> None:
    row = _answered(Sharing.PARTICIPANTS)
    note = row.notes.get(party__code="AUS")
    FocalPoint.objects.create(
        person=seated("focal point"), process=Process.objects.get(slug="bali-process"),
        party=Party.objects.get(code="AUS"), since="2020",
    )  # fmt: skip
    place = f"/en/room/notes/{note.pk}/"
    assert HERE not in at_the_table("focal point").get(place).content.decode()
    client = _takes_part("focal point", "AUS")
    assert HERE in client.get(place).content.decode()
    Questionnaire.objects.update(sharing=Sharing.SECRETARIAT)
    assert HERE not in client.get(place).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_however_many(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _answered(Sharing.PARTICIPANTS, count)
    delegate = _takes_part("delegate", "AUS")
    with django_assert_num_queries(12):
        delegate.get(HERE)
