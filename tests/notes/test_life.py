"""The life of a note with several hands, against a plain model of it."""

from collections.abc import Callable

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.cast import NOW
from tests.notes.table import FIJI, OFFICER, Ministry, answer, fresh, invited, opened, question
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event
from tourdetable.kernel.rows import state_of
from tourdetable.notes.actions.asking import return_note
from tourdetable.notes.actions.clearing import (
    answer_clearance,
    ask_clearance,
    take_back_clearance,
)
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import decline_note, reopen_note, save_answer
from tourdetable.notes.enums import CLEARING, NOT_STANDING, ClearanceState
from tourdetable.notes.models import Clearance, Note
from tourdetable.notes.queries.notes import clearance_asked_of

TEXTS = st.sampled_from(["one", "two", "three"])
WHO = st.sampled_from([0, 1])


class LifeOfANote(RuleBasedStateMachine):
    """Everything is tried in any order; the model says what may succeed and what it leads to."""

    note: Note
    ministries: tuple[Ministry, Ministry]

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()

    def teardown(self) -> None:
        """Nothing is left to the next example."""
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.note = opened()
        self.ministries = invited(self.note, "Interior"), invited(self.note, "Labour")
        self.text, self.state = "", "asked"
        self.asked: dict[int, str] = {}
        self.submitted: list[str] = []
        self.reasons, self.why = list[str](), ""
        self.seen = ["", ""]

    # ── What may be done ─────────────────────────────────────────────────────

    def tries(self, *, allowed: bool, act: Callable[[], object]) -> bool:
        """Done, and exactly where the model allows it; otherwise nothing has changed."""
        before = Event.objects.count()
        try:
            act()
        except (NotAllowedError, SentenceError) as error:
            refusal = str(error)
        else:
            refusal = ""
        assert (allowed, refusal) in ((True, ""), (False, refusal or "a refusal"))
        assert Event.objects.count() == before + allowed
        return allowed

    @rule(hand=WHO)
    def looks(self, hand: int) -> None:
        row = answer(self.note)
        self.seen[hand] = state_of(row) if row else ""

    @rule(hand=WHO, text=TEXTS)
    def writes(self, hand: int, text: str) -> None:
        row = answer(self.note)
        is_current = self.seen[hand] == (state_of(row) if row else "")
        allowed = self.state not in ("submitted", "declined") and is_current

        def act() -> None:
            save_answer(
                fresh(self.note),
                question=question(self.note),
                content=text,
                language="en",
                seen=self.seen[hand],
                by=FIJI,
                now=NOW,
            )

        if self.tries(allowed=allowed, act=act):
            self.text, self.asked = text, {}
            if self.state not in ("returned", "corrected"):
                self.state = "drafting"
            self.looks(hand)

    @rule(whom=st.sampled_from([(0,), (1,), (0, 1)]))
    def asks_for_clearance(self, whom: tuple[int, ...]) -> None:
        writable = self.state not in ("submitted", "declined", "asked")
        rows = [self.ministries[one].row for one in whom]

        def act() -> None:
            ask_clearance(fresh(self.note), contributors=rows, by=FIJI, now=NOW)

        if self.tries(allowed=writable and not self.asked.keys() & set(whom), act=act):
            self.asked |= dict.fromkeys(whom, "asked")
            self.state = "in-clearance"

    @rule(who=WHO, says=st.sampled_from([*CLEARING, ClearanceState.OBJECTED]))
    def answers_clearance(self, who: int, says: ClearanceState) -> None:
        ministry = self.ministries[who]
        row = clearance_asked_of(ministry.row, is_open=False)
        if row is None:
            return

        def act() -> None:
            answer_clearance(row, answer=says, reason="so", by=ministry.actor, now=NOW)

        if self.tries(allowed=self.asked.get(who) == "asked", act=act):
            self.asked[who] = says
            self.state = self.cleared_or(self.state)

    @rule(who=WHO)
    def asks_no_longer(self, who: int) -> None:
        row = clearance_asked_of(self.ministries[who].row, is_open=False)
        if row is None:
            return
        writable = self.state not in ("submitted", "declined")

        def act() -> None:
            take_back_clearance(row, by=FIJI, now=NOW)

        if self.tries(allowed=writable and self.asked.get(who) == "asked", act=act):
            del self.asked[who]
            self.state = self.cleared_or(self.state)

    def cleared_or(self, state: str) -> str:
        if state != "in-clearance" or not all(said in CLEARING for said in self.asked.values()):
            return state
        return "cleared" if self.asked else "drafting"

    @rule()
    def submits(self) -> None:
        writable = self.state in ("drafting", "cleared", "returned", "corrected")
        cleared = all(said in CLEARING for said in self.asked.values())
        is_new = not self.submitted or self.submitted[-1] != self.text
        allowed = writable and cleared and is_new and self.text != ""
        if self.tries(allowed=allowed, act=lambda: submit_note(fresh(self.note), by=FIJI, now=NOW)):
            self.submitted.append(self.text)
            self.reasons.append(self.why)
            self.why = ""
            self.state = "submitted"

    @rule()
    def returns(self) -> None:
        if self.tries(
            allowed=self.state == "submitted",
            act=lambda: return_note(fresh(self.note), remark="Why?", by=OFFICER, now=NOW),
        ):
            self.state = "returned"

    @rule()
    def opens_again(self) -> None:
        if self.tries(
            allowed=self.state in ("submitted", "declined"),
            act=lambda: reopen_note(fresh(self.note), reason="So", by=FIJI, now=NOW),
        ):
            if self.state == "submitted":
                self.why = "So"
            self.state = "corrected" if self.state == "submitted" else "drafting"

    @rule()
    def declines(self) -> None:
        if self.tries(
            allowed=self.state in ("asked", "drafting", "in-clearance", "cleared"),
            act=lambda: decline_note(fresh(self.note), reason="", by=FIJI, now=NOW),
        ):
            self.state = "declined"

    # ── What always holds ────────────────────────────────────────────────────

    @invariant()
    def is_as_the_model_says(self) -> None:
        row = answer(self.note)
        assert (row.content if row else "") == self.text
        assert fresh(self.note).state == self.state
        versions = self.note.versions.order_by("number")
        assert [one.told()[0].get("content", "") for one in versions] == self.submitted
        assert [one.reason for one in versions] == self.reasons
        standing = Clearance.objects.exclude(state__in=NOT_STANDING).order_by("contributor")
        assert [one.state for one in standing] == [self.asked[n] for n in sorted(self.asked)]


@pytest.mark.django_db
def test_the_life_of_a_note() -> None:
    run_state_machine_as_test(
        LifeOfANote,
        settings=settings(max_examples=25, stateful_step_count=25, deadline=None),
    )
