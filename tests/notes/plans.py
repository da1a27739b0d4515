"""A questionnaire of every kind, in three languages, as tests of files use it."""

from tourdetable.kernel.wording import Wording
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.queries.plans import (
    PlannedGroup,
    PlannedOption,
    PlannedQuestion,
    QuestionnairePlan,
)


def said(text: str) -> Wording:
    return Wording.of(en=text, fr=f"{text} (fr)", ar=f"{text} بالعربية")


def options(*names: str) -> tuple[PlannedOption, ...]:
    return tuple(PlannedOption(name, said(name.capitalize())) for name in names)


PLAN = QuestionnairePlan(
    Wording.of(en="Four questions"),
    said("Short notes, please."),
    (
        PlannedGroup(
            said("Coordination"),
            said("Inside your government"),
            (
                PlannedQuestion(
                    "coordination",
                    QuestionKind.TEXT,
                    said("How do ministries work together?"),
                    said("Name them."),
                    is_required=True,
                    most_words=400,
                ),
                PlannedQuestion("staff", QuestionKind.NUMBER, said("How many people?")),
                PlannedQuestion("since", QuestionKind.DATE, said("Since when?")),
            ),
        ),
        PlannedGroup(
            said("Exchange"),
            Wording(),
            (
                PlannedQuestion(
                    "exchange",
                    QuestionKind.CHOICE,
                    said("Do you exchange?"),
                    options=options("yes", "no"),
                ),
                PlannedQuestion(
                    "means",
                    QuestionKind.CHOICES,
                    said("=By which means?"),
                    options=options("mail", "meetings", "visits"),
                    only_if="exchange",
                    only_if_option="yes",
                ),
                PlannedQuestion(
                    "partners",
                    QuestionKind.TABLE,
                    said("With whom?"),
                    options=options("process", "topic"),
                ),
            ),
        ),
    ),
)
