"""The secretariat is told that a limit on mails from a note was met (decision 0030)."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from tourdetable.desk.letters.forms import StepForm
from tourdetable.kernel.wording import Reading
from tourdetable.letters.actions.inviting import acknowledge_mail_limit
from tourdetable.letters.enums import MailLimit
from tourdetable.letters.models import LimitNotice
from tourdetable.letters.queries.letters import unseen_limits
from tourdetable.screens.answering import act, fetch, for_officers, show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message
from tourdetable.sheets.invitation_desk import MeetingHead, meeting_head
from tourdetable.sheets.parts import PartyLine
from tourdetable.sheets.reader import Reader

SECTION = "letters"


@dataclass(frozen=True, slots=True)
class LimitSheet:
    """Which limit was met from whose note, when, and until when mails wait; `zone` is the one of
    the meeting.
    """

    key: int
    meeting: MeetingHead
    questionnaire: Reading
    party: PartyLine
    limit: MailLimit
    met_at: dt.datetime
    until: dt.datetime
    zone: str
    board: str


def limit_sheet(row: LimitNotice, reader: Reader) -> LimitSheet:
    asked = row.note.questionnaire
    return LimitSheet(
        key=row.pk,
        meeting=meeting_head(asked.meeting, reader),
        questionnaire=reader.say(asked.title),
        party=reader.party(row.note.party),
        limit=MailLimit(row.limit),
        met_at=row.met_at,
        until=row.until,
        zone=asked.zone or asked.meeting.zone,
        board=reverse("desk:board", args=[asked.slug]),
    )


@for_officers
def mail_limit(request: Asking, key: int) -> HttpResponse:
    """What happened, what can be done about it, and that it was seen."""
    row = fetch(unseen_limits(request.actor, request.moment), pk=key)
    form = StepForm(request.POST or None)
    done = message("It is noted that you have seen this.")
    answer = act(request, form, acknowledge_mail_limit, row, to="desk:home", done=done)
    sheet = limit_sheet(row, Reader(request.language))
    return answer or show(request, "desk/mail_limit.html", sheet, section=SECTION, form=form)
