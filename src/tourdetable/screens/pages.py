"""Our templates as a template engine of Django, for the pages that libraries answer (sign-in).

A library names a template and gives it a context; it is rendered like any screen, in the language
of the request and with its frame.
"""

from typing import Any, cast

from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.template.backends.base import BaseEngine
from jinja2 import Template, TemplateNotFound

from tourdetable.formats.html import environment
from tourdetable.screens.asking import Asking
from tourdetable.screens.frame import frame_of


class Pages(BaseEngine):
    """Finds templates in `ui/templates`, and nowhere else."""

    def __init__(self, params: dict[str, Any]) -> None:
        params = params.copy()
        params.pop("OPTIONS")
        super().__init__(params)

    def get_template(self, template_name: str) -> "Page":
        try:
            environment("en").get_template(template_name)
        except TemplateNotFound as error:
            raise TemplateDoesNotExist(template_name, backend=self) from error
        return Page(template_name)


class Page:
    """A template that waits for its request."""

    def __init__(self, name: str) -> None:
        self.name = name

    def render(
        self, context: dict[str, Any] | None = None, request: HttpRequest | None = None
    ) -> str:
        """Raises TypeError without a request: a page always answers one."""
        if request is None:
            msg = f"{self.name} is a page; it needs the request that it answers."
            raise TypeError(msg)
        asking = cast("Asking", request)
        made: Template = environment(asking.language).get_template(self.name)
        return made.render(**(context or {}), request=request, frame=frame_of(asking, ""))
