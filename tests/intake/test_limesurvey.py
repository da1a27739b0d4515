"""A survey of LimeSurvey is taken in with its groups, subquestions, languages and conditions."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.intake.questionnaires.limesurvey import read_limesurvey
from tourdetable.kernel.errors import SentenceError

CONDITION = '((exch.NAOK == "A1" and coord.NAOK != ""))'
CONDITIONAL = f"The condition “{CONDITION}” cannot be taken; it is always asked."
FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize("name", ["survey-3.lss", "survey-6.lss"])
def test_a_survey_of_either_generation_is_taken(name: str) -> None:
    plan, remarks = read_limesurvey((FIXTURES / name).read_bytes())
    assert (plan.title.text("en"), plan.title.text("fr")) == ("Short notes", "Notes succinctes")
    assert plan.languages == ("en", "fr")
    assert [group.title.text("fr") for group in plan.groups] == ["Coordination", "Échange"]
    assert plan.groups[0].guidance.text("en") == "Inside your government.\nPlease be brief."
    told = [
        (one.key, one.kind.value, one.is_required, [o.key for o in one.options], one.only_if)
        for one in plan.questions
    ]
    assert told == [
        ("coord", "text", True, [], ""),
        ("exch", "choice", False, ["a1", "a2"], ""),
        ("means", "choices", False, ["sq001", "sq002"], "exch"),
        ("agree", "choice", False, ["y", "n"], ""),
        ("detail", "table", False, ["sq001", "sq002"], ""),
    ]
    means = plan.questions[2]
    assert means.only_if_option == "a1"
    assert [option.text.text("fr") for option in means.options] == ["Courriel", "Réunions"]
    assert plan.questions[0].text.text("en") == "How do ministries & agencies work together?"
    assert plan.questions[0].guidance.text("fr") == "Nommez-les."
    assert [(remark.place, str(remark.sentence)) for remark in remarks] == [
        ("intro", "A text without a question stands in the guidance of its group."),
        ("means", "The choice “other” with a text of its own cannot be taken."),
        ("upload", "Questions of type “|” cannot be taken."),
        (
            "detail",
            CONDITIONAL,
        ),
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "Line 1 of the file is not XML"),
        (b"<a/>", "no survey of LimeSurvey"),
        (b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>", "no survey"),
        (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "no question"),
        (b'<!DOCTYPE d [<!ENTITY e "x">]><document>&e;</document>', "declares entities"),
    ],
)
def test_what_is_no_survey_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        read_limesurvey(content)


LEFT = {
    "assessments": "<id>1</id><name>Score</name>",
    "quota": "<id>1</id><name>Fifty</name>",
    "defaultvalues": "<qid>101</qid><defaultvalue>Well</defaultvalue>",
    "question_attributes": "<qid>102</qid><attribute>array_filter</attribute><value>coord</value>",
    "survey_url_parameters": "<parameter>token</parameter>",
    "surveys": "<sid>1</sid><anonymized>Y</anonymized><format>I</format><language>en</language>",
    "surveys_languagesettings": "<surveyls_language>de</surveyls_language>"
    "<surveyls_endtext>Danke</surveyls_endtext>",
    "groups": "<gid>99</gid><group_name>Empty</group_name><grelevance>0</grelevance>"
    "<randomization_group>x</randomization_group>",
    "subquestions": "<qid>999</qid><parent_qid>103</parent_qid><title>SQ9</title>"
    "<relevance>coord==1</relevance>",
}


def _with_leftovers(content: str) -> str:
    """A survey with a row more in each of these tables."""
    for table, cells in LEFT.items():
        rows = f"<rows><row>{cells}</row>"
        if f"<{table}>" in content:
            head, _, tail = content.partition(f"<{table}>")
            content = f"{head}<{table}>{tail.replace('<rows>', rows, 1)}"
        else:
            made = f"<{table}>{rows}</rows></{table}>"
            content = content.replace("</document>", f"{made}</document>")
    return content


def test_what_else_a_survey_holds_is_named_one_by_one() -> None:
    content = (FIXTURES / "survey-6.lss").read_text()
    _plan, before = read_limesurvey(content.encode())
    _plan, remarks = read_limesurvey(_with_leftovers(content).encode())
    told = [(one.place, str(one.sentence)) for one in remarks if one not in before]
    of_survey = "The setting “%s” of the whole survey cannot be taken."
    known = [(one.place, str(one.sentence)) for one in before]
    assert [one for one in told if one not in known] == [
        ("", of_survey % "anonymized"),
        ("", of_survey % "surveyls_endtext"),
        ("Empty", "A group without a question that could be taken is left out."),
        ("Empty", "The condition of a group cannot be taken; its questions are always asked."),
        ("Empty", "The order by chance of its questions cannot be taken."),
        ("means", "The condition of the choice “SQ9” cannot be taken; it is always offered."),
        ("exch", "The setting “array_filter” cannot be taken."),
        ("coord", "A default value cannot be taken."),
        ("Score", "An assessment cannot be taken."),
        ("Fifty", "A quota cannot be taken."),
        ("", "The table “survey_url_parameters” of the survey cannot be taken."),
    ]


@given(st.binary(max_size=200), st.integers(0, 4000), st.integers(0, 400))
def test_any_bytes_are_read_or_refused(noise: bytes, place: int, gone: int) -> None:
    content = (FIXTURES / "survey-6.lss").read_bytes()
    try:
        plan, _remarks = read_limesurvey(content[:place] + noise + content[place + gone :])
    except SentenceError:
        return
    keys = [question.key for question in plan.questions]
    assert len(keys) == len(set(keys))
