"""A respondent invites ministries and colleagues by mail, within limits (decision 0030)."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.mail_address import public_address
from tourdetable.kernel.rows import amend, enter, locked
from tourdetable.letters.enums import MailLimit
from tourdetable.letters.limits import counted_invitation, outdated
from tourdetable.letters.models import LimitNotice
from tourdetable.letters.rules import may_write_letters
from tourdetable.notes.models import Contributor, Note, Question, QuestionGroup
from tourdetable.notes.queries.holding import linked_contributor
from tourdetable.notes.rules import may_write_note


@action(may_write_note)
def invite_contributor_by_mail(  # noqa: PLR0913 - who, where, to what, by which link
    note: Note,
    *,
    name: str,
    mail: str,
    group: QuestionGroup | None = None,
    question: Question | None = None,
    secret: str,
    expires_at: dt.datetime,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """As `invite_contributor`, and the link goes to an address.

    Raises SentenceError as that does, MailAddressError for an address that is none or of this
    network alone, and MailLimitError where a limit on mails is met.
    """
    locked(note)  # Two who invite at once are counted one after the other.
    counted = counted_invitation(note, public_address(mail), now)
    row = Contributor(note=note, name=name, mail=mail, group=group, question=question)
    change = enter(linked_contributor(row, secret, expires_at, now))
    outdated(now).delete()
    counted.save(force_insert=True)
    return change


@action(may_write_note)
def record_mail_limit(
    note: Note, *, limit: MailLimit, until: dt.datetime, by: Actor, now: dt.datetime
) -> Change:
    """Tell the secretariat that a limit on mails from a note was met, and by which one."""
    return enter(LimitNotice(note=note, limit=limit, met_at=now, until=until))


@action(may_write_letters)
def acknowledge_mail_limit(notice: LimitNotice, *, by: Actor, now: dt.datetime) -> Change:
    """The secretariat has seen that a limit was met."""
    return amend(notice, {"seen_at": now})
