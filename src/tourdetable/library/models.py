"""Documents, whatever their languages, each of their language versions, and the files kept."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tourdetable.kernel.enums import WordingStatus
from tourdetable.kernel.publicity import Publishable
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.library.enums import Distribution, DocumentKind, Modification


class Document(Publishable):
    """A work. `symbol` is empty where the body that issued it gave none.

    A document that revises, adds to or corrects another one is a document of its own: `modifies`
    is the other, `modifies_as` says which of the three. Both stand or neither does.
    """

    slug = models.SlugField(max_length=120, unique=True)
    symbol = models.CharField(max_length=80, blank=True)
    titles = WordingField()
    kind = models.CharField(max_length=30, choices=DocumentKind.choices)
    distribution = models.CharField(
        max_length=20, choices=Distribution.choices, default=Distribution.RESTRICTED
    )
    modifies = models.ForeignKey(
        "self", null=True, blank=True, related_name="modified_by", on_delete=models.PROTECT
    )
    modifies_as = models.CharField(max_length=20, choices=Modification.choices, blank=True)
    sources = SourcesField()
    note = WordingField()

    class Meta:
        ordering: ClassVar = ["slug"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["symbol"], condition=~Q(symbol=""), name="one_document_a_symbol"
            ),
            models.CheckConstraint(
                condition=Q(modifies__isnull=True, modifies_as="")
                | Q(modifies__isnull=False) & ~Q(modifies_as=""),
                name="modifies_as_something",
            ),
            models.CheckConstraint(condition=~Q(modifies=F("id")), name="modifies_another"),
        ]

    def __str__(self) -> str:
        return self.slug


class KeptFile(models.Model):
    """A content that is kept, once, whatever refers to it: its bytes lie in the file store under
    `digest`, their SHA-256.

    `media_type` is what the content is (RFC 6838), `size` in bytes; `pages` is empty where its
    kind has no fixed ones. `text` is what it says, for searching; `has_text` is empty until
    somebody has looked, and false where it holds none, as a scan.
    """

    digest = models.CharField(max_length=64, unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    pages = models.PositiveIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    has_text = models.BooleanField(null=True, blank=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["digest"]

    def __str__(self) -> str:
        return self.digest


class LanguageVersion(models.Model):
    """One document in one language (BCP 47). `file` is empty where a copy was seen or listed
    elsewhere but is not kept here.
    """

    document = models.ForeignKey(Document, related_name="versions", on_delete=models.PROTECT)
    language = models.CharField(max_length=35)
    status = models.CharField(
        max_length=20, choices=WordingStatus.choices, default=WordingStatus.ORIGINAL
    )
    file = models.ForeignKey(
        KeptFile, null=True, blank=True, related_name="versions", on_delete=models.PROTECT
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["document", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "language"], name="one_per_language")
        ]

    def __str__(self) -> str:
        return f"{self.document.slug}/{self.language}"
