"""A questionnaire of another program, before it is taken in: what it asks, and what is lost."""

from collections.abc import Sequence
from dataclasses import dataclass

from tourdetable.kernel.wording import Reading
from tourdetable.notes.enums import QuestionKind
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.plans import PlannedGroup, QuestionnairePlan, Remark
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.reader import Reader


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A question as it would be asked."""

    text: Reading
    kind: QuestionKind
    options: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class PlannedBlock:
    """A group as it would stand."""

    title: Reading
    lines: tuple[PlannedLine, ...]


@dataclass(frozen=True, slots=True)
class QuestionnaireFileSheet:
    """What a file would bring; `remarks` are what of it cannot be taken, one by one."""

    meeting: MeetingHead
    slug: str
    title: Reading
    file: str
    languages: tuple[str, ...]
    groups: tuple[PlannedBlock, ...]
    remarks: tuple[Remark, ...]

    @property
    def count(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def questionnaire_file_sheet(
    row: Questionnaire,
    file: str,
    plan: QuestionnairePlan | None,
    remarks: Sequence[Remark],
    reader: Reader,
) -> QuestionnaireFileSheet:
    """No query beyond what the row has with it."""
    groups = plan.groups if plan else ()
    return QuestionnaireFileSheet(
        meeting_head(row.meeting, reader),
        row.slug,
        reader.say(row.title or (plan.title if plan else row.title)),
        file,
        plan.languages if plan else (),
        tuple(_block(group, reader) for group in groups),
        tuple(remarks),
    )


def _block(group: PlannedGroup, reader: Reader) -> PlannedBlock:
    lines = tuple(
        PlannedLine(
            reader.say(one.text), one.kind, tuple(reader.say(option.text) for option in one.options)
        )
        for one in group.questions
    )
    return PlannedBlock(reader.say(group.title), lines)
