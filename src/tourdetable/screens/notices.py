"""Notices about a change of who has rights, or of where what opens something is sent (decision 34).

They go to those whom the change could harm, at the addresses on record before it, without the
approval of a letter: the officer who makes the change is whom they are about. A verb that gives
somebody a right has its line in `RIGHTS_NOTICES`; `screens/answering.py` stores them with the
change, and the post sends them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tourdetable.invitations.actions.inviting import address_invitation
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.header_text import one_line
from tourdetable.letters.actions.drafting import amend_letter
from tourdetable.letters.actions.noticing import NoticeText
from tourdetable.letters.models import Letter
from tourdetable.letters.writing import tongue_of
from tourdetable.notes.actions.asking import ask_respondent
from tourdetable.notes.actions.respondents import amend_respondent
from tourdetable.notes.models import Note
from tourdetable.notes.queries.contacts import Contacts, contacts_of
from tourdetable.parties.actions import amend_person, invite_officer, reset_second_factor
from tourdetable.parties.models import Account, Officer, Party, Person
from tourdetable.processes.actions.focal_points import (
    correct_focal_point,
    end_focal_point,
    record_focal_point,
    strike_focal_point,
)
from tourdetable.processes.models import Process
from tourdetable.screens.words import message
from tourdetable.sheets.reader import Reader
from tourdetable.ui.catalogue import translations

Values = Mapping[str, Any]


@dataclass(frozen=True)
class RightsNotice:
    """What is said, in English, which is a message of the catalogue, and of what: `lines` gives
    names in a language.
    """

    subject: str
    paragraphs: tuple[str, ...]
    lines: Callable[[str], Iterable[str]]

    def to(self, contacts: Contacts) -> list[NoticeText]:
        """A mail to each address, in its language where the house speaks it."""
        return [self._text(address, tongue_of(own)) for address, own in contacts.items()]

    def _text(self, address: str, language: str) -> NoticeText:
        _ = translations(language).gettext
        first, *others = self.paragraphs
        names = "\n".join(one_line(line) for line in self.lines(language) if line)
        blocks = "\n\n".join(block for block in (_(first), names, *map(_, others)) if block)
        return NoticeText(address, language, _(self.subject), f"{blocks}\n")


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

FACTOR = message("Your second factor for Tour de Table was reset")
RESET = message(
    "The secretariat has reset the second factor of your account on Tour de Table. Your "
    "app, your passkeys and your recovery codes are no longer asked for, and you are "
    "signed out in every browser."
)
SET_UP = message(
    "Sign in with a code from your mail, and set up a new one on the page of your account."
)
NOT_ASKED = message("If you did not ask for this, tell the secretariat at once.")


def notices_of(verb: Callable[..., object], thing: Any, values: Values) -> list[NoticeText]:
    """What is told once that verb has changed the thing; looked up before it does."""
    writer = RIGHTS_NOTICES.get(verb)
    return list(writer(thing, values)) if writer else []


def _of_point(
    person: Person, party: Party, process: Process, said: tuple[str, ...]
) -> list[NoticeText]:
    def lines(language: str) -> Iterator[str]:
        reader = Reader(language)
        yield person.name
        yield reader.party(party).name.text
        yield reader.process(process).name.text

    contacts = {**contacts_of([party]).get(party.pk, {})}
    if person.mail:
        contacts.setdefault(person.mail.lower(), person.language)
    return RightsNotice(POINTS, said, lines).to(contacts)


def _recorded(process: Process, values: Values) -> list[NoticeText]:
    return _of_point(values["person"], values["party"], process, (RECORDED, RIGHTS, OBJECT))


def _corrected(point: Any, _values: Values) -> list[NoticeText]:
    return _of_point(point.person, point.party, point.process, (RECORDED, RIGHTS, OBJECT))


def _ended(point: Any, _values: Values) -> list[NoticeText]:
    return _of_point(point.person, point.party, point.process, (ENDED, OBJECT))


def _redirected(known: Mapping[int, Contacts], party: Party, address: str) -> list[NoticeText]:
    """To all addresses of the party, where the one that is written to is none of them."""
    contacts, new = known.get(party.pk, {}), address.strip().lower()
    if not new or new in contacts:
        return []

    def lines(language: str) -> Iterator[str]:
        yield Reader(language).party(party).name.text
        yield new

    return RightsNotice(ADDRESSES, (REDIRECTED, OPENS, OBJECT), lines).to(contacts)


def _moved(thing: Note | Invitation, values: Values) -> list[NoticeText]:
    return _redirected(contacts_of([thing.party]), thing.party, values["mail"])


def _letter_moved(letter: Letter, values: Values) -> list[NoticeText]:
    about = letter.note or letter.invitation
    return _moved(about, values) if about else []


def _asked(_questionnaire: object, values: Values) -> list[NoticeText]:
    return _redirected(contacts_of([values["party"]]), values["party"], values["mail"])


def _person_moved(person: Person, values: Values) -> list[NoticeText]:
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
    notice = RightsNotice(ADDRESSES, (REDIRECTED, PERSON), lambda _language: (person.name, new))
    parties = list(Party.objects.filter(focal_points__person=person).distinct())
    known = contacts_of(parties) if parties and new else {}
    others = {
        key: {address: own for address, own in found.items() if address not in before}
        for key, found in known.items()
    }
    told = [mail for party in parties for mail in _redirected(others, party, new)]
    return notice.to(before) + told


def _joined(mail: str, values: Values) -> list[NoticeText]:
    """To all other officers."""
    rows = Officer.objects.filter(until__isnull=True, person__account__isnull=False)
    found = dict(rows.values_list("person__account__mail", "person__language"))
    said = (JOINED, UNKNOWN)
    return RightsNotice(OFFICERS, said, lambda _language: (values["name"], mail)).to(found)


def _reset(account: Account, _values: Values) -> list[NoticeText]:
    said = RightsNotice(FACTOR, (RESET, SET_UP, NOT_ASKED), lambda _language: ())
    return said.to({account.mail: account.person.language})


RIGHTS_NOTICES: dict[Callable[..., object], Callable[[Any, Values], list[NoticeText]]] = {
    record_focal_point: _recorded,
    correct_focal_point: _corrected,
    end_focal_point: _ended,
    strike_focal_point: _ended,
    amend_person: _person_moved,
    amend_respondent: _moved,
    address_invitation: _moved,
    amend_letter: _letter_moved,
    ask_respondent: _asked,
    invite_officer: _joined,
    reset_second_factor: _reset,
}
"""Who is told of what, by the verb that does it."""
