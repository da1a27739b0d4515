"""Taking parties into the house: one action and one event for each dossier."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.citing import NamedSource, resting_on, with_page
from tourdetable.kernel.dates import PartialDate, checked_period
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.header_text import header_text
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.kernel.mail_address import checked_address
from tourdetable.kernel.names import free_slug
from tourdetable.kernel.rows import amend, enter, locked, name_of
from tourdetable.kernel.sources import is_unverified
from tourdetable.kernel.wording import Wording
from tourdetable.parties.models import Account, Affiliation, Officer, Party, Person
from tourdetable.parties.queries import (
    CountryDossier,
    OrganisationDossier,
    PersonDossier,
    country_dossiers,
    is_named_on_record,
    organisation_dossiers,
    person_dossiers,
)
from tourdetable.parties.rules import (
    may_keep_officers,
    may_keep_persons,
    may_record_party,
    may_reset_second_factor,
)


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

    Raises SentenceError where somebody with that address is on the list already, and for a name or
    an address that cannot stand in a header.
    """
    address = checked_address(mail.strip().lower())
    account = Account.objects.select_for_update().filter(mail=address).first()
    if account is None:
        slug, name = free_slug(name, Person), header_text(name)
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


@action(may_keep_persons)
def create_person(  # noqa: PLR0913 - a person has these facts; all but the name by name
    name: str, *, honorific: str, mail: str, language: str, by: Actor, now: dt.datetime
) -> Change:
    """Know a person from now on. People of one name are not taken for one person. Raises
    SentenceError for a name or an address that cannot stand in a header.
    """
    row = Person(
        slug=free_slug(name, Person),
        name=header_text(name),
        honorific=header_text(honorific),
        mail=checked_address(mail.strip().lower()),
        language=language,
    )
    return enter(row)


@action(may_keep_persons)
def amend_person(  # noqa: PLR0913 - a person has these facts; all but the person by name
    person: Person,
    *,
    name: str,
    honorific: str,
    mail: str,
    language: str,
    seen: str = "",
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put right what is known of a person.

    Raises SentenceError where the published record names the person otherwise, and for a name or
    an address that cannot stand in a header; ChangedMeanwhileError as `amend` does.
    """
    if name != locked(person).name and is_named_on_record(person):
        raise SentenceError("The published record names this person; the name stays as it is.")
    values = {
        "name": name if name == person.name else header_text(name),
        "honorific": header_text(honorific),
        "mail": checked_address(mail.strip().lower()),
        "language": language,
    }
    return amend(person, values, seen=seen)


@action(may_keep_persons)
def record_affiliation(  # noqa: PLR0913 - a post has these facts; all but the person by name
    person: Person,
    *,
    party: Party,
    post: Wording,
    unit: str,
    since: PartialDate,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Record that a person has a post with a party from a date on."""
    page = source.kept()
    row = Affiliation(
        person=person, party=party, post=post, unit=unit, since=since, sources=(page.key,)
    )
    return resting_on(page, name_of(person), "affiliations", [enter(row)])


@action(may_keep_persons)
def end_affiliation(
    affiliation: Affiliation,
    *,
    until: PartialDate,
    source: NamedSource,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Record that a person has a post no longer.

    Raises SentenceError where that has an end already, or one before its beginning.
    """
    stored = locked(affiliation)
    if stored.until is not None:
        raise SentenceError("This post has an end already.")
    checked_period(stored.since or stored.attested_on, until)
    page = source.kept()
    sources = stored.sources
    if not (sources and is_unverified(sources)):
        sources = with_page(sources, page)
    change = amend(stored, {"until": until, "sources": sources})
    return resting_on(page, name_of(stored.person), "affiliations", [change])


@action(may_reset_second_factor)
def reset_second_factor(account: Account, *, reason: str, by: Actor, now: dt.datetime) -> Change:
    """Take away what somebody has lost: the app, the passkeys and the recovery codes of an account.
    The next sign-in is by a code from the mail alone, and every browser is signed out.

    Raises SentenceError where the account has no second factor.
    """
    held: Any = locked(account)
    kinds = sorted(held.authenticator_set.values_list("type", flat=True))
    if not kinds:
        raise SentenceError("This account has no second factor.")
    held.authenticator_set.all().delete()
    for browser in held.usersession_set.all():
        browser.end()
    after = {"factors": [], "reason": reason}
    return Change(f"{name_of(account.person)}/factors", {"factors": kinds}, after)
