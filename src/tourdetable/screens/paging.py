"""Which page of a long list an address asks for."""

LONGEST_NUMBER = 6
"""Digits of the number of a page: more pages than anybody has."""


def page_number(asked: str) -> int:
    """What an address says of the page; the first where it makes no sense."""
    is_number = asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_NUMBER
    return int(asked) if is_number else 1
