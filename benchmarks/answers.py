"""The table of 200 respondents by 40 questions, with answers that are invented for this measure, as
the secretariat and as participants read it: the processor's time of one request, once warm, and
its queries.
"""

import datetime as dt
import os
import statistics
import time
from collections.abc import Callable

from benchmarks.measuring import Figure, hand_over, own_home

RESPONDENTS, QUESTIONS, TIMES = 200, 40, 9
WORDS = "The ministries meet every month and agree on what is told to the processes of the region. "
NOW = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
ADDRESS = "/en/desk/questionnaires/measured/answers/"
SETTINGS = "tourdetable.site.settings"


def lay() -> None:
    """As many countries as respondents, each of which has answered everything."""
    from tourdetable.kernel.dossier import canonical_json  # noqa: PLC0415 - after Django is set up
    from tourdetable.kernel.wording import Wording  # noqa: PLC0415 - after the settings
    from tourdetable.meetings.models import Meeting  # noqa: PLC0415 - after the settings
    from tourdetable.notes.models import (  # noqa: PLC0415 - after the settings
        Note,
        NoteVersion,
        Question,
        QuestionGroup,
        Questionnaire,
    )
    from tourdetable.parties.models import Party  # noqa: PLC0415 - after the settings

    asked = Questionnaire.objects.create(
        meeting=Meeting.objects.get(slug="bali-1"), slug="measured", state="open", opened_at=NOW
    )
    group = QuestionGroup.objects.create(questionnaire=asked, position=1, title=Wording.of(en="G"))
    questions = Question.objects.bulk_create(
        Question(
            questionnaire=asked, group=group, position=n, key=f"q-{n}", text=Wording.of(en="?")
        )
        for n in range(QUESTIONS)
    )
    content = canonical_json(
        [
            {"question": one.key, "kind": "text", "state": "answered", "asked": one.text.to_json(),
             "content": WORDS * 4, "reason": "", "language": "en", "attribution": ""}
            for one in questions
        ]
    )  # fmt: skip
    for party in Party.objects.filter(kind="country")[:RESPONDENTS]:
        note = Note.objects.create(
            questionnaire=asked, party=party, attribution="attributed", state="submitted"
        )
        NoteVersion.objects.create(
            note=note, number=1, content=content, digest="d" * 64, attribution="attributed",
            submitted_at=NOW, submitted_by="measured",
        )  # fmt: skip


def reader() -> Callable[[str], None]:
    """Asks for an address as the secretariat."""
    from django.test import Client  # noqa: PLC0415 - after Django is set up

    from tourdetable.parties.models import Account, Officer, Person  # noqa: PLC0415 - after the settings

    person = Person.objects.create(slug="measured", name="Measured", mail="m@example.org")
    Officer.objects.create(person=person, since=NOW - dt.timedelta(days=9999))
    client = Client()
    client.force_login(Account.objects.create(person=person, mail=person.mail))

    def ask(address: str) -> None:
        answer = client.get(address)
        if answer.status_code != 200:  # noqa: PLR2004 - HTTP's *OK*
            msg = f"{address} answers {answer.status_code}."
            raise ValueError(msg)

    return ask


def measure() -> list[Figure]:
    with own_home() as home:
        os.environ |= {"TDT_HOME": str(home), "DJANGO_SETTINGS_MODULE": SETTINGS}
        import django  # noqa: PLC0415 - its settings ask for the home

        django.setup()
        lay()
        ask, found = reader(), []
        for audience in ("secretariat", "participants"):
            address = f"{ADDRESS}?audience={audience}"
            took = _milliseconds(lambda address=address: ask(address))  # type: ignore[misc]  # a default of a lambda
            what = f"{RESPONDENTS} × {QUESTIONS} answers, {audience}"
            found.append(Figure("answers", what, took, "ms", 60))
            found.append(Figure("answers", "… queries", _queries(ask, address), "", 15))
        return found


def _milliseconds(work: Callable[[], object]) -> float:
    """Of the processor, for others may be at work beside us."""
    spent = []
    for _ in range(TIMES):
        began = time.process_time()
        work()
        spent.append(time.process_time() - began)
    return statistics.median(spent[1:]) * 1000


def _queries(ask: Callable[[str], None], address: str) -> int:
    from django.db import connection  # noqa: PLC0415 - after Django is set up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - after the settings

    with CaptureQueriesContext(connection) as captured:
        ask(address)
    return len(captured)


if __name__ == "__main__":
    hand_over(measure())
