"""What of a table of answers is shown without a name (decision 0033)."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence

from tourdetable.kernel.wording import Reading
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.models import Question
from tourdetable.notes.queries.attributions import attribution_of
from tourdetable.notes.queries.published import versions_by_key
from tourdetable.notes.queries.unnamed import (
    batched_notes,
    could_be_asked,
    opens_others,
    says_more_than_one_thing,
    says_something,
)
from tourdetable.sheets.reader import Reader
from tourdetable.sheets.side_by_side_asked import Asked, Content, Versions, View
from tourdetable.sheets.side_by_side_cells import Told, answer_cell, opening_of

Batch = Sequence[tuple[int, int, int]]
"""Keys of a note and its version, and the number of that version, for each answer in it."""


def shown_without_name(questions: Sequence[Question]) -> list[set[int]]:
    """For each question the keys of the notes whose answer was ever shown without a name: it stands
    under none from then on, or the others of its batch would be one fewer.
    """
    return [batched_notes(question) for question in questions]


def unattributed(
    asked: Asked, versions: Versions, view: View, reader: Reader
) -> list[tuple[Reading, ...]]:
    """For each question the answers without a name, in the order of the hashes of their texts. One
    query where a version that is shown is no longer the one that stands.
    """
    known = {question.key: question for question in asked.questions}
    shown = [
        [one for one in question.batches if _may_be_shown(one, question, known, versions)]
        if not opens_others(question, asked.questions)
        else []
        for question in asked.questions
    ]
    then = _contents_then(shown, versions)
    found = []
    for question, batches in zip(asked.questions, shown, strict=True):
        texts = [
            text for batch in batches for text in _texts(batch, question, versions, then, reader)
        ]
        texts.sort(key=_hash)
        found.append(tuple(one if view.is_full else opening_of(one) for one in texts))
    return found


def _may_be_shown(
    batch: Batch, question: Question, known: Mapping[str, Question], versions: Versions
) -> bool:
    """Is each of them in, is each still asked, and does it let its answer be read? If one does not,
    none is shown: what is left would tell whose it was.
    """
    for note, _version, number in batch:
        if note not in versions:
            return False
        version, told = versions[note]
        said = told.get(question.key)
        if version.number < number or not says_something(said):
            return False
        if attribution_of(version, said) is Attribution.NOT_FOR_USE:
            return False
        if not could_be_asked(question, known, told):
            return False
    return True


def _contents_then(
    shown: Sequence[Sequence[Batch]], versions: Versions
) -> Mapping[int, Mapping[str, Told]]:
    """By key of a version what it says: as it came in, whatever was corrected since."""
    found: dict[int, Mapping[str, Told]] = {row.pk: told for row, told in versions.values()}
    keys = {version for batches in shown for batch in batches for _note, version, _ in batch}
    if lacking := keys - found.keys():
        found |= {row.pk: Content(row) for row in versions_by_key(lacking)}
    return found


def _texts(
    batch: Batch,
    question: Question,
    versions: Versions,
    then: Mapping[int, Mapping[str, Told]],
    reader: Reader,
) -> Iterator[Reading]:
    answers = [
        (versions[note][0].note.party_id, then[version][question.key])
        for note, version, _number in batch
    ]
    if not says_more_than_one_thing(answers):
        return
    for _party, told in answers:
        text = answer_cell(told, question, reader, is_full=True).text
        yield Reading(text.text, text.language.partition("-")[0], text.is_fallback)


def _hash(reading: Reading) -> str:
    return hashlib.sha256(reading.text.encode()).hexdigest()
