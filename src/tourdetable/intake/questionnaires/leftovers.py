"""What a survey of LimeSurvey holds beside its questions and has no counterpart here, one by one.

Whatever is not known to be taken, or to say nothing, is named: also tables and settings of versions
that nobody here has seen.
"""

from collections.abc import Iterator, Mapping, Sequence

from tourdetable.intake.questionnaires.tables import Row
from tourdetable.kernel.errors import SentenceError
from tourdetable.notes.queries.plans import Remark

Tables = Mapping[str, Sequence[Row]]
_SAYS_NOTHING = ("", "0", "N", "I", "-1", "inherit", "default", "none")
"""Values with which a setting is not made, or only passed on from the installation."""
_TAKEN = frozenset(
    {"answers", "answer_l10ns", "groups", "group_l10ns", "questions", "question_l10ns",
     "subquestions", "surveys", "surveys_languagesettings"}
)  # fmt: skip
_TOLD_APART = frozenset(
    {"assessments", "defaultvalues", "defaultvalue_l10ns", "question_attributes", "quota",
     "quota_languagesettings", "quota_members"}
)  # fmt: skip
_NOT_CONTENT = frozenset({"conditions", "languages", "themes", "themes_inherited"})
"""`conditions` say again what `relevance` says; the others are how it looks."""
_OF_SURVEY = frozenset({"sid", "gsid", "owner_id", "language", "additional_languages",
                        "datecreated", "lastmodified", "template", "active"})  # fmt: skip
_TEXTS_TAKEN = frozenset({"surveyls_survey_id", "surveyls_language", "surveyls_title",
                          "surveyls_description", "surveyls_welcometext",
                          "surveyls_dateformat", "surveyls_numberformat"})  # fmt: skip


def leftovers(tables: Tables, taken: frozenset[str]) -> Iterator[Remark]:
    """Remarks in the order of the survey; `taken` are the numbers of the groups that stand."""
    codes = {row.get("qid", ""): row.get("title", "") for row in tables.get("questions", [])}
    yield from _of_survey(tables)
    yield from _of_groups(tables, taken)
    yield from _of_questions(tables, codes)
    yield from _of_answers(tables, codes)
    named = {"assessments": SentenceError("An assessment cannot be taken."),
             "quota": SentenceError("A quota cannot be taken.")}  # fmt: skip
    for table, sentence in named.items():
        for row in _each(tables, table, "id"):
            yield Remark(row.get("name", ""), sentence)
    for name in sorted(tables.keys() - _TAKEN - _TOLD_APART - _NOT_CONTENT):
        if tables[name]:
            yield Remark(
                "", SentenceError("The table “%(name)s” of the survey cannot be taken.", name=name)
            )


def _of_survey(tables: Tables) -> Iterator[Remark]:
    rows = [(row, _OF_SURVEY) for row in tables.get("surveys", [])]
    rows += [(row, _TEXTS_TAKEN) for row in tables.get("surveys_languagesettings", [])]
    made = [name for row, known in rows for name, value in row.items()
            if name not in known and _is_made(value)]  # fmt: skip
    for name in dict.fromkeys(made):
        told = SentenceError(
            "The setting “%(name)s” of the whole survey cannot be taken.", name=name
        )
        yield Remark("", told)


def _of_groups(tables: Tables, taken: frozenset[str]) -> Iterator[Remark]:
    titles = {row.get("gid"): row.get("group_name", "") for row in tables.get("group_l10ns", [])}
    for row in _each(tables, "groups", "gid"):
        place = row.get("group_name") or titles.get(row.get("gid")) or row.get("gid", "")
        if row.get("gid", "") not in taken:
            yield Remark(
                place, SentenceError("A group without a question that could be taken is left out.")
            )
        if row.get("grelevance", "") not in ("", "1"):
            yield Remark(
                place,
                SentenceError(
                    "The condition of a group cannot be taken; its questions are always asked."
                ),
            )
        if _is_made(row.get("randomization_group", "")):
            yield Remark(
                place, SentenceError("The order by chance of its questions cannot be taken.")
            )


def _of_questions(tables: Tables, codes: Mapping[str, str]) -> Iterator[Remark]:
    for row in _each(tables, "questions", "qid"):
        if _is_made(row.get("preg", "")):
            yield Remark(
                row.get("title", ""),
                SentenceError("A pattern that answers have to match cannot be taken."),
            )
    for row in _each(tables, "subquestions", "qid"):
        if row.get("relevance", "") not in ("", "1"):
            yield Remark(
                codes.get(row.get("parent_qid", ""), ""),
                SentenceError(
                    "The condition of the choice “%(code)s” cannot be taken; it is always offered.",
                    code=row.get("title", ""),
                ),
            )
    rows = tables.get("question_attributes", [])
    made = [
        (r.get("qid", ""), r.get("attribute", "")) for r in rows if _is_made(r.get("value", ""))
    ]
    for number, name in dict.fromkeys(made):
        told = SentenceError("The setting “%(name)s” cannot be taken.", name=name)
        yield Remark(codes.get(number, ""), told)


def _of_answers(tables: Tables, codes: Mapping[str, str]) -> Iterator[Remark]:
    for number in dict.fromkeys(row.get("qid", "") for row in tables.get("defaultvalues", [])):
        yield Remark(codes.get(number, ""), SentenceError("A default value cannot be taken."))
    scales = [row.get("qid", "") for row in tables.get("answers", [])
              if row.get("scale_id", "0") not in ("", "0")]  # fmt: skip
    for number in dict.fromkeys(scales):
        yield Remark(
            codes.get(number, ""),
            SentenceError("The second scale of a question with two cannot be taken."),
        )


def _each(tables: Tables, name: str, column: str) -> list[Row]:
    """Rows, each once however many languages there are."""
    return list({row.get(column, ""): row for row in tables.get(name, [])}.values())


def _is_made(value: str) -> bool:
    return value.strip() not in _SAYS_NOTHING
