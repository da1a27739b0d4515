"""Which attribution holds, and what would be read more widely than before. Pure, without a query.

From the loosest to the strictest: attributed, to the process only, not attributed, not for use.
"""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import orjson

from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.errors import SentenceError
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import AnswerState
from tourdetable.notes.models import NoteVersion

STRICTNESS = list(Attribution)
NAMED = (Attribution.ATTRIBUTED, Attribution.PROCESS_ONLY)
"""What may stand under a name."""


def strictest(attributions: Iterable[str]) -> Attribution:
    """The strictest of those that are not empty; attributed where there is none."""
    found = [Attribution(one) for one in attributions if one]
    return max(found, key=STRICTNESS.index, default=Attribution.ATTRIBUTED)


def is_looser(attribution: str, than: str) -> bool:
    return STRICTNESS.index(Attribution(attribution)) < STRICTNESS.index(Attribution(than))


@cache
def effective_attribution(of_note: str, own: str, *, has_process: bool) -> Attribution:
    """The stricter of an answer's own attribution and its note's. Where there is no process to say
    it of, *to the process only* is *not attributed*.
    """
    found = strictest((of_note, own))
    if found is Attribution.PROCESS_ONLY and not has_process:
        return Attribution.NOT_ATTRIBUTED
    return found


def attribution_of(version: NoteVersion, told: Mapping[str, Any] | None) -> Attribution:
    """What holds for an answer in a version: the stricter of its own attribution and its note's;
    its note's where `told` is None.
    """
    own = told.get("attribution", "") if told else ""
    has_process = version.note.process_id is not None
    return effective_attribution(version.attribution, own, has_process=has_process)


def stricter_own(of_note: str, own: str) -> str:
    """An attribution as an answer keeps it beside its note's: empty where the note's is enough."""
    return own if own and is_looser(of_note, own) else ""


def attributions_in(version: NoteVersion) -> dict[str, Attribution]:
    """By key of the question how closely a version keeps what it answers."""
    return {
        told["question"]: strictest((version.attribution, told.get("attribution", "")))
        for told in orjson.loads(version.content)
        if told["state"] == AnswerState.ANSWERED
    }


def loosened(before: Mapping[str, Attribution], after: Mapping[str, Attribution]) -> list[str]:
    """The keys of the questions whose answer could be read more widely than before."""
    return [key for key, kept in before.items() if key in after and is_looser(after[key], kept)]


def last_attributions(versions: Iterable[NoteVersion]) -> dict[str, Attribution]:
    """By key of the question how closely its answer was kept when a note answered it last. An
    answer that was taken back in between, and stands again, was said of the same respondent.
    `versions` are those of one note, the oldest first.
    """
    found: dict[str, Attribution] = {}
    for version in versions:
        found |= attributions_in(version)
    return found


def last_own(versions: Iterable[NoteVersion]) -> dict[str, str]:
    """By key of the question the attribution that its last answer had of its own; empty where it
    followed its note. `versions` as for `last_attributions`.
    """
    found: dict[str, str] = {}
    for version in versions:
        rows: list[dict[str, Any]] = orjson.loads(version.content)
        for told in rows:
            if told["state"] == AnswerState.ANSWERED:
                found[told["question"]] = told.get("attribution", "")
    return found


def refuse_laxer(own: str, of_note: str) -> None:
    """Raises SentenceError where an answer would be told more widely than its note."""
    if own and is_looser(own, of_note):
        raise SentenceError("An answer may be kept closer than its note, and not told more widely.")


Confirmed = bool | str
"""Whether loosening is confirmed: True for whatever it is, a text for what a `LoosenedError` said
that it `confirms`. Who ticks a box confirms what stood beside it.
"""


class LoosenedError(SentenceError):
    """Something would be read more widely than before, and nobody has confirmed that it is meant.
    It says of what, by whom and under which name; `confirms` is what confirms that, and no more.
    """

    confirms = ""


def refuse_loosened(
    before: Mapping[str, Attribution], after: Mapping[str, Attribution], *, loosens: Confirmed
) -> None:
    """Raises LoosenedError where an answer could be read more widely than before, unless just that
    was confirmed (`loosens`).
    """
    keys = loosened(before, after)
    if not keys or loosens is True:
        return
    told = canonical_json([[key, before[key], after[key]] for key in sorted(keys)])
    digest = hashlib.sha256(told.encode()).hexdigest()
    if loosens == digest:
        return
    error = _wider(min((after[key] for key in keys), key=STRICTNESS.index), ", ".join(keys))
    error.confirms = digest
    raise error


def _wider(widest: Attribution, questions: str) -> LoosenedError:
    """What would be visible to whom."""
    if widest is Attribution.ATTRIBUTED:
        return LoosenedError(
            "Kept closer until now: %(questions)s. Participants, and readers of the record where "
            "answers are published, could then read it under the names of the process and the "
            "party. Confirm that this is meant.",
            questions=questions,
        )
    if widest is Attribution.PROCESS_ONLY:
        return LoosenedError(
            "Kept closer until now: %(questions)s. Participants, and readers of the record where "
            "answers are published, could then read it under the name of the process. Confirm "
            "that this is meant.",
            questions=questions,
        )
    return LoosenedError(
        "Not for use until now: %(questions)s. Participants, and readers of the record where "
        "answers are published, could then read it without a name. Confirm that this is meant.",
        questions=questions,
    )
