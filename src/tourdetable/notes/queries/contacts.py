"""Where a party is written to: the addresses that are on record for it."""

from collections import defaultdict
from collections.abc import Iterable

from tourdetable.invitations.models import Invitation
from tourdetable.notes.models import Note
from tourdetable.parties.models import Party
from tourdetable.processes.models import FocalPoint

Contacts = dict[str, str]
"""Languages (BCP 47, or empty) by address, in small letters."""


def contacts_of(parties: Iterable[Party]) -> dict[int, Contacts]:
    """The addresses of each party by its key: those of its focal points, also of former ones and
    with those of their accounts, which the secretariat cannot change; then those that invitations
    and questions for a note went to. Three queries.
    """
    found: dict[int, Contacts] = defaultdict(dict)
    wanted = list(parties)
    points = FocalPoint.objects.filter(party__in=wanted).values_list(
        "party", "person__mail", "person__account__mail", "person__language"
    )
    for party, mail, account, language in points.order_by("pk"):
        for address in (mail, account):
            _add(found[party], address, language)
    for kind in (Invitation, Note):
        rows = kind.objects.filter(party__in=wanted)
        for party, mail, language in rows.order_by("pk").values_list("party", "mail", "language"):
            _add(found[party], mail, language)
    return found


def _add(contacts: Contacts, address: str | None, language: str) -> None:
    if address:
        contacts.setdefault(address.lower(), language)
