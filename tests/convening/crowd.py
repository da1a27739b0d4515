"""A crowd at a meeting that is being convened: parties that answer by their links, officers who
look and keep the agenda, and the post that sends letters all the while.
"""

import time
import urllib.error
from collections import Counter
from collections.abc import Sequence
from email import message_from_bytes
from functools import partial
from itertools import cycle
from typing import Any

from tests.crowd import Company, Crowd, Visitor, Way
from tests.letters.sink import Sink
from tests.program import PATIENCE

LAY = """
import json
from django.conf import settings
from tests.sample import lay, letters_to_send, sessions
secrets = letters_to_send(lay(), {count})
print(json.dumps([settings.SESSION_COOKIE_NAME, sessions()["secretariat officer"], secrets]))
"""
FIND = """
import datetime as dt
import json
from collections import Counter
from tourdetable.invitations.models import Invitation, Nomination
from tourdetable.kernel.journal import faults_in_journal, seal_journal
from tourdetable.kernel.models import Event
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.meetings.models import Session
seal_journal(now=dt.datetime.now(dt.UTC))
loaded = Letter.objects.filter(message_id__startswith="<load")
print(json.dumps({
    "letters": Counter(loaded.values_list("state", flat=True)),
    "attempts": Dispatch.objects.filter(letter__in=loaded).count(),
    "invitations": Invitation.objects.filter(party__code__startswith="x", state="accepted").count(),
    "nominations": Nomination.objects.filter(invitation__party__code__startswith="x").count(),
    "sessions": Session.objects.filter(meeting__slug="table").count(),
    "events": Counter(Event.objects.values_list("verb", flat=True)),
    "faults": list(faults_in_journal()),
}))
"""
LOOKS = ("", "meetings/", "meetings/table/", "meetings/table/agenda/", "letters/",
         "meetings/table/participants/", "meetings/table/invitations/")  # fmt: skip


def conveners(parties: int) -> Company:
    """Two officers, and so many parties that answer four at a time."""
    return Company(LAY.format(count=parties), _ways, FIND, partial(_holds, parties))


def _ways(laid: Any) -> Sequence[Way]:
    cookie, session, secrets = laid
    officer = partial(_keeps_the_agenda, (cookie, session))
    return [*(partial(_answers, secrets[n::4]) for n in range(4)), officer, officer]


def _answers(secrets: list[str], crowd: Crowd) -> None:
    """Each of these parties accepts as soon as its letter is out and names somebody; then one after
    another comes back, reads, and names somebody more, until time is up.
    """
    for secret in secrets:
        guest, place = crowd.visitor(), f"/fr/reply/{secret}/"
        _wait_for(guest, place)
        guest.send(f"{place}accept/", remark="Avec plaisir")
        _names_somebody(guest, place, crowd)
    for secret in cycle(secrets):
        if not crowd.has_time:
            return
        guest, place = crowd.visitor(), f"/fr/reply/{secret}/"
        guest.look(f"{place}agenda/")
        _names_somebody(guest, place, crowd)


def _names_somebody(guest: Visitor, place: str, crowd: Crowd) -> None:
    guest.send(f"{place}delegation/new/", name="Ana", function="delegate")
    crowd.count("named")


def _wait_for(guest: Visitor, place: str) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            guest.look(place)
        except urllib.error.HTTPError as error:
            if error.code != 404 or time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return


def _keeps_the_agenda(session: tuple[str, str], crowd: Crowd) -> None:
    """Looks around, and adds a session now and then, until time is up."""
    visitor = crowd.visitor(session)
    while crowd.has_time:
        for look in LOOKS:
            visitor.look(f"/fr/desk/{look}")
        typed = {"title-en": "One more", "day": "2027-04-15"}
        visitor.send("/fr/desk/meetings/table/agenda/sessions/", **typed)
        crowd.count("kept")


def _holds(parties: int, found: Any, crowd: Crowd, sink: Sink) -> None:
    """No letter is lost or doubled, everything that was done is there, and the journal is whole."""
    ids = Counter(message_from_bytes(one)["Message-ID"] for one in sink.arrived)
    assert ids == {f"<load{number}@example.org>": 1 for number in range(parties)}
    assert found["letters"] == {"sent": parties}
    assert (found["attempts"], found["invitations"]) == (parties, parties)
    assert found["nominations"] == crowd.done["named"] >= parties
    assert found["sessions"] == 1 + crowd.done["kept"]
    events = found["events"]
    assert events["nominate"] == crowd.done["named"]
    assert events["add_session"] == crowd.done["kept"] > 0
    for verb in ("accept_invitation", "hand_over", "record_dispatch", "mark_invitation_sent"):
        assert events[verb] == parties, verb
    assert found["faults"] == []
