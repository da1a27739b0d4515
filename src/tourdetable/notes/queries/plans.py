"""A questionnaire as other programs give and take it: plain, whole, in every language."""

from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.wording import Wording
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.models import Questionnaire


@dataclass(frozen=True, slots=True)
class PlannedOption:
    """A choice, or a column of a table."""

    key: str
    text: Wording


@dataclass(frozen=True, slots=True)
class PlannedQuestion:
    """A question with its identity; `only_if` and `only_if_option` are its one condition."""

    key: str
    kind: QuestionKind
    text: Wording
    guidance: Wording = Wording()  # noqa: RUF009 - a wording is immutable
    is_required: bool = False
    most_words: int | None = None
    options: tuple[PlannedOption, ...] = ()
    only_if: str = ""
    only_if_option: str = ""


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """Questions that belong together."""

    title: Wording
    guidance: Wording
    questions: tuple[PlannedQuestion, ...]


@dataclass(frozen=True, slots=True)
class QuestionnairePlan:
    """All that is asked, in its order."""

    title: Wording
    guidance: Wording
    groups: tuple[PlannedGroup, ...]

    @property
    def questions(self) -> tuple[PlannedQuestion, ...]:
        return tuple(question for group in self.groups for question in group.questions)

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that occurs, sorted."""
        found = {tag for wording in self._wordings() for tag in wording}
        return tuple(sorted(found))

    def _wordings(self) -> list[Wording]:
        found = [self.title, self.guidance]
        for group in self.groups:
            found += [group.title, group.guidance]
            for question in group.questions:
                found += [question.text, question.guidance]
                found += [option.text for option in question.options]
        return found


@dataclass(frozen=True, slots=True)
class Remark:
    """Something of a file that could not be taken over, or not as it was: where, and what."""

    place: str
    sentence: SentenceError


def plan_of(questionnaire: Questionnaire) -> QuestionnairePlan:
    """What is asked; two queries."""
    by_group: dict[int, list[PlannedQuestion]] = {}
    for row in questionnaire.questions.all():
        options = tuple(PlannedOption(key, row.option(key)) for key in row.option_keys)
        planned = PlannedQuestion(
            row.key,
            QuestionKind(row.kind),
            row.text,
            row.guidance,
            row.is_required,
            row.most_words,
            options,
            row.only_if,
            row.only_if_option,
        )
        by_group.setdefault(row.group_id, []).append(planned)
    groups = tuple(
        PlannedGroup(group.title, group.guidance, tuple(by_group.get(group.pk, ())))
        for group in questionnaire.groups.all()
    )
    return QuestionnairePlan(questionnaire.title, questionnaire.guidance, groups)
