"""What a reply link opens."""

import datetime as dt

from django.db.models import QuerySet

from tourdetable.invitations.models import ReplyLink
from tourdetable.invitations.rules import may_keep_invitations
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.links import opened_by
from tourdetable.parties.enums import Capacity


def reply_links(by: Actor, now: dt.datetime) -> QuerySet[ReplyLink]:
    """The links of the invitations that somebody keeps, the newest first; what opens them is kept
    nowhere.
    """
    rows = ReplyLink.objects.select_related(
        "invitation__meeting", "invitation__party", "invitation__process"
    ).order_by("-pk")
    return rows if may_keep_invitations(by, None, now) else rows.none()


def open_link(secret: str, now: dt.datetime) -> ReplyLink | None:
    """The link of that secret, unless it has expired or was revoked; one query."""
    rows = ReplyLink.objects.select_related(
        "invitation__meeting", "invitation__party", "invitation__process"
    )
    return rows.filter(opened_by(secret, now)).first()


def replier(link: ReplyLink) -> Actor:
    """Whoever holds the link: speaks for that one invitation and is nobody else. The journal names
    the link by the beginning of its digest.
    """
    standing = Standing(Capacity.REPLIER, f"invitation:{link.invitation}")
    return Actor(ActorKind.LINK, link.digest[:16], frozenset({standing}))
