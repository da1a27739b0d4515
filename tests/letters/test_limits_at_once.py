"""Several who invite at once, on PostgreSQL: together they cause no more mails than they may."""

import multiprocessing

import pytest
from django.db import connection, connections

from tests.cast import NOW
from tests.notes.table import DEADLINE, fresh, opened
from tests.notes.voices import respondent
from tourdetable.letters.actions.inviting import invite_contributor_by_mail
from tourdetable.letters.enums import MailLimit
from tourdetable.letters.models import CountedMail
from tourdetable.letters.queries.limits import LIMITS, MailLimitError
from tourdetable.notes.models import Contributor, Note

OF_NOTE = LIMITS[MailLimit.INVITATIONS_OF_NOTE]
OF_ADDRESS = LIMITS[MailLimit.MAILS_TO_ADDRESS]


def _several(gate: object, note: int, mail: str) -> None:
    connections.close_all()
    gate.wait()  # type: ignore[attr-defined]  # a barrier of multiprocessing, which ships no public type
    row = fresh(Note.objects.get(pk=note))
    for number in range(8):
        try:
            invite_contributor_by_mail(
                row,
                name="Ministry",
                mail=mail or f"{note}-{number}@example.org",
                secret=f"{multiprocessing.current_process().pid}-{number}".rjust(43, "x"),
                expires_at=DEADLINE,
                by=respondent(row),
                now=NOW,
            )
        except MailLimitError:
            break
    connections.close_all()


@pytest.mark.parametrize("mail", ["", "one@example.org"])
@pytest.mark.usefixtures("emptied", "transactional_db")
@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer; this is about locks"
)
def test_limits_hold_for_several_at_once(mail: str) -> None:
    """Two at each of two notes: of one note a dozen, to one address ten."""
    first = opened()
    second = Note.objects.exclude(pk=first.pk).get()
    context = multiprocessing.get_context("fork")
    gate = context.Barrier(4)
    connections.close_all()
    keys = (first.pk, first.pk, second.pk, second.pk)
    workers = [context.Process(target=_several, args=(gate, key, mail)) for key in keys]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0] * 4
    made = Contributor.objects.exclude(mail="")
    if mail:
        assert made.count() == CountedMail.objects.count() == OF_ADDRESS.most
    else:
        assert made.filter(note=first).count() == made.filter(note=second).count() == OF_NOTE.most
