"""Two texts that were written to the same question, told apart by words."""

from tourdetable.meetings.queries.comparing import marked

LONGEST_COMPARED = 8_000
"""Characters of both texts together between their common beginning and end: the time of a
comparison grows with the square of it."""


def differences(before: str, after: str) -> tuple[tuple[str, str], ...]:
    """The words of both in one run: `same`, `gone` and `new` pieces in their order. Where more has
    changed than can be compared, all of the one is gone and all of the other is new.
    """
    if before == after:
        return (("same", before),) if before else ()
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    if len(old) + len(new) > LONGEST_COMPARED:
        middle: tuple[tuple[str, str], ...] = (("gone", old), ("new", new))
    else:
        middle = marked(old, new)
    whole = (("same", before[:first]), *middle, ("same", before[len(before) - last :]))
    return tuple((mark, text) for mark, text in whole if text)


def _alike(one: str, other: str) -> int:
    """How many characters both begin with, up to the end of a word."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    while count and count < max(len(one), len(other)) and not one[count - 1].isspace():
        count -= 1
    return count
