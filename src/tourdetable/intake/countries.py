"""The countries and areas of ISO 3166-1, with their names from CLDR."""

import pycountry
from babel import Locale

from tourdetable.intake.known import LANGUAGES
from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.wording import Version, Wording
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Country, Party
from tourdetable.parties.queries import CountryDossier


def country_dossiers_of_iso() -> list[CountryDossier]:
    """All 249, in the order of their codes. Their names are CLDR's: a convenience, no statement."""
    territories = {language: Locale(language).territories for language in LANGUAGES}
    found = []
    for entry in sorted(pycountry.countries, key=lambda entry: str(entry.alpha_3)):
        names = {
            language: Version(table[entry.alpha_2], WordingStatus.COURTESY)
            for language, table in territories.items()
        }
        party = Party(code=entry.alpha_3, kind=PartyKind.COUNTRY, names=Wording(names))
        codes = Country(party=party, alpha2=entry.alpha_2, m49=entry.numeric)
        found.append(CountryDossier(party, [codes]))
    return found
