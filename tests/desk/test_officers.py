"""The secretariat's own list on the screen."""

import pytest
from django.test import Client

from tests.table import at_the_table, sent
from tourdetable.kernel.models import Event
from tourdetable.parties.models import Officer

pytestmark = pytest.mark.django_db


def test_an_officer_puts_somebody_on_the_list() -> None:
    officer = at_the_table("secretariat officer")
    page = officer.get("/fr/desk/officers/")
    assert page.status_code == 200
    assert 'lang="fr"' in page.content.decode()
    answer = sent(officer, "/fr/desk/officers/", name="Ana Ñandú", mail="Ana@Example.org")
    assert (answer.status_code, answer["Location"]) == (303, "/fr/desk/officers/")
    added = Officer.objects.get(person__mail="ana@example.org")
    assert (added.person.slug, added.person.language) == ("ana-nandu", "fr")
    verbs = list(Event.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == ["invite_officer", "tell_of_change"]


def test_a_form_that_is_sent_twice_acts_once() -> None:
    officer = at_the_table("secretariat officer")
    number = "0f8fad5b-d9cb-469f-a165-70867728950e"
    typed = {"name": "Ana", "mail": "ana@example.org", "form": number}
    assert sent(officer, "/en/desk/officers/", **typed).status_code == 303
    assert sent(officer, "/en/desk/officers/", **typed).status_code == 303
    assert Event.objects.filter(verb="invite_officer", form=number).count() == 1


def test_what_is_refused_stays_typed() -> None:
    officer = at_the_table("secretariat officer")
    answer = sent(officer, "/en/desk/officers/", name="Ana", mail="no address")
    assert answer.status_code == 422
    assert 'value="no address"' in answer.content.decode()
    assert Officer.objects.filter(person__name="Ana").count() == 0


@pytest.mark.parametrize("who", ["delegate", "focal point", "observer"])
def test_others_find_nothing_there(who: str) -> None:
    assert at_the_table(who).get("/en/desk/officers/").status_code == 404


def test_a_stranger_is_led_to_sign_in() -> None:
    answer = Client().get("/ar/desk/officers/")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/ar/sign-in/?next=/ar/desk/officers/",
    )
