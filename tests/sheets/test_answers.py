"""Answers in the record: what each respondent lets be read, and nothing by elimination."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, OPERATOR
from tests.notes.voices import VOICES, Voice, answered, asked, published, speaks
from tourdetable.formats.data import to_json
from tourdetable.kernel.actors import ANONYMOUS
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.actions import restore_meeting, withdraw_meeting
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.asking import copy_questionnaire
from tourdetable.notes.actions.publishing import withdraw_answers
from tourdetable.notes.enums import Reply
from tourdetable.notes.models import Question
from tourdetable.sheets.edition import Edition, Thing
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.standing import TombstoneSheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
ANSWERS = Thing("answers", "rcp-workshop-2005")


def workshop() -> Meeting:
    return Meeting.objects.get(slug="rcp-workshop-2005")


def edition(*languages: str) -> Edition:
    return Edition(languages or ("en",), by=ANONYMOUS, on=PartialDate("2026-11-23"), now=NOW)


def drawn(language: str = "en") -> object:
    return next(edition(language).entries([ANSWERS])).sheet


def page(language: str = "en") -> SideBySideSheet:
    sheet = drawn(language)
    assert isinstance(sheet, SideBySideSheet)
    return sheet


def told(sheet: SideBySideSheet) -> dict[str, list[str]]:
    return {
        row.label: [c.text.text if c.reply is Reply.ANSWERED else "" for c in row.cells]
        for row in sheet.rows
    }


def test_each_is_read_as_closely_as_it_lets_itself_be() -> None:
    published(answered(workshop()))
    sheet = page()
    assert told(sheet) == {
        "Bali Process on People Smuggling, Trafficking in Persons and Related Transnational Crime"
        " · Australia": ["Once a week", "", ""],
        "Egypt": ["كل أسبوع", "", "الوثائق"],
        "Intergovernmental Consultations on Migration, Asylum and Refugees · Canada": [
            "Par écrit", "", ""],
        "Regional Conference on Migration": ["Cada mes", "", ""],
    }  # fmt: skip
    assert [sorted(one.text for one in texts) for texts in sheet.unattributed] == [
        ["By chance", "By letter", "When it burns"],
        [],
        [],
    ]
    silent = {(cell.reply, cell.text.text) for row in sheet.rows for cell in row.cells}
    assert {one for one in silent if not one[1]} == {(Reply.NOT_SHOWN, "")}


def test_nothing_else_of_a_note_is_in_its_data() -> None:
    published(answered(workshop()))
    data = to_json(page()).decode()
    kept_back = ("Between us", "Not ours", "Tout", "Mexico", "Hungary", "China", "Italy", "digest")
    for kept in (*kept_back, "Switzerland"):
        assert kept not in data
    assert '"key": 0' in data


def test_an_answer_stands_in_its_language_and_the_question_in_the_readers() -> None:
    published(answered(workshop()))
    sheet = page("fr")
    assert str(sheet.columns[0].text) == "Comment coordonnez-vous ?"
    languages = {row.cells[0].text.language: row.cells[0].text.is_fallback for row in sheet.rows}
    assert languages == {"en": True, "ar": True, "fr": False, "es": True}


def test_a_text_comes_in_with_two_others_once_all_are_published() -> None:
    row = published(answered(workshop(), (VOICES[0], VOICES[2], VOICES[3])))
    assert page().unattributed == ((), (), ())
    other = asked(workshop(), VOICES[7:], "another")
    other.notes.update(questionnaire=row)
    speaks(row, VOICES[7])
    assert page().unattributed == ((), (), ())
    published(row)
    assert {one.text for one in page().unattributed[0]} == {
        "By chance",
        "By letter",
        "When it burns",
    }


def test_a_text_without_a_name_stays_as_it_came_in() -> None:
    row = answered(workshop())
    speaks(row, Voice("ITA", attribution="not-attributed", said={"coordination": "By letters"}))
    published(row)
    texts = {one.text for one in page().unattributed[0]}
    assert ("By letter" in texts, "By letters" in texts, len(texts)) == (True, False, 3)


def test_one_that_is_kept_closer_takes_the_others_along() -> None:
    row = answered(workshop())
    speaks(row, Voice("ITA", attribution="not-for-use", said={"coordination": "By letters"}))
    published(row)
    assert page().unattributed == ((), (), ())


def test_a_questionnaire_that_is_copied_begins_without_texts() -> None:
    row = answered(workshop())
    copy_questionnaire(row, meeting=row.meeting, slug="again", by=OPERATOR, now=NOW)
    batches = Question.objects.order_by("questionnaire", "position").values_list(
        "batches", flat=True
    )
    assert [len(one) for one in batches] == [1, 0, 0, 0, 0, 0]


def test_the_language_of_a_text_is_told_without_region_or_script() -> None:
    texts = zip(("HUN", "CHN", "ITA"), ("en-GB", "en-Latn-IE", "en"), strict=True)
    voices = tuple(
        Voice(party, attribution="not-attributed", language=tag, said={"coordination": party})
        for party, tag in texts
    )
    published(answered(workshop(), voices))
    assert {one.language for one in page().unattributed[0]} == {"en"}


def test_a_correction_waits_for_the_step() -> None:
    row = published(answered(workshop()))
    speaks(row, Voice("EGY", language="en", said={"coordination": "Corrected"}))
    assert told(page())["Egypt"] == ["كل أسبوع", "", "الوثائق"]
    published(row)
    assert told(page())["Egypt"] == ["Corrected", "", "الوثائق"]


def test_the_meeting_leads_to_its_answers_and_to_none_that_are_gone() -> None:
    row = published(answered(workshop()))
    meeting = Thing("meeting", "rcp-workshop-2005")
    links = next(edition().entries([meeting])).sheet.answers  # type: ignore[union-attr]  # a meeting
    assert [(link.kind, link.slug, str(link.name)) for link in links] == [
        ("answers", "rcp-workshop-2005", "Three questions")
    ]
    assert ANSWERS in list(edition().things())
    withdraw_answers(row, reason=Wording.of(en="Wrong"), by=OPERATOR, now=NOW)
    assert next(edition().entries([meeting])).sheet.answers == ()  # type: ignore[union-attr]  # a meeting
    gone = drawn()
    assert isinstance(gone, TombstoneSheet)
    assert (gone.kind, gone.slug, str(gone.reason)) == ("answers", ANSWERS.slug, "Wrong")


def test_they_go_and_come_back_with_their_meeting() -> None:
    published(answered(workshop()))
    withdraw_meeting(workshop(), reason=Wording.of(en="Never held"), by=OPERATOR, now=NOW)
    gone = drawn()
    assert isinstance(gone, TombstoneSheet)
    assert (gone.kind, gone.slug, str(gone.reason)) == ("answers", ANSWERS.slug, "Never held")
    restore_meeting(workshop(), by=OPERATOR, now=NOW)
    assert isinstance(drawn(), SideBySideSheet)


def test_what_nobody_published_has_no_page() -> None:
    answered(workshop())
    assert ANSWERS not in list(edition().things())


@pytest.mark.parametrize("count", [1, 3])
def test_they_are_drawn_in_so_many_queries(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slugs = [f"asked-{number}" for number in range(count)]
    for slug in slugs:
        published(answered(workshop(), VOICES[:count], slug))
    made = edition("en", "fr")
    assert made.withdrawn == {}
    with django_assert_num_queries(3):
        found = list(made.entries([Thing("answers", slug) for slug in slugs]))
    assert len(found) == 2 * count
