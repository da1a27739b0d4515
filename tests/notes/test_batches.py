"""What a batch is made of decides what any of its own respondents learns from it, not how many
stand in it alone.
"""

import pytest

from tests.cast import NOW
from tests.notes.answered import form_batches_with
from tests.notes.test_inference import ALL, FREE, KEYS, PARTICIPANTS, SHUT, Submission, Table, laid
from tourdetable.kernel.dossier import canonical_json
from tourdetable.notes.models import Note, NoteVersion
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import as_it_stands
from tourdetable.sheets.side_by_side_building import side_by_side_sheet

pytestmark = pytest.mark.django_db


def unnamed(table: Table, key: str) -> list[str]:
    sheet = side_by_side_sheet(as_it_stands(table.row), PARTICIPANTS, Reader("en"))
    pools = sheet.unattributed or ((),) * len(KEYS)
    return sorted(one.text for one in pools[KEYS.index(key)])


def says(table: Table, who: str, key: str, content: str, language: str = "en") -> None:
    """A note with that answer alone, without a name, word for word."""
    note = Note.objects.select_related("questionnaire", "process").get(
        process__slug=f"process-{who}"
    )
    question = table.row.questions.get(key=key)
    told = [{
        "question": key, "kind": question.kind, "state": "answered", "reason": "",
        "asked": question.text.to_json(), "content": content, "language": language,
        "attribution": "not-attributed",
    }]  # fmt: skip
    version = NoteVersion.objects.create(
        note=note, number=note.versions.count() + 1, content=canonical_json(told),
        digest="d" * 64, attribution="attributed", submitted_at=NOW, submitted_by="x",
    )  # fmt: skip
    form_batches_with(version)


@pytest.mark.parametrize("count", range(6))
def test_no_member_of_a_batch_learns_what_all_others_chose(count: int) -> None:
    """Of five, whoever looks: what the other four chose is not one thing. That the batch is there
    does not hang on what they chose, or the last one would have told its own.
    """
    table = laid()
    chosen = ["yes"] * count + ["no"] * (5 - count)
    for who, choice in zip("abcdf", chosen, strict=True):
        assert unnamed(table, "vote") == []
        says(table, who, "vote", choice)
    assert len(table.row.questions.get(key="vote").batches) == 1
    others = [{*chosen[:n], *chosen[n + 1 :]} for n in range(5)]
    is_safe = all(len(one) > 1 for one in others)
    assert unnamed(table, "vote") == (sorted(chosen) if is_safe else [])
    assert is_safe == (count in (2, 3))


TEXTS = {
    "three texts": ({"a": "One", "b": "Two", "c": "Three"}, True),
    "two say the same": ({"a": "One", "b": "Two", "c": "Two"}, False),
    "but for spaces and capitals": ({"a": "One", "b": "Two  words", "c": " two words"}, False),
    "a party speaks twice": ({"a": "One", "e": "Other", "b": "Two", "c": "Two"}, False),
    "a party speaks twice, others differ": (
        {"a": "One", "e": "One", "b": "Two", "c": "Three"},
        True,
    ),
}


@pytest.mark.parametrize("case", TEXTS)
def test_no_party_learns_what_all_others_wrote(case: str) -> None:
    table, (texts, is_shown) = laid(), TEXTS[case]
    for who, text in texts.items():
        says(table, who, "free", text)
    assert bool(unnamed(table, "free")) == is_shown


CLOSING = {
    "the answer": Submission("process-c", "attributed", {**ALL, "third": ("Words", "not-for-use")}),
    "the note": Submission("process-c", "not-for-use", ALL),
    "taken back": Submission("process-c", "attributed", {"first": ("yes", "")}),
    "no longer asked": Submission("process-c", "attributed", SHUT),
}


@pytest.mark.parametrize("case", CLOSING)
def test_a_batch_goes_as_a_whole_and_comes_back_so(case: str) -> None:
    table = laid()
    for who in "abc":
        table.submit(Submission(f"process-{who}", "attributed", ALL))
    shown = unnamed(table, "third")
    assert len(shown) == 3
    table.submit(CLOSING[case])
    assert unnamed(table, "third") == []
    table.submit(Submission("process-c", "attributed", ALL))
    assert unnamed(table, "third") == shown


@pytest.mark.parametrize("key", ["first", "second"])
def test_a_choice_that_opens_a_question_is_told_under_a_name_alone(key: str) -> None:
    """Whoever is known to have answered what it opens is known to have chosen that."""
    table = laid()
    for who, choice in zip("abcdf", ("yes", "no", "yes", "no", "yes"), strict=True):
        own = {**ALL, "second": ("yes", "not-attributed"), key: (choice, "not-attributed")}
        table.submit(Submission(f"process-{who}", "attributed", {**FREE, **own}))
    question = table.row.questions.get(key=key)
    assert (unnamed(table, key), question.batches) == ([], [])
    rows = NoteVersion.objects.filter(note__questionnaire=table.row)
    question.batches = [[[row.note_id, row.pk, row.number] for row in rows]]
    question.save()
    assert unnamed(table, key) == []
