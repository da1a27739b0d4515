"""Letters with their final text, and each attempt to send one."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tourdetable.invitations.models import Invitation
from tourdetable.kernel.columns import JSONColumn
from tourdetable.kernel.models import Event
from tourdetable.letters.enums import LetterKind, LetterState, MailLimit, Trouble
from tourdetable.meetings.models import Meeting
from tourdetable.notes.models import Note, NoteVersion


class Letter(models.Model):
    """One letter to one addressee in one language. Once it is approved its text does not change.

    It is about an `invitation`, about a `note` that its addressee is asked for, or about one
    submitted `version` of a note: its receipt, or the notice that it was returned.

    `attachments` are pairs of a file's name and the SHA-256 under which its content is kept.
    `message_id` (RFC 5322) is chosen when the letter is approved, so that each attempt carries the
    same. `due_at` is when the next attempt may be made; while the letter is on its way, until when
    the attempt may last.
    """

    meeting = models.ForeignKey(Meeting, related_name="letters", on_delete=models.PROTECT)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, related_name="letters", on_delete=models.PROTECT
    )
    note = models.ForeignKey(
        Note, null=True, blank=True, related_name="letters", on_delete=models.PROTECT
    )
    version = models.ForeignKey(
        NoteVersion, null=True, blank=True, related_name="letters", on_delete=models.PROTECT
    )
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    state = models.CharField(
        max_length=20, choices=LetterState.choices, default=LetterState.DRAFTED
    )
    language = models.CharField(max_length=35)
    addressee = models.CharField(max_length=300, blank=True)
    mail = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    attachments: JSONColumn = JSONColumn(default=list, blank=True)
    drafted_at = models.DateTimeField()
    approved_by = models.CharField(max_length=200, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message_id"], condition=~Q(message_id=""), name="one_letter_a_message_id"
            ),
            models.UniqueConstraint(
                fields=["version", "kind"],
                condition=~Q(state=LetterState.BOUNCED),
                name="one_letter_a_version_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Dispatch(models.Model):
    """One attempt to hand a letter to the mail server: how it ended, the server's own words where
    it said some, and otherwise the trouble. What came back later stands here too.
    """

    letter = models.ForeignKey(Letter, related_name="dispatches", on_delete=models.PROTECT)
    at = models.DateTimeField()
    outcome = models.CharField(max_length=20, choices=LetterState.choices)
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["letter", "pk"]
        verbose_name_plural = "dispatches"

    def __str__(self) -> str:
        return f"{self.letter} {self.at.isoformat()}"


class Notice(models.Model):
    """A mail about a change of rights, stored in the transaction of the change, whose `event` it
    tells of, and sent without approval (decision 34). Its text does not change.

    `due_at` is as of a letter; `attempts` counts those that have ended, the last with `trouble` or
    the server's `reply`.
    """

    event = models.ForeignKey(Event, related_name="notices", on_delete=models.PROTECT)
    mail = models.EmailField(max_length=254)
    language = models.CharField(max_length=35)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField()
    state = models.CharField(
        max_length=20, choices=LetterState.choices, default=LetterState.APPROVED
    )
    due_at = models.DateTimeField(null=True, blank=True, db_index=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=20, choices=Trouble.choices, blank=True)
    reply = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["event", "mail"], name="one_notice_a_change_and_mail")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class CountedMail(models.Model):
    """A mail that somebody without an account caused, kept for a day to be counted (decision 0030).

    `mailbox` is an HMAC of the address: whom a government invites is its own. `at` is when the
    mail may go, which lies ahead for a receipt that waits.
    """

    note = models.ForeignKey(Note, related_name="counted_mails", on_delete=models.PROTECT)
    mailbox = models.CharField(max_length=64, db_index=True)
    is_invitation = models.BooleanField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.note} {self.at.isoformat()}"


class LimitNotice(models.Model):
    """Somebody has met a limit on mails from a note: the secretariat is told until it has seen it,
    and never to whom the mails went.
    """

    note = models.ForeignKey(Note, related_name="limit_notices", on_delete=models.PROTECT)
    limit = models.CharField(max_length=30, choices=MailLimit.choices)
    met_at = models.DateTimeField()
    until = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.note} {self.limit}"
