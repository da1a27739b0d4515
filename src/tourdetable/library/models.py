"""Documents, whatever their languages, and each of their language versions."""

from typing import ClassVar

from django.db import models

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.library.enums import Distribution, DocumentKind


class Document(models.Model):
    """A work. `symbol` is empty where the body that issued it gave none."""

    slug = models.SlugField(max_length=120, unique=True)
    symbol = models.CharField(max_length=80, blank=True)
    titles = WordingField()
    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    distribution = models.CharField(
        max_length=20, choices=Distribution.choices, default=Distribution.RESTRICTED
    )
    sources = SourcesField()
    note = WordingField()

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return self.slug


class LanguageVersion(models.Model):
    """One document in one language (BCP 47). `file` is the SHA-256 of its content in the file
    store, empty where a copy was seen or listed elsewhere but is not kept here.
    """

    document = models.ForeignKey(Document, related_name="versions", on_delete=models.PROTECT)
    language = models.CharField(max_length=35)
    status = models.CharField(
        max_length=20, choices=WordingStatus.choices, default=WordingStatus.ORIGINAL
    )
    file = models.CharField(max_length=64, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "language"], name="one_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.document.slug}/{self.language}"
