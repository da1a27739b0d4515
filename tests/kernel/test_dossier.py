"""A dossier is compared and saved as one; rows that stay the same keep their key."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import NOW, OPERATOR
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.models import Event
from tourdetable.kernel.wording import Wording
from tourdetable.parties.actions import record_organisation
from tourdetable.parties.enums import OrganisationKind, PartyKind, SeatEvidence
from tourdetable.parties.models import Organisation, OrganisationMembership, Party
from tourdetable.parties.queries import OrganisationDossier, organisation_dossiers

pytestmark = pytest.mark.django_db

CODES = ("AUS", "FJI", "IDN", "KIR")


@pytest.fixture(autouse=True)
def _countries(db: None) -> None:  # noqa: ARG001 - asked for so that there is a database
    for code in CODES:
        Party.objects.get_or_create(code=code, defaults={"kind": PartyKind.COUNTRY})


def dossier(seats: list[tuple[str, str | None]]) -> OrganisationDossier:
    """An invented organisation with these members since these dates."""
    party = Party(code="oc", kind=PartyKind.ORGANISATION, names=Wording.of(en="Ocean Club"))
    details = Organisation(party=party, kind=OrganisationKind.REGIONAL)
    known = {p.code: p for p in Party.objects.filter(code__in=CODES)}
    rows = [
        OrganisationMembership(
            organisation=party,
            party=known[code],
            evidence=SeatEvidence.DATED,
            since=PartialDate(since) if since else None,
            position=place,
        )
        for place, (code, since) in enumerate(seats)
    ]
    return OrganisationDossier(party, [details], rows)


def keys() -> dict[str, int]:
    stored = organisation_dossiers(["oc"])["oc"].memberships
    return {f"{row.party.code} {row.since}": row.pk for row in stored}


def test_what_is_stored_is_what_was_said() -> None:
    said = dossier([("AUS", "1990"), ("FJI", None)])
    record_organisation(said, by=OPERATOR, now=NOW)
    stored = organisation_dossiers(["oc"])["oc"]
    assert stored.snapshot() == dossier([("AUS", "1990"), ("FJI", None)]).snapshot()
    assert stored.snapshot() == {
        "root": {
            "code": "oc",
            "kind": "organisation",
            "names": {"en": {"text": "Ocean Club", "status": "original"}},
        },
        "details": [{"kind": "regional"}],
        "memberships": [
            {"party": "AUS", "evidence": "dated", "status": "member", "since": "1990"},
            {"party": "FJI", "evidence": "dated", "status": "member", "position": 1},
        ],
    }


def test_rows_that_stay_the_same_keep_their_key() -> None:
    record_organisation(dossier([("AUS", "1990"), ("FJI", "1991")]), by=OPERATOR, now=NOW)
    before = keys()
    record_organisation(dossier([("AUS", "1990"), ("FJI", "1992")]), by=OPERATOR, now=NOW)
    after = keys()
    assert after["AUS 1990"] == before["AUS 1990"]
    assert after["FJI 1992"] == before["FJI 1991"]
    record_organisation(dossier([("AUS", "1990")]), by=OPERATOR, now=NOW)
    assert keys() == {"AUS 1990": before["AUS 1990"]}


seat_lists = st.lists(
    st.tuples(st.sampled_from(CODES), st.none() | st.sampled_from(["1990", "1991-05"])),
    max_size=6,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seat_lists, seat_lists)
def test_whatever_was_stored_the_new_dossier_stands(
    first: list[tuple[str, str | None]], second: list[tuple[str, str | None]]
) -> None:
    record_organisation(dossier(first), by=OPERATOR, now=NOW)
    record_organisation(dossier(second), by=OPERATOR, now=NOW)
    assert organisation_dossiers(["oc"])["oc"].snapshot() == dossier(second).snapshot()


def test_one_action_writes_one_event_with_before_and_after() -> None:
    record_organisation(dossier([("AUS", "1990")]), by=OPERATOR, now=NOW)
    newest = record_organisation(dossier([("AUS", "1991")]), by=OPERATOR, now=NOW)
    assert Event.objects.count() == 2
    assert (newest.by, newest.verb, newest.thing) == (
        "operator:tests",
        "record_organisation",
        "party:oc",
    )
    assert '"since":"1990"' in newest.before
    assert '"since":"1991"' in newest.after
