"""Taking parties into the house: one action and one event for each dossier."""

import datetime as dt
from dataclasses import dataclass

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import amend, enter, locked
from tourdetable.kernel.wording import Wording
from tourdetable.parties.models import Account, Affiliation, Officer, Party, Person
from tourdetable.parties.queries import (
    CountryDossier,
    OrganisationDossier,
    PersonDossier,
    country_dossiers,
    organisation_dossiers,
    person_dossiers,
)
from tourdetable.parties.rules import may_keep_officers, may_record_party


@action(may_record_party)
def record_country(dossier: CountryDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a country with its codes and names, or bring it up to date."""
    return put_on_record(dossier, country_dossiers)


@action(may_record_party)
def record_organisation(dossier: OrganisationDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record an organisation with its members over time, or bring it up to date."""
    return put_on_record(dossier, organisation_dossiers)


@action(may_record_party)
def record_person(dossier: PersonDossier, *, by: Actor, now: dt.datetime) -> Change:
    """Record a person with their posts as the published record names them."""
    return put_on_record(dossier, person_dossiers)


@action(may_keep_officers)
def invite_officer(mail: str, *, name: str, language: str, by: Actor, now: dt.datetime) -> Change:
    """Put a person on the secretariat's list, with an account that opens by that address.

    Raises SentenceError where somebody with that address is on the list already.
    """
    address = mail.strip().lower()
    account = Account.objects.select_for_update().filter(mail=address).first()
    if account is None:
        slug = free_slug(name, Person)
        person = Person.objects.create(slug=slug, name=name, mail=address, language=language)
        Account.objects.create(person=person, mail=address)
    else:
        person = account.person
    if Officer.objects.filter(person=person, until__isnull=True).exists():
        raise SentenceError("%(name)s is on the list already.", name=person.name)
    return enter(Officer(person=person, since=now))


@action(may_keep_officers)
def end_officer(officer: Officer, *, by: Actor, now: dt.datetime) -> Change:
    """Take a person off the secretariat's list from now on.

    Raises SentenceError for the last one: somebody has to be able to come in.
    """
    stored = locked(officer)
    if stored.until is not None:
        raise SentenceError("%(name)s left the list before.", name=stored.person.name)
    others = Officer.objects.filter(until__isnull=True).exclude(pk=stored.pk)
    if not others.exists():
        raise SentenceError("This is the last officer; put another one on the list first.")
    return amend(officer, {"until": now})


@dataclass(frozen=True)
class NamedPost:
    """A person's post as somebody types it on a form, held on a day. `person` is the one who is
    meant where somebody said so: people of one name are not taken for one person unasked.
    """

    name: str
    post: Wording
    party: Party
    on: PartialDate | None = None
    person: Person | None = None

    def kept(self) -> Affiliation:
        """The row of that post; it is made where it is not known, as is the person. For actions,
        inside of their transaction.
        """
        person = self.person
        if person is None:
            person = Person.objects.create(slug=free_slug(self.name, Person), name=self.name)
        known = Affiliation.objects.filter(person=person, party=self.party)
        same = next((row for row in known if row.post.texts() == self.post.texts()), None)
        return same or Affiliation.objects.create(
            person=person, party=self.party, post=self.post, attested_on=self.on
        )
