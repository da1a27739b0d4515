"""Every form of the screens as a browser finds it, on the table of `tests/sample.py`."""

import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from lxml import html

from tests.screens.everywhere import everywhere
from tests.table import at_the_table
from tourdetable.kernel.models import Event

WALKERS = ("secretariat officer", "focal point", "delegate", "reader of the record")
"""Those of the cast whose pages have forms; each form is sent by the first who finds it."""
OWN_FIELD = "csrfmiddlewaretoken"
PEOPLE = b"Name,Mail\nAna,ana@example.org\n"
"""A file that some of the forms take."""
_UNLIKE = re.compile(r"(?<=/)(?:\d+|[\w-]{43,64})(?=/)")
"""Numbers, secrets and hashes in an address."""
_VALUES = {
    "date": "2027-04-14",
    "time": "10:00",
    "email": "somebody@example.org",
    "number": "1",
    "url": "https://example.org/",
}


@dataclass(frozen=True, slots=True)
class FormField:
    """A control: its name, kind (`text`, `hidden`, `select`, …), value and the values offered."""

    name: str
    kind: str
    value: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PageForm:
    """A form that `who` finds on `page` and that goes to `action`."""

    who: str
    page: str
    action: str
    fields: tuple[FormField, ...]

    @property
    def shape(self) -> tuple[str, frozenset[str]]:
        """What tells it apart from other forms, whichever row it is about."""
        names = frozenset(re.sub(r"\d+", "N", field.name) for field in self.fields)
        return _UNLIKE.sub("N", self.action), names

    @property
    def has_file(self) -> bool:
        return any(field.kind == "file" for field in self.fields)

    def filled(self) -> dict[str, list[str]]:
        """What somebody sends who fills in each field that is empty with something plausible."""
        data: dict[str, list[str]] = {}
        for field in self.fields:
            values = [*field.value] or plausible(field)
            if values:
                data.setdefault(field.name, []).extend(values)
        return data


def plausible(field: FormField) -> list[str]:
    """A value of the field's kind; nothing for a box that is not ticked and for a file."""
    offered = [option for option in field.options if option]
    if offered or field.kind in ("checkbox", "radio", "select"):
        return offered[:1]
    if field.kind in ("file", "hidden", "submit") or field.name.endswith(("-tag", "-further")):
        return []
    if "date" in field.name or field.name in ("since", "until", "on"):
        return ["2027-04-14"]
    return [_VALUES.get(field.kind, "Words")]


def forms_on(who: str, page: str, content: bytes) -> Iterator[PageForm]:
    """The forms of a page that change something."""
    for form in html.document_fromstring(content).iter("form"):
        if form.get("method", "").lower() != "post":
            continue
        action = urlsplit(urljoin(page, form.get("action") or page))
        where = action.path + (f"?{action.query}" if action.query else "")
        yield PageForm(who, page, where, tuple(_fields(form)))


def _fields(form: html.HtmlElement) -> Iterator[FormField]:
    groups: dict[tuple[str, str], list[html.HtmlElement]] = {}
    for control in form.iter("input", "select", "textarea", "button"):
        name, kind = control.get("name"), control.get("type") or control.tag
        if name and name != OWN_FIELD and control.get("disabled") is None:
            groups.setdefault((name, "submit" if control.tag == "button" else kind), []).append(
                control
            )
    for (name, kind), controls in groups.items():
        yield _field(name, "text" if kind == "input" else kind, controls)


def _field(name: str, kind: str, controls: list[html.HtmlElement]) -> FormField:
    if kind == "select":
        options = [option for one in controls for option in one.iter("option")]
        chosen = [option for option in options if option.get("selected") is not None]
        return FormField(name, kind, _values(chosen), _values(options))
    if kind in ("checkbox", "radio"):
        ticked = [one for one in controls if one.get("checked") is not None]
        return FormField(name, kind, _values(ticked), _values(controls))
    if kind == "submit":
        return FormField(name, kind, _values(controls[:1]), _values(controls))
    texts = ((one.text if one.tag == "textarea" else one.get("value")) or "" for one in controls)
    lists = (controls[0].xpath("//datalist[@id=$name]", name=one.get("list")) for one in controls)
    offered = [option for found in lists for one in found for option in one.iter("option")]
    return FormField(name, kind, tuple(text for text in texts if text.strip()), _values(offered))


def _values(controls: list[html.HtmlElement]) -> tuple[str, ...]:
    return tuple(
        one.get("value", one.text or "" if one.tag == "option" else "on") for one in controls
    )


def all_forms() -> list[PageForm]:
    """Each form once, with whoever finds it first; the table is laid."""
    found: dict[tuple[str, frozenset[str]], PageForm] = {}
    addresses = everywhere()
    for who in WALKERS:
        client = at_the_table(who)
        for address in addresses:
            answer = client.get(f"/en/{address}")
            is_page = answer.get("Content-Type", "").startswith("text/html")
            if answer.status_code != HTTPStatus.OK or not is_page:
                continue
            for form in forms_on(who, f"/en/{address}", answer.content):
                found.setdefault(form.shape, form)
    return sorted(found.values(), key=lambda form: (form.action, form.page))


def send(client: Client, form: PageForm, data: Mapping[str, object]) -> HttpResponse:
    """The answer; an error of ours is an answer with its status."""
    client.raise_request_exception = False
    files = {
        field.name: SimpleUploadedFile("people.csv", PEOPLE, "text/csv")
        for field in form.fields
        if field.kind == "file" and field.name not in data
    }
    response: HttpResponse = client.post(form.action, {**data, **files})  # type: ignore[assignment]  # Django's test response is one
    return response


def error_of(answer: HttpResponse) -> str:
    """The error behind an answer of 500, with the last places that it went through."""
    exc_info = getattr(answer, "exc_info", None)
    return "".join(traceback.format_exception(*exc_info)[-3:]) if exc_info else ""


def events() -> int:
    return Event.objects.count()
