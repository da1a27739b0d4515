"""How close an answer may come to the name of its respondent (decision 0028)."""

from collections.abc import Sequence

from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.notes.queries.attributions import attribution_of
from tourdetable.sheets.side_by_side_asked import Content


def closeness_of(
    version: NoteVersion, told: Content, questions: Sequence[Question]
) -> tuple[Attribution, ...]:
    """Of each answer of a version, in the order of the questions."""
    if not told.has_own:
        return (attribution_of(version, None),) * len(questions)
    return tuple(attribution_of(version, told.get(one.key)) for one in questions)
