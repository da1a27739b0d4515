"""A questionnaire as XLSForm (xlsform.org), for the programs that collect answers with it.

- A group is `begin_group` … `end_group`; its guidance, and that of the whole, is a `note`.
- Texts stand in a column of their language: `label::French (fr)`.
- A table is a repeated group of texts, one for each column.
- A condition is `relevant`; a limit on words has no column in XLSForm, so it stands in one of our
  own, `most_words`, which other programs pass over.

`lost_in_xlsform` names what the format cannot hold, one by one.
"""

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tourdetable.formats.spreadsheet import mark_as_texts
from tourdetable.formats.tables import safe_cell
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Wording
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import (
    PlannedGroup,
    PlannedQuestion,
    QuestionnairePlan,
    Remark,
)
from tourdetable.ui.catalogue import translations
from tourdetable.ui.telling import Telling

GUIDANCE = "guidance"
"""The name of the note that is the guidance of the whole; `guidance_2` that of the second group."""
MOST_WORDS = "most_words"
_TYPES = {
    QuestionKind.TEXT: "text",
    QuestionKind.NUMBER: "decimal",
    QuestionKind.DATE: "date",
}
Row = dict[str, str]


def questionnaire_xlsform(plan: QuestionnairePlan, *, name: str) -> bytes:
    """The workbook; `name` is the identifier of the form."""
    languages = plan.languages or ("en",)
    book = Workbook()
    survey = book.active
    assert isinstance(survey, Worksheet)  # noqa: S101 - a new workbook has a page
    survey.title = "survey"
    _fill(survey, list(_survey(plan, languages)), _survey_columns(languages))
    _fill(
        book.create_sheet("choices"),
        list(_choices(plan, languages)),
        ["list_name", "name", *(_column("label", tag) for tag in languages)],
    )
    settings = {
        "form_title": str(plan.title),
        "form_id": name,
        "default_language": _language(plan.title.read(languages[0]).language),
    }
    _fill(book.create_sheet("settings"), [settings], list(settings))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def lost_in_xlsform(plan: QuestionnairePlan) -> Iterator[Remark]:
    """What does not come back from an XLSForm."""
    if len(plan.title.versions) > 1:
        yield Remark("", SentenceError("XLSForm has a title in one language only."))
    for question in plan.questions:
        wordings = [question.text, question.guidance, *(one.text for one in question.options)]
        versions = [v for wording in wordings for v in wording.versions.values()]
        if any(v.status is not WordingStatus.ORIGINAL or v.made_from for v in versions):
            yield Remark(
                question.key,
                SentenceError("XLSForm does not say how a translation came to be."),
            )


def _survey(plan: QuestionnairePlan, languages: tuple[str, ...]) -> Iterator[Row]:
    if plan.guidance:
        yield {"type": "note", "name": GUIDANCE, **_said("label", plan.guidance, languages)}
    for number, group in enumerate(plan.groups, 1):
        yield from _group(number, group, languages)


def _group(number: int, group: PlannedGroup, languages: tuple[str, ...]) -> Iterator[Row]:
    name = f"group_{number}"
    yield {"type": "begin_group", "name": name, **_said("label", group.title, languages)}
    if group.guidance:
        note = f"{GUIDANCE}_{number}"
        yield {"type": "note", "name": note, **_said("label", group.guidance, languages)}
    for question in group.questions:
        yield from _question(question, languages)
    yield {"type": "end_group", "name": name}


def _question(question: PlannedQuestion, languages: tuple[str, ...]) -> Iterator[Row]:
    row = {
        "type": _TYPES.get(question.kind, ""),
        "name": question.key,
        **_said("label", question.text, languages),
        **_said("hint", question.guidance, languages),
        "required": "yes" if question.is_required else "",
        "relevant": _condition(question),
        MOST_WORDS: str(question.most_words or ""),
    }
    if question.kind is QuestionKind.TABLE:
        yield {**row, "type": "begin_repeat"}
        for column in question.options:
            name = f"{question.key}_{column.key}"
            yield {"type": "text", "name": name, **_said("label", column.text, languages)}
        yield {"type": "end_repeat", "name": question.key}
        return
    if question.kind is QuestionKind.CHOICE:
        row["type"] = f"select_one {question.key}"
    elif question.kind is QuestionKind.CHOICES:
        row["type"] = f"select_multiple {question.key}"
    yield row


def _condition(question: PlannedQuestion) -> str:
    if not question.only_if:
        return ""
    return f"selected(${{{question.only_if}}}, '{question.only_if_option}')"


def _choices(plan: QuestionnairePlan, languages: tuple[str, ...]) -> Iterator[Row]:
    for question in plan.questions:
        if question.kind in (QuestionKind.CHOICE, QuestionKind.CHOICES):
            for option in question.options:
                said = _said("label", option.text, languages)
                yield {"list_name": question.key, "name": option.key, **said}


def _said(column: str, wording: Wording, languages: tuple[str, ...]) -> Row:
    return {_column(column, tag): wording.text(tag) or "" for tag in languages}


def _survey_columns(languages: tuple[str, ...]) -> list[str]:
    labels = [_column("label", tag) for tag in languages]
    hints = [_column("hint", tag) for tag in languages]
    return ["type", "name", *labels, *hints, "required", "relevant", MOST_WORDS]


def _column(name: str, tag: str) -> str:
    return f"{name}::{_language(tag)}"


def _language(tag: str) -> str:
    """As XLSForm names a language: `French (fr)`."""
    return f"{Telling('en', translations('en')).language_name(tag)} ({tag})"


def _fill(page: Worksheet, rows: list[Row], columns: list[str]) -> None:
    page.append(columns)
    for row in rows:
        page.append([safe_cell(row.get(column, "")) for column in columns])
    mark_as_texts(page)
