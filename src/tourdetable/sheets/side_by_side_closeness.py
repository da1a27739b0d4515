"""How close an answer may come to the name of its respondent (decision 0028)."""

from collections.abc import Sequence

from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.notes.queries.attributions import NAMED, effective_attribution
from tourdetable.sheets.side_by_side_asked import Content
from tourdetable.sheets.side_by_side_cells import Told

__all__ = ["NAMED", "closeness_of", "effective"]


def effective(version: NoteVersion, told: Told | None) -> Attribution:
    """What holds for an answer: the stricter of its own attribution and its note's."""
    own = told.get("attribution", "") if told else ""
    has_process = version.note.process_id is not None
    return effective_attribution(version.attribution, own, has_process=has_process)


def closeness_of(
    version: NoteVersion, told: Content, questions: Sequence[Question]
) -> tuple[Attribution, ...]:
    """Of each answer of a version, in the order of the questions."""
    if not told.has_own:
        return (effective(version, None),) * len(questions)
    return tuple(effective(version, told.get(one.key)) for one in questions)
