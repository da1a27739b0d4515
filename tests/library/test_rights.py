"""Who may read, change and withdraw documents: the cast against every state."""

import pytest

from tests.cast import CAST, NOW
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Publicity
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document
from tourdetable.library.queries import readable, tombstones
from tourdetable.library.rules.rights import (
    may_extract_text,
    may_keep_file,
    may_read_document,
    may_read_tombstone,
    may_record_document,
    may_record_modification,
    may_restore_document,
    may_withdraw_document,
)

OPERATOR, NOBODY, EVERYBODY = {"operator"}, set[str](), set(CAST)
SECRETARIAT = {"operator", "secretariat officer"}
GENERAL, LIMITED, RESTRICTED = Distribution
DRAFT, PUBLISHED, WITHDRAWN = Publicity


STATES = {
    (GENERAL, DRAFT): (OPERATOR, NOBODY, NOBODY, NOBODY),
    (GENERAL, PUBLISHED): (EVERYBODY, SECRETARIAT, NOBODY, NOBODY),
    (GENERAL, WITHDRAWN): (OPERATOR, NOBODY, SECRETARIAT, EVERYBODY),
    (LIMITED, DRAFT): (OPERATOR, NOBODY, NOBODY, NOBODY),
    (LIMITED, PUBLISHED): (OPERATOR, NOBODY, NOBODY, NOBODY),
    (LIMITED, WITHDRAWN): (OPERATOR, NOBODY, SECRETARIAT, NOBODY),
    (RESTRICTED, DRAFT): (OPERATOR, NOBODY, NOBODY, NOBODY),
    (RESTRICTED, PUBLISHED): (OPERATOR, NOBODY, NOBODY, NOBODY),
    (RESTRICTED, WITHDRAWN): (OPERATOR, NOBODY, SECRETARIAT, NOBODY),
}
RULES = (may_read_document, may_withdraw_document, may_restore_document, may_read_tombstone)
"""In the order of the columns above."""


@pytest.mark.parametrize("state", STATES)
def test_who_may_what_in_every_state(state: tuple[Distribution, Publicity]) -> None:
    document = Document(distribution=state[0], publicity=state[1])
    for rule, allowed in zip(RULES, STATES[state], strict=True):
        assert {role for role, actor in CAST.items() if rule(actor, document, NOW)} == allowed


def test_the_table_has_every_state() -> None:
    assert set(STATES) == {(d, p) for d in Distribution for p in Publicity}


def test_only_the_operator_changes() -> None:
    document = Document()
    for rule in (may_record_document, may_record_modification, may_keep_file, may_extract_text):
        assert {role for role, actor in CAST.items() if rule(actor, document, NOW)} == OPERATOR


@pytest.mark.django_db
@pytest.mark.parametrize("actor", CAST.values(), ids=CAST)
def test_the_rules_and_the_filters_agree(actor: Actor) -> None:
    for distribution in Distribution:
        for publicity in Publicity:
            Document.objects.create(
                slug=f"{distribution}-{publicity}",
                kind=DocumentKind.REPORT,
                distribution=distribution,
                publicity=publicity,
            )
    documents = list(Document.objects.all())
    assert {d.slug for d in readable(actor, NOW)} == {
        d.slug for d in documents if may_read_document(actor, d, NOW)
    }
    assert {d.slug for d in tombstones(actor, NOW)} == {
        d.slug for d in documents if may_read_tombstone(actor, d, NOW)
    }
