"""Every address of the screens, from the resolver itself, laid on the table of `tests/sample.py`.

Whoever adds an address with a part that is not known here says what stands in it there.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from django.conf import settings
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from tests.sample import ANNEX, NOTE_SECRETS, SECRETS
from tests.table import at_the_table
from tourdetable.invitations.enums import InvitationState, NominationState
from tourdetable.invitations.models import Invitation, Nomination, Participant, ReplyLink
from tourdetable.kernel.files import digest_of
from tourdetable.kernel.models import Upload
from tourdetable.letters.enums import LetterState
from tourdetable.letters.models import Letter, LimitNotice
from tourdetable.meetings.models import AgendaItem, ItemDocument, Session, Speaker
from tourdetable.notes.models import Attachment, Contributor, Note, Question, QuestionGroup
from tourdetable.parties.models import Affiliation, Officer
from tourdetable.processes.models import FocalPoint, Mandate, Membership
from tourdetable.room.notes import CONTRIBUTION_SCREENS
from tourdetable.ui.assets import screen_style_name

_PART = re.compile(r"<(?:\w+:)?\w+>")


def _of(kind: type[Model], **which: object) -> str:
    row = kind._default_manager.filter(**which).first()
    assert row is not None, (kind, which)
    return str(row.pk)


def _laid(about: str, **by: object) -> str:
    return _of(Upload, about=about, **by)


FILLING: dict[str, Callable[[], str]] = {
    "desk/meetings": lambda: "table",
    "desk/invitations": lambda: _of(Invitation, state=InvitationState.ACCEPTED),
    "desk/sessions": partial(_of, Session, meeting__slug="table"),
    "desk/items": partial(_of, AgendaItem, session__meeting__slug="table"),
    "desk/speakers": partial(_of, Speaker, item__session__meeting__slug="table"),
    "desk/documents": partial(_of, ItemDocument, item__session__meeting__slug="table"),
    "desk/versions": lambda: "1",
    "desk/1": lambda: "0",
    "desk/letters": partial(_of, Letter, state=LetterState.DRAFTED),
    "desk/limits": partial(_of, LimitNotice, seen_at=None),
    "desk/new": lambda: "invitation",
    "desk/officers": partial(_of, Officer),
    "desk/nominations": partial(_of, Nomination, state=NominationState.RECEIVED),
    "desk/participants": partial(_of, Participant),
    "desk/reply-links": partial(_of, ReplyLink, revoked_at__isnull=True),
    "desk/persons": lambda: "holder",
    "desk/posts": partial(_of, Affiliation),
    "desk/processes": lambda: "bali-process",
    "desk/memberships": partial(_of, Membership),
    "desk/mandates": partial(_of, Mandate),
    "desk/focal-points": partial(_of, FocalPoint),
    "desk/lists": lambda: _laid("meeting:table/participants"),
    "desk/files": lambda: _laid("meeting:table/agenda"),
    "room/lists": lambda: _laid("invitation:table/FJI/nominations", laid_by="person:officer"),
    "reply/lists": lambda: _laid("invitation:table/FJI/nominations", laid_by__startswith="link:"),
    "room/invitations": lambda: _of(Invitation, state=InvitationState.ACCEPTED),
    "room/delegation": partial(_of, Nomination, state=NominationState.RECEIVED),
    "reply/reply": lambda: SECRETS["own"],
    "reply/delegation": partial(_of, Nomination, state=NominationState.RECEIVED),
    "desk/questionnaires": lambda: "drafted",
    "desk/copy": lambda: "earlier",
    "desk/brought": lambda: _laid("questionnaire:drafted"),
    "desk/writing": lambda: "questionnaire",
    "desk/question-groups": partial(_of, QuestionGroup, questionnaire__slug="drafted"),
    "desk/questions": partial(_of, Question, questionnaire__slug="drafted"),
    "desk/annexes": partial(digest_of, ANNEX),
    "desk/notes": partial(_of, Note, party__code="AUS"),
    "room/questionnaires": lambda: "asked",
    "room/notes": partial(_of, Note, party__code="FJI", questionnaire__slug="asked"),
    "room/group": lambda: "1",
    "room/answer": lambda: "how",
    "room/hands": partial(_of, Contributor, is_respondent=False),
    "room/versions": lambda: "1",
    "room/brought": lambda: _laid("note:asked/FJI", laid_by__startswith="person:focal"),
    "room/attachments": partial(_of, Attachment, answer__contributor=None),
    "room/attachments/take-over": partial(_of, Attachment, answer__contributor__isnull=False),
    "note/attachments/take-over": partial(_of, Attachment, answer__contributor__isnull=False),
    "room/documents": partial(digest_of, ANNEX),
    "note/note": lambda: NOTE_SECRETS["own"],
    "note/group": lambda: "1",
    "note/answer": lambda: "how",
    "note/draft": lambda: "how",
    "note/hands": partial(_of, Contributor, is_respondent=False),
    "note/versions": lambda: "1",
    "note/brought": lambda: _laid("note:asked/FJI", laid_by__startswith="link:"),
    "note/attachments": partial(_of, Attachment, answer__contributor=None),
    "note/documents": partial(digest_of, ANNEX),
    "note/own": partial(_of, Attachment, answer__contributor__isnull=False),
    "account/sessions": lambda: "1",
    "account/passkeys": lambda: "1",
    "assets/assets": screen_style_name,
}
"""What stands in a part of an address, by the first part of it and the one before; where it takes
another for one screen, with the one after as well.
"""


OF_MINISTRIES = tuple(
    f"note/<str:secret>/{place}" for place, _screen in CONTRIBUTION_SCREENS.values() if place
)
"""What the link of one whom a respondent invited opens, and the respondent's does not."""


def routes(under: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address as it is written, with its parts open: `desk/letters/<int:key>/`."""
    for pattern in (under or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern, route)


def filled(route: str) -> str:
    """The address of a screen on the table that is laid: `desk/letters/7/`."""
    parts: list[str] = []
    written = route.split("/")
    for part, after in zip(written, [*written[1:], ""], strict=True):
        place = f"{parts[0]}/{parts[-1]}" if parts else ""
        filling = FILLING.get(f"{place}/{after}") or FILLING.get(place)
        parts.append(filling() if filling and _PART.fullmatch(part) else part)
    assert not _PART.search("/".join(parts)), f"say what stands in {route}"
    made = "/".join(parts)
    if route in OF_MINISTRIES:
        return made.replace(NOTE_SECRETS["own"], NOTE_SECRETS["ministry"])
    return made


def everywhere() -> list[str]:
    """All addresses of the house behind their language, each once."""
    return sorted({filled(route) for route in routes()})


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at an address took: by which cookie it was seen, statements, and bytes."""

    address: str
    cookie: str
    statements: int
    size: int


LOOKING = ("reader of the record", "focal point", "secretariat officer")
"""Of the cast; an address is looked at by the first of them who sees it."""


def looked(address: str) -> Looked | None:
    """A look at one address, or None where it takes forms alone."""
    for who in LOOKING:
        client = at_the_table(who)
        if client.get(f"/en/{address}").status_code == HTTPStatus.OK:
            with CaptureQueriesContext(connection) as captured:
                page = client.get(f"/en/{address}")
            cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
            size = len(b"".join(page) if page.streaming else page.content)
            return Looked(address, cookie.value if cookie else "", len(captured), size)
    return None
