"""The desk begins with what waits, and a change after letters went out proposes a notice."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import CAST, NOW, OPERATOR
from tests.invited import invited, link_of, named
from tests.meetings.table import FACTS, item, meeting, session
from tests.table import at_the_table, sent
from tourdetable.invitations.actions.inviting import take_lines
from tourdetable.invitations.enums import Ground, InvitationState
from tourdetable.invitations.models import Invitation, InvitationRule
from tourdetable.invitations.queries.answers import open_link
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.wording import Wording
from tourdetable.letters.enums import LetterKind, LetterState
from tourdetable.letters.models import Letter
from tourdetable.meetings.actions import (
    amend_item,
    amend_meeting,
    cancel_meeting,
    convene_meeting,
    issue_agenda,
)
from tourdetable.meetings.enums import AgendaState
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party
from tourdetable.processes.models import Mandate, Process
from tourdetable.record.failed_releases import forget_failures, record_failure
from tourdetable.ui.telling import telling_of

pytestmark = pytest.mark.django_db
HOME = "/en/desk/"
OFFICER = CAST["secretariat officer"]
LATER = NOW + dt.timedelta(days=1)


@pytest.fixture
def officer() -> Client:
    return at_the_table("secretariat officer")


def _page(client: Client, address: str = HOME) -> str:
    return client.get(address).content.decode()


def _letter(of: Meeting, state: LetterState, kind: str = LetterKind.INVITATION) -> Letter:
    is_sent = state == LetterState.SENT
    return Letter.objects.create(
        meeting=of, kind=kind, state=state, language="en", mail="a@example.org", subject="S",
        text="T", drafted_at=NOW, sent_at=NOW if is_sent else None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("en", "The record could not be published anew"),
        ("ar", telling_of("ar").translations.gettext("The record could not be published anew")),
    ],
)
def test_a_release_that_failed_is_said(
    officer: Client, settings: LazySettings, tmp_path: Path, language: str, heading: str
) -> None:
    """With its reason as text, whatever is in it, and no longer than it holds."""
    settings.TDT_HOME = tmp_path
    assert heading not in _page(officer, f"/{language}/desk/")
    record_failure(tmp_path, None, "No room for <b>pages</b> & more.", now=NOW)
    page = _page(officer, f"/{language}/desk/")
    assert f"<h2>{heading}</h2>" in page
    said = '<p lang="en" dir="ltr">No room for &lt;b&gt;pages&lt;/b&gt; &amp; more.</p>'
    assert said in page
    forget_failures(tmp_path)
    assert heading not in _page(officer, f"/{language}/desk/")


def test_an_empty_desk_says_that_nothing_waits(officer: Client) -> None:
    assert "Nothing waits." in _page(officer)


def test_what_waits_leads_to_where_it_is_dealt_with(officer: Client) -> None:
    row = invited("FJI")
    named(row, "Ana")
    named(row, "Bo")
    named(invited("TON", InvitationState.WITHDRAWN), "Nobody asks for")
    _letter(row.meeting, LetterState.UNCERTAIN)
    _letter(row.meeting, LetterState.SENT, LetterKind.REMINDER)
    page = _page(officer)
    assert "2 nominations to accept" in page
    assert 'href="/en/desk/meetings/workshop-2027/participants/"' in page
    assert 'href="/en/desk/letters/?state=uncertain"' in page
    assert "?state=sent" not in page
    Meeting.objects.update(start="2020", phase="closed")
    assert "over, and not published yet" in _page(officer)
    Meeting.objects.update(publicity="published")
    assert "Nothing waits" not in _page(officer)
    assert "workshop-2027" not in _page(officer)


def test_doubts_and_differences_from_the_mandates_wait(reference: None) -> None:  # noqa: ARG001 - for the data
    officer = at_the_table("secretariat officer")
    row = meeting()
    bali = Process.objects.get(slug="bali-process")
    Mandate.objects.filter(process=bali).update(until="2027")
    InvitationRule.objects.create(meeting=row, process=bali, office="current-chair", position=0)
    assert "the list differs from the mandates" not in _page(officer)
    page = _page(officer, f"/en/desk/meetings/{row.slug}/invitations/now/")
    names = [part.split('"')[0] for part in page.split('name="line" value="')[1:]]
    take_lines(row, names=names, by=OPERATOR, now=NOW)
    assert "the list differs from the mandates" not in _page(officer)
    assert "2 doubts to settle" in _page(officer)
    Mandate.objects.filter(process=bali, role__in=["chair", "co-chair"])[0].delete()
    assert "the list differs from the mandates" in _page(officer)


def _sent_and_changed() -> Meeting:
    row = meeting()
    point = item(session(row), "Opening")
    convene_meeting(row, by=OFFICER, now=NOW - dt.timedelta(hours=1))
    party, _ = Party.objects.get_or_create(
        code="FJI", defaults={"kind": "country", "names": Wording.of(en="Fiji")}
    )
    Invitation.objects.create(
        meeting=row, party=party, ground=Ground.PARTY, state=InvitationState.SENT,
        mail="a@example.org", language="en",
    )  # fmt: skip
    _letter(row, LetterState.SENT)
    amend_meeting(row, facts=replace(FACTS, place_city="Bern"), by=OFFICER, now=LATER)
    amend_item(point, values={"minutes": 45}, by=OFFICER, now=LATER)
    return row


def test_a_change_after_letters_went_out_proposes_a_notice_and_sends_nothing(
    officer: Client,
) -> None:
    row = _sent_and_changed()
    here = f"/en/desk/meetings/{row.slug}/"
    assert "changed since it was sent" in _page(officer)
    for place in (here, f"{here}agenda/"):
        assert "Changed since it was sent on 23 November 2026" in _page(officer, place)
    page = _page(officer, f"{here}changes/")
    assert "<del><bdi>Geneva</bdi></del>" in page
    assert "<ins><bdi>Bern</bdi></ins>" in page
    assert "Opening" in page
    assert f'href="{here}letters/new/change/"' in page
    assert Letter.objects.filter(kind=LetterKind.CHANGE).count() == 0
    key = Invitation.objects.get().pk
    assert sent(officer, f"{here}letters/new/change/", chosen=[key]).status_code == 303
    issue_agenda(row, state=AgendaState.PROVISIONAL, by=OFFICER, now=LATER)
    notice = Letter.objects.get(kind=LetterKind.CHANGE)
    assert notice.state == LetterState.DRAFTED
    Letter.objects.filter(pk=notice.pk).update(
        state=LetterState.SENT, sent_at=LATER + dt.timedelta(hours=1)
    )
    assert "changed since it was sent" not in _page(officer)
    assert "Changed since it was sent on" not in _page(officer, here)
    assert "no notice is due" in _page(officer, f"{here}changes/")


def test_a_cancellation_has_a_letter_of_its_own(officer: Client) -> None:
    row = _sent_and_changed()
    cancel_meeting(row, reason=Wording.of(en="No quorum."), by=OFFICER, now=LATER)
    page = _page(officer, f"/en/desk/meetings/{row.slug}/changes/")
    assert f'href="/en/desk/meetings/{row.slug}/letters/new/cancellation/"' in page


def test_before_anything_went_out_nobody_has_to_be_told(officer: Client) -> None:
    row = meeting()
    here = f"/en/desk/meetings/{row.slug}/"
    assert "Changed since it was sent on" not in _page(officer, here)
    assert "No letter about this meeting has gone out yet" in _page(officer, f"{here}changes/")


def test_a_link_in_a_letter_is_revoked_and_opens_nothing(officer: Client) -> None:
    row = invited("FJI")
    link = link_of(row)
    assert open_link("f" * 43, NOW) == link
    place = f"/en/desk/reply-links/{link.pk}/revoke/"
    assert f'href="{place}"' in _page(officer, f"/en/desk/invitations/{row.pk}/")
    assert "Revoke this link?" in _page(officer, place)
    answer = sent(officer, place)
    assert (answer.status_code, answer["Location"]) == (303, f"/en/desk/invitations/{row.pk}/")
    assert open_link("f" * 43, NOW) is None
    page = _page(officer, f"/en/desk/invitations/{row.pk}/")
    assert "revoked on" in page
    assert place not in page
    assert sent(officer, place).status_code == 422
    for who in ("delegate", "chair's office"):
        assert at_the_table(who).get(place).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_costs_the_same_however_much_waits(
    officer: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    row = invited("FJI")
    process = Process.objects.create(slug="p", kind="regional", basis="thematic")
    InvitationRule.objects.create(
        meeting=row.meeting, process=process, office="current-chair", position=0
    )
    for number in range(count):
        named(row, f"Person {number}")
        _letter(row.meeting, LetterState.DRAFTED)
        Meeting.objects.create(
            slug=f"over-{number}", kind="workshop", mode="online", start=PartialDate("2020")
        )
    with django_assert_num_queries(10):  # one of them: limits on mails that were met
        officer.get(HOME)
    changed = _sent_and_changed()
    for _ in range(count - 1):
        _letter(changed, LetterState.SENT)
    with django_assert_num_queries(9):
        officer.get(f"/en/desk/meetings/{changed.slug}/changes/")
