"""A questionnaire goes out as XLSForm and comes back; what the format cannot hold is named."""

import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyxform.xls2xform import convert

from tests.notes.plans import PLAN
from tourdetable.formats.xlsform import lost_in_xlsform, questionnaire_xlsform
from tourdetable.intake.questionnaires.xlsform import read_xlsform
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Version, Wording
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import PlannedGroup, PlannedQuestion, QuestionnairePlan


def book(**pages: list[list[str]]) -> bytes:
    made = Workbook()
    for name, rows in pages.items():
        page = made.create_sheet(name)
        for row in rows:
            page.append(row)
    del made["Sheet"]
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_there_and_back_nothing_is_lost() -> None:
    assert read_xlsform(questionnaire_xlsform(PLAN, name="four")) == (PLAN, ())
    assert list(lost_in_xlsform(PLAN)) == []


def test_another_program_reads_it() -> None:
    made = io.BytesIO(questionnaire_xlsform(PLAN, name="four"))
    form = convert(xlsform=made, validate=False, file_type=".xlsx")
    assert "How do ministries work together? (fr)" in form.xform
    assert "selected( /data/group_2/exchange , 'yes')" in " ".join(form.xform.split())


def test_what_it_cannot_hold_is_named() -> None:
    translated = Wording(
        {"en": Version("A?"), "fr": Version("A ?", WordingStatus.MACHINE, made_from="x")}
    )
    group = PlannedGroup(
        Wording(), Wording(), (PlannedQuestion("a", QuestionKind.TEXT, translated),)
    )
    plan = QuestionnairePlan(Wording.of(en="T", fr="T"), Wording(), (group,))
    assert [(remark.place, str(remark.sentence)) for remark in lost_in_xlsform(plan)] == [
        ("", "XLSForm has a title in one language only."),
        ("a", "XLSForm does not say how a translation came to be."),
    ]


FOREIGN = [
    ["type", "name", "label::English (en)", "label::Français (fr)", "relevant", "constraint"],
    ["start", "start", "", "", "", ""],
    ["text", "Who", "Who are you?", "Qui êtes-vous ?", "", "string-length(.) < 9"],
    ["begin group", "g", "Group", "Groupe", "", ""],
    ["begin group", "h", "Inner", "", "", ""],
    ["select_one yn or_other", "ok", "OK?", "", "${Who} != ''", ""],
    ["end group", "h", "", "", "", ""],
    ["geopoint", "where", "Where?", "", "", ""],
    ["text", "ok", "Why?", "", "${ok} = 'y'", ""],
    ["begin repeat", "kids", "Children", "", "", ""],
    ["integer", "age", "Age", "Âge", "", ""],
    ["end repeat", "kids", "", "", "", ""],
    ["end group", "g", "", "", "", ""],
    ["select_multiple none", "m", "Which?", "", "", ""],
]
"""The page `survey` of a form as other programs write it."""


def test_a_form_of_another_program_is_taken_as_far_as_it_goes() -> None:
    choices = [["list_name", "name", "label::English (en)"], ["yn", "y", "Yes"], ["yn", "n", "No"]]
    plan, remarks = read_xlsform(book(survey=FOREIGN, choices=choices))
    assert [(group.title.text("fr"), len(group.questions)) for group in plan.groups] == [
        (None, 1),
        ("Groupe", 3),
        (None, 1),
    ]
    assert [
        (one.key, one.kind.value, one.only_if, one.only_if_option) for one in plan.questions
    ] == [
        ("who", "text", "", ""),
        ("ok", "choice", "", ""),
        ("ok-2", "text", "", ""),
        ("kids", "table", "", ""),
        ("m", "text", "", ""),
    ]
    assert [(remark.place, str(remark.sentence)) for remark in remarks] == [
        ("3 Who", "A constraint cannot be taken."),
        ("5 h", "A group inside a group is taken as part of it."),
        ("6 ok", "The choice “other” with a text of its own cannot be taken."),
        ("8 where", "Rows of type “geopoint” cannot be taken."),
        ("11 age", "A column of a table is asked as text."),
        ("14 m", "It has no choices, so it is asked as an open text."),
        ("6 ok", "The condition “${Who} != ''” cannot be taken; it is always asked."),
        ("9 ok-2", "The condition “${ok} = 'y'” cannot be taken; it is always asked."),
    ]


def asked(survey: list[list[str]], **pages: list[list[str]]) -> tuple[list[str], list[str]]:
    """What a form asks, by language, and what could not be taken."""
    plan, remarks = read_xlsform(book(survey=survey, **pages))
    told = [
        f"{one.key} {one.kind.value} {one.is_required:d} "
        + " ".join(f"{tag}:{one.text.text(tag)}" for tag in one.text.versions)
        for one in plan.questions
    ]
    return told, [f"{remark.place}: {remark.sentence}" for remark in remarks]


@pytest.mark.parametrize(
    ("head", "tag"),
    [
        ("Français (fr)", "fr"),
        ("fr", "fr"),
        ("French", "fr"),
        ("français", "fr"),
        ("FRANCÉS", "fr"),
        ("французский", "fr"),
        ("الفرنسية", "fr"),
        ("法语", "fr"),
        ("Chinese (zh-Hans)", "zh-Hans"),
        ("Wolof", "wo"),
    ],
)
def test_a_language_is_known_by_code_and_name(head: str, tag: str) -> None:
    survey = [["Type", "Name", "Label::English", f"Label :: {head}"], ["text", "q", "A?", "B?"]]
    assert asked(survey) == ([f"q text 0 en:A? {tag}:B?"], [])


def test_texts_in_a_language_that_nobody_knows_are_left_out_and_named() -> None:
    survey = [["type", "name", "label", "label::Langue 2", "x::y"], ["text", "q", "A?", "B?", ""]]
    sentence = (
        "survey: The language of the column “label::Langue 2” is not known, so its texts cannot be"
        " taken; name it as in “French (fr)”."
    )
    assert asked(survey) == (["q text 0 en:A?"], [sentence])


def test_of_two_texts_in_one_language_the_one_further_right_is_taken_and_named() -> None:
    """As pyxform does, without a word."""
    columns, settings = ["label", "label::French (fr)"], [["default_language"], ["French"]]
    for heads in (columns, columns[::-1]):
        survey = [["type", "name", *heads], ["text", "q", "left", "right"]]
        sentence = (
            f"survey: The columns “{heads[0]}” and “{heads[1]}” are of one language; of two texts"
            " the one further right is taken."
        )
        assert asked(survey, settings=settings) == (["q text 0 fr:right"], [sentence])


@pytest.mark.parametrize("required", ["oui", "${q} = 'a'", "required"])
def test_what_requires_an_answer_otherwise_than_by_yes_is_named(required: str) -> None:
    survey = [["type", "name", "label", "required"], ["text", "q", "A?", required]]
    sentence = (
        f"2 q: “{required}” in the column “required” cannot be taken; an answer is not required."
    )
    assert asked(survey) == (["q text 0 en:A?"], [sentence])
    for word, is_required in (("Yes", 1), ("TRUE", 1), ("no", 0), ("", 0), ("false()", 0)):
        survey[1][3] = word
        assert asked(survey) == ([f"q text {is_required} en:A?"], [])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("select one yn", "choice"),
        ("select one from yn", "choice"),
        ("select_one yn", "choice"),
        ("select multiple yn", "choices"),
        ("select all that apply from yn", "choices"),
    ],
)
def test_choices_by_every_name_that_xlsform_has_for_them(kind: str, value: str) -> None:
    choices = [["list name", "name", "label"], ["yn", "y", "Yes"]]
    survey = [["type", "name", "label"], [kind, "q", "A?"]]
    assert asked(survey, choices=choices) == ([f"q {value} 0 en:A?"], [])


def test_disabled_rows_are_not_asked() -> None:
    survey = [["type", "name", "label", "disabled"], ["text", "q", "A?", "yes"]]
    assert asked([*survey, ["text", "r", "B?", "no"]]) == (["r text 0 en:B?"], [])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "."),
        (b"PK\x03\x04 not a zip", "."),
        (book(other=[["a"]]), "no page “survey”"),
        (book(survey=[["a"], ["b"]]), "no page “survey”"),
        (book(survey=[["type", "name"], ["note", "n"]]), "no question"),
    ],
)
def test_what_is_no_form_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        read_xlsform(content)


@settings(max_examples=25)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                ["type", "begin_group", "end_group", "begin_repeat", "end_repeat", "text", "q", "",
                 "select_one l", "${q} = 'a'", "note", "label", "name", "relevant"]
            ),
            max_size=5,
        ),
        max_size=8,
    )
)  # fmt: skip
def test_any_rows_are_read_or_refused(rows: list[list[str]]) -> None:
    try:
        plan, _remarks = read_xlsform(book(survey=[["type", "name", "label", "relevant"], *rows]))
    except SentenceError:
        return
    keys = [question.key for question in plan.questions]
    assert len(keys) == len(set(keys))
    assert read_xlsform(questionnaire_xlsform(plan, name="x"))[0].questions == plan.questions


def test_five_hundred_questions_come_and_go() -> None:
    many = tuple(replace(PLAN.groups[0].questions[0], key=f"q{n}") for n in range(500))
    plan = replace(PLAN, groups=(replace(PLAN.groups[0], questions=many),))
    assert read_xlsform(questionnaire_xlsform(plan, name="many")) == (plan, ())
