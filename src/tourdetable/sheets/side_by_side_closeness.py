"""How close an answer may come to the name of its respondent (decision 0028)."""

from collections.abc import Sequence
from functools import cache

from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.sheets.side_by_side_asked import Content
from tourdetable.sheets.side_by_side_cells import Told

_STRICTNESS = list(Attribution)
NAMED = (Attribution.ATTRIBUTED, Attribution.PROCESS_ONLY)
"""What may stand under a name."""


def effective(version: NoteVersion, told: Told | None) -> Attribution:
    """What holds for an answer: the stricter of its own attribution and its note's."""
    own = told.get("attribution", "") if told else ""
    return _strictest(version.attribution, own, has_process=version.note.process_id is not None)


@cache
def _strictest(of_note: str, own: str, *, has_process: bool) -> Attribution:
    strict = max((Attribution(one) for one in (of_note, own) if one), key=_STRICTNESS.index)
    if strict is Attribution.PROCESS_ONLY and not has_process:
        return Attribution.NOT_ATTRIBUTED  # there is no process to say it of
    return strict


def closeness_of(
    version: NoteVersion, told: Content, questions: Sequence[Question]
) -> tuple[Attribution, ...]:
    """Of each answer of a version, in the order of the questions."""
    if not told.has_own:
        return (effective(version, None),) * len(questions)
    return tuple(effective(version, told.get(one.key)) for one in questions)
