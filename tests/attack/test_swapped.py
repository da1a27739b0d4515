"""Addresses with the numbers, names and links of others: each part of each address is put in the
place of one's own, and opens nothing.

`tests/screens/test_everywhere.py` asks for every address as it belongs together; here nothing does.
Fiji asks, and Tonga, its rival, has one of everything.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.sample import FAR, NOTE_SECRETS, NOW, SECRETS, lay
from tests.screens.everywhere import filled, routes
from tests.table import at_the_table
from tourdetable.invitations.models import Invitation, Nomination, ReplyLink
from tourdetable.invitations.queries.answers import replier
from tourdetable.invitations.queries.seated import list_of
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.links import digest_of_secret
from tourdetable.kernel.models import Event, Upload
from tourdetable.kernel.rows import name_of
from tourdetable.kernel.uploads import lay as lay_down
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.notes.actions.attaching import attach_document
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import reopen_note, save_answer
from tourdetable.notes.models import Answer, Attachment, Contributor, Note, Questionnaire
from tourdetable.notes.queries.links import holder

pytestmark = pytest.mark.django_db

RIVALS_ANNEX = b"Another annex"
PART = re.compile(r"<\w+:(\w+)>")
NO_ROW = ("0", "999999", str(2**63))
"""Numbers of nothing: none, one that was never given, and one that no column holds."""


def _note_of_tonga() -> Note:
    asked = Questionnaire.objects.get(slug="asked")
    fiji = Note.objects.get(party__code="FJI", questionnaire=asked)
    note = Note.objects.create(
        party=Invitation.objects.get(party__code="TON").party, questionnaire=asked,
        attribution=fiji.attribution, language="en",
    )  # fmt: skip
    return Note.objects.select_related("questionnaire", "party", "process").get(pk=note.pk)


@pytest.fixture(autouse=True)
def _table() -> None:
    """The table, and beside Fiji's Tonga's note: answered, with a document, submitted and written
    again, with a link and a file that waits.
    """
    lay()
    note, invitation = _note_of_tonga(), Invitation.objects.get(party__code="TON")
    secret = "rival".ljust(43, "-")
    link = Contributor.objects.create(
        note=note, is_respondent=True, name="Tonga", digest=digest_of_secret(secret),
        made_at=NOW, expires_at=FAR,
    )  # fmt: skip
    by, question = holder(link), note.questionnaire.questions.get(key="how")
    save_answer(note, question=question, content="Well", language="en", seen="", by=by, now=NOW)
    answer = Answer.objects.select_related("note__questionnaire", "note__party").get(note=note)
    annex = Arrival("annex.txt", RIVALS_ANNEX, "en", None, len(RIVALS_ANNEX))
    attach_document(answer, arrival=annex, by=by, now=NOW)
    submit_note(note, by=by, now=NOW)
    again = Note.objects.select_related("questionnaire", "party", "process").get(pk=note.pk)
    reopen_note(again, reason="A slip", by=by, now=NOW)
    lay_down(name_of(note), "note.docx", b"Not read", by, FAR)
    replies = replier(ReplyLink.objects.get(invitation=invitation))
    lay_down(list_of(invitation), "list.csv", b"Name\nRival\n", replies, FAR)


def _keys(rows: Callable[[], Iterator[int]]) -> list[str]:
    return [*(str(key) for key in rows()), *NO_ROW]


def _uploads(before: str) -> list[str]:
    """Files that wait for somebody else to say that they be taken in, of any kind."""
    rows = Upload.objects.exclude(about=before)
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _attachments() -> list[str]:
    rows = Attachment.objects.filter(answer__note__party__code="TON")
    assert rows.exists()
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _notes() -> list[str]:
    rows = Note.objects.exclude(party__code="FJI")
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _contributors() -> list[str]:
    rows = Contributor.objects.filter(note__party__code="TON")
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _nominations() -> list[str]:
    rows = Nomination.objects.filter(invitation__party__code="TON")
    assert rows.exists()
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _invitations() -> list[str]:
    rows = Invitation.objects.exclude(party__code="FJI")
    return _keys(lambda: iter(rows.values_list("pk", flat=True)))


def _reply_secrets() -> list[str]:
    own = SECRETS["own"]
    return [NOTE_SECRETS["own"], digest_of_secret(own), own[:-1], f"{own}o", own.upper(), "0" * 43]


def _note_secrets() -> list[str]:
    own = NOTE_SECRETS["own"]
    return [SECRETS["own"], digest_of_secret(own), own[:-1], f"{own}-", own.upper(), "0" * 43]


OF_OTHERS: dict[str, Callable[[], list[str]]] = {
    "room/invitations": _invitations,
    "room/delegation": _nominations,
    "room/lists": partial(_uploads, "invitation:table/FJI/nominations"),
    "room/notes": _notes,
    "room/hands": _contributors,
    "room/attachments": _attachments,
    "room/brought": partial(_uploads, "note:asked/FJI"),
    "room/documents": lambda: [digest_of(RIVALS_ANNEX), digest_of(b"")],
    "room/versions": lambda: ["2", *NO_ROW],
    "room/questionnaires": lambda: ["drafted", "earlier", "asked-", "nothing"],
    "reply/reply": _reply_secrets,
    "reply/delegation": _nominations,
    "reply/lists": partial(_uploads, "invitation:table/FJI/nominations"),
    "note/note": _note_secrets,
    "note/hands": _contributors,
    "note/attachments": _attachments,
    "note/own": _attachments,
    "note/brought": partial(_uploads, "note:asked/FJI"),
    "note/documents": lambda: [digest_of(RIVALS_ANNEX), digest_of(b"")],
    "note/versions": lambda: ["2", *NO_ROW],
}
"""What is another's, or nobody's, by the first part of an address and the one before, as FILLING in
`tests/screens/everywhere.py` has what is one's own. The last of each is nobody's.
"""
OF_NOBODY = {"answer", "draft", "group"}
"""Parts that name a question or a group of them: the same for everybody who is asked."""


def _swapped(route: str) -> Iterator[list[str]]:
    """For each part of a route the addresses in which it is another's and all else one's own; the
    last of them is nobody's.
    """
    written, own = route.split("/"), filled(route).split("/")
    for place, part in enumerate(written):
        if PART.fullmatch(part) and written[place - 1] not in OF_NOBODY:
            others = OF_OTHERS[f"{written[0]}/{own[place - 1]}"]()
            assert own[place] not in others, route
            yield ["/".join([*own[:place], other, *own[place + 1 :]]) for other in others]


def _answer(client: Client, address: str, by: str) -> HttpResponse:
    ask = {"get": client.get, "post": partial(client.post, data={"planted": "1"})}[by]
    answer: HttpResponse = ask(f"/en/{address}")  # type: ignore[operator]  # two of one shape
    return answer


def _shape(answer: HttpResponse, address: str) -> tuple[int, str]:
    page = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
    return answer.status_code, page.replace(address, "")


def _refusal(who: str, address: str) -> int:
    """Nothing is there; behind a note's link that opens, whatever is asked for, an officer reads
    that it is not shown to them (decision 34).
    """
    is_closed = who == "secretariat officer" and address.startswith(
        tuple(f"note/{secret}/" for secret in NOTE_SECRETS.values())
    )
    return 403 if is_closed else 404


@pytest.mark.parametrize("by", ["get", "post"])
@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("focal point", "room/invitations/"),
        ("focal point", "room/notes/"),
        ("delegate", "room/questionnaires/"),
        ("reader of the record", "reply/"),
        ("reader of the record", "note/"),
        ("secretariat officer", "note/"),
        ("secretariat officer", "room/notes/"),
    ],
)
def test_what_is_anothers_opens_nothing(who: str, start: str, by: str) -> None:
    client, events = at_the_table(who), Event.objects.count()
    for route in sorted({route for route in routes() if route.startswith(start)}):
        for addresses in _swapped(route):
            nothing = _shape(_answer(client, addresses[-1], by), addresses[-1])
            assert nothing[0] == _refusal(who, addresses[-1]), addresses[-1]
            for address in addresses:
                assert _shape(_answer(client, address, by), address) == nothing, address
    assert Event.objects.count() == events


@pytest.mark.parametrize("by", ["get", "post"])
def test_what_belongs_to_another_meeting_is_not_in_this_one(by: str) -> None:
    """An officer may do both; what is done at one meeting must not happen to another's."""
    client, events = at_the_table("secretariat officer"), Event.objects.count()
    owned = re.compile(r"/(items|sessions|files|lists)/<")
    found = {route for route in routes() if route.startswith("desk/meetings/")}
    tried = [route for route in sorted(found) if owned.search(route)]
    assert len(tried) > 10
    for route in tried:
        address = filled(route).replace("meetings/table/", "meetings/other-table/")
        assert _answer(client, address, by).status_code == 404, address
    assert Event.objects.count() == events
