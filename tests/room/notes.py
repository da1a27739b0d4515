"""A note behind its links: that of the respondent, and those of the ministries it invited."""

import uuid
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.cast import NOW
from tests.invited import FAR
from tests.notes.table import DEADLINE, FIJI, OFFICER, fresh, opened
from tests.table import sent
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting, Series
from tourdetable.notes.actions.asking import (
    ask_respondent,
    copy_questionnaire,
    open_questionnaire,
)
from tourdetable.notes.actions.clearing import invite_contributor, make_respondent_link
from tourdetable.notes.models import Answer, Contributor, Note, Questionnaire

FIJIAN, LATER = "f" * 43, "l" * 43


def linked() -> Note:
    """The note of Fiji, which `FIJIAN` opens."""
    note = opened()
    make_respondent_link(note, secret=FIJIAN, expires_at=FAR, by=OFFICER, now=NOW)
    return fresh(note)


def asked_again(before: Note) -> Note:
    """The note of Fiji at the next meeting of the series, which `LATER` opens."""
    series = Series.objects.create(slug="workshops", names=Wording.of(en="Workshops"))
    Meeting.objects.filter(pk=before.questionnaire.meeting_id).update(series=series)
    source = before.questionnaire
    copy_questionnaire(source, meeting=source.meeting, slug="table-2028", by=OFFICER, now=NOW)
    again = Questionnaire.objects.get(slug="table-2028")
    Questionnaire.objects.filter(pk=again.pk).update(deadline=DEADLINE)
    ask_respondent(
        again, party=before.party, process=None, mail="", language="", by=OFFICER, now=NOW
    )
    open_questionnaire(Questionnaire.objects.get(pk=again.pk), by=OFFICER, now=NOW)
    note = fresh(Note.objects.get(questionnaire=again))
    make_respondent_link(note, secret=LATER, expires_at=FAR, by=OFFICER, now=NOW)
    return note


def ministry(note: Note, name: str, **scope: object) -> str:
    """The secret of the link of a ministry that Fiji invited."""
    secret = f"{name.lower():m<43}".replace(" ", "-")
    values = {"secret": secret, "expires_at": FAR, "by": FIJI, "now": NOW}
    invite_contributor(fresh(note), name=name, **values, **scope)  # type: ignore[arg-type]  # by name
    return secret


def row_of(name: str) -> Contributor:
    return Contributor.objects.get(name=name)


def at(place: str = "", secret: str = FIJIAN, language: str = "en") -> str:
    """The address of a screen behind a link."""
    return f"/{language}/note/{secret}/{place}"


def page(place: str = "", secret: str = FIJIAN, language: str = "en") -> str:
    """What a browser sees there, which has to be there."""
    answer = Client().get(at(place, secret, language))
    assert answer.status_code == 200, answer.status_code
    return unescape(answer.content.decode())


def send(place: str, secret: str = FIJIAN, **typed: object) -> HttpResponse:
    return sent(Client(), at(place, secret), **typed)


def writes(
    content: object, key: str = "coordination", *, seen: str = "", **more: object
) -> HttpResponse:
    """The respondent saves an answer as its browser sends it."""
    typed: dict[str, Any] = {"content": content, "language": "English", "seen": seen, **more}
    return send(f"answer/{key}/", **typed)


def drafts(content: str, secret: str, key: str = "coordination", seen: str = "") -> HttpResponse:
    return send(f"draft/{key}/", secret, content=content, language="fr", seen=seen)


def quietly(place: str, typed: Mapping[str, object], secret: str = FIJIAN) -> HttpResponse:
    """As the script sends it."""
    values = {"form": str(uuid.uuid4()), **typed}
    response: HttpResponse = Client().post(  # type: ignore[assignment]  # Django's test response is one
        at(place, secret), values, headers={"Accept": "application/json"}
    )
    return response


def stands(key: str = "coordination", by: str = "") -> Answer:
    """What stands for a question: the answer, or the draft of somebody."""
    rows = Answer.objects.filter(question__key=key)
    return rows.get(contributor__name=by) if by else rows.get(contributor=None)


def seen(key: str = "coordination") -> str:
    return state_of(stands(key))
