"""Questionnaires as the secretariat works on them, and as each respondent will see them."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading, Wording
from tourdetable.meetings.enums import Attribution
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import QuestionKind, QuestionnaireState, Sharing
from tourdetable.notes.models import Question, Questionnaire
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class QuestionnaireLine:
    """A questionnaire in the list of a meeting."""

    slug: str
    title: Reading
    state: QuestionnaireState
    deadline: dt.datetime | None
    zone: str
    asked: int
    submitted: int
    declined: int


@dataclass(frozen=True, slots=True)
class QuestionnairesSheet:
    """Those of a meeting, and what a new one can be made from: `earlier` are slugs and titles of
    questionnaires of the series with the names of their meetings, `put` counts the questions that
    the record shows.
    """

    meeting: MeetingHead
    lines: tuple[QuestionnaireLine, ...]
    earlier: tuple[tuple[str, Reading, Reading], ...]
    put: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A question is asked only with that choice of that question."""

    question: Reading
    option: Reading


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question. `key` is its number in addresses, `name` its identity across meetings, `others`
    are its wordings in other languages.
    """

    key: int
    name: str
    kind: QuestionKind
    text: Reading
    others: tuple[Reading, ...]
    guidance: Reading
    is_required: bool
    most_words: int | None
    options: tuple[Reading, ...]
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group with its questions."""

    key: int
    title: Reading
    others: tuple[Reading, ...]
    guidance: Reading
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireSheet:
    """A questionnaire in full. `respondents` counts who is asked, `unreachable` those of them that
    have no address yet.
    """

    language: str
    meeting: MeetingHead
    slug: str
    title: Reading
    guidance: Reading
    state: QuestionnaireState
    deadline: dt.datetime | None
    zone: str
    sharing: Sharing
    attribution: Attribution
    groups: tuple[GroupBlock, ...]
    respondents: int
    unreachable: int

    @property
    def is_drafted(self) -> bool:
        return self.state is QuestionnaireState.DRAFTED

    @property
    def questions(self) -> tuple[QuestionLine, ...]:
        return tuple(question for group in self.groups for question in group.questions)


def questionnaires_sheet(
    meeting: Meeting,
    rows: Iterable[Questionnaire],
    earlier: Iterable[Questionnaire],
    put: int,
    reader: Reader,
) -> QuestionnairesSheet:
    """From rows that are counted (`standing_of`)."""
    lines = tuple(
        QuestionnaireLine(
            row.slug,
            reader.say(row.title),
            QuestionnaireState(row.state),
            row.deadline,
            row.zone,
            getattr(row, "asked", 0),
            getattr(row, "submitted", 0),
            getattr(row, "declined", 0),
        )
        for row in rows
    )
    before = tuple((r.slug, reader.say(r.title), reader.say(r.meeting.names)) for r in earlier)
    return QuestionnairesSheet(meeting_head(meeting, reader), lines, before, put)


def questionnaire_sheet(row: Questionnaire, reader: Reader) -> QuestionnaireSheet:
    """Three queries."""
    asked = list(row.questions.all())
    by_key = {question.key: question for question in asked}
    blocks = tuple(
        GroupBlock(
            group.pk,
            (title := reader.say(group.title)),
            reader.other_names(group.title, title),
            reader.say(group.guidance),
            tuple(question_line(one, by_key, reader) for one in asked if one.group_id == group.pk),
        )
        for group in row.groups.all()
    )
    mails = list(row.notes.values_list("mail", flat=True))
    return QuestionnaireSheet(
        reader.language,
        meeting_head(row.meeting, reader),
        row.slug,
        reader.say(row.title),
        reader.say(row.guidance),
        QuestionnaireState(row.state),
        row.deadline,
        row.zone or row.meeting.zone,
        Sharing(row.sharing),
        Attribution(row.attribution),
        blocks,
        len(mails),
        sum(1 for mail in mails if not mail),
    )


def question_line(row: Question, by_key: Mapping[str, Question], reader: Reader) -> QuestionLine:
    """`by_key` are the questions of its questionnaire."""
    text, deciding = reader.say(row.text), by_key.get(row.only_if)
    condition = None
    if deciding is not None:
        option = reader.say(deciding.option(row.only_if_option))
        condition = Condition(reader.say(deciding.text), option)
    return QuestionLine(
        row.pk,
        row.key,
        QuestionKind(row.kind),
        text,
        reader.other_names(row.text, text),
        reader.say(row.guidance),
        row.is_required,
        row.most_words,
        tuple(reader.say(Wording.from_json(one)) for one in row.options),
        condition,
    )
