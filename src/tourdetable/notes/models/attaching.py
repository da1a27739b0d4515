"""Documents beside answers."""

from typing import ClassVar

from django.db import models

from tourdetable.notes.models.writing import Answer


class Attachment(models.Model):
    """A document that is attached to an answer or a draft, in one language (BCP 47). `media_type`
    is what the content is, `digest` its SHA-256.

    The bytes lie in the row, so that what is removed before it was submitted is gone; what is
    submitted is kept in the file store. Neither name nor content goes into the journal: what
    happens inside a government is its own.
    """

    derived: ClassVar[tuple[str, ...]] = ("name", "content")

    answer = models.ForeignKey(Answer, related_name="attachments", on_delete=models.PROTECT)
    name = models.CharField(max_length=200)
    language = models.CharField(max_length=35)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=120)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["answer", "digest"], name="attached_once")
        ]

    def __str__(self) -> str:
        return f"{self.answer} attachment {self.digest[:8]}"
