"""Errors are sentences for the person who meets them: what was wrong, where, what to do."""


class SentenceError(Exception):
    """An input or a wish that is refused; its text is one sentence or a few, and nothing changed."""


class NotAllowedError(SentenceError):
    """A rule said no."""


class UnknownThingError(SentenceError):
    """Something was asked for by a name that nothing carries; `nearest` are names that come close."""

    def __init__(self, kind: str, name: str, nearest: tuple[str, ...]) -> None:
        self.kind, self.name, self.nearest = kind, name, nearest
        hint = f" Nearest: {', '.join(nearest)}." if nearest else ""
        super().__init__(f"No {kind} is called “{name}”.{hint}")
