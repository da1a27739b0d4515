"""Lists of people from spreadsheets: laid down, said how they are to be read, taken in."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation, Nomination, Participant
from tourdetable.invitations.queries.listed import Answers, ListedPerson, Verdict
from tourdetable.invitations.queries.seated import list_of, verdicts_on
from tourdetable.invitations.rules import (
    may_answer_invitation,
    may_keep_participants,
    may_take_in_list,
)
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.enums import Prospect
from tourdetable.kernel.errors import SentenceError
from tourdetable.kernel.journal import Change, action
from tourdetable.kernel.models import Upload
from tourdetable.kernel.names import free_slugs
from tourdetable.kernel.rows import locked
from tourdetable.kernel.uploads import lay, say_of
from tourdetable.meetings.models import Meeting
from tourdetable.parties.models import Party, Person


@action(may_take_in_list)
def lay_list(
    about: Meeting | Invitation, *, name: str, content: bytes, by: Actor, now: dt.datetime
) -> Change:
    """Keep a list for a day, for the one who brought it, so that its preview can be looked at."""
    return lay(list_of(about), name, content, by, now)


@action(may_take_in_list)
def say_of_list(  # noqa: PLR0913 - a list and what is said of it; all but the first by name
    about: Meeting | Invitation,
    *,
    upload: Upload,
    said: Mapping[str, object],
    seen: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Say how a list is to be read and who its people are. Raises ChangedMeanwhileError where the
    same was said otherwise in another window.
    """
    return say_of(upload, said, seen)


@action(may_keep_participants)
def import_participants(  # noqa: PLR0913 - a list and what was said of it; all but the first by name
    meeting: Meeting,
    *,
    people: Sequence[ListedPerson],
    answers: Answers,
    source: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """Put all of a list on the list of participants who are new there, as one change. Whoever may
    be there already comes only where an answer says so. `source` says which file it was.

    Raises SentenceError where nobody is new.
    """
    stored = locked(meeting)
    fresh = _added(verdicts_on(stored, people, answers))
    persons = _persons(fresh)
    parties = {party.code: party for party in Party.objects.filter(code__in=_codes(fresh))}
    rows: dict[tuple[int, str], Participant] = {}
    for verdict in fresh:
        line = verdict.person
        person = persons[line.number]
        rows.setdefault(
            (person.pk, line.function),
            Participant(
                meeting=stored,
                person=person,
                party=parties.get(line.party),
                post=line.post,
                unit=line.unit,
                function=line.function,
                category=line.category,
            ),
        )
    Participant.objects.bulk_create(rows.values())
    return Change(list_of(stored), None, {"source": source, "added": _told(rows.values())})


@action(may_answer_invitation)
def import_nominations(  # noqa: PLR0913 - a list and what was said of it; all but the first by name
    invitation: Invitation,
    *,
    people: Sequence[ListedPerson],
    answers: Answers,
    source: str,
    by: Actor,
    now: dt.datetime,
) -> Change:
    """A party names everybody on its list who was not named before, as one change.

    Raises SentenceError for a party that has not accepted, and where nobody is new.
    """
    stored = locked(invitation)
    if stored.state != InvitationState.ACCEPTED:
        raise SentenceError("Accept the invitation first; then say who comes.")
    rows = [
        Nomination(
            invitation=stored,
            honorific=line.honorific,
            name=line.name,
            post=line.post,
            unit=line.unit,
            mail=line.mail,
            function=line.function,
            received_at=now,
        )
        for line in (verdict.person for verdict in _added(verdicts_on(stored, people, answers)))
    ]
    Nomination.objects.bulk_create(rows)
    added = [{"name": row.name, "mail": row.mail, "function": str(row.function)} for row in rows]
    return Change(list_of(stored), None, {"source": source, "added": added})


def _added(verdicts: Sequence[Verdict]) -> list[Verdict]:
    fresh = [verdict for verdict in verdicts if verdict.prospect is Prospect.ADDED]
    if not fresh:
        raise SentenceError("Nothing on this list is new; nothing was added.")
    return fresh


def _codes(verdicts: Sequence[Verdict]) -> set[str]:
    return {verdict.person.party for verdict in verdicts if verdict.person.party}


def _persons(verdicts: Sequence[Verdict]) -> dict[int, Person]:
    """Who each line is, by its number: known, as in a line above, or new from now on."""
    refs = {v.person.number: v.ref for v in verdicts if v.ref}
    keys = [int(ref.partition(":")[2]) for ref in refs.values() if ref.startswith("person:")]
    known = {f"person:{key}": row for key, row in Person.objects.in_bulk(keys).items()}
    lines = [v.person for v in verdicts if not v.ref]
    slugs = free_slugs((line.name for line in lines), Person)
    made = [
        Person(slug=slug, name=line.name, honorific=line.honorific, mail=line.mail)
        for slug, line in zip(slugs, lines, strict=True)
    ]
    Person.objects.bulk_create(made)
    found = {line.number: person for line, person in zip(lines, made, strict=True)}
    for number, ref in refs.items():
        above = int(ref.partition(":")[2]) if ref.startswith("line:") else 0
        found[number] = found[above] if above else known[ref]
    return found


def _told(rows: Iterable[Participant]) -> list[dict[str, str]]:
    """Each as the journal tells it; what is empty is left out."""
    told = []
    for row in rows:
        columns = {
            "person": row.person.slug,
            "name": row.person.name,
            "honorific": row.person.honorific,
            "mail": row.person.mail,
            "party": row.party.code if row.party else "",
            "post": row.post,
            "unit": row.unit,
            "function": str(row.function),
            "category": str(row.category),
        }
        told.append({name: value for name, value in columns.items() if value})
    return told
