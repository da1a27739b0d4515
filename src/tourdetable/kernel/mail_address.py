"""Addresses of mail as the house uses them: ASCII, without quoting, comments or literals.

RFC 5321 (4.1.2) allows quoted local parts and literals of domains, in which almost anything can
stand; no ministry has one, and programs disagree on how they are read.
"""

import re
from dataclasses import dataclass

from tourdetable.kernel.errors import SentenceError, shown
from tourdetable.kernel.header_text import ENCODED_SIGN, header_text

LONGEST_ADDRESS, LONGEST_LOCAL_PART = 254, 64
"""RFC 5321, 4.5.3.1, and its erratum 1690."""
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})*")
_NAMED = re.compile(r'(?:"?([^"<>]*?)"?\s*)<([^<>]+)>')


class MailAddressError(SentenceError):
    """An address to which no mail can be sent."""


@dataclass(frozen=True)
class Mailbox:
    """An address in ASCII, and the name of whoever reads it; empty where there is none."""

    name: str
    address: str


def mail_address(text: str) -> str:
    """The address in ASCII, its domain as IDNA where it has other letters.

    Raises MailAddressError for what is no address or one of a form that is not used here.
    """
    local, _, domain = text.strip(" ").rpartition("@")
    address = f"{local}@{_ascii_domain(domain)}"
    is_local = len(local) <= LONGEST_LOCAL_PART and _LOCAL.fullmatch(local)
    if not is_local or ENCODED_SIGN in local or len(address) > LONGEST_ADDRESS:
        raise _refusal(text)
    return address


def public_address(text: str) -> str:
    """The same, unless its domain has no dot: such names are those of one network alone, in which
    nobody outside may make us write (RFC 5321, 2.3.5). Raises MailAddressError.
    """
    address = mail_address(text)
    if "." not in address.rpartition("@")[2]:
        raise _refusal(text)
    return address


def _ascii_domain(domain: str) -> str:
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise _refusal(domain) from None
    if not _DOMAIN.fullmatch(ascii_domain):
        raise _refusal(domain)
    return ascii_domain


def _refusal(text: str) -> MailAddressError:
    return MailAddressError("“%(mail)s” is no address to write to; correct it.", mail=shown(text))


def checked_address(text: str) -> str:
    """The address as it was typed, or nothing where none was. Raises MailAddressError for one to
    which no mail can be sent.
    """
    if text:
        mail_address(text)
    return text


def is_mail_address(text: str) -> bool:
    """Can a mail be addressed so?"""
    try:
        mail_address(text)
    except MailAddressError:
        return False
    return True


def mailbox(name: str, address: str) -> Mailbox:
    """Raises HeaderTextError for a name and MailAddressError for an address that cannot be."""
    return Mailbox(header_text(name), mail_address(address))


def named_mailbox(text: str) -> Mailbox:
    """The mailbox that is written `name <address>`, or as an address alone. Raises as `mailbox`."""
    match = _NAMED.fullmatch(text.strip())
    return mailbox(match[1], match[2]) if match else mailbox("", text)


def is_named_mailbox(text: str) -> bool:
    """Can it stand in a header as the one who sends?"""
    try:
        named_mailbox(text)
    except SentenceError:
        return False
    return True


def mailbox_key(address: str) -> str:
    """What is the same for all spellings that reach one mailbox: without case and without what
    stands behind a plus sign (RFC 5233). For counting, never for sending.
    """
    local, _, domain = mail_address(address).lower().rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}"
