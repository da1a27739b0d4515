"""What the link of a respondent or a contributor opens."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.links import opened_by
from tourdetable.notes.models import Contributor
from tourdetable.notes.rules import scope_of
from tourdetable.parties.enums import Capacity


def open_link(secret: str, now: dt.datetime) -> Contributor | None:
    """Whose link it is, unless it has expired or was revoked; one query."""
    rows = Contributor.objects.select_related(
        "note__questionnaire__meeting", "note__party", "note__process", "group", "question__group"
    )
    return rows.filter(opened_by(secret, now)).order_by("pk").first()


def contributions(by: Actor, _now: dt.datetime) -> QuerySet[Contributor]:
    """What this one was invited to by the link that it holds."""
    keys = [
        standing.of.removeprefix("contributor:")
        for standing in by.standings
        if standing.capacity == Capacity.CONTRIBUTOR
    ]
    rows = Contributor.objects.filter(digest__in=keys, is_respondent=False)
    return rows.select_related(
        "note__questionnaire__meeting", "note__party", "note__process", "group", "question__group"
    )


def holder(contributor: Contributor) -> Actor:
    """Whoever holds the link: the respondent, or one of those whom it invited, and nobody else.
    The journal names the link by the beginning of its digest.
    """
    return Actor(ActorKind.LINK, contributor.digest[:16], frozenset(_standings(contributor)))


def _standings(contributor: Contributor) -> Iterator[Standing]:
    if contributor.is_respondent:
        yield Standing(Capacity.RESPONDENT, f"note:{contributor.note}")
        return
    yield Standing(Capacity.CONTRIBUTOR, f"contributor:{contributor.digest}")
    yield Standing(Capacity.CONTRIBUTOR, scope_of(contributor))
