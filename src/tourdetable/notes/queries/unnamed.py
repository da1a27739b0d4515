"""Which answers without a name are shown to others than the secretariat, and together with which
(decision 0033). Pure, without a query.

They come in batches: answers to one question in one language, of three respondents at least, of
which each could be of any of the others. A batch is shown as a whole or not at all.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson

from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import AnswerState, QuestionKind
from tourdetable.notes.models import NoteVersion, Question
from tourdetable.notes.queries.attributions import NAMED, attribution_of

LEAST_MEANT = 3
"""Respondents who could be meant, before an answer is shown without a name. With two, each of them
knows whose the other one is.
"""
LEAST_CHOOSING = 5
"""The same where choices are made: of three who choose between two, two always say the same, and
the third knows it of both.
"""
CHOSEN = (QuestionKind.CHOICE, QuestionKind.CHOICES)
SPOKEN = (QuestionKind.TEXT, QuestionKind.TABLE)
"""Kinds of questions whose answers are in somebody's language."""
Told = Mapping[str, Any]


@dataclass(frozen=True)
class SubmittedNote:
    """A version with what it says by key of the question."""

    version: NoteVersion

    @cached_property
    def answers(self) -> dict[str, Told]:
        return {told["question"]: told for told in orjson.loads(self.version.content)}

    def attribution(self, key: str) -> Attribution:
        return attribution_of(self.version, self.answers.get(key))

    def is_answered(self, key: str) -> bool:
        return says_something(self.answers.get(key))

    def is_named(self, key: str) -> bool:
        """Does an answer stand there under a name?"""
        return self.is_answered(key) and self.attribution(key) in NAMED

    def is_unnamed(self, key: str) -> bool:
        """Is there an answer that may be said without a name, and not with one?"""
        return self.is_answered(key) and self.attribution(key) is Attribution.NOT_ATTRIBUTED


def says_something(told: Told | None) -> bool:
    """Is a question answered with anything at all?"""
    if told is None or told["state"] != AnswerState.ANSWERED:
        return False
    return str(told.get("content", "")).strip() not in ("", "[]")


def chosen_in(told: Told) -> Collection[str]:
    """The keys of the choices that were made; none for other kinds of questions."""
    if told["kind"] == QuestionKind.CHOICE:
        return [str(told["content"])]
    if told["kind"] == QuestionKind.CHOICES:
        return [str(key) for key in orjson.loads(told["content"] or "[]")]
    return []


def could_be_asked(
    question: Question, questions: Mapping[str, Question], answers: Mapping[str, Told]
) -> bool:
    """Do the answers of a note open the question, through all the conditions that it rests on? An
    answer to a question that was not asked is told apart by whoever knows that it was not.
    """
    passed: set[str] = set()
    while question.only_if:
        deciding = answers.get(question.only_if)
        if question.key in passed or deciding is None or not says_something(deciding):
            return False
        if question.only_if_option not in chosen_in(deciding) or question.only_if not in questions:
            return False
        passed.add(question.key)
        question = questions[question.only_if]
    return True


def opens_others(question: Question, questions: Iterable[Question]) -> bool:
    """Does another question rest on this one? Whoever is known to have answered that, under a name
    or as one of a batch, is known by it to have chosen what opens it.
    """
    return any(question.key == one.only_if for one in questions)


def language_of(told: Told) -> str:
    """The language of an answer as it is told without a name: the primary subtag (RFC 5646, section
    2.2.1), for a region or a script would tell whose it is. Empty where it is in nobody's words.
    """
    if told["kind"] not in SPOKEN:
        return ""
    return str(told.get("language", "")).partition("-")[0].lower()


def batched_notes(question: Question) -> set[int]:
    """The keys of the notes whose answer to the question is, or was, shown without a name."""
    return {note for batch in question.batches for note, _version, _number in batch}


def waiting(
    question: Question,
    questions: Mapping[str, Question],
    standing: Iterable[SubmittedNote],
    earlier: Mapping[int, Sequence[SubmittedNote]],
) -> dict[str, list[SubmittedNote]]:
    """By language the notes whose answer to the question waits for others beside which it could be
    shown. `standing` are the newest versions, `earlier` those before them by key of the note.

    Left out are a note that has shown an answer to it before, without a name or under one: a text
    is known again by its words. And one to which the question is not asked.
    """
    known, found = batched_notes(question), defaultdict[str, list[SubmittedNote]](list)
    if opens_others(question, questions.values()):
        return found
    for one in standing:
        note = one.version.note_id
        if note in known or not one.is_unnamed(question.key):
            continue
        if any(before.is_named(question.key) for before in earlier.get(note, ())):
            continue
        if could_be_asked(question, questions, one.answers):
            found[language_of(one.answers[question.key])].append(one)
    return found


def is_enough(question: Question, notes: Sequence[SubmittedNote]) -> bool:
    """Could any answer of these be of three respondents, and of three parties; of five where
    choices are made? What they say decides nothing, or the moment would tell it.
    """
    parties = {one.version.note.party_id for one in notes}
    least = LEAST_CHOOSING if question.kind in CHOSEN else LEAST_MEANT
    return min(len(notes), len(parties)) >= least


def says_more_than_one_thing(answers: Sequence[tuple[int, Told]]) -> bool:
    """Do the others of a batch differ, whoever of its parties looks? `answers` are each with the
    key of its party. Where all say the same, it is known of each what it said without knowing which
    is whose; and a party knows its own, so that the rest are all that it has to tell apart.
    """
    contents = [(party, " ".join(str(told["content"]).split()).casefold())
                for party, told in answers]  # fmt: skip
    parties = {party for party, _content in contents}
    return all(len({said for of, said in contents if of != one}) > 1 for one in parties)
