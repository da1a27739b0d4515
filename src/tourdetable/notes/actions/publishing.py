"""Answers are put into the public record, taken out of it, and brought back."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.publicity import restoration, withdrawal
from tourdetable.kernel.rows import locked
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.attributions import Confirmed, attributions_in, refuse_loosened
from tourdetable.notes.queries.published import digest_of, standing_versions, told_of_versions
from tourdetable.notes.rules import (
    may_publish_answers,
    may_restore_answers,
    may_withdraw_answers,
)


@action(may_publish_answers)
def publish_answers(
    questionnaire: Questionnaire, *, seen: str, by: Actor, now: dt.datetime
) -> Change:
    """Let the submitted notes, as they stand, be in the record from the next release on, which
    becomes due by this; what is submitted later waits for this step again. `seen` is what was
    looked at before (`digest_of`).

    Raises SentenceError where nothing is submitted, where it is what stands in the record already,
    or where it is something else than was seen.
    """
    stored = locked(questionnaire)
    before, found = list(stored.published.all()), list(standing_versions(stored))
    if not found:
        raise SentenceError("No note is submitted yet: there is nothing to publish.")
    if digest_of(found) != seen:
        raise SentenceError(
            "A note was submitted or corrected since you looked. Look at what would go out now, "
            "and publish that."
        )
    if stored.publicity == Publicity.PUBLISHED and digest_of(before) == seen:
        raise SentenceError("These answers are in the record as they stand.")
    told = {"publicity": stored.publicity, "versions": told_of_versions(before)}
    stored.publicity, stored.predates_batches = Publicity.PUBLISHED, False
    stored.save()
    stored.published.set(found)
    after = {"publicity": stored.publicity, "versions": told_of_versions(found)}
    return Change(f"questionnaire:{stored}/publicity", told, after)


@action(may_withdraw_answers)
def withdraw_answers(
    questionnaire: Questionnaire, *, reason: Wording, by: Actor, now: dt.datetime
) -> Change:
    """Take published answers out of the record; their address keeps the day and the reason."""
    return withdrawal(questionnaire, reason, now)


@action(may_restore_answers)
def restore_answers(
    questionnaire: Questionnaire, *, loosens: Confirmed = False, by: Actor, now: dt.datetime
) -> Change:
    """Bring withdrawn answers back into the record, as they stood in it.

    Raises LoosenedError where a respondent keeps an answer closer by now, or answers it no more,
    and nobody confirmed that it comes back as it stood (`loosens`).
    """
    standing = {row.note_id: attributions_in(row) for row in standing_versions(questionnaire)}
    before, after = dict[str, Attribution](), dict[str, Attribution]()
    for row in questionnaire.published.select_related("note__party", "note__process"):
        now_kept = standing.get(row.note_id, {})
        for key, then in attributions_in(row).items():
            name = f"{row.note} {key}"
            before[name] = now_kept.get(key, Attribution.NOT_FOR_USE)
            after[name] = then
    refuse_loosened(before, after, loosens=loosens)
    return restoration(questionnaire)
