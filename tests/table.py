"""The cast at their screens: each has a person, an account and what makes them what they are."""

import re
import uuid

from django.http import HttpResponse
from django.test import Client

from tests.cast import CAST, NOW
from tourdetable.parties.models import Account, Officer, Person


def seated(who: str) -> Person:
    """The person of that part of the cast, with an account; made where there is none."""
    key = CAST[who].key
    person, _ = Person.objects.get_or_create(
        slug=key, defaults={"name": key.title(), "mail": f"{key}@example.org", "language": "en"}
    )
    account, _ = Account.objects.get_or_create(person=person, defaults={"mail": person.mail})
    if who == "secretariat officer":
        Officer.objects.get_or_create(person=person, defaults={"since": NOW})
    return account.person


def at_the_table(who: str) -> Client:
    """A browser in which that part of the cast has signed in; a stranger's for the reader."""
    client = Client()
    if CAST[who].key:
        client.force_login(Account.objects.get(person=seated(who)))
    return client


def sent(client: Client, address: str, **typed: object) -> HttpResponse:
    """A form as a browser sends it, with a number of its own where none is given."""
    response: HttpResponse = client.post(address, {"form": str(uuid.uuid4()), **typed})  # type: ignore[assignment]  # Django's test response is one
    return response


def confirming(refused: HttpResponse) -> dict[str, str]:
    """What the box sends that stands on a page which asks before something is read more widely."""
    told = re.search(r'name="loosened" value="([0-9a-f]{64})"', refused.content.decode())
    assert told, "nothing is asked"
    return {"loosens": "on", "loosened": told[1]}
