"""The journal: every action writes exactly one event, and batches of events are sealed."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import DataError, IntegrityError, connection, transaction

from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dossier import Dossier, canonical_json
from tourdetable.kernel.errors import NotAllowedError, SentenceError
from tourdetable.kernel.models import Event, Seal
from tourdetable.kernel.reconciling import settled, told_with_file
from tourdetable.kernel.storable import (
    again_after_collision,
    refusal_of,
    refuse_unstorable,
    restoring,
)

_JOURNAL_LOCK = 7_411_2005
"""Key of PostgreSQL's advisory lock: events are committed in the order of their numbers."""

_HOLD_JOURNAL = """
    SELECT pg_advisory_xact_lock(%s), CASE WHEN current_setting('synchronous_commit') = 'off'
    THEN set_config('synchronous_commit', 'on', true) END
"""

Thing = TypeVar("Thing")
Options = ParamSpec("Options")
Rule = Callable[[Actor, Any, dt.datetime], bool]


@dataclass(frozen=True)
class Change:
    """What an action did to a thing: its name in the journal, and how it stood before and after."""

    thing: str
    before: object | None
    after: object | None


def put_on_record(
    dossier: Dossier, read: Callable[[Iterable[str]], Mapping[str, Dossier]]
) -> Change:
    """Lock and re-read the thing, save the dossier over it, and say what changed. What the desk
    has changed meanwhile stands (decision 0025).

    `read` gives the stored dossiers of the things with those names.
    """
    name = str(dossier.root)
    kind = type(dossier.root)
    locked = kind._default_manager.select_for_update()  # noqa: SLF001 - Django's API
    locked.filter(**{dossier.name_field: name}).first()
    stored = read([name]).get(name)
    before = stored.snapshot() if stored else None
    recorded = settled(dossier, stored).dossier
    after = told_with_file(dossier, recorded)
    recorded.save(stored)
    return Change(dossier.thing, before, after)


def action(
    rule: Rule,
) -> Callable[
    [Callable[Concatenate[Thing, Options], Change]],
    Callable[Concatenate[Thing, Options], Event],
]:
    """Make a function `verb_noun(thing, *, by, now)` the one way of changing that thing.

    In one transaction: the rule is asked, the function locks, re-reads and changes the thing and
    returns its Change, and one Event is written. A form that has acted already does not act again:
    its event is returned.

    Raises NotAllowedError where the rule says no; whatever the function raises undoes all.
    """

    def decorate(
        verb: Callable[Concatenate[Thing, Options], Change],
    ) -> Callable[Concatenate[Thing, Options], Event]:
        @wraps(verb)
        def run(thing: Thing, *args: Options.args, **options: Options.kwargs) -> Event:
            by, now = options["by"], options["now"]
            assert isinstance(by, Actor)  # noqa: S101 - narrows a ParamSpec for the type checker
            assert isinstance(now, dt.datetime)  # noqa: S101 - the same

            restore = restoring([thing, *args, *options.values()])

            def change() -> Change:
                restore()
                if not rule(by, thing, now):
                    msg = f"{by} may not {verb.__name__.replace('_', ' ')}."
                    raise NotAllowedError(msg)
                return verb(thing, *args, **options)

            return _done_once(change, verb.__name__, by, now)

        run.is_action = True  # type: ignore[attr-defined]  # read by the house test of actions
        return run  # type: ignore[return-value]  # functools.wraps hides the first parameter

    return decorate


def hold_journal() -> None:
    """Let nobody else write events until this transaction ends, so that they are committed in the
    order of their numbers. SQLite lets one writer in at a time anyway.

    The commit is on the disk before it is answered, also where the server is told not to wait for
    that (`synchronous_commit=off`): a letter that is on its way stays so after a power cut.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_HOLD_JOURNAL, [_JOURNAL_LOCK])


def _done_once(change: Callable[[], Change], verb: str, by: Actor, now: dt.datetime) -> Event:
    """Return the event of the change, or of the form that made it before, also a moment before.

    Of two sendings of one form at once the later waits for the rows of the earlier, and then finds
    them changed, gone or named already: whatever refuses it, the form has acted (decision 36).
    Raises SentenceError for what the database cannot hold.
    """

    def attempt() -> Event:
        with transaction.atomic():
            return _done_for(by) or _write(change(), verb, by, now)

    try:
        return again_after_collision(attempt)
    except (SentenceError, IntegrityError, DataError, UnicodeEncodeError) as error:
        done = _done_for(by)
        if done is not None:
            return done
        refusal = refusal_of(error)
        if refusal is None:
            raise
        raise refusal from error


def _done_for(by: Actor) -> Event | None:
    return Event.objects.filter(form=by.form, by=str(by)).first() if by.form else None


def has_acted(by: Actor) -> bool:
    """Return whether the form of that actor, if it is one, has done what it was sent for."""
    return _done_for(by) is not None


def made_by(form: str) -> str:
    """The name in the journal of what a form has changed or made; empty where it has not acted."""
    event = Event.objects.filter(form=form).first()
    return event.thing if event else ""


def _write(change: Change, verb: str, by: Actor, now: dt.datetime) -> Event:
    refuse_unstorable(change.after)
    hold_journal()
    event = Event(
        at=now,
        by=str(by),
        verb=verb,
        thing=change.thing,
        before="" if change.before is None else canonical_json(change.before),
        after="" if change.after is None else canonical_json(change.after),
        form=by.form or None,
    )
    event.digest = event_digest(event)
    event.save(force_insert=True)
    return event


def event_digest(event: Event) -> str:
    """SHA-256 over the columns that say what was changed, in a fixed order."""
    at = event.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    columns = [at, event.by, event.verb, event.thing, event.before, event.after]
    return hashlib.sha256(canonical_json(columns).encode()).hexdigest()


def _chain(previous: str, digests: list[str]) -> str:
    return hashlib.sha256("\n".join([previous, *digests]).encode()).hexdigest()


def seal_journal(*, now: dt.datetime) -> Seal | None:
    """Close all events that no seal covers yet in one batch; None where there are none.

    Sealing writes no event of its own: it would never come to an end.
    """
    with transaction.atomic():
        hold_journal()
        newest = Seal.objects.order_by("-pk").first()
        events = Event.objects.order_by("pk").filter(pk__gt=newest.last if newest else 0)
        rows = list(events.values_list("pk", "digest"))
        if not rows:
            return None
        digest = _chain(newest.digest if newest else "", [digest for _, digest in rows])
        return Seal.objects.create(
            made_at=now, first=rows[0][0], last=rows[-1][0], count=len(rows), digest=digest
        )


def faults_in_journal() -> Iterator[str]:
    """A sentence for every event or seal that is not what it was when it was written.

    Every event is read on its own where reading all at once fails, so that one unreadable row is
    named and the others are still checked. Memory does not grow with the journal.
    """
    previous, expected_first = "", None
    for seal in Seal.objects.order_by("pk"):
        digests = []
        for number in _numbers(seal.first, seal.last):
            digest, fault = _check(number)
            digests.append(digest)
            if fault:
                yield fault
        if expected_first is not None and seal.first < expected_first:
            yield f"Journal: seal {seal.pk} starts before the end of the one before it."
        expected_first = seal.last + 1
        if len(digests) != seal.count:
            yield (
                f"Journal: seal {seal.pk} closed {seal.count} events "
                f"({seal.first}–{seal.last}); {len(digests)} are there."
            )
        elif _chain(previous, digests) != seal.digest:
            yield f"Journal: seal {seal.pk} (events {seal.first}–{seal.last}) does not hold."
        previous = seal.digest
    for number in _numbers((expected_first or 1), None):
        _, fault = _check(number)
        if fault:
            yield fault


def _numbers(first: int, last: int | None) -> Iterator[int]:
    events = Event.objects.order_by("pk").filter(pk__gte=first)
    if last is not None:
        events = events.filter(pk__lte=last)
    yield from events.values_list("pk", flat=True).iterator(chunk_size=2000)


def _check(number: int) -> tuple[str, str]:
    """The digest that an event carries, and a sentence where it does not fit the event."""
    try:
        event = Event.objects.get(pk=number)
        digest = event_digest(event)
    except Exception as error:  # noqa: BLE001 - damaged bytes raise as the driver pleases
        return "", f"Journal: event {number} cannot be read: {error}"
    if digest != event.digest:
        what = f"event {number} ({event.verb} {event.thing})"
        return event.digest, f"Journal: {what} is not what was written."
    return event.digest, ""
