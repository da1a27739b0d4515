"""Nobody narrows a text without a name to fewer than three, however often it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOW
from tests.meetings.table import meeting
from tests.notes.answered import form_batches_with
from tests.notes.attacker import Attacker, Look, fewest
from tests.notes.table import OFFICER, ask, party, process
from tourdetable.kernel.dossier import canonical_json
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.asking import add_group, ask_respondent, create_questionnaire
from tourdetable.notes.enums import Audience, Reply
from tourdetable.notes.models import Note, NoteVersion, Question, Questionnaire
from tourdetable.notes.queries.published import published_versions, standing_versions
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side import SideBySideSheet
from tourdetable.sheets.side_by_side_asked import PUBLIC, View, as_it_stands, as_published
from tourdetable.sheets.side_by_side_building import side_by_side_sheet

pytestmark = pytest.mark.django_db
WHO = {
    "process-a": ("AAA", "en"),
    "process-b": ("BBB", "en"),
    "process-c": ("CCC", "en"),
    "process-d": ("DDD", "en-AU"),
    "process-e": ("AAA", "en"),
    "process-f": ("FFF", "pt"),
}
"""By process the party that answers for it, and in which language; one party answers for two."""
CONDITIONS = {"second": ("first", "yes"), "third": ("second", "yes")}
KEYS = ("first", "second", "third", "free", "vote")
KEEPING = ("", "not-attributed", "not-for-use")
PARTICIPANTS = View(Audience.PARTICIPANTS, is_full=True, page=None)


@dataclass(frozen=True)
class Submission:
    """One note: whose, how closely it is kept, by question what is answered and how closely."""

    who: str
    attribution: str
    answers: dict[str, tuple[str, str]]
    publishes: bool = False


@dataclass
class Table:
    """A questionnaire whose first choice opens a second, which opens a text; a text for all, and a
    choice.
    """

    row: Questionnaire
    numbers: count = field(default_factory=lambda: count(1))  # type: ignore[type-arg]  # of int

    def submit(self, one: Submission) -> None:
        """As it is stored; every text is another one."""
        note = Note.objects.select_related("questionnaire", "process").get(process__slug=one.who)
        told = []
        for question in self.row.questions.all():
            content, own = one.answers.get(question.key, ("", ""))
            if not content:
                silent = {"state": "not-answered", "asked": question.text.to_json()}
                told.append({"question": question.key, "kind": question.kind, **silent})
                continue
            if question.kind == "text":
                content = f"{content} {next(self.numbers)}"
            told.append({
                "question": question.key, "kind": question.kind, "state": "answered",
                "asked": question.text.to_json(), "content": content, "reason": "",
                "language": WHO[one.who][1], "attribution": own,
            })  # fmt: skip
        version = NoteVersion.objects.create(
            note=note, number=note.versions.count() + 1, content=canonical_json(told),
            digest="d" * 64, attribution=one.attribution, submitted_at=NOW, submitted_by="x",
        )  # fmt: skip
        form_batches_with(version)

    def sheets(self, one: Submission) -> list[SideBySideSheet]:
        """What the participants read now, and the public where it was published just now."""
        if one.publishes:
            self.row.published.set(standing_versions(self.row))
        public = as_published(
            self.row, published_versions([self.row])[self.row.pk], list(self.row.questions.all())
        )
        return [
            side_by_side_sheet(as_it_stands(self.row), PARTICIPANTS, Reader("en")),
            side_by_side_sheet(public, PUBLIC, Reader("en")),
        ]


def laid() -> Table:
    create_questionnaire(
        meeting(), slug="table-2027", typed={"title": Wording.of(en="Four")}, by=OFFICER, now=NOW
    )
    row = Questionnaire.objects.select_related("meeting").get(slug="table-2027")
    add_group(row, typed={"title": Wording.of(en="All")}, by=OFFICER, now=NOW)
    choices = {
        "kind": "choice",
        "option_keys": ("yes", "no"),
        "options": [Wording.of(en="yes").to_json(), Wording.of(en="no").to_json()],
    }
    ask(row.groups.get(), "first", text="First?", **choices)
    ask(row.groups.get(), "second", text="Second?", **choices)
    ask(row.groups.get(), "third", text="Third?")
    ask(row.groups.get(), "free", text="Free?")
    ask(row.groups.get(), "vote", text="For or against?", **choices)
    for key, (deciding, option) in CONDITIONS.items():
        Question.objects.filter(key=key).update(only_if=deciding, only_if_option=option)
    for slug, (code, _language) in WHO.items():
        whose = party(code, f"Country {code}")
        ask_respondent(row, party=whose, process=process(slug), mail="", language="en",
                       by=OFFICER, now=NOW)  # fmt: skip
    return Table(row)


def look(sheet: SideBySideSheet, mover: str) -> Look:
    named = {
        row.name.text.lower(): {
            column.name: cell.text.text
            for column, cell in zip(sheet.columns, row.cells, strict=True)
            if cell.reply is Reply.ANSWERED
        }
        for row in sheet.rows
    }
    pools = sheet.unattributed or ((),) * len(KEYS)
    unnamed = {
        column.name: frozenset(
            # Choices that say the same are told apart by nobody; only texts are followed.
            (one.text, one.language if column.kind == "text" else "")
            for one in pool
            if column.kind == "text"
        )
        for column, pool in zip(sheet.columns, pools, strict=True)
    }
    return Look(mover, named, unnamed)


def narrowed(submissions: Sequence[Submission]) -> tuple[list[tuple[int, str, str]], int]:
    """What either reader narrows too far, and how many texts it saw."""
    table = laid()
    languages = {slug: language for slug, (_code, language) in WHO.items()}
    readers = [Attacker(CONDITIONS, languages), Attacker(CONDITIONS, languages)]
    for one in submissions:
        table.submit(one)
        for reader, sheet in zip(readers, table.sheets(one), strict=True):
            reader.looks.append(look(sheet, one.who))
    parties = {slug: code for slug, (code, _language) in WHO.items()}
    found = [bad for reader in readers for bad in fewest(reader, parties)]
    return found, sum(len(list(reader.suspects())) for reader in readers)


ALL = {"first": ("yes", ""), "second": ("yes", ""), "third": ("Words", "not-attributed")}
SHUT = {"first": ("no", ""), "third": ("Words", "not-attributed")}
FREE = {"first": ("yes", ""), "free": ("Words", "not-attributed")}
OPEN = {"free": ("Words", "")}


def said(who: str, answers: dict[str, tuple[str, str]], publishes: bool = False) -> Submission:  # noqa: FBT001, FBT002 - a test's own shorthand
    return Submission(f"process-{who}", "attributed", answers, publishes)


CASES = {
    "three could be meant": ([said("a", FREE), said("b", FREE), said("c", FREE)], 3),
    "two are too few": ([said("a", FREE), said("b", FREE)], 0),
    "one party twice": ([said("a", FREE), said("b", FREE), said("e", FREE)], 0),
    "another language": ([said("a", FREE), said("b", FREE), said("f", FREE)], 0),
    "a region": ([said("a", FREE), said("b", FREE), said("d", FREE)], 3),
    "a condition": ([said("a", ALL), said("b", ALL), said("c", SHUT)], 0),
    "a condition, and one more": (
        [said("a", ALL), said("b", ALL), said("c", SHUT), said("d", ALL)],
        3,
    ),
    "a condition of a condition": (
        [said("a", ALL), said("b", ALL), said("c", {**ALL, "first": ("no", "")}), said("d", ALL)],
        3,
    ),
    "conditions in a chain": ([said("a", ALL), said("b", ALL), said("c", ALL)], 3),
    "a fourth waits": ([*(said(one, FREE) for one in "abcd")], 3),
    "once under a name": ([said("c", OPEN), *(said(one, FREE) for one in "abc")], 0),
    "later under a name": ([*(said(one, FREE) for one in "abc"), said("c", OPEN)], 3),
    "taken back": ([*(said(one, FREE) for one in "abc"), said("c", {})], 3),
    "corrected": ([*(said(one, FREE) for one in "abc"), said("c", FREE)], 3),
    "no longer asked": ([*(said(one, ALL) for one in "abc"), said("c", SHUT)], 3),
}


@pytest.mark.parametrize("case", CASES)
def test_what_each_case_lets_be_read(case: str) -> None:
    submissions, seen = CASES[case]
    assert narrowed(submissions) == ([], seen)


def test_the_public_reads_as_little() -> None:
    """Published with the second, and again with the fourth: three texts in both tables."""
    submissions = [
        said("a", FREE),
        said("b", FREE, publishes=True),
        said("c", FREE),
        said("d", OPEN, publishes=True),
        said("c", {}),
        said("f", {}, publishes=True),
    ]
    assert narrowed(submissions) == ([], 6)


answers = st.fixed_dictionaries(
    {},
    optional={
        "first": st.tuples(st.sampled_from(("yes", "yes", "no")), st.sampled_from(KEEPING)),
        "second": st.tuples(st.sampled_from(("yes", "yes", "no")), st.sampled_from(KEEPING)),
        "third": st.tuples(st.just("Words"), st.sampled_from(("not-attributed", *KEEPING))),
        "free": st.tuples(st.just("Words"), st.sampled_from(("not-attributed", *KEEPING))),
    },
)
submission = st.builds(
    Submission,
    st.sampled_from(list(WHO)),
    st.sampled_from(("attributed", "attributed", "process-only", "not-attributed")),
    answers,
    st.booleans(),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(submission, min_size=4, max_size=10))
def test_nobody_narrows_a_text_to_fewer_than_three(submissions: list[Submission]) -> None:
    with transaction.atomic():
        found, _seen = narrowed(submissions)
        transaction.set_rollback(True)
    assert found == []
