"""A crowd at the notes: everywhere several people write to one question at the same time, some by
the form and some by the script of the page. Whoever is told that somebody else was faster joins
both texts and saves again, so that a word that is missing in the end was lost.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from html import unescape
from itertools import count
from typing import Any

from tests.crowd import Company, Crowd, RefusedError, Visitor, Way, hidden_in
from tests.letters.sink import Sink

NOTES, MINISTRIES = 5, 2
AT_A_LINK = ("coordination", "coordination", "relation", "relation")
"""What those who hold the link of a respondent write to."""
AT_A_DRAFT = 3
"""People who hold the link of one ministry, and write to one question."""
AT_LEAST = 3
"""Words that everybody writes, however slow the house is."""
PEOPLE = NOTES * (len(AT_A_LINK) + MINISTRIES * AT_A_DRAFT)
LAY = f"""
import json
from tests.notes.table import shared_notes
print(json.dumps(shared_notes({NOTES}, {MINISTRIES})))
"""
FIND = """
import datetime as dt
import json
from collections import Counter
from tourdetable.kernel.journal import faults_in_journal, seal_journal
from tourdetable.kernel.models import Event
from tourdetable.notes.models import Answer
seal_journal(now=dt.datetime.now(dt.UTC))
rows = Answer.objects.filter(note__questionnaire__slug="shared").order_by("pk")
print(json.dumps({
    "texts": [
        [row.contributor.digest if row.contributor else row.note.party.code, row.question.key,
         row.content]
        for row in rows.select_related("contributor", "note__party", "question")
    ],
    "events": Counter(
        Event.objects.filter(thing__contains=":shared/").values_list("verb", flat=True)
    ),
    "faults": list(faults_in_journal()),
}))
"""
SHOWN = re.compile(r"<textarea[^>]*>\r?\n?(.*?)</textarea>", re.DOTALL)
THEIRS = re.compile(r'<blockquote dir="auto">(.*?)</blockquote>', re.DOTALL)


def writers() -> Company:
    """Fifty people who save until time is up."""
    return Company(LAY, _ways, FIND, _holds)


@dataclass(frozen=True)
class Desk:
    """Where somebody writes: `shown` is the page, `saved` where its form goes, `of` whose text it
    is (the code of a respondent, or the digest of a ministry's link), and to which question; and
    whether the browser there runs the script of the page.
    """

    shown: str
    saved: str
    of: str
    question: str
    has_script: bool = False


def _ways(laid: Any) -> Sequence[Way]:
    desks = []
    for code, respondent, ministries in laid:
        for question in AT_A_LINK:
            group = 1 + (question != AT_A_LINK[0])
            at = f"/en/note/{respondent}"
            desks.append(Desk(f"{at}/group/{group}/", f"{at}/answer/{question}/", code, question))
        for secret in ministries:
            at, of = f"/en/note/{secret}/draft/coordination/", sha256(secret.encode()).hexdigest()
            desks += [Desk(at, at, of, "coordination")] * AT_A_DRAFT
    assert len(desks) == PEOPLE
    return [
        partial(_writes, replace(desk, has_script=number % 2 == 0), number)
        for number, desk in enumerate(desks)
    ]


def _writes(desk: Desk, number: int, crowd: Crowd) -> None:
    """One word after another."""
    visitor = crowd.visitor()
    page = visitor.look(desk.shown)
    text, kept = _text_in(page), hidden_in(page)
    for turn in count(1):
        if turn > AT_LEAST and not crowd.has_time:
            return
        word = f"word{number}x{turn}"
        text, kept = _saved(crowd, visitor, desk, f"{text} {word}".strip(), kept)
        crowd.count(f"{desk.of}/{desk.question}/{word}")


def _saved(
    crowd: Crowd, visitor: Visitor, desk: Desk, text: str, kept: dict[str, str]
) -> tuple[str, dict[str, str]]:
    """Save until it is taken; the text as it then stands for this person, with its form."""
    headers = {"Accept": "application/json"} if desk.has_script else {}
    while True:
        typed = {**kept, "content": text, "language": "English"}
        try:
            answer = visitor.post(desk.saved, typed, **headers)
        except RefusedError as refused:
            page = refused.page
        else:
            crowd.count("saved")
            if desk.has_script:
                return text, {**kept, **json.loads(answer)}
            page = visitor.look(desk.shown)
            return _text_in(page), hidden_in(page)
        crowd.count("refused")
        text, kept = _joined(page, text), hidden_in(page)


def _joined(page: str, typed: str) -> str:
    """Both texts are shown: that which stands, with the last word of that which was typed."""
    theirs = THEIRS.search(page)
    assert theirs, page
    assert _text_in(page) == typed
    return f"{unescape(theirs[1])} {typed.rpartition(' ')[2]}"


def _text_in(page: str) -> str:
    found = SHOWN.search(page.partition("<main")[2])
    assert found, page
    return unescape(found[1])


def _holds(found: Any, crowd: Crowd, _sink: Sink) -> None:
    """Every word that was saved stands where it was saved, once, and the journal is whole."""
    stand = Counter(
        f"{of}/{question}/{word}" for of, question, text in found["texts"] for word in text.split()
    )
    assert stand == {name: 1 for name in crowd.done if "/word" in name}
    events = found["events"]
    assert (
        events["save_answer"] + events["save_draft"] == crowd.done["saved"] == sum(stand.values())
    )
    assert crowd.done["refused"] > 0
    assert found["faults"] == []
