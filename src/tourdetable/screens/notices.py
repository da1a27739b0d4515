"""Notices about a change of who has rights, or of where what opens something is sent (decision 34).

They go to those whom the change could harm, at the addresses on record before it, at once and
without the approval of a letter: the officer who makes the change is whom they are about. A verb
that gives somebody a right has its line in `NOTICES`; `screens/answering.py` sends them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.mail import EmailMessage

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.header_text import one_line
from tourdetable.letters.models import Letter
from tourdetable.letters.writing import tongue_of
from tourdetable.notes.models import Note
from tourdetable.notes.queries.contacts import Contacts, contacts_of
from tourdetable.parties.models import Account, Officer, Party, Person
from tourdetable.processes.models import Process
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.ui.catalogue import translations

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Notice:
    """What is said, in English, which is a message of the catalogue, and of what: `lines` gives
    names in a language.
    """

    subject: str
    paragraphs: tuple[str, ...]
    lines: Callable[[str], Iterable[str]]

    def to(self, contacts: Contacts) -> list[EmailMessage]:
        """A mail to each address, in its language where the house speaks it."""
        return [self._mail(address, tongue_of(own)) for address, own in contacts.items()]

    def _mail(self, address: str, language: str) -> EmailMessage:
        _ = translations(language).gettext
        first, *others = self.paragraphs
        names = "\n".join(one_line(line) for line in self.lines(language) if line)
        blocks = [_(first), names, *map(_, others)]
        return EmailMessage(_(self.subject), "\n\n".join(blocks) + "\n", to=[address])


OBJECT = message(
    "If this is not as your party wants it, object to the secretariat in writing, and enter "
    "nothing confidential on Tour de Table until it is settled."
)
POINTS = message("Tour de Table: a change of your party’s focal points")
RECORDED = message("The secretariat records as a focal point of your party:")
RIGHTS = message(
    "Whoever is recorded so reads and writes what your party prepares, also before it is submitted."
)
ENDED = message("The secretariat records that this is no longer a focal point of your party:")
ADDRESSES = message("Tour de Table: a change of where the secretariat writes to")
REDIRECTED = message("The secretariat writes to another address from now on:")
OPENS = message("What opens your party’s notes and replies without an account is sent there.")
PERSON = message(
    "You are told at the address that was known until now. If you did not ask for this, tell the "
    "secretariat at once."
)
OFFICERS = message("Tour de Table: a change of the secretariat’s list")
JOINED = message("Somebody is put on the secretariat’s list and has all rights of an officer:")
UNKNOWN = message("If you do not know why, ask the other officers at once.")


def notices_of(verb: str, thing: Any, values: Values) -> list[EmailMessage]:
    """The mails to be sent once that verb has changed the thing; looked up before it does."""
    writer = NOTICES.get(verb)
    return list(writer(thing, values)) if writer else []


def _of_point(
    person: Person, party: Party, process: Process, said: tuple[str, ...]
) -> list[EmailMessage]:
    def lines(language: str) -> Iterator[str]:
        reader = Reader(language)
        yield person.name
        yield reader.party(party).name.text
        yield reader.process(process).name.text

    contacts = {**contacts_of([party]).get(party.pk, {})}
    if person.mail:
        contacts.setdefault(person.mail.lower(), person.language)
    return Notice(POINTS, said, lines).to(contacts)


def _recorded(process: Process, values: Values) -> list[EmailMessage]:
    return _of_point(values["person"], values["party"], process, (RECORDED, RIGHTS, OBJECT))


def _corrected(point: Any, _values: Values) -> list[EmailMessage]:
    return _of_point(point.person, point.party, point.process, (RECORDED, RIGHTS, OBJECT))


def _ended(point: Any, _values: Values) -> list[EmailMessage]:
    return _of_point(point.person, point.party, point.process, (ENDED, OBJECT))


def _redirected(known: Mapping[int, Contacts], party: Party, address: str) -> list[EmailMessage]:
    """To all addresses of the party, where the one that is written to is none of them."""
    contacts, new = known.get(party.pk, {}), address.strip().lower()
    if not new or new in contacts:
        return []

    def lines(language: str) -> Iterator[str]:
        yield Reader(language).party(party).name.text
        yield new

    return Notice(ADDRESSES, (REDIRECTED, OPENS, OBJECT), lines).to(contacts)


def _moved(thing: Note | Invitation, values: Values) -> list[EmailMessage]:
    return _redirected(contacts_of([thing.party]), thing.party, values["mail"])


def _letter_moved(letter: Letter, values: Values) -> list[EmailMessage]:
    about = letter.note or letter.invitation
    return _moved(about, values) if about else []


def _asked(_questionnaire: object, values: Values) -> list[EmailMessage]:
    return _redirected(contacts_of([values["party"]]), values["party"], values["mail"])


def _person_moved(person: Person, values: Values) -> list[EmailMessage]:
    """To the address that was known, and to that of the account, which stays as it is; and to the
    other addresses of each party for which the person is or was a focal point: what opens its notes
    and replies goes there, also where the person had no address until now.
    """
    new = values["mail"].strip().lower()
    account = Account.objects.filter(person=person).values_list("mail", flat=True).first()
    stored = Person.objects.get(pk=person.pk).mail.lower()
    before = {address: person.language for address in (stored, account) if address}
    if new == stored:
        return []
    notice = Notice(ADDRESSES, (REDIRECTED, PERSON), lambda _language: (person.name, new))
    parties = list(Party.objects.filter(focal_points__person=person).distinct())
    known = contacts_of(parties) if parties and new else {}
    others = {
        key: {address: own for address, own in found.items() if address not in before}
        for key, found in known.items()
    }
    told = [mail for party in parties for mail in _redirected(others, party, new)]
    return notice.to(before) + told


def _joined(mail: str, values: Values) -> list[EmailMessage]:
    """To all other officers."""
    rows = Officer.objects.filter(until__isnull=True, person__account__isnull=False)
    found = dict(rows.values_list("person__account__mail", "person__language"))
    said = (JOINED, UNKNOWN)
    return Notice(OFFICERS, said, lambda _language: (values["name"], mail)).to(found)


NOTICES: dict[str, Callable[[Any, Values], list[EmailMessage]]] = {
    "record_focal_point": _recorded,
    "correct_focal_point": _corrected,
    "end_focal_point": _ended,
    "strike_focal_point": _ended,
    "amend_person": _person_moved,
    "amend_respondent": _moved,
    "address_invitation": _moved,
    "amend_letter": _letter_moved,
    "ask_respondent": _asked,
    "invite_officer": _joined,
}
"""Who is told of what, by the verb that does it."""
