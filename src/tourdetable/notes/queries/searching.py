"""What submitted notes say, searched by words and counted by terms.

Only the secretariat searches: where something is not attributed, a search would ask who said it.
"""

import datetime as dt
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.analyser import terms
from tourdetable.kernel.searching import rows_with, words_of
from tourdetable.kernel.stop_words import is_stop_word
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import AnswerState, QuestionKind
from tourdetable.notes.models import AnswerText, NoteVersion, Question
from tourdetable.notes.queries.submitted import newest
from tourdetable.parties.models import Party
from tourdetable.parties.rules import is_officer
from tourdetable.processes.models import Process

_SPOKEN = (QuestionKind.TEXT, QuestionKind.TABLE)
"""Kinds of questions that are answered in words of one's own."""
LEAST, MOST = 2, 60
"""Answers in which a term recurs, at least; and terms that are shown, at most."""


def texts_of(version: NoteVersion) -> list[AnswerText]:
    """What is to be searched of a version; rows that are not stored yet."""
    return [
        AnswerText(version=version, question=key, language=tag, text=text, words=words_of(text))
        for key, tag, text in spoken(version.content)
    ]


def spoken(content: str) -> Iterator[tuple[str, str, str]]:
    """Of the canonical JSON of a version: the key of the question, the language and the words of
    each answer that has words.
    """
    for told in json.loads(content):
        if told["state"] != AnswerState.ANSWERED or told["kind"] not in _SPOKEN:
            continue
        text = str(told["content"])
        if told["kind"] == QuestionKind.TABLE:
            text = "\n".join(" | ".join(row) for row in json.loads(text or "[]"))
        if text.strip():
            yield told["question"], told["language"], text


def answer_texts(by: Actor, now: dt.datetime) -> QuerySet[AnswerText]:
    """What the newest version of each note says, for the secretariat; the newest meeting first."""
    rows = AnswerText.objects.filter(version__in=newest(by, now).order_by())
    shown = rows if is_officer(by) else rows.none()
    return shown.order_by("-version__note__questionnaire__meeting__start", "version__note", "pk")


def sought(words: str) -> list[str]:
    """The terms that somebody asks for."""
    return list(dict.fromkeys(term.text for term in terms(words)))


def saying(
    rows: QuerySet[AnswerText], asked: Collection[str], *, begins: bool = True
) -> QuerySet[AnswerText]:
    """Those of the texts that have all of these terms, or words that begin with them."""
    table = AnswerText._meta.db_table  # noqa: SLF001 - Django's public Meta
    return rows.filter(pk__in=rows_with(table, "words", asked, begins=begins))


def with_notes(rows: QuerySet[AnswerText]) -> QuerySet[AnswerText]:
    """With the notes and meetings that they belong to."""
    return rows.select_related(
        "version__note__questionnaire__meeting", "version__note__party", "version__note__process"
    )


def questions_asked(rows: Sequence[AnswerText]) -> dict[tuple[int, str], Question]:
    """The questions that these texts answer, by questionnaire and key; one query."""
    wanted = {row.version.note.questionnaire_id for row in rows}
    keys = {row.question for row in rows}
    found = Question.objects.filter(questionnaire__in=wanted, key__in=keys)
    return {(one.questionnaire_id, one.key): one for one in found}


@dataclass(frozen=True, slots=True)
class Recurring:
    """A term, as it is written most often, and in how many answers it stands."""

    term: str
    written: str
    count: int


def recurring(rows: QuerySet[AnswerText]) -> list[Recurring]:
    """The terms that recur across the texts, the most frequent first. It counts answers and tells
    nobody apart. Two queries.
    """
    counts: Counter[str] = Counter()
    for words in rows.order_by().values_list("words", flat=True).iterator():
        counts.update(words.split())
    often = [
        (term, count) for term, count in counts.most_common() if count >= LEAST and _tells(term)
    ][:MOST]
    often.sort(key=lambda one: (-one[1], one[0]))
    written = _written(rows, {term for term, _ in often})
    return [Recurring(term, written.get(term, term), count) for term, count in often]


def _tells(term: str) -> bool:
    """Is it more than a stop word, a figure or a letter?"""
    return len(term) > 1 and not term.isdigit() and not is_stop_word(term)


def _written(rows: QuerySet[AnswerText], wanted: set[str]) -> dict[str, str]:
    """How each of the terms is written most often in some of the texts that have it."""
    found: dict[str, Counter[str]] = {term: Counter() for term in wanted}
    lacking = set(wanted)
    for text in rows.order_by("pk").values_list("text", flat=True).iterator():
        for term in terms(text) if lacking else ():
            if term.text in found:
                found[term.text][text[term.start : term.end].casefold()] += 1
        lacking = {term for term in lacking if found[term].total() < _ENOUGH}
        if not lacking:
            break
    return {term: counts.most_common(1)[0][0] for term, counts in found.items() if counts}


_ENOUGH = 5
"""Times that a term was seen, after which it is known how it is written."""


def processes_heard() -> QuerySet[Process]:
    """The processes that have ever submitted a note."""
    return Process.objects.filter(Exists(NoteVersion.objects.filter(note__process=OuterRef("pk"))))


def parties_heard() -> QuerySet[Party]:
    """The parties that have ever submitted a note."""
    return Party.objects.filter(Exists(NoteVersion.objects.filter(note__party=OuterRef("pk"))))


def meetings_heard() -> QuerySet[Meeting]:
    """The meetings before which a note was submitted, the newest first."""
    heard = NoteVersion.objects.filter(note__questionnaire__meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(heard)).order_by("-start", "slug")
