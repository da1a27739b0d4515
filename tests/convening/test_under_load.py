"""Four app processes on PostgreSQL while everybody comes at once: no error, no letter lost or
doubled, and the journal is whole.
"""

import json
import time
from collections import Counter
from email import message_from_bytes
from pathlib import Path

import pytest

from tests.convening.crowd import LAY, Crowd, officer, party
from tests.homes import done
from tests.letters.sink import sinking
from tests.postgres import find_programs, temporary_cluster
from tests.program import serving
from tools.checkout import ROOT

pytestmark = pytest.mark.programs
SECONDS, PARTIES = 8, 24
COUNTED = """
import datetime as dt
import json
from collections import Counter
from tourdetable.invitations.models import Invitation, Nomination
from tourdetable.kernel.journal import faults_in_journal, seal_journal
from tourdetable.kernel.models import Event
from tourdetable.letters.models import Dispatch, Letter
from tourdetable.meetings.models import Session
seal = seal_journal(now=dt.datetime.now(dt.UTC))
loaded = Letter.objects.filter(message_id__startswith="<load")
print(json.dumps({
    "letters": Counter(loaded.values_list("state", flat=True)),
    "attempts": Dispatch.objects.filter(letter__in=loaded).count(),
    "invitations": Invitation.objects.filter(party__code__startswith="x", state="accepted").count(),
    "nominations": Nomination.objects.filter(invitation__party__code__startswith="x").count(),
    "sessions": Session.objects.filter(meeting__slug="table").count(),
    "events": Counter(Event.objects.values_list("verb", flat=True)),
    "sealed": seal.last - seal.first + 1 >= seal.count,
    "faults": list(faults_in_journal()),
}))
"""


def under_load(home: Path, url: str, seconds: float, parties: int) -> None:
    """Let the crowd in for so long, and count afterwards."""
    settings = {"TDT_DATABASE_URL": url, "PYTHONPATH": str(ROOT)}
    done(home, "init", **settings)
    said = done(home, "shell", "-c", LAY.format(count=parties), **settings)
    cookie, session, secrets = json.loads(said[-1])
    with sinking() as (sink, port):
        mail = {"TDT_MAIL_URL": f"smtp://127.0.0.1:{port}", "TDT_MAIL_FROM": "t@example.org"}
        with serving(home, workers=4, **settings, **mail) as (_, own):
            until = time.monotonic() + seconds
            crowd = Crowd(f"http://localhost:{own}", (cookie, session), until)
            crowd.goes(*(party(secrets[n::4]) for n in range(4)), officer, officer)
        assert crowd.faults == []
        ids = Counter(message_from_bytes(one)["Message-ID"] for one in sink.arrived)
    assert ids == {f"<load{number}@example.org>": 1 for number in range(parties)}
    found = json.loads(done(home, "shell", "-c", COUNTED, **settings)[-1])
    assert found["letters"] == {"sent": parties}
    assert (found["attempts"], found["invitations"]) == (parties, parties)
    assert found["nominations"] == 2 * parties
    assert found["sessions"] == 1 + crowd.done["kept"]
    events = found["events"]
    assert events["nominate"] == 2 * parties
    assert events["add_session"] == crowd.done["kept"] > 0
    for verb in ("accept_invitation", "hand_over", "record_dispatch", "mark_invitation_sent"):
        assert events[verb] == parties, verb
    assert found["faults"] == []


def test_everybody_comes_at_once(tmp_path: Path) -> None:
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    with temporary_cluster(programs) as url:
        under_load(tmp_path / "home", url, SECONDS, PARTIES)
