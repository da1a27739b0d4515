"""A questionnaire of another program, whichever of those that are known."""

from tourdetable.intake.people.workbooks import XLSX
from tourdetable.intake.questionnaires.limesurvey import read_limesurvey
from tourdetable.intake.questionnaires.xlsform import read_xlsform
from tourdetable.notes.queries.plans import QuestionnairePlan, Remark


def read_questionnaire(content: bytes) -> tuple[QuestionnairePlan, tuple[Remark, ...]]:
    """What it asks, and what of it cannot be taken. Raises SentenceError as the two readers do."""
    return read_xlsform(content) if content.startswith(XLSX) else read_limesurvey(content)
