"""Who may do and read what of a note: everybody at the table against every state and every verb."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db.models import Model, Q

from tests.cast import CAST, NOW
from tests.notes.table import FIJI, Ministry, fresh, invited, opened, question, said
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.actions.clearing import ask_clearance
from tourdetable.notes.actions.writing import save_draft
from tourdetable.notes.enums import WRITABLE, NoteState, QuestionnaireState, Sharing
from tourdetable.notes.models import (
    Answer,
    Attachment,
    Clearance,
    Note,
    NoteVersion,
    Questionnaire,
)
from tourdetable.notes.rules import (
    may_answer_for_note,
    may_clear,
    may_draft,
    may_enter_on_behalf,
    may_keep_notes,
    may_keep_questionnaires,
    may_manage_contributor,
    may_read_answer,
    may_read_attachment,
    may_read_note,
    may_read_shared,
    may_read_version,
    may_write_note,
    readable_answers,
    readable_attachments,
    readable_notes,
    readable_shared,
    readable_versions,
)
from tourdetable.parties.enums import Capacity

pytestmark = pytest.mark.django_db

MEETING = "meeting:second-table"
STANDINGS = {
    "secretariat officer": [Standing(Capacity.OFFICER)],
    "chair's office": [Standing(Capacity.CHAIR, "process:bali-process")],
    "focal point": [Standing(Capacity.FOCAL_POINT, "party:FJI")],
    "ministry contributor": [],
    "delegate": [Standing(Capacity.DELEGATE, MEETING)],
    "observer": [
        Standing(Capacity.OBSERVER, MEETING),
        Standing(Capacity.SUBMITTER, "questionnaire:table-2027"),
    ],
    "rapporteur": [Standing(Capacity.RAPPORTEUR, MEETING)],
    "other delegation": [
        Standing(Capacity.FOCAL_POINT, "party:TON"),
        Standing(Capacity.DELEGATE, "meeting:other-table"),
        Standing(Capacity.SUBMITTER, "questionnaire:table-2027"),
    ],
}
RESPONDENT = Standing(Capacity.RESPONDENT, "note:table-2027/FJI")
OTHER = Standing(Capacity.RESPONDENT, "note:table-2027/bali-process/IDN")
SECRETARIAT = {"operator", "secretariat officer"}
OURS = {"focal point", "holder of the note's link"}
PRESENT = {"delegate", "observer", "rapporteur"}


def table(ministry: Ministry, other: Ministry) -> dict[str, Actor]:
    return {
        **{
            who: replace(actor, standings=frozenset(STANDINGS.get(who, ())))
            for who, actor in CAST.items()
        },
        "holder of the note's link": Actor(ActorKind.LINK, "f", frozenset({RESPONDENT})),
        "holder of another note's link": Actor(ActorKind.LINK, "t", frozenset({OTHER})),
        "ministry": ministry.actor,
        "other ministry": other.actor,
    }


@pytest.fixture
def note() -> Note:
    """With an answer to two questions, and a draft of a ministry asked to clear."""
    note = opened()
    said(note, "Well")
    said(note, "no", "exchange")
    return note


@pytest.fixture
def hands(note: Note) -> tuple[Ministry, Ministry]:
    """One invited to the whole note, one to its first question."""
    whole = invited(note, "Interior")
    one = invited(note, "Statistics", question=question(note))
    save_draft(
        whole.row, question=question(note), content="Draft", language="en", seen="",
        by=whole.actor, now=NOW,
    )  # fmt: skip
    return whole, one


def allowed(at: dict[str, Actor], rule: Callable[..., bool], thing: object) -> set[str]:
    return {who for who, actor in at.items() if rule(actor, thing, NOW)}


def found(at: dict[str, Actor], twin: Callable[..., Q], row: Model) -> set[str]:
    rows = type(row)._default_manager
    return {who for who, a in at.items() if rows.filter(twin(a, NOW), pk=row.pk).exists()}


@pytest.mark.parametrize("state", NoteState)
@pytest.mark.parametrize("asked", QuestionnaireState)
def test_who_writes_and_reads_in_which_state(
    note: Note, hands: tuple[Ministry, Ministry], state: NoteState, asked: QuestionnaireState
) -> None:
    at = table(*hands)
    Note.objects.filter(pk=note.pk).update(state=state)
    Questionnaire.objects.filter(pk=note.questionnaire_id).update(state=asked)
    row = fresh(note)
    is_open = asked == QuestionnaireState.OPEN
    writes = is_open and state in WRITABLE
    assert allowed(at, may_write_note, row) == (OURS if writes else set())
    assert allowed(at, may_answer_for_note, row) == (OURS if is_open else set())
    on_behalf = asked != QuestionnaireState.DRAFTED and state in (
        NoteState.ASKED,
        NoteState.SUBMITTED,
    )
    assert allowed(at, may_enter_on_behalf, row) == (SECRETARIAT if on_behalf else set())
    readers = SECRETARIAT | (OURS if asked != QuestionnaireState.DRAFTED else set())
    assert allowed(at, may_read_note, row) == readers
    assert found(at, readable_notes, row) == readers
    assert allowed(at, may_keep_notes, row) == SECRETARIAT
    assert allowed(at, may_keep_questionnaires, row.questionnaire) == SECRETARIAT
    whole = type(hands[0].row).objects.select_related("note__questionnaire").get(pk=hands[0].row.pk)
    assert allowed(at, may_draft, whole) == ({"ministry"} if writes else set())
    assert allowed(at, may_manage_contributor, whole) == OURS


def test_what_a_government_writes_is_read_by_it_alone(hands: tuple[Ministry, Ministry]) -> None:
    at = table(*hands)
    rows = Answer.objects.select_related("question", "contributor", "note__questionnaire")
    expected = {
        ("coordination", True): OURS | {"ministry"},
        ("coordination", False): OURS | {"ministry", "other ministry"},
        ("exchange", False): OURS | {"ministry"},
    }
    for row in rows:
        key = row.question.key, row.contributor is not None
        assert allowed(at, may_read_answer, row) == expected.pop(key)
        assert found(at, readable_answers, row) == allowed(at, may_read_answer, row)
        beside = _attached(row)
        assert allowed(at, may_read_attachment, beside) == allowed(at, may_read_answer, row)
        assert found(at, readable_attachments, beside) == allowed(at, may_read_answer, row)
    assert expected == {}


def _attached(row: Answer) -> Attachment:
    return Attachment.objects.create(
        answer=row, name="annex.txt", language="en", media_type="text/plain", size=1,
        digest="0" * 64, content=b"a", attached_at=NOW,
    )  # fmt: skip


def test_a_ministry_clears_what_it_was_asked_and_once(
    note: Note, hands: tuple[Ministry, Ministry]
) -> None:
    ask_clearance(fresh(note), contributors=[hands[0].row], by=FIJI, now=NOW)
    row = Clearance.objects.select_related("note__questionnaire", "contributor").get()
    assert allowed(table(*hands), may_clear, row) == {"ministry"}
    row.state = "objected"
    assert allowed(table(*hands), may_clear, row) == set()


@pytest.mark.parametrize("attribution", Attribution)
@pytest.mark.parametrize("sharing", Sharing)
def test_who_reads_what_was_submitted(
    note: Note, hands: tuple[Ministry, Ministry], sharing: Sharing, attribution: Attribution
) -> None:
    at = table(*hands)
    Questionnaire.objects.filter(pk=note.questionnaire_id).update(sharing=sharing)
    NoteVersion.objects.create(
        note=note, number=1, content="[]", attribution=attribution, submitted_at=NOW
    )
    row = NoteVersion.objects.select_related("note__questionnaire__meeting", "note__party").get()
    others = {
        Sharing.SECRETARIAT: set(),
        Sharing.PARTICIPANTS: PRESENT,
        Sharing.AFTER_OWN: {"observer"},
    }[sharing]
    asked = Questionnaire.objects.select_related("meeting").get()
    assert allowed(at, may_read_shared, asked) == others
    assert found(at, readable_shared, asked) == others
    readers = SECRETARIAT | OURS | (set() if attribution == Attribution.NOT_FOR_USE else others)
    assert allowed(at, may_read_version, row) == readers
    assert found(at, readable_versions, row) == readers
