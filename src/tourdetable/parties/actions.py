"""Taking parties into the house: one action and one event for each dossier."""

import datetime as dt

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.journal import Change, action, put_on_record
from tourdetable.parties.queries import (
    CountryDossier,
    OrganisationDossier,
    PersonDossier,
    country_dossiers,
    organisation_dossiers,
    person_dossiers,
)
from tourdetable.parties.rules import may_record_party


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
