"""A home of before answers without a name came in together is brought up to date."""

from importlib import import_module

import pytest
from django.db import connection
from django.test import Client

from tests.cast import NOW, OPERATOR
from tests.notes.table import drafted
from tests.notes.voices import VOICES, Voice, answered, published, speaks
from tests.table import at_the_table
from tourdetable.kernel.models import Event
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import Audience
from tourdetable.notes.models import Question, Questionnaire
from tourdetable.notes.queries.published import published_versions, standing_versions
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import PUBLIC, View, as_it_stands, as_published
from tourdetable.sheets.side_by_side_building import side_by_side_sheet
from tourdetable.site.answers_upgrade import bring_answers_up_to_date

PARTICIPANTS = View(Audience.PARTICIPANTS, is_full=True, page=None)
PAGE = "/en/desk/questionnaires/rcp-workshop-2005/publish/"


@pytest.fixture
def officer(reference: None) -> Client:  # noqa: ARG001 - asked for so that the data is there
    return at_the_table("secretariat officer")


def of_before(voices: tuple[Voice, ...] = VOICES) -> Questionnaire:
    """Published answers as a home of before holds them: no batch was ever formed."""
    row = published(answered(Meeting.objects.get(slug="rcp-workshop-2005"), voices))
    Question.objects.update(batches=[])
    Questionnaire.objects.update(predates_batches=True)
    row.refresh_from_db()
    return row


def texts(row: Questionnaire) -> list[set[str]]:
    """What the participants, and the public, read without a name to the first question."""
    questions = list(Question.objects.filter(questionnaire=row).select_related("group"))
    record = as_published(row, published_versions([row])[row.pk], questions)
    sheets = (
        side_by_side_sheet(as_it_stands(row), PARTICIPANTS, Reader("en")),
        side_by_side_sheet(record, PUBLIC, Reader("en")),
    )
    return [{text.text for text in sheet.unattributed[0]} for sheet in sheets]


def up_to_date() -> list[str]:
    return bring_answers_up_to_date(by=OPERATOR, now=NOW)


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_what_participants_and_public_read_without_a_name_stays() -> None:
    row = of_before()
    assert texts(row) == [set(), set()]
    came_in, leaves = up_to_date()
    assert texts(row) == [{"By chance", "By letter", "When it burns"}] * 2
    event = Event.objects.get(verb="form_batches")
    assert (event.thing, "coordination" in event.after) == (
        "questionnaire:rcp-workshop-2005/batches",
        True,
    )
    assert "come in now" in came_in
    assert leaves.endswith("could be meant: exchange.")


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_second_time_nothing_is_formed() -> None:
    row = of_before()
    up_to_date()
    batches = list(Question.objects.values_list("batches", flat=True))
    assert not [sentence for sentence in up_to_date() if "come in" in sentence]
    assert list(Question.objects.values_list("batches", flat=True)) == batches
    assert Event.objects.filter(verb="form_batches").count() == 1
    speaks(row, Voice("MEX", "rcm", "not-attributed", "es", {"coordination": "Cada semana"}))
    assert len(texts(row)[0]) == 3


@pytest.mark.django_db
@pytest.mark.usefixtures("reference")
def test_a_correction_that_is_not_published_brings_nothing_into_the_record() -> None:
    row = of_before()
    speaks(row, Voice("ITA", attribution="not-attributed", said={"coordination": "By letters"}))
    Question.objects.update(batches=[])
    up_to_date()
    assert texts(row) == [{"By chance", "By letters", "When it burns"}, set()]


@pytest.mark.django_db
def test_the_last_look_names_what_leaves_the_record_until_it_is_published_anew(
    officer: Client,
) -> None:
    row = of_before((VOICES[0], VOICES[2], VOICES[3]))
    (sentence,) = up_to_date()
    assert sentence.startswith("rcp-workshop-2005: answers without a name leave the record")
    page = officer.get(PAGE).content.decode()
    leaves = page.partition("Texts without a name leave the record")[2]
    assert "How do ministries work together?" in leaves.partition("</ul>")[0]
    speaks(row, Voice("AUS", "bali-process", said={"coordination": "Twice a week"}))
    published(row)
    assert "leave the record" not in officer.get(PAGE).content.decode()
    assert up_to_date() == []
    assert standing_versions(row).count() == 3


@pytest.mark.django_db
def test_the_migration_marks_what_was_published_before() -> None:
    for publicity in ("draft", "published", "withdrawn"):
        drafted(publicity)
        Questionnaire.objects.filter(slug=publicity).update(publicity=publicity)
    module = import_module("tourdetable.notes.migrations.0008_published_before_batches")
    with connection.cursor() as cursor:
        cursor.execute(module.Migration.operations[1].sql)
    marked = Questionnaire.objects.filter(predates_batches=True).values_list("slug", flat=True)
    assert set(marked) == {"published", "withdrawn"}
