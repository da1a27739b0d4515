"""What XML 1.0 can hold (section 2.2, production Char): the rest becomes U+FFFD, not an error."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute `xml:lang`."""


def xml_text(text: str) -> str:
    """The text with every character that XML forbids replaced by the replacement character.

    One for one: what was lost stays to be seen, and no two words run together.
    """
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
