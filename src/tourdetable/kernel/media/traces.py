"""Traces: what a file holds beside what its readers see, and the sentences that name them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from tourdetable.kernel.errors import SentenceError, shown

_MOST_NAMES, _LONGEST_NAME = 8, 60
"""Names that one sentence holds; characters of each."""


class TraceKind(StrEnum):
    """What was found, the gravest first."""

    CHANGES = "changes"
    COMMENTS = "comments"
    HIDDEN = "hidden"
    EMBEDDED = "embedded"
    SIGNATURES = "signatures"
    PEOPLE = "people"
    PICTURES = "pictures"
    EARLIER = "earlier"
    PROPERTIES = "properties"


DECIDED = frozenset(
    {
        TraceKind.CHANGES,
        TraceKind.COMMENTS,
        TraceKind.HIDDEN,
        TraceKind.EMBEDDED,
        TraceKind.SIGNATURES,
    }
)
"""Kinds about which the person decides; the others are taken out and told in a remark."""


class Cleaning(StrEnum):
    """What the person decided: tracked changes as if all were accepted, or all rejected. `REMOVE`
    is for files without tracked changes. Whichever it is, the other traces are taken out.
    """

    ACCEPT = "accept"
    REJECT = "reject"
    REMOVE = "remove"


@dataclass
class Traces:
    """Counts and names of people by kind, collected while a file is cleaned."""

    counts: dict[TraceKind, int] = field(default_factory=dict)
    names: dict[TraceKind, dict[str, None]] = field(default_factory=dict)

    def add(self, kind: TraceKind, *names: str | None, count: int = 1) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + count
        for name in names:
            if name and name.strip():
                self.names.setdefault(kind, {})[" ".join(name.split())] = None

    def __bool__(self) -> bool:
        return bool(self.counts)

    @property
    def to_decide(self) -> bool:
        return bool(DECIDED & self.counts.keys())

    @property
    def has_changes(self) -> bool:
        return TraceKind.CHANGES in self.counts

    def sentence(self, kinds: Iterable[TraceKind] = TraceKind) -> SentenceError:
        """List of what was found with counts and names; it stands inside another sentence."""
        parts = [self._part(kind) for kind in kinds if kind in self.counts]
        whole = parts.pop()
        while parts:
            whole = SentenceError("%(first)s; %(rest)s", first=parts.pop(), rest=whole)
        return whole

    def _part(self, kind: TraceKind) -> SentenceError:
        count, names = self.counts[kind], list(self.names.get(kind, ()))
        if kind is TraceKind.PROPERTIES:  # one session of editing leaves hundreds of marks
            return _label(kind)
        if not names:
            return SentenceError("%(kind)s: %(count)s", kind=_label(kind), count=count)
        listed = ", ".join(shown(name, _LONGEST_NAME) for name in names[:_MOST_NAMES])
        if len(names) > _MOST_NAMES:
            listed += ", …"
        return SentenceError(
            "%(kind)s: %(count)s (%(names)s)", kind=_label(kind), count=count, names=listed
        )


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Bytes that may be kept, and the traces that are no longer in them."""

    content: bytes
    traces: Traces


@dataclass(frozen=True, slots=True)
class Found:
    """Media type and pages (where the kind has a number of them) of what is kept, and the traces.
    Where somebody `must_decide` about them, nothing is kept yet, and both are those of the file as
    it was brought.
    """

    media_type: str
    pages: int | None
    traces: Traces
    must_decide: bool


class TracesFoundError(SentenceError):
    """Traces about which the person has not decided yet."""

    def __init__(self, traces: Traces, file: str = "") -> None:
        """`file` is the name that stands before the sentence."""
        self.traces = traces
        refusal = _refusal(traces)
        if file:
            super().__init__("%(file)s: %(refusal)s", file=shown(file), refusal=refusal)
        else:
            super().__init__(refusal.message, **refusal.values)


def _refusal(traces: Traces) -> SentenceError:
    listed = traces.sentence()
    if traces.has_changes:
        return SentenceError(
            "The file holds more than its readers see: %(traces)s. Decide whether it is kept as if "
            "all changes were accepted or as if all were rejected, without the rest, or bring "
            "another file.",
            traces=listed,
        )
    return SentenceError(
        "The file holds more than its readers see: %(traces)s. Decide whether it is kept without "
        "them, or bring another file.",
        traces=listed,
    )


def removed(name: str, traces: Traces) -> SentenceError:
    """What is told of a file (its name) after it was kept without its traces."""
    return SentenceError(
        "%(file)s is kept without what its readers would not see: %(traces)s.",
        file=shown(name),
        traces=traces.sentence(),
    )


def _label(kind: TraceKind) -> SentenceError:
    labels = {
        TraceKind.CHANGES: SentenceError("tracked changes"),
        TraceKind.COMMENTS: SentenceError("comments"),
        TraceKind.HIDDEN: SentenceError("hidden text"),
        TraceKind.EMBEDDED: SentenceError("other files inside it"),
        TraceKind.SIGNATURES: SentenceError("digital signatures"),
        TraceKind.PEOPLE: SentenceError("names in its properties"),
        TraceKind.PICTURES: SentenceError("data about pictures, such as when and where"),
        TraceKind.EARLIER: SentenceError("earlier versions"),
        TraceKind.PROPERTIES: SentenceError("other properties"),
    }
    return labels[kind]
