"""Errors are sentences for the person who meets them: what was wrong, where, what to do."""

LONGEST_SHOWN = 80
"""Characters of foreign text that a sentence can hold."""


def shown(text: str, most: int = LONGEST_SHOWN) -> str:
    """A foreign text as it can stand in a sentence: what does not print is escaped, and what is
    too long is cut.
    """
    if len(text) > most:
        text = f"{text[: most - 1]}…"
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape", "replace").decode()
        for letter in text
    )


class SentenceError(Exception):
    """An input or a wish that is refused, in one sentence or a few; nothing has changed.

    `message` is a message id of the catalogue where screens can meet the sentence, `values` are
    what stands in it; without values the message is the sentence.
    """

    def __init__(self, message: str = "", **values: object) -> None:
        self.message, self.values = message, values
        super().__init__(message % values if values else message)


class NotAllowedError(SentenceError):
    """A rule said no."""


class UnknownThingError(SentenceError):
    """Nothing carries the name that was asked for; `nearest` are names that come close."""

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...]) -> None:
        self.kind, self.name, self.nearest = kind, name, nearest
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"No {kind} is called “{shown(name)}”.{hint}")
