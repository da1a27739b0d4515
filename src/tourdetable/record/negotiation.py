"""What a request asks for beside its address: a language, a coding, nothing new (RFC 9110, sections
12 and 13), or an answer to its arguments.

Every header is hostile text: what cannot be read is as if it were not there.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tourdetable.record.addresses import INDEX

IDENTITY = "identity"
"""The coding that is none."""
LONGEST_HEADER = 1000
"""Characters of a header that are read; no browser sends more."""
LONGEST_COOKIES = 8000
"""The same for cookies, of which other programs of the same host may have set many."""
COOKIE = "language"
COOKIE_AGE = 365 * 24 * 60 * 60
"""Seconds for which a choice of language is remembered."""

FORM = "application/x-www-form-urlencoded"
MOST_BYTES, MOST_ARGUMENTS = 10_000, 50
"""Of a form, and of a question; OAI-PMH has six arguments, and 2,000 bytes hold the longest."""
GIVEN_TWICE = "\n"
"""What stands between the values of an argument that was given more than once: no argument can
hold it, so that such a one is refused as unreadable, which OAI-PMH asks for (section 3.6).
"""

_RANGE = r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*|\*"
_CODING = r"[A-Za-z0-9!#$%&'*+.^_`|~-]+"
_QUALITY = r"(?:\s*;\s*q=([01](?:\.\d{0,3})?))?"
_LANGUAGE_WISH = re.compile(f"({_RANGE}){_QUALITY}", re.IGNORECASE)
_CODING_WISH = re.compile(f"({_CODING}){_QUALITY}", re.IGNORECASE)
_ALIASES = {"x-gzip": "gzip"}
"""A name of before 1997 that the RFC still asks servers to take for today's (section 8.4.1.3)."""


class RefusedRequestError(Exception):
    """A question that is not read; the text says why, `status` how HTTP puts it."""

    def __init__(self, status: HTTPStatus, text: str) -> None:
        super().__init__(text)
        self.status = status


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the headers of one request say, as texts; empty where they say nothing.

    `span` is empty for anything but GET, as ranges are about nothing else (RFC 9110, section 14.2).
    `is_chosen`: a person followed a link of the record itself to come here (Fetch Metadata, W3C),
    and `origin` is the path of the page that it stands on, so far as the browser says.
    """

    languages: str
    cookie: str
    encodings: str
    known: str
    span: str
    condition: str
    is_chosen: bool
    origin: str

    @classmethod
    def of(cls, environ: Mapping[str, Any]) -> Self:
        """Those of a WSGI environment."""
        said = environ.get
        return cls(
            languages=said("HTTP_ACCEPT_LANGUAGE", ""),
            cookie=said("HTTP_COOKIE", ""),
            encodings=said("HTTP_ACCEPT_ENCODING", ""),
            known=said("HTTP_IF_NONE_MATCH", ""),
            span=said("HTTP_RANGE", "") if environ["REQUEST_METHOD"] == "GET" else "",
            condition=said("HTTP_IF_RANGE", ""),
            is_chosen=said("HTTP_SEC_FETCH_SITE") == "same-origin"
            and said("HTTP_SEC_FETCH_USER") == "?1",
            origin=_path(said("HTTP_REFERER", "")),
        )

    def language(self, offered: Sequence[str]) -> str:
        """What the reader chose once, or else what the browser says."""
        return chosen_language(self.cookie, offered) or choose_language(self.languages, offered)

    def choice(self, address: str, offered: Sequence[str]) -> str:
        """The language that a person chose by following a link of the record to the page at that
        address: to the home page of a language, or from a page in another one. Empty where nobody
        chose, or the reader would be led to that language anyway.
        """
        language, _, rest = address.partition("/")
        if not self.is_chosen or language not in offered or not address.endswith(INDEX):
            return ""
        left = next((part for part in self.origin.split("/") if part in offered), language)
        is_choice = rest == INDEX or left != language
        return language if is_choice and language != self.language(offered) else ""


def choose_language(header: str, offered: Sequence[str]) -> str:
    """The best of the offered languages for an Accept-Language header; the first one offered
    where nothing fits. `fr-CH` is content with `fr`, and `fr` with `fr-CH`.
    """
    wishes, refused = [], set()
    for place, (wish, quality) in enumerate(_wishes(header, _LANGUAGE_WISH)):
        if quality:
            wishes.append((-quality, place, wish))
        else:
            refused.add(wish)
    for _, _, wish in sorted(wishes):
        for language in offered:
            if language.lower() not in refused and _fits(language.lower(), wish):
                return language
    return offered[0]


def chosen_language(cookies: str, offered: Sequence[str]) -> str:
    """The language that a Cookie header remembers (RFC 6265); empty for none of those offered."""
    for pair in cookies[:LONGEST_COOKIES].split(";"):
        name, _, value = pair.partition("=")
        if name.strip() == COOKIE and value.strip() in offered:
            return value.strip()
    return ""


def remembering(language: str) -> tuple[str, str]:
    """The header that has a browser remember it. No script can read it, and no other site's
    request carries it but a link that a person follows.
    """
    value = f"{COOKIE}={language}; Path=/; Max-Age={COOKIE_AGE}; SameSite=Lax; HttpOnly"
    return "Set-Cookie", value


@lru_cache(maxsize=100)
def accepted_encodings(header: str, offered: tuple[str, ...]) -> tuple[str, ...]:
    """The codings that an Accept-Encoding header takes, the most wanted first.

    Among equals the order is that of `offered`; a header that says nothing takes none of them.
    IDENTITY is always there, last where it is not named or even refused: where nothing else is to
    be had, a server may pass over the refusal (RFC 9110, section 12.5.3). Browsers say few
    different things, so the last hundred answers are remembered.
    """
    said: dict[str, float] = {}
    for wish, quality in _wishes(header, _CODING_WISH):
        said.setdefault(_ALIASES.get(wish, wish), quality)
    others = said.get("*", 0.0)
    found = {coding: said.get(coding, others) for coding in offered}
    taken = [coding for coding in (*offered, IDENTITY) if found.get(coding, 1)]
    found[IDENTITY] = said.get(IDENTITY, others)
    return tuple(sorted(taken, key=lambda coding: -found[coding]))


def arguments_of(environ: Mapping[str, Any]) -> dict[str, str]:
    """The arguments of a query, or of the form that is posted. Raises RefusedRequestError."""
    text = str(environ.get("QUERY_STRING", ""))
    if environ["REQUEST_METHOD"] == "POST":
        text = _form(environ)
    arguments: dict[str, str] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_ARGUMENTS)
    except ValueError:
        msg = f"No question has more than {MOST_ARGUMENTS} arguments."
        raise RefusedRequestError(HTTPStatus.BAD_REQUEST, msg) from None
    for name, value in pairs:
        held = arguments.get(name)
        arguments[name] = value if held is None else held + GIVEN_TWICE + value
    return arguments


def is_current(header: str, etag: str) -> bool:
    """Does an If-None-Match header hold this strong tag? Compared weakly, as for GET and HEAD."""
    if header.strip() == "*":
        return True
    return any(tag.strip().removeprefix("W/") == etag for tag in header.split(","))


def _path(address: str) -> str:
    try:
        return urlsplit(address[:LONGEST_HEADER]).path
    except ValueError:
        return ""


def _form(environ: Mapping[str, Any]) -> str:
    kind = str(environ.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()
    if kind != FORM:
        msg = f"A form is sent as {FORM}."
        raise RefusedRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, msg)
    body: bytes = environ["wsgi.input"].read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        msg = f"No question is longer than {MOST_BYTES} bytes."
        raise RefusedRequestError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, msg)
    return body.decode("utf-8", "replace")


def _wishes(header: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    """The readable members of a list with their quality from 0 to 1, in lower case."""
    for part in header[:LONGEST_HEADER].split(","):
        if match := pattern.fullmatch(part.strip()):
            yield match[1].lower(), min(float(match[2] or 1), 1.0)


def _fits(language: str, wish: str) -> bool:
    return wish in (language, "*") or language.partition("-")[0] == wish.partition("-")[0]
