"""Notes: what one respondent answers, by several hands, until it is submitted."""

import json
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from tourdetable.kernel.wording import WordingField
from tourdetable.library.models import Document
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import AnswerState, ClearanceState, NoteState
from tourdetable.notes.models.asking import Question, QuestionGroup, Questionnaire
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process


class Note(models.Model):
    """The written contribution of one respondent: of a `process`, for which `party` writes, or of
    the party itself. `deadline` is set where it is another than the questionnaire's, with the
    `extension_reason`. `remark` is why it was returned, declined or opened again, and
    `correction_reason` what will stand beside the next version, through clearance too.
    """

    questionnaire = models.ForeignKey(Questionnaire, related_name="notes", on_delete=models.PROTECT)
    process = models.ForeignKey(
        Process, null=True, blank=True, related_name="notes", on_delete=models.PROTECT
    )
    party = models.ForeignKey(Party, related_name="notes", on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=NoteState.choices, default=NoteState.ASKED)
    attribution = models.CharField(max_length=20, choices=Attribution.choices)
    language = models.CharField(max_length=35, blank=True)
    mail = models.EmailField(max_length=254, blank=True)
    deadline = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    correction_reason = models.TextField(blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["questionnaire", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["questionnaire", "process"],
                condition=Q(process__isnull=False),
                name="one_note_a_process",
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "party"],
                condition=Q(process__isnull=True),
                name="one_note_a_party",
            ),
        ]

    def __str__(self) -> str:
        own = f"{self.process.slug}/{self.party.code}" if self.process else self.party.code
        return f"{self.questionnaire.slug}/{own}"


class Contributor(models.Model):
    """Whoever writes by a link, without an account: the respondent itself (`is_respondent`), or a
    ministry or colleague whom it invited to the whole note, to a group or to one question. Only
    the SHA-256 of the link's secret is kept.
    """

    note = models.ForeignKey(Note, related_name="contributors", on_delete=models.PROTECT)
    is_respondent = models.BooleanField(default=False)
    name = models.CharField(max_length=300, blank=True)
    mail = models.EmailField(max_length=254, blank=True)
    group = models.ForeignKey(
        QuestionGroup, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    question = models.ForeignKey(
        Question, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["note", "pk"]

    def __str__(self) -> str:
        return f"{self.note} {self.digest[:8]}"


class Answer(models.Model):
    """What stands for one question: the respondent's answer, or the draft of one contributor.

    `content` is the text, or for other kinds of questions canonical JSON: the key of a choice, a
    list of them, a number or a day as text, a list of rows. Only its `digest` (SHA-256) goes into
    the journal: what happens inside a government is its own. `asked` is the wording that was
    answered; `reason` may say why nothing is; `is_prefilled` until the respondent has confirmed
    what it had answered before.
    """

    derived: ClassVar[tuple[str, ...]] = ("content", "reason")

    note = models.ForeignKey(Note, related_name="answers", on_delete=models.PROTECT)
    question = models.ForeignKey(Question, related_name="answers", on_delete=models.PROTECT)
    contributor = models.ForeignKey(
        Contributor, null=True, blank=True, related_name="drafts", on_delete=models.PROTECT
    )
    state = models.CharField(
        max_length=20, choices=AnswerState.choices, default=AnswerState.ANSWERED
    )
    content = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    language = models.CharField(max_length=35, blank=True)
    attribution = models.CharField(max_length=20, choices=Attribution.choices, blank=True)
    asked = WordingField()
    is_prefilled = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["note", "question", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["note", "question", "contributor"],
                condition=Q(contributor__isnull=False),
                name="one_draft_a_contributor",
            ),
            models.UniqueConstraint(
                fields=["note", "question"],
                condition=Q(contributor__isnull=True),
                name="one_answer_a_question",
            ),
        ]

    def __str__(self) -> str:
        hand = f" by {self.contributor.digest[:8]}" if self.contributor else ""
        return f"{self.note}/{self.question.key}{hand}"


class Clearance(models.Model):
    """A ministry is asked to clear the text of a note as it stands, which `digest` tells. What it
    objects or changes is its government's own, and goes into no journal.
    """

    derived: ClassVar[tuple[str, ...]] = ("reason",)

    note = models.ForeignKey(Note, related_name="clearances", on_delete=models.PROTECT)
    contributor = models.ForeignKey(
        Contributor, related_name="clearances", on_delete=models.PROTECT
    )
    digest = models.CharField(max_length=64)
    state = models.CharField(
        max_length=30, choices=ClearanceState.choices, default=ClearanceState.ASKED
    )
    reason = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["note", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["contributor", "digest"],
                condition=~Q(state__in=("void", "taken-back")),
                name="one_clearance_a_text",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contributor} clearance {self.pk}"


class NoteVersion(models.Model):
    """A note as it was submitted, which never changes. `content` is canonical JSON, `digest` its
    SHA-256. `reason` is why there is another version; `source` says whence it was entered where
    somebody else did so on behalf of the respondent, `document` keeps what came.
    """

    derived: ClassVar[tuple[str, ...]] = ("content",)

    note = models.ForeignKey(Note, related_name="versions", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    digest = models.CharField(max_length=64)
    attribution = models.CharField(max_length=20, choices=Attribution.choices)
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=120)
    reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    document = models.ForeignKey(
        Document, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        ordering: ClassVar = ["note", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["note", "number"], name="one_version_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.note} version {self.number}"

    def told(self) -> list[dict[str, Any]]:
        """What it says of each question, in their order, as `content_of` in queries wrote it."""
        found: list[dict[str, Any]] = json.loads(self.content)
        return found
