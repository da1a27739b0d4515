"""The interface language is the first part of a screen's address, as in the record.

The rest of the address is the same in all languages, and Django puts the first part before every
address that it makes, as it does where an application is mounted below a path.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import get_script_prefix, set_script_prefix
from django.utils import translation

from tourdetable.kernel.storable import is_storable, storable
from tourdetable.record.negotiation import Wishes
from tourdetable.record.serving import BY_READER
from tourdetable.screens.asking import Asking

DJANGO_LANGUAGES = {"zh": "zh-hans"}
"""Where Django calls a language otherwise than the house."""


class InLanguage:
    """Takes the language from the address; one without a language leads to that of the reader."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.languages: tuple[str, ...] = settings.INTERFACE_LANGUAGES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        first, _, rest = asking.path_info.removeprefix("/").partition("/")
        if first not in self.languages:
            wanted = Wishes.of(asking.META).language(self.languages)
            led = HttpResponseRedirect(f"/{wanted}/{asking.get_full_path().lstrip('/')}")
            led.headers[BY_READER[0]] = BY_READER[1]
            return led
        look_for_storable(asking)
        asking.path_info = asking.rest = f"/{storable(rest)}"
        asking.home = ""
        with speaking(asking, first):
            response = self.answer(request)
        response.headers["Content-Language"] = asking.language
        return response


def look_for_storable(request: HttpRequest) -> None:
    """Let nothing be looked up that the database cannot hold: PostgreSQL refuses the question. By
    an address with such a character nothing is found, and nobody is known by such a cookie.

    What forms send they refuse themselves, in words (`screens/forms.py`).
    """
    if not all(map(is_storable, request.COOKIES.values())):
        request.COOKIES = {n: text for n, text in request.COOKIES.items() if is_storable(text)}
    if not all(is_storable(text) for _, texts in request.GET.lists() for text in texts):
        query = QueryDict(mutable=True)
        for name, texts in request.GET.lists():
            query.setlist(name, [storable(text) for text in texts])
        request.GET = query  # type: ignore[assignment]  # Django's own, which may be changed


@contextmanager
def speaking(asking: Asking, language: str) -> Iterator[None]:
    """Within, words and addresses are those of that language."""
    before = get_script_prefix()
    asking.language = language
    set_script_prefix(f"/{language}/")
    try:
        with translation.override(DJANGO_LANGUAGES.get(language, language)):
            yield
    finally:
        set_script_prefix(before)


def in_every_language(address: str, asking: Asking) -> str:
    """The address without its language: whoever comes there is led to their own."""
    return address.removeprefix(f"/{asking.language}")
