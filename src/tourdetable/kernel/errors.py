"""Errors are sentences for the person who meets them: what was wrong, where, what to do."""


class SentenceError(Exception):
    """An input or a wish that is refused, in one sentence or a few; nothing has changed."""


class NotAllowedError(SentenceError):
    """A rule said no."""


class UnknownThingError(SentenceError):
    """Nothing carries the name that was asked for; `nearest` are names that come close."""

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...]) -> None:
        self.kind, self.name, self.nearest = kind, name, nearest
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"No {kind} is called “{name}”.{hint}")
