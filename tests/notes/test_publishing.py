"""Answers go into the record by one step, stay as they stood at it, and can be taken out."""

from itertools import product

import pytest

from tests.cast import CAST, NOW, OPERATOR
from tests.notes.voices import VOICES, Voice, answered, asked, published, speaks
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.publishing import (
    publish_answers,
    restore_answers,
    withdraw_answers,
)
from tourdetable.notes.models import Questionnaire
from tourdetable.notes.queries.published import digest_of, readable, standing_versions, tombstones
from tourdetable.notes.rules import may_read_answers, may_read_tombstone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
REASON = Wording.of(en="An error")
FIRST = VOICES[0]


def workshop() -> Meeting:
    return Meeting.objects.get(slug="rcp-workshop-2005")


def versions(row: Questionnaire) -> list[str]:
    return sorted(str(version).rpartition("/")[2] for version in row.published.all())


@pytest.mark.parametrize(("own", "beside"), [*product(Publicity, Publicity)])
def test_who_reads_them_in_the_record(own: Publicity, beside: Publicity) -> None:
    row = asked(workshop(), VOICES[:1])
    row.publicity, row.meeting.publicity = own, beside
    row.save()
    row.meeting.save()
    is_read = own == beside == Publicity.PUBLISHED
    is_gone = own == Publicity.WITHDRAWN or (
        own == Publicity.PUBLISHED and beside == Publicity.WITHDRAWN
    )
    for by in CAST.values():
        assert may_read_answers(by, row, NOW) == is_read
        assert readable(by, NOW).filter(pk=row.pk).exists() == is_read
        assert may_read_tombstone(by, row, NOW) == is_gone
        assert tombstones(by, NOW).filter(pk=row.pk).exists() == is_gone


def test_what_goes_out_is_what_stood_at_the_step() -> None:
    row = published(answered(workshop(), VOICES[:2]))
    assert versions(row) == ["AUS version 1", "MEX version 1"]
    told = Event.objects.latest("pk")
    assert (told.verb, told.thing) == (
        "publish_answers",
        "questionnaire:rcp-workshop-2005/publicity",
    )
    speaks(row, Voice("AUS", "bali-process", said={"coordination": "Twice a week"}))
    assert versions(row) == ["AUS version 1", "MEX version 1"]
    assert versions(published(row)) == ["AUS version 2", "MEX version 1"]


def test_only_what_was_looked_at_goes_out() -> None:
    row = answered(workshop(), VOICES[:2])
    seen = digest_of(standing_versions(row))
    speaks(row, Voice("AUS", "bali-process", said={"coordination": "Twice a week"}))
    with pytest.raises(SentenceError, match="since you looked"):
        publish_answers(row, seen=seen, by=OPERATOR, now=NOW)
    with pytest.raises(SentenceError, match="since you looked"):
        publish_answers(row, seen="", by=OPERATOR, now=NOW)
    assert versions(row) == []


def test_nothing_is_published_twice_or_without_a_note() -> None:
    row = asked(workshop(), VOICES[:2])
    with pytest.raises(SentenceError, match="nothing to publish"):
        published(row)
    speaks(row, FIRST)
    with pytest.raises(SentenceError, match="as they stand"):
        published(published(row))


def test_they_stand_beside_a_public_meeting_alone() -> None:
    row = answered(workshop(), VOICES[:1])
    Meeting.objects.filter(pk=row.meeting_id).update(publicity=Publicity.DRAFT)
    with pytest.raises(NotAllowedError):
        published(Questionnaire.objects.select_related("meeting").get(pk=row.pk))


def test_what_is_withdrawn_comes_back_as_it_stood() -> None:
    row = published(answered(workshop(), VOICES[:2]))
    with pytest.raises(SentenceError, match="needs a reason"):
        withdraw_answers(row, reason=Wording.of(en=" "), by=OPERATOR, now=NOW)
    withdraw_answers(row, reason=REASON, by=OPERATOR, now=NOW)
    speaks(row, Voice("AUS", "bali-process", said={"coordination": "Twice a week"}))
    row = Questionnaire.objects.select_related("meeting").get(pk=row.pk)
    with pytest.raises(NotAllowedError):
        published(row)
    restore_answers(row, by=OPERATOR, now=NOW)
    assert versions(row) == ["AUS version 1", "MEX version 1"]
