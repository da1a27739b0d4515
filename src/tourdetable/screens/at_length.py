"""A step that takes a while says how far it is, without a script: its page comes bit by bit."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, StreamingHttpResponse

from tourdetable.formats.html import environment
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.screens.answering import show
from tourdetable.screens.asking import Asking
from tourdetable.screens.words import message

MARK = "<!-- what is done comes here -->"
"""Where the template leaves room for the sentences."""
_LINE = "screens/step.html"
_NOT_YOURS = message("This is not for you to do; nothing has changed.")
_BROKEN_OFF = message(
    "The database stopped answering. What is said above is done; go back, look, and do the rest "
    "again in a moment."
)


def told_at_length(  # noqa: PLR0913 - a page, what is done on it and where it leads; most by name
    request: Asking,
    template: str,
    sheet: object,
    done: Iterable[SentenceError],
    *,
    section: str,
    to: str,
    back: str,
    **more: Any,
) -> HttpResponse:
    """The page of a template with a sentence for each thing that is done, as soon as it is; then
    the way on. `done` does the work between its sentences; `to` is where the way leads, `back`
    where it does after a refusal. What was sent is not sent again by a proxy in one piece
    (`X-Accel-Buffering`).
    """
    page = show(request, template, sheet, section=section, **more).content.decode()
    lines = _lines(request.language, done, to, back)
    response = StreamingHttpResponse(_parts(page, lines), content_type="text/html; charset=utf-8")
    response.headers["X-Accel-Buffering"] = "no"
    return cast("HttpResponse", response)  # views and guards ask no more of it


def _parts(page: str, lines: Iterator[str]) -> Iterator[str]:
    head, _, tail = page.partition(MARK)
    yield head
    yield from lines
    yield tail


def _lines(language: str, done: Iterable[SentenceError], to: str, back: str) -> Iterator[str]:
    line = environment(language).get_template(_LINE)
    try:
        for sentence in done:
            yield line.render(sentence=sentence, href="", is_refused=False)
    except NotAllowedError:
        yield line.render(sentence=SentenceError(_NOT_YOURS), href=back, is_refused=True)
    except SentenceError as error:
        yield line.render(sentence=error, href=back, is_refused=True)
    except (OperationalError, InterfaceError):
        yield line.render(sentence=SentenceError(_BROKEN_OFF), href=back, is_refused=True)
    else:
        yield line.render(sentence=None, href=to, is_refused=False)
