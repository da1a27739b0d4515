"""Cast × state × verb, over every action that there is: generated from the actions themselves, so
that one without a row here fails.

Each action is really called. What is allowed goes on to miss what a form would have said, and is
undone; what is not allowed is refused before anything else is looked at.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

import pytest
from django.db import transaction

import tourdetable
from tests.cast import CAST, NOW
from tests.sample import NOTE_SECRETS, SECRETS, lay
from tests.table import seated
from tourdetable.invitations.enums import InvitationState, NominationState
from tourdetable.invitations.models import Invitation, Nomination
from tourdetable.invitations.queries.answers import open_link, replier
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.letters.enums import LetterState
from tourdetable.letters.models import Letter
from tourdetable.library.enums import Distribution
from tourdetable.library.models import Document
from tourdetable.meetings.enums import Phase
from tourdetable.meetings.models import AgendaItem, ItemDocument, Meeting, Session, Speaker
from tourdetable.notes.enums import WRITABLE, ClearanceState, NoteState, QuestionnaireState
from tourdetable.notes.models import Answer, Attachment, Clearance, Contributor, Note, Questionnaire
from tourdetable.notes.queries.links import holder
from tourdetable.notes.queries.links import open_link as open_note_link
from tourdetable.parties.models import Account
from tourdetable.screens.identity import actor_of

pytestmark = pytest.mark.django_db

Things = Callable[[], Iterator[tuple[str, Any]]]
Allowed = Callable[[str], set[str]]
NOBODY, OPERATOR = set[str](), {"operator"}
SECRETARIAT = {"operator", "secretariat officer"}
PARTY = SECRETARIAT | {"focal point", "holder of the link"}


@pytest.fixture(autouse=True)
def _table() -> None:
    lay()


def _cast() -> dict[str, Actor]:
    """Everybody as the house knows them when they ask, and those who hold links."""
    people = {who: actor_of(seated(who), NOW) for who in CAST if CAST[who].key != "tests"}
    found = {
        **people,
        "operator": CAST["operator"],
        "reader of the record": CAST["reader of the record"],
    }
    for name, secret in (("holder of the link", "own"), ("holder of another's link", "tonga")):
        link = open_link(SECRETS[secret], NOW)
        assert link
        found[name] = replier(link)
    for name, secret in (("holder of the note's link", "own"), ("ministry", "ministry")):
        hand = open_note_link(NOTE_SECRETS[secret], NOW)
        assert hand
        found[name] = holder(hand)
    return found


def nothing() -> Iterator[tuple[str, Any]]:
    """For actions that make something: they have no thing yet."""
    yield "", None


def meetings() -> Iterator[tuple[str, Any]]:
    for phase in Phase:
        for publicity in Publicity:
            row = Meeting.objects.get(slug="table")
            row.phase, row.publicity = phase, publicity
            yield f"{phase}/{publicity}", row


def agenda() -> Iterator[tuple[str, Any]]:
    """A session, an item and what stands around it, of a meeting in each phase."""
    for phase in Phase:
        for kind in (Session, AgendaItem, Speaker, ItemDocument):
            row: Any = kind.objects.first()
            item = row if kind in (Session, AgendaItem) else row.item
            session = item if kind is Session else item.session
            session.meeting.phase = phase
            yield f"{phase}/{kind.__name__}", row


def invitations() -> Iterator[tuple[str, Any]]:
    for state in InvitationState:
        row = Invitation.objects.get(party__code="FJI")
        row.state = state
        yield state, row


def nominations() -> Iterator[tuple[str, Any]]:
    for asked in (InvitationState.ACCEPTED, InvitationState.WITHDRAWN):
        for state in NominationState:
            row = Nomination.objects.filter(invitation__party__code="FJI")[0]
            row.state, row.invitation.state = state, asked
            yield f"{asked}/{state}", row


def letters() -> Iterator[tuple[str, Any]]:
    yield from ((row.state, row) for row in Letter.objects.all())
    assert {row.state for row in Letter.objects.all()} == set(LetterState)


def documents() -> Iterator[tuple[str, Any]]:
    for distribution in Distribution:
        for publicity in Publicity:
            row = Document.objects.get()
            row.distribution, row.publicity = distribution, publicity
            yield f"{distribution}/{publicity}", row


def accounts() -> Iterator[tuple[str, Any]]:
    yield "", Account.objects.get(person__slug="holder")


def notes() -> Iterator[tuple[str, Any]]:
    """Fiji's note in each state, of a questionnaire in each state."""
    for asked in QuestionnaireState:
        for state in NoteState:
            row = Note.objects.select_related("questionnaire").get(
                party__code="FJI", questionnaire__slug="asked"
            )
            row.state, row.questionnaire.state = state, asked
            yield f"{asked}/{state}", row


def published() -> Iterator[tuple[str, Any]]:
    """Answers before a meeting in each publicity, themselves in each."""
    for beside in Publicity:
        for own in Publicity:
            row = Questionnaire.objects.select_related("meeting").get(slug="asked")
            row.meeting.publicity, row.publicity = beside, own
            yield f"{beside}/{own}", row


def contributors() -> Iterator[tuple[str, Any]]:
    for state, note in notes():
        row = Contributor.objects.get(is_respondent=False)
        row.note = note
        yield state, row


def answers() -> Iterator[tuple[str, Any]]:
    for state, note in notes():
        row = Answer.objects.get(contributor=None)
        row.note = note
        yield state, row


def attachments() -> Iterator[tuple[str, Any]]:
    for state, answer in answers():
        row = Attachment.objects.get(answer__contributor=None)
        row.answer = answer
        yield state, row


def clearances() -> Iterator[tuple[str, Any]]:
    for state in ClearanceState:
        row = Clearance.objects.get()
        row.state = state
        yield state, row


def always(who: set[str]) -> Allowed:
    return lambda _state: who


def unless(word: str, who: set[str]) -> Allowed:
    return lambda state: NOBODY if word in state else who


def only(state: str, who: set[str]) -> Allowed:
    return lambda found: who if found.endswith(state) else NOBODY


def _answering(state: str) -> set[str]:
    return PARTY if state in ("sent", "accepted", "declined") else NOBODY


def _writing(who: set[str]) -> Allowed:
    states = {f"{QuestionnaireState.OPEN}/{state}" for state in WRITABLE}
    return lambda state: who if state in states else NOBODY


def _on_behalf(state: str) -> set[str]:
    asked, _, own = state.partition("/")
    is_out = asked != QuestionnaireState.DRAFTED
    return SECRETARIAT if is_out and own in (NoteState.ASKED, NoteState.SUBMITTED) else NOBODY


def _beside_meeting(state: str) -> set[str]:
    return SECRETARIAT if state in ("published/draft", "published/published") else NOBODY


def _open(state: str) -> set[str]:
    return OF_NOTE if state.startswith(f"{QuestionnaireState.OPEN}/") else NOBODY


OF_NOTE = {"focal point", "holder of the note's link"}
KEPT = (meetings, unless("cancelled", SECRETARIAT))
ON_AGENDA = (agenda, unless("cancelled", SECRETARIAT))
BY_SECRETARIAT = (nothing, always(SECRETARIAT))
BY_OPERATOR = (nothing, always(OPERATOR))
OF_INVITATIONS = (invitations, always(SECRETARIAT))
WRITTEN = (letters, always(SECRETARIAT))
POSTED = (letters, always(OPERATOR))
ROWS: dict[str, tuple[Things, Allowed]] = {
    **dict.fromkeys(
        ("record_country", "record_organisation", "record_person", "record_document",
         "record_modification", "keep_file", "extract_text", "record_process", "record_relations",
         "record_series", "record_meeting", "record_links"), BY_OPERATOR),
    **dict.fromkeys(("invite_officer", "end_officer", "create_meeting"), BY_SECRETARIAT),
    **dict.fromkeys(
        ("add_item", "amend_item", "move_item", "split_item", "remove_item", "time_items",
         "add_speaker", "remove_speaker", "add_item_document", "remove_item_document",
         "add_session", "amend_session", "say_who_presides", "remove_session"), ON_AGENDA),
    **dict.fromkeys(
        ("convene_meeting", "close_meeting", "cancel_meeting", "issue_agenda", "amend_meeting"),
        KEPT),
    **dict.fromkeys(("import_agenda", "lay_agenda"), KEPT),
    **dict.fromkeys(("forget_upload", "record_collection"), BY_OPERATOR),
    **dict.fromkeys(("lay_list", "say_of_list", "import_nominations"), (invitations, _answering)),
    "import_participants": (meetings, always(SECRETARIAT)),
    **dict.fromkeys(
        ("create_person", "amend_person", "record_affiliation", "end_affiliation"),
        BY_SECRETARIAT),
    "reset_second_factor": (accounts, always(SECRETARIAT)),
    **dict.fromkeys(
        (f"{verb}_{fact}" for verb in ("record", "end", "correct", "strike")
         for fact in ("membership", "mandate", "focal_point")), BY_SECRETARIAT),
    "hand_over_office": BY_SECRETARIAT,
    **dict.fromkeys(
        ("add_group", "add_question", "amend_group", "amend_question", "amend_questionnaire",
         "ask_again", "ask_respondent", "close_questionnaire", "copy_questionnaire",
         "create_questionnaire", "fill_questionnaire", "lay_questionnaire", "move_group",
         "move_question", "open_questionnaire", "remove_group", "remove_question",
         "take_over_questions", "ask_invited"), BY_SECRETARIAT),
    **dict.fromkeys(
        ("amend_respondent", "remove_respondent", "extend_deadline", "return_note",
         "make_respondent_link"), (notes, always(SECRETARIAT))),
    "enter_on_behalf": (notes, _on_behalf),
    "lay_note": (notes, lambda state: _on_behalf(state) | _writing(OF_NOTE)(state)),
    **dict.fromkeys(
        ("open_note", "save_answer", "decline_question", "clear_answer", "prefill_note",
         "invite_contributor", "invite_contributor_by_mail", "ask_clearance",
         "submit_note", "take_answers", "attribute_note"), (notes, _writing(OF_NOTE))),
    "record_mail_limit": (notes, lambda state: _writing(OF_NOTE)(state) | OPERATOR),
    **dict.fromkeys(("decline_note", "reopen_note"), (notes, _open)),
    "attach_document": (answers, _writing(OF_NOTE)),
    "remove_attachment": (attachments, _writing(OF_NOTE)),
    "save_draft": (contributors, _writing({"ministry"})),
    "revoke_contributor": (contributors, always(OF_NOTE)),
    "take_back_clearance": (clearances, only(ClearanceState.ASKED, OF_NOTE)),
    "answer_clearance": (clearances, only(ClearanceState.ASKED, {"ministry"})),
    "publish_answers": (published, _beside_meeting),
    "withdraw_answers": (published, only("/published", SECRETARIAT)),
    "restore_answers": (published, only("/withdrawn", SECRETARIAT)),
    "draft_note_letters": (meetings, always(SECRETARIAT)),
    **dict.fromkeys(("receipt_note", "tell_of_return"), (nothing, always(OPERATOR))),
    "copy_meeting": (meetings, always(SECRETARIAT)),
    "publish_meeting": (meetings, only("/draft", SECRETARIAT)),
    "withdraw_meeting": (meetings, only("/published", SECRETARIAT)),
    "restore_meeting": (meetings, only("/withdrawn", SECRETARIAT)),
    "withdraw_document": (documents, only("general/published", SECRETARIAT)),
    "restore_document": (documents, only("/withdrawn", SECRETARIAT)),
    **dict.fromkeys(
        ("make_reply_link", "revoke_reply_link", "mark_invitation_sent", "leave_out",
         "take_in_again", "settle_doubt", "take_ground", "address_invitation",
         "withdraw_invitation"), OF_INVITATIONS),
    **dict.fromkeys(
        ("take_lines", "invite_by_hand", "approve_invitations", "set_invitation_rules",
         "choose_offices", "set_organisation_rules", "add_participant", "show_category"),
        (meetings, always(SECRETARIAT))),
    **dict.fromkeys(
        ("accept_invitation", "decline_invitation", "nominate"), (invitations, _answering)),
    **dict.fromkeys(
        ("correct_nomination", "withdraw_nomination"), (nominations, unless("withdrawn", PARTY))),
    **dict.fromkeys(
        ("query_nomination", "accept_nomination"), (nominations, always(SECRETARIAT))),
    **dict.fromkeys(
        ("amend_participant", "set_showing", "withdraw_participant"), BY_SECRETARIAT),
    "approve_letter": (letters, always({"secretariat officer"})),
    **dict.fromkeys(
        ("hand_over", "record_dispatch", "give_up_as_uncertain"), POSTED),
    **dict.fromkeys(
        ("hand_over_notice", "record_notice", "tell_of_change", "forget_counted_mail",
         "form_batches"),
        BY_OPERATOR),
    **dict.fromkeys(
        ("settle_letter", "record_bounce", "amend_letter", "discard_letter", "return_to_draft"),
        WRITTEN),
    "draft_letters": (meetings, always(SECRETARIAT)),
    "acknowledge_mail_limit": BY_SECRETARIAT,
}  # fmt: skip
"""What each action is done to, and who may in each of its states."""


def _modules() -> Iterator[ModuleType]:
    for found in walk_packages(tourdetable.__path__, "tourdetable."):
        if {"actions", "kernel"} & set(found.name.split(".")):
            yield import_module(found.name)


def _actions() -> dict[str, Callable[..., object]]:
    known = (one for module in _modules() for one in vars(module).values())
    return {one.__name__: one for one in known if getattr(one, "is_action", False)}


ACTIONS = _actions()


def test_every_action_has_its_row() -> None:
    assert set(ROWS) == set(ACTIONS)


def _is_allowed(verb: Callable[..., object], thing: object, by: Actor) -> bool:
    try:
        with transaction.atomic():
            verb(deepcopy(thing), by=by, now=NOW)
            transaction.set_rollback(True)
    except NotAllowedError:
        return False
    except (TypeError, AttributeError, SentenceError):
        pass  # what a form would have said is missing, or the state table says no
    return True


@pytest.mark.parametrize("name", sorted(ROWS))
def test_who_may(name: str) -> None:
    cast, (things, allowed) = _cast(), ROWS[name]
    events = Event.objects.count()
    for state, thing in things():
        found = {who for who, by in cast.items() if _is_allowed(ACTIONS[name], thing, by)}
        assert found == allowed(state), state
    assert Event.objects.count() == events
