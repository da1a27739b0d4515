"""What every form of the data can hold, and what a refusal of the database means."""

import datetime as dt
import sys

import pytest
from django.db import connection
from lxml import etree

from tests.cast import NOW, OPERATOR
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.models import Collection, Event, Source
from tourdetable.kernel.rows import enter
from tourdetable.kernel.storable import is_storable, refuse_unstorable
from tourdetable.parties.actions import record_person
from tourdetable.parties.models import Person
from tourdetable.parties.queries import PersonDossier


def is_xml(text: str) -> bool:
    """Whether an XML 1.0 document can hold the text, as libxml2 has it."""
    try:
        etree.Element("text").text = text
    except ValueError:
        return False
    return True


def test_what_can_be_stored_is_what_xml_can_hold() -> None:
    """Of every character there is."""
    letters = map(chr, range(sys.maxunicode + 1))
    assert [letter for letter in letters if is_storable(letter) != is_xml(letter)] == []


@pytest.mark.parametrize(
    "value", ["\x00", {"a": [{"b": "c\x0b"}]}, {"\x01": 1}, ("\ud800",), ["\ufffe"]]
)
def test_a_value_is_refused_wherever_such_a_character_stands(value: object) -> None:
    with pytest.raises(SentenceError, match="a control character such as U"):
        refuse_unstorable(value)
    refuse_unstorable({"a": ["b\t\r\n\U0001f30d\u202e", 1, None, True]})


@pytest.mark.django_db
def test_an_action_that_would_store_it_changes_nothing() -> None:
    for name in ("A\x00", "A\x1b", "A\ud800"):
        with pytest.raises(SentenceError, match="a control character such as U"):
            record_person(PersonDossier(Person(slug="a", name=name), []), by=OPERATOR, now=NOW)
    assert (Event.objects.count(), Person.objects.count()) == (0, 0)


@action(lambda _by, _thing, _now: True)
def enter_collection(slug: str, *, by: Actor, now: dt.datetime) -> Change:  # noqa: ARG001 - read by @action
    """An action that does not look whether the name is free: the database has the last word."""
    return enter(Collection(slug=slug))


@action(lambda _by, _thing, _now: True)
def enter_source(collection: int, *, by: Actor, now: dt.datetime) -> Change:  # noqa: ARG001 - the same
    """One that does not look whether what it refers to is still there."""
    Source.objects.create(collection_id=collection, key="a", position=1)
    connection.check_constraints()
    return Change("source:a", None, "a")


@pytest.mark.django_db
def test_a_name_that_is_taken_is_a_sentence() -> None:
    enter_collection("a", by=OPERATOR, now=NOW)
    with pytest.raises(SentenceError, match="Something of the same name is there already"):
        enter_collection("a", by=OPERATOR, now=NOW)
    assert (Collection.objects.count(), Event.objects.count()) == (1, 1)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite looks when all is committed")
def test_what_was_removed_meanwhile_is_a_sentence() -> None:
    with pytest.raises(SentenceError, match="Something that this refers to was removed"):
        enter_source(999, by=OPERATOR, now=NOW)
    assert (Source.objects.count(), Event.objects.count()) == (0, 0)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite takes texts of any length")
def test_what_is_too_long_is_a_sentence() -> None:
    with pytest.raises(SentenceError, match="too long or too large"):
        enter_collection("a" * 41, by=OPERATOR, now=NOW)
    assert Event.objects.count() == 0
