"""Every way in which somebody comes to a right, and that no officer gains by it (decision 34).

A verb, a capacity or a place that grants one without a row here fails.
"""

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

import tourdetable
from tests.cast import CAST, NOW
from tests.convening.test_who_may_what import ACTIONS
from tests.sample import NOTE_SECRETS, lay
from tests.screens.everywhere import everywhere
from tests.table import at_the_table, seated, sent
from tourdetable.invitations.models import Invitation, Participant
from tourdetable.kernel.actors import Standing
from tourdetable.kernel.dates import PartialDate
from tourdetable.letters.models import Notice
from tourdetable.notes.models import Note
from tourdetable.parties.enums import Capacity
from tourdetable.parties.models import Account, Officer, Person
from tourdetable.processes.enums import MandateStyle, Role
from tourdetable.processes.models import FocalPoint, Mandate
from tourdetable.screens.identity import actor_of
from tourdetable.screens.notices import RIGHTS_NOTICES

pytestmark = pytest.mark.django_db
OFFICER = "secretariat officer"
TOLD = "those whom it could harm are told"
NEVER_AN_OFFICER = "nobody of the secretariat has that capacity on the day"
OF_THE_PARTY = "the party gives it, to whom it chooses; of the secretariat nobody opens the link"
NOTHING_HIDDEN = "gives nothing that the secretariat may not do or read in its own name"
TAKES_AWAY = "takes a right away"

VERBS = {
    "record_focal_point": TOLD,
    "correct_focal_point": TOLD,
    "end_focal_point": TOLD,
    "strike_focal_point": TOLD,
    "amend_person": TOLD,
    "amend_respondent": TOLD,
    "address_invitation": TOLD,
    "amend_letter": TOLD,
    "ask_respondent": TOLD,
    "invite_officer": TOLD,
    "record_mandate": NEVER_AN_OFFICER,
    "correct_mandate": NEVER_AN_OFFICER,
    "hand_over_office": NEVER_AN_OFFICER,
    "end_mandate": TAKES_AWAY,
    "strike_mandate": TAKES_AWAY,
    "end_officer": TAKES_AWAY,
    "reset_second_factor": TAKES_AWAY,
    "withdraw_participant": TAKES_AWAY,
    "revoke_reply_link": TAKES_AWAY,
    "revoke_contributor": TAKES_AWAY,
    "invite_contributor": OF_THE_PARTY,
    "invite_contributor_by_mail": OF_THE_PARTY,
    "make_respondent_link": OF_THE_PARTY,
    "ask_invited": OF_THE_PARTY,
    "make_reply_link": NOTHING_HIDDEN,
    "accept_nomination": NOTHING_HIDDEN,
    "add_participant": NOTHING_HIDDEN,
    "amend_participant": NOTHING_HIDDEN,
    "import_participants": NOTHING_HIDDEN,
    "submit_note": NOTHING_HIDDEN,
    "enter_on_behalf": NOTHING_HIDDEN,
    "create_person": NOTHING_HIDDEN,
    "record_process": "the operator's alone",
    "record_person": "the operator's alone",
}
"""What each verb that gives or takes rights is held by."""
NO_RIGHT = {
    "accept_invitation", "acknowledge_mail_limit", "add_group", "add_item", "add_item_document",
    "add_question",
    "add_session", "add_speaker", "amend_group", "amend_item", "amend_meeting",
    "amend_question", "amend_questionnaire", "amend_session", "answer_clearance",
    "approve_invitations", "approve_letter", "ask_again", "ask_clearance", "attach_document",
    "attribute_note", "cancel_meeting", "choose_offices", "clear_answer", "close_meeting",
    "close_questionnaire", "convene_meeting", "copy_meeting", "copy_questionnaire",
    "correct_membership", "correct_nomination", "create_meeting", "create_questionnaire",
    "decline_invitation", "decline_note", "decline_question", "discard_letter",
    "draft_letters", "draft_note_letters", "end_affiliation", "end_membership",
    "extend_deadline", "extract_text", "fill_questionnaire", "forget_upload",
    "give_up_as_uncertain", "hand_over", "hand_over_notice", "import_agenda", "import_nominations",
    "invite_by_hand", "issue_agenda", "keep_file", "lay_agenda", "lay_list", "lay_note",
    "lay_questionnaire", "leave_out", "mark_invitation_sent", "move_group", "move_item",
    "move_question", "nominate", "open_note", "open_questionnaire", "prefill_note",
    "publish_answers", "publish_meeting", "query_nomination", "receipt_note",
    "record_affiliation", "record_bounce", "record_collection", "record_country",
    "record_dispatch", "record_document", "record_links", "record_meeting",
    "record_membership", "record_modification", "record_notice", "record_mail_limit",
    "forget_counted_mail", "form_batches", "record_organisation", "record_relations",
    "record_series", "remove_attachment", "remove_group", "remove_item",
    "remove_item_document", "remove_question", "remove_respondent", "remove_session",
    "remove_speaker", "reopen_note", "restore_answers", "restore_document", "restore_meeting",
    "return_note", "return_to_draft", "save_answer", "save_draft", "say_of_list",
    "say_who_presides", "set_invitation_rules", "set_organisation_rules", "set_showing",
    "settle_doubt", "settle_letter", "show_category", "split_item", "strike_membership",
    "take_answers", "take_back_clearance", "take_ground", "take_in_again", "take_lines",
    "take_over_questions", "tell_of_return", "tell_of_change", "time_items", "withdraw_answers",
    "withdraw_document", "withdraw_invitation", "withdraw_meeting", "withdraw_nomination",
}  # fmt: skip
"""Verbs by which nobody comes to a right."""


def test_every_verb_is_said_to_give_rights_or_not() -> None:
    assert set(VERBS) | NO_RIGHT == set(ACTIONS)
    assert not set(VERBS) & NO_RIGHT


def test_whoever_has_to_be_told_is() -> None:
    told = {verb for verb, held in VERBS.items() if held == TOLD}
    assert {verb.__name__ for verb in RIGHTS_NOTICES} == told | {"reset_second_factor"}


GRANTED_IN = {
    "kernel/actors.py",
    "parties/queries/people.py",
    "processes/queries/standings.py",
    "invitations/queries/standings.py",
    "invitations/queries/invitations.py",
    "notes/queries/standings.py",
    "invitations/queries/answers.py",
    "notes/queries/links.py",
}
"""Who makes a standing: queries of persons and of links. The first and the fifth only ask."""


def _calls(name: str) -> set[str]:
    """The files that call something of that name."""
    root, found = Path(tourdetable.__file__).parent, set()
    for path in root.rglob("*.py"):
        nodes = ast.walk(ast.parse(path.read_text()))
        calls = (ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call))
        if any(call.split(".")[-1] == name for call in calls):
            found.add(path.relative_to(root).as_posix())
    return found


def test_standings_are_made_where_it_is_known() -> None:
    assert _calls("Standing") == GRANTED_IN


def test_accounts_are_made_by_one_verb_and_their_address_is_never_changed() -> None:
    assert _calls("Account") == set()
    makers = {
        path
        for path in _calls("create")
        if "Account.objects.create" in (Path(tourdetable.__file__).parent / path).read_text()
    }
    assert makers == {"parties/actions.py"}
    account = seated("focal point")
    before = Account.objects.get(person=account).mail
    client = at_the_table(OFFICER)
    typed = {"name": account.name, "mail": "officer@example.org", "language": "en", "honorific": ""}
    place = f"/en/desk/persons/{account.slug}/edit/"
    assert sent(client, place, **typed, seen=_seen(client, place)).status_code == 303
    assert Account.objects.get(person=account).mail == before


def _seen(client: Client, place: str) -> str:
    page = client.get(place).content.decode()
    return page.partition('name="seen" value="')[2].partition('"')[0]


# ── An officer, by each way ──────────────────────────────────────────────────


def _point(person: Person) -> None:
    row = FocalPoint.objects.get(person__slug="focal-point")
    FocalPoint.objects.create(
        process=row.process, party=row.party, person=person, since=PartialDate("2020")
    )


def _chair(person: Person) -> None:
    row = FocalPoint.objects.get(person__slug="chair")
    Mandate.objects.create(
        process=row.process, party=row.party, role=Role.CHAIR, term=2,
        since=PartialDate("2020-01-01"), style=MandateStyle.CHAIR, sources=("page",),
    )  # fmt: skip
    FocalPoint.objects.create(
        process=row.process, party=row.party, person=person, since=PartialDate("2020")
    )


def _comes(function: str) -> Callable[[Person], None]:
    def come(person: Person) -> None:
        row = Invitation.objects.filter(party__code="FJI")[0]
        Participant.objects.create(
            meeting=row.meeting, party=row.party, invitation=row, person=person,
            function=function, category="government",
        )  # fmt: skip

    return come


WAYS: dict[Capacity, Callable[[Person], None]] = {
    Capacity.FOCAL_POINT: _point,
    Capacity.CHAIR: _chair,
    Capacity.DELEGATE: _comes("delegate"),
    Capacity.OBSERVER: _comes("observer"),
    Capacity.RAPPORTEUR: _comes("rapporteur"),
    Capacity.SUBMITTER: _comes("head"),
}
BY_LINK = {Capacity.REPLIER, Capacity.RESPONDENT, Capacity.CONTRIBUTOR}


def test_every_capacity_has_its_way() -> None:
    assert set(WAYS) | BY_LINK | {Capacity.OFFICER} == set(Capacity)


@pytest.mark.parametrize("capacity", sorted(WAYS))
def test_whoever_is_or_was_an_officer_that_day_is_nothing_else(capacity: Capacity) -> None:
    lay()
    person = seated(OFFICER)
    WAYS[capacity](person)
    assert actor_of(person, NOW).standings == {Standing(Capacity.OFFICER)}
    Officer.objects.update(until=NOW)
    day = dt.timedelta(days=1)
    for later in (dt.timedelta(0), day - dt.timedelta(seconds=1)):
        assert actor_of(person, NOW + later).standings == set()
    found = {one.capacity for one in actor_of(person, NOW + day).standings}
    assert capacity in found
    assert Capacity.OFFICER not in found


@pytest.mark.parametrize("secret", ["own", "ministry"])
@pytest.mark.parametrize("since", ["is", "was"])
def test_of_the_secretariat_nobody_opens_a_note_by_its_link(secret: str, since: str) -> None:
    lay()
    client, place = at_the_table(OFFICER), f"/en/note/{NOTE_SECRETS[secret]}/"
    if since == "was":
        Officer.objects.update(until=dt.datetime.now(dt.UTC) - dt.timedelta(hours=1))
    answer = client.get(place)
    assert answer.status_code == 403
    assert "not shown to you" in answer.content.decode()
    assert sent(client, place).status_code == 403
    assert Client().get(place).status_code == 200


def test_an_officer_who_is_a_focal_point_walks_and_reads_no_draft() -> None:
    lay()
    _point(seated(OFFICER))
    both, own = at_the_table(OFFICER), at_the_table("focal point")
    walked = [one for one in everywhere() if one.startswith("room/notes/")]
    opened = [one for one in walked if own.get(f"/en/{one}").status_code == 200]
    assert len(opened) > 10
    assert {both.get(f"/en/{one}").status_code for one in opened} == {404}
    Officer.objects.all().delete()
    again = [both.get(f"/en/{one}").status_code for one in opened]
    assert again.count(200) > 10  # all but files that the other has laid down


# ── Who is told ──────────────────────────────────────────────────────────────

PAGE = {"source_title": "Note verbale", "source_url": "https://example.org/note"}


def _told() -> dict[str, str]:
    return dict(Notice.objects.values_list("mail", "text"))


def test_a_party_is_told_of_each_focal_point_at_the_addresses_that_it_had() -> None:
    lay()
    row, officer = FocalPoint.objects.get(person__slug="focal-point"), at_the_table(OFFICER)
    Person.objects.filter(pk=row.person.pk).update(mail="moved@example.org", language="fr")
    place = f"/en/desk/processes/{row.process.slug}/focal-points/new/"
    typed = {"party": row.party.names.read("en").text, "person": "officer@example.org"}
    form = {"form": "0f8fad5b-d9cb-469f-a165-70867728950e", "since": "2026-01-01"}
    for _ in range(2):
        assert sent(officer, place, **typed, **form, **PAGE).status_code == 303
    said = _told()
    assert Notice.objects.count() == len(said)
    assert {"moved@example.org", "focal-point@example.org"} <= set(said)
    assert "Le secrétariat inscrit comme point focal" in said["moved@example.org"]
    assert "Officer" in said["focal-point@example.org"]
    assert set(
        Note.objects.filter(party=row.party).exclude(mail="").values_list("mail", flat=True)
    ) <= set(said)


@pytest.mark.parametrize("step", ["", "end/", "strike/"])
def test_a_party_is_told_when_a_focal_point_is_changed_or_gone(step: str) -> None:
    lay()
    row, officer = FocalPoint.objects.get(person__slug="focal-point"), at_the_table(OFFICER)
    place = f"/en/desk/focal-points/{row.pk}/{step}"
    typed = {"since": "2021", "until": "2027"} if not step else {"until": "2026-11"}
    assert sent(officer, place, **typed, **PAGE, seen=_seen(officer, place)).status_code == 303
    assert "focal-point@example.org" in _told()


def test_the_address_that_was_is_told_of_the_one_that_is() -> None:
    lay()
    officer, person = at_the_table(OFFICER), seated("focal point")
    Person.objects.filter(pk=person.pk).update(mail="known@example.org", language="es")
    place = f"/en/desk/persons/{person.slug}/edit/"
    typed = {"name": person.name, "mail": "new@example.org", "language": "en", "honorific": ""}
    refused = sent(officer, place, **{**typed, "mail": "no address"}, seen=_seen(officer, place))
    assert (refused.status_code, _told()) == (422, {})
    assert sent(officer, place, **typed, seen=_seen(officer, place)).status_code == 303
    said = _told()
    of_party = said.pop("zyxwaddresswxyz@example.org")
    assert "C’est là que sont envoyés les li" in of_party
    assert set(said) == {"known@example.org", "focal-point@example.org"}
    assert "La secretaría escribe a otra dirección" in "".join(said.values()).replace(
        "A partir de ahora la", "La"
    )
    assert "new@example.org" in said["known@example.org"]


@pytest.mark.parametrize("until", [None, PartialDate("2025")])
def test_a_party_is_told_when_a_focal_point_without_an_address_gets_one(
    until: PartialDate | None,
) -> None:
    """Questions for a note would go there; nobody else could know."""
    lay()
    row, officer = FocalPoint.objects.get(person__slug="focal-point"), at_the_table(OFFICER)
    person = Person.objects.create(slug="no-address", name="Nobody Written To")
    FocalPoint.objects.create(
        process=row.process, party=row.party, person=person, since=PartialDate("2020"), until=until
    )
    place = f"/en/desk/persons/{person.slug}/edit/"
    typed = {"name": person.name, "mail": "new@example.org", "language": "en", "honorific": ""}
    assert sent(officer, place, **typed, seen=_seen(officer, place)).status_code == 303
    said = _told()
    assert "focal-point@example.org" in said
    assert "new@example.org" not in said
    assert "new@example.org" in said["focal-point@example.org"]
    assert "object to the secretariat" in said["focal-point@example.org"]


def test_a_respondent_is_told_where_its_link_will_go() -> None:
    lay()
    officer = at_the_table(OFFICER)
    note = Note.objects.filter(party__code="FJI", questionnaire__slug="asked")[0]
    Note.objects.filter(pk=note.pk).update(mail="known@example.org")
    place = f"/en/desk/notes/{note.pk}/address/"
    typed = {"mail": "new@example.org", "language": "en"}
    assert sent(officer, place, **typed, seen=_seen(officer, place)).status_code == 303
    assert {"known@example.org", "focal-point@example.org"} <= set(_told())
    assert "new@example.org" not in _told()


def test_all_other_officers_are_told_of_a_new_one() -> None:
    client = at_the_table(OFFICER)
    typed = {"name": "Ana", "mail": "ana@example.org"}
    assert sent(client, "/en/desk/officers/", **typed).status_code == 303
    assert set(_told()) == {CAST[OFFICER].key + "@example.org"}
