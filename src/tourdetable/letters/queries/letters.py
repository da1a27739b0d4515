"""Questions about letters: who may read which, what is due, what is still to be written."""

import datetime as dt
from typing import TypeVar

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from tourdetable.invitations.enums import InvitationState
from tourdetable.invitations.models import Invitation
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.models import Event
from tourdetable.letters.enums import INVITING, OF_CHANGES, TO_INVITED, LetterKind, LetterState
from tourdetable.letters.models import Letter, LimitNotice, Notice
from tourdetable.letters.rules import may_read_letter, readable_letters
from tourdetable.meetings.enums import Phase
from tourdetable.meetings.models import AgendaVersion, Meeting, Session
from tourdetable.notes.enums import WRITABLE, NoteState, QuestionnaireState
from tourdetable.notes.models import Note, NoteVersion, Questionnaire
from tourdetable.parties.models import Party

Mail = TypeVar("Mail", Letter, Notice)
_OPEN = (
    LetterState.DRAFTED,
    LetterState.APPROVED,
    LetterState.ON_ITS_WAY,
    LetterState.UNCERTAIN,
)
_WITHOUT_FATE = (LetterState.DISCARDED, LetterState.BOUNCED)
_ANSWERING: dict[LetterKind, tuple[InvitationState, ...]] = {
    LetterKind.REMINDER: (InvitationState.SENT,),
    LetterKind.CHANGE: (InvitationState.SENT, InvitationState.ACCEPTED),
    LetterKind.CANCELLATION: (InvitationState.SENT, InvitationState.ACCEPTED),
}


def letters(by: Actor, now: dt.datetime) -> QuerySet[Letter]:
    """The letters that somebody may read, the newest first, with what they are about."""
    rows = Letter.objects.select_related(
        "meeting",
        "invitation__party",
        "invitation__process",
        "invitation__meeting",
        "note__party",
        "note__process",
        "note__questionnaire",
        "version__note__party",
        "version__note__process",
    )
    return rows.filter(readable_letters(by, now)).order_by("-pk")


def unseen_limits(by: Actor, now: dt.datetime) -> QuerySet[LimitNotice]:
    """Limits on mails that were met and that nobody of the secretariat has seen yet, with what they
    are about. None for others.
    """
    rows = LimitNotice.objects.filter(seen_at=None).select_related(
        "note__party", "note__questionnaire__meeting"
    )
    return rows.order_by("-pk") if may_read_letter(by, None, now) else rows.none()


def without_letter(meeting: Meeting, kind: LetterKind) -> QuerySet[Invitation]:
    """The invitations of a meeting for which a letter of the kind can be written."""
    rows = Invitation.objects.filter(lacks(kind), meeting=meeting)
    return rows.select_related("party", "process", "meeting").order_by("pk")


def lacking(meeting: Meeting) -> list[tuple[LetterKind, int]]:
    """For how many invitations a letter of each kind can be written; kinds without any left out.
    One query.
    """
    counts = {kind.name: Count("pk", filter=lacks(kind)) for kind in TO_INVITED}
    found = Invitation.objects.filter(meeting=meeting).aggregate(**counts)
    return [(kind, found[kind.name]) for kind in TO_INVITED if found[kind.name]]


def lacks(kind: LetterKind) -> Q:
    """Invitations that lack a letter of the kind. An invitation goes out once, and again where the
    first letter came back; a reminder or a notice may follow another, but not while one is still
    under way.
    """
    written = Letter.objects.filter(invitation=OuterRef("pk"), kind=kind)
    if kind not in INVITING:
        is_open = Q(Exists(written.filter(state__in=_OPEN)))
        return Q(state__in=_ANSWERING[kind]) & ~Q(mail="") & ~is_open
    came_back = Q(Exists(written.filter(state=LetterState.BOUNCED)))
    has_fate = Q(Exists(written.exclude(state__in=_WITHOUT_FATE)))
    asked = Q(state=InvitationState.APPROVED) | (Q(state=InvitationState.SENT) & came_back)
    return asked & ~Q(mail="") & ~has_fate


def notes_without_letter(questionnaire: Questionnaire, kind: LetterKind) -> QuerySet[Note]:
    """The notes of an open questionnaire for which a letter of the kind can be written: the link
    goes out once, and again where the letter came back; a reminder may follow another while the
    note is awaited, but not while one is still under way.
    """
    written = Letter.objects.filter(note=OuterRef("pk"), kind=kind)
    blocking = written.filter(state__in=_OPEN)
    if kind == LetterKind.QUESTIONNAIRE:
        blocking = written.exclude(state__in=_WITHOUT_FATE)
    awaited = Q(state__in=WRITABLE) & ~Q(mail="") & ~Q(Exists(blocking))
    is_open = Q(questionnaire__state=QuestionnaireState.OPEN)
    rows = Note.objects.filter(is_open & awaited, questionnaire=questionnaire)
    return rows.select_related("party", "process", "questionnaire__meeting").order_by("pk")


def without_receipt() -> QuerySet[NoteVersion]:
    """Submitted notes of which no receipt went to the address of the respondent."""
    return _without_letter(LetterKind.RECEIPT)


def returned_unsaid(now: dt.datetime) -> QuerySet[NoteVersion]:
    """What was submitted last and returned, where the respondent can still write and has no letter
    of it.
    """
    later = NoteVersion.objects.filter(note=OuterRef("note"), number__gt=OuterRef("number"))
    rows = _without_letter(LetterKind.RETURNED).filter(
        note__state=NoteState.RETURNED, note__questionnaire__state=QuestionnaireState.OPEN
    )
    due_at = Coalesce("note__deadline", "note__questionnaire__deadline")
    can_write = Q(due_at=None) | Q(due_at__gt=now)
    return rows.annotate(due_at=due_at).filter(can_write).exclude(Exists(later))


def _without_letter(kind: LetterKind) -> QuerySet[NoteVersion]:
    """One letter of a kind is enough, and a further one where it came back from another address."""
    written = Letter.objects.filter(version=OuterRef("pk"), kind=kind)
    arrived = written.exclude(~Q(mail=OuterRef("note__mail")), state=LetterState.BOUNCED)
    rows = NoteVersion.objects.exclude(Exists(arrived)).exclude(note__mail="")
    return rows.select_related(
        "note__questionnaire__meeting", "note__party", "note__process"
    ).order_by("pk")


def hosts_of(meeting: Meeting) -> list[Party]:
    return list(Party.objects.filter(pk__in=meeting.hosts.values("party")).order_by("code"))


def hours_of(meeting: Meeting) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the meeting begins and ends; nothing where the hours of a day are not known."""
    hours = list(Session.objects.filter(meeting=meeting).values_list("starts_at", "ends_at"))
    begins = [start for start, _ in hours if start]
    ends = [end for _, end in hours if end]
    if not hours or len(begins) < len(hours) or len(ends) < len(hours):
        return (min(begins), None) if begins else (None, None)
    return min(begins), max(ends)


def due(model: type[Mail], now: dt.datetime) -> QuerySet[Mail]:
    """Letters or notices that may go now, the one that has waited longest first."""
    rows = model._default_manager.filter(state=LetterState.APPROVED, due_at__lte=now)  # noqa: SLF001 - Django's API
    return rows.order_by("due_at", "pk")


def overdue(model: type[Mail], now: dt.datetime) -> QuerySet[Mail]:
    """Those whose way took longer than any attempt can: whoever carried them is gone."""
    return model._default_manager.filter(state=LetterState.ON_ITS_WAY, due_at__lte=now)  # noqa: SLF001 - the same


def invitations_gone_out() -> QuerySet[Invitation]:
    """Approved invitations whose letter was sent."""
    sent = _gone_out().filter(invitation=OuterRef("pk"))
    return Invitation.objects.filter(Exists(sent), state=InvitationState.APPROVED)


def meetings_gone_out() -> QuerySet[Meeting]:
    """Meetings in preparation of which an invitation was sent."""
    sent = _gone_out().filter(meeting=OuterRef("pk"))
    return Meeting.objects.filter(Exists(sent), phase=Phase.PREPARING)


def _gone_out() -> QuerySet[Letter]:
    states = (LetterState.SENT, LetterState.BOUNCED)
    return Letter.objects.filter(kind__in=INVITING, state__in=states)


_SAID_BY_OTHERS = ("convene_meeting", "close_meeting", "issue_agenda")
"""Verbs on a meeting and its agenda that change nothing which those invited were told."""


def with_notices(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Each with `told_at`, when a notice last went out, or the first invitation where none did; and
    `changed_at`, when its facts or its agenda were changed last. In the same query.
    """
    sent = Letter.objects.filter(meeting=OuterRef("pk"), sent_at__isnull=False)
    notices = sent.filter(kind__in=OF_CHANGES).order_by("-sent_at")
    first = sent.filter(kind__in=INVITING).order_by("sent_at")
    text = CharField()
    name = Concat(Value("meeting:"), OuterRef("slug"), output_field=text)
    agenda = Concat(name, Value("/agenda"), output_field=text)
    changes = Event.objects.filter(Q(thing=name) | Q(thing=agenda))
    changes = changes.exclude(verb__in=_SAID_BY_OTHERS).order_by("-pk")
    told = (Subquery(rows.values("sent_at")[:1]) for rows in (notices, first))
    return meetings.annotate(told_at=Coalesce(*told), changed_at=Subquery(changes.values("at")[:1]))


def with_issued(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Those of `with_notices`, each with the content of the agenda that was `issued` last before
    `told_at`: what those invited know. In the same query.
    """
    versions = AgendaVersion.objects.filter(
        meeting=OuterRef("pk"), issued_at__lte=OuterRef("told_at")
    )
    content = versions.order_by("-number").values("content")[:1]
    return with_notices(meetings).annotate(issued=Subquery(content))
