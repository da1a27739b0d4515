"""Every form of the screens with odd but harmless values: never a fault of ours; what is refused
changes nothing and says a sentence.
"""

import random
from collections.abc import Callable
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.db import transaction
from lxml import html

from tests.attack.forms import WALKERS, FormField, PageForm, all_forms, error_of, events, send
from tests.sample import lay
from tests.table import at_the_table

pytestmark = pytest.mark.django_db

SEEDS = range(3)
ODD = (
    "",
    " ",
    "%",
    "%s",
    "100 %(name)s %d",
    "{} {0} {name}",
    "{{ name }} {% if %}",
    "\\ \\n \\u0000",
    "\"'`<b>&amp;</b>",
    "nul\x00here",
    "bell\x07 vertical\x0btab",
    "\u202eback\u202c \u200f\u200b",
    "\ufeff\ufffe\uffff",
    "e\u0301 \U0001f30d عربي 中文",
    "-1",
    "0",
    "9" * 30,
    "1e400",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "0000-00-00",
    "2027-02-30",
    "24:00",
    "words " * 400,
    "x" * 3000,
    "a@b",
    "somebody@example.org\nwords",
    "https://example.org/%zz",
    "[]",
    '{"a": [1, null]}',
    "null",
    "../..",
    "en-",
)
"""Texts of which nothing is more than odd."""
Mischief = Callable[[random.Random, dict[str, list[str]], FormField], None]


def replaced(chance: random.Random, data: dict[str, list[str]], field: FormField) -> None:
    data[field.name] = [chance.choice(ODD)]


def left_out(_chance: random.Random, data: dict[str, list[str]], field: FormField) -> None:
    data.pop(field.name, None)


def repeated(chance: random.Random, data: dict[str, list[str]], field: FormField) -> None:
    data[field.name] = [*data.get(field.name, []), chance.choice(ODD), chance.choice(ODD)]


def of_another(_chance: random.Random, data: dict[str, list[str]], field: FormField) -> None:
    data[field.name] = ["999999"]


def renamed(chance: random.Random, data: dict[str, list[str]], field: FormField) -> None:
    data[f"{field.name}{chance.choice(ODD)}"] = data.pop(field.name, ["1"])


MISCHIEF: tuple[Mischief, ...] = (
    replaced,
    replaced,
    replaced,
    left_out,
    repeated,
    of_another,
    renamed,
)


def mischievous(form: PageForm, chance: random.Random) -> dict[str, list[str]]:
    """The form with one to three of its fields made odd, or all of them; its number is its own."""
    data = form.filled()
    fields = [field for field in form.fields if field.kind not in ("file", "submit")]
    count = chance.choice((1, 1, 2, 3, len(fields)))
    for field in chance.sample(fields, min(count, len(fields))):
        chance.choice(MISCHIEF)(chance, data, field)
    if data.get("form") and chance.random() > 0.05:
        data["form"] = [str(uuid4())]
    return data


def sentences(content: bytes) -> list[str]:
    """What a refused form says."""
    page = html.document_fromstring(content)
    said = (one for one in page.iter() if {*one.get("class", "").split()} & {"error", "refusal"})
    return [text for one in said if (text := "".join(map(str, one.itertext())).strip())]


def test_no_form_fails_whatever_is_typed() -> None:
    lay()
    forms, clients = all_forms(), {who: at_the_table(who) for who in WALKERS}
    faults: list[object] = []
    for seed in SEEDS:
        for number, form in enumerate(forms):
            data = mischievous(form, random.Random(f"{seed}/{number}"))  # noqa: S311 - a repeatable choice
            before = events()
            with transaction.atomic():
                answer = send(clients[form.who], form, data)
                is_refused = answer.status_code >= HTTPStatus.BAD_REQUEST
                if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                    faults.append((seed, form.action, error_of(answer), data))
                elif is_refused and events() != before:
                    faults.append((seed, form.action, "refused, and something is written", data))
                elif answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY and not sentences(
                    answer.content
                ):
                    faults.append((seed, form.action, "refused without a sentence", data))
                transaction.set_rollback(True)
    assert faults == []
