"""Who may ask, and who says what of the answers the record shows. Default: no."""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import ActorKind, Publicity
from tourdetable.kernel.publicity import (
    PUBLISHED,
    WITHDRAWN,
    can_be_restored,
    can_be_withdrawn,
    is_published,
    is_withdrawn,
)
from tourdetable.notes.models import (
    Questionnaire,
)
from tourdetable.parties.rules import is_officer


def may_keep_questionnaires(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat asks."""
    return is_officer(by)


def may_read_questionnaire(by: Actor, _questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """The secretariat reads what it asks; a respondent reads it with its note."""
    return is_officer(by)


def readable_questionnaires(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_questionnaire` as a filter; a test proves that the two agree."""
    return Q() if is_officer(by) else Q(pk__in=[])


def may_publish_answers(by: Actor, questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """The secretariat puts answers beside a meeting that is in the record, also anew after notes
    were corrected; what was withdrawn is restored.
    """
    is_public = is_published(questionnaire.meeting) and not is_withdrawn(questionnaire)
    return is_officer(by) and is_public


def may_form_batches(by: Actor, _questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """The house itself, as the operator brings it up to date: nobody chooses the moment."""
    return by.kind is ActorKind.OPERATOR


def may_withdraw_answers(by: Actor, questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """The secretariat withdraws what is published."""
    return is_officer(by) and can_be_withdrawn(questionnaire)


def may_restore_answers(by: Actor, questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """What is withdrawn can come back, by the same hand."""
    return is_officer(by) and can_be_restored(questionnaire)


def may_read_answers(_by: Actor, questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """Everybody reads what is published beside a meeting that is."""
    return is_published(questionnaire) and is_published(questionnaire.meeting)


def published_answers(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_answers` as a filter; a test proves that the two agree."""
    return PUBLISHED & Q(meeting__publicity=Publicity.PUBLISHED)


def may_read_tombstone(_by: Actor, questionnaire: Questionnaire, _now: dt.datetime) -> bool:
    """That answers were withdrawn is public, by themselves or with their meeting."""
    was_public = is_published(questionnaire) and is_withdrawn(questionnaire.meeting)
    return is_withdrawn(questionnaire) or was_public


def readable_tombstones(_by: Actor, _now: dt.datetime) -> Q:
    """`may_read_tombstone` as a filter."""
    return WITHDRAWN | (PUBLISHED & Q(meeting__publicity=Publicity.WITHDRAWN))
