"""The interface language is the first part of a screen's address, as in the record.

The rest of the address is the same in all languages, and Django puts the first part before every
address that it makes, as it does where an application is mounted below a path.
"""

from collections.abc import Callable
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import set_script_prefix
from django.utils import translation

from tourdetable.screens.asking import Asking

DJANGO_LANGUAGES = {"zh": "zh-hans"}
"""Where Django calls a language otherwise than the house."""


class InLanguage:
    """Takes the language from the address; one without a language is left as it is."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer
        self.languages: tuple[str, ...] = settings.INTERFACE_LANGUAGES

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asking = cast("Asking", request)
        first, _, rest = asking.path_info.removeprefix("/").partition("/")
        asking.language, asking.rest = self.languages[0], asking.path_info
        if first in self.languages:
            asking.language, asking.rest = first, f"/{rest}"
            asking.path_info = asking.rest
            set_script_prefix(f"/{first}/")
        try:
            with translation.override(DJANGO_LANGUAGES.get(asking.language, asking.language)):
                response = self.answer(request)
        finally:
            set_script_prefix("/")
        response.headers["Content-Language"] = asking.language
        return response
