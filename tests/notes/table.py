"""A questionnaire before an invented meeting, and the notes that answer it."""

import datetime as dt
from dataclasses import dataclass
from itertools import count

from tests.cast import CAST, NOW
from tests.invited import FAR
from tests.meetings.table import meeting
from tourdetable.kernel.actors import Actor, Standing
from tourdetable.kernel.enums import ActorKind
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.notes.actions.asking import (
    add_group,
    add_question,
    ask_respondent,
    create_questionnaire,
    open_questionnaire,
)
from tourdetable.notes.actions.clearing import invite_contributor, make_respondent_link
from tourdetable.notes.actions.writing import save_answer
from tourdetable.notes.models import Answer, Contributor, Note, Question, Questionnaire
from tourdetable.notes.queries.links import holder
from tourdetable.parties.enums import Capacity, PartyKind
from tourdetable.parties.models import Party
from tourdetable.processes.enums import Basis, ProcessKind
from tourdetable.processes.models import Process

OFFICER = CAST["secretariat officer"]
FIJI = Actor(ActorKind.PERSON, "ana", frozenset({Standing(Capacity.FOCAL_POINT, "party:FJI")}))
BALI = Actor(
    ActorKind.PERSON, "bo", frozenset({Standing(Capacity.FOCAL_POINT, "party:IDN@bali-process")})
)
DEADLINE = dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
_NUMBERS = count(1)


def party(code: str, name: str) -> Party:
    found, _ = Party.objects.get_or_create(
        code=code, defaults={"kind": PartyKind.COUNTRY, "names": Wording.of(en=name)}
    )
    return found


def process(slug: str) -> Process:
    found, _ = Process.objects.get_or_create(
        slug=slug,
        defaults={
            "names": Wording.of(en=slug.title()),
            "kind": ProcessKind.values[0],
            "basis": Basis.values[0],
        },
    )
    return found


def drafted(slug: str = "table-2027") -> Questionnaire:
    """Two groups: an open text and a choice; a required text that is asked after “yes”."""
    typed = {"title": Wording.of(en="Four questions"), "deadline": DEADLINE, "zone": "Europe/Paris"}
    create_questionnaire(meeting(), slug=slug, typed=typed, by=OFFICER, now=NOW)
    made = Questionnaire.objects.get(slug=slug)
    for title in ("Coordination", "Exchange"):
        add_group(made, typed={"title": Wording.of(en=title)}, by=OFFICER, now=NOW)
    first, second = made.groups.all()
    choices = {
        "kind": "choice",
        "option_keys": ("yes", "no"),
        "options": [Wording.of(en="Yes").to_json(), Wording.of(en="No").to_json()],
    }
    ask(first, "coordination", text="How do ministries work together?", most_words=5)
    ask(second, "exchange", text="Do you exchange?", **choices)
    ask(second, "with-whom", text="With whom?", only_if="exchange", only_if_option="yes",
        is_required=True)  # fmt: skip
    return made


def ask(group: object, key: str, *, text: str, **typed: object) -> Question:
    add_question(group, key=key, typed={"text": Wording.of(en=text), **typed}, by=OFFICER, now=NOW)  # type: ignore[arg-type]  # a group
    return Question.objects.latest("pk")


def asked(questionnaire: Questionnaire) -> Note:
    """Fiji for itself, and Indonesia for the Bali Process; the first is returned."""
    for code, name, of in (("FJI", "Fiji", None), ("IDN", "Indonesia", process("bali-process"))):
        ask_respondent(
            questionnaire,
            party=party(code, name),
            process=of,
            mail=f"{code.lower()}@example.org",
            language="en",
            by=OFFICER,
            now=NOW,
        )
    return fresh(Note.objects.get(questionnaire=questionnaire, party__code="FJI"))


def opened() -> Note:
    """The note of Fiji, of an open questionnaire."""
    questionnaire = drafted()
    asked(questionnaire)
    open_questionnaire(questionnaire, by=OFFICER, now=NOW)
    return fresh(Note.objects.get(questionnaire=questionnaire, party__code="FJI"))


def shared_notes(count: int, ministries: int) -> list[tuple[str, str, list[str]]]:
    """So many notes that ask an open text in each of two groups; of each its party, and what opens
    it to its respondent and to the ministries that were invited to it.
    """
    typed = {"title": Wording.of(en="Two questions"), "deadline": DEADLINE, "zone": "Europe/Paris"}
    create_questionnaire(meeting(), slug="shared", typed=typed, by=OFFICER, now=NOW)
    made = Questionnaire.objects.get(slug="shared")
    for key in ("coordination", "relation"):
        add_group(made, typed={"title": Wording.of(en=key.title())}, by=OFFICER, now=NOW)
        ask(made.groups.last(), key, text=f"And {key}?")
    for number in range(count):
        row, about = party(f"n{number}", "One"), {"process": None, "mail": "", "language": "en"}
        ask_respondent(made, party=row, **about, by=OFFICER, now=NOW)  # type: ignore[arg-type]  # by name
    open_questionnaire(made, by=OFFICER, now=NOW)
    return [
        (note.party.code, *_opened_by_links(note, ministries))
        for note in made.notes.select_related("questionnaire", "party")
    ]


def _opened_by_links(note: Note, ministries: int) -> tuple[str, list[str]]:
    secrets = [f"{next(_NUMBERS):040}" for _ in range(1 + ministries)]
    make_respondent_link(note, secret=secrets[0], expires_at=FAR, by=OFFICER, now=NOW)
    respondent = holder(Contributor.objects.select_related("note__questionnaire").get(note=note))
    for secret in secrets[1:]:
        values = {"expires_at": FAR, "by": respondent, "now": NOW}
        invite_contributor(fresh(note), name=secret, secret=secret, **values)  # type: ignore[arg-type]  # by name
    return secrets[0], secrets[1:]


def fresh(note: Note) -> Note:
    """As a screen fetches it."""
    rows = Note.objects.select_related("questionnaire__meeting", "party", "process")
    return rows.get(pk=note.pk)


def question(note: Note, key: str = "coordination") -> Question:
    return Question.objects.get(questionnaire=note.questionnaire, key=key)


def answer(note: Note, key: str = "coordination") -> Answer | None:
    return Answer.objects.filter(note=note, question__key=key, contributor=None).first()


def said(note: Note, content: object, key: str = "coordination", **more: str) -> None:
    """Fiji answers, having seen what stood there."""
    row = answer(note, key)
    values = {"language": "en", "seen": state_of(row) if row else "", **more}
    one = question(note, key)
    save_answer(fresh(note), question=one, content=content, by=FIJI, now=NOW, **values)


@dataclass(frozen=True)
class Ministry:
    """One that Fiji invited, and whoever holds its link."""

    row: Contributor
    actor: Actor


def invited(note: Note, name: str, **scope: object) -> Ministry:
    secret = f"{next(_NUMBERS):032}"
    invite_contributor(
        fresh(note),
        name=name,
        secret=secret,
        expires_at=DEADLINE,
        by=FIJI,
        now=NOW,
        **scope,  # type: ignore[arg-type]  # a group or a question
    )
    row = Contributor.objects.select_related("note__questionnaire").latest("pk")
    return Ministry(row, holder(row))
