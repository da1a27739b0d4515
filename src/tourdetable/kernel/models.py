"""The journal and the sources: what every stage writes to and refers to."""

from typing import ClassVar

from django.db import models

from tourdetable.kernel.columns import JSONColumn, TextsField
from tourdetable.kernel.dates import PartialDateField
from tourdetable.kernel.enums import SourceReading


class Event(models.Model):
    """One change: who did what to which thing, when, and how it stood before and after.

    Append-only: triggers refuse every update and delete, in both databases. `before` and `after`
    are canonical JSON texts (RFC 8785 in spirit: sorted keys, no spaces, UTF-8), kept as text so
    that their digest is over the very bytes. `digest` is SHA-256 over these columns. `form` is the
    number of the form that asked, where one did: it says nothing of the change, and stands here
    only so that no form acts twice.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    thing = models.CharField(max_length=200, db_index=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    digest = models.CharField(max_length=64)
    form = models.CharField(max_length=36, null=True, blank=True)  # noqa: DJ001 - unique where set

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["form"], condition=models.Q(form__isnull=False), name="a_form_acts_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.thing}"


class Seal(models.Model):
    """A batch of events closed by a hash chain: `digest` is SHA-256 over the previous seal's
    digest and the digests of the events `first`–`last`, in order. Append-only like the events.
    """

    made_at = models.DateTimeField()
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"seal {self.pk} over events {self.first}–{self.last}"


class Collection(models.Model):
    """A file of reference data, known by its dataset, with what it says of itself."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=300)
    compiled_on = PartialDateField(null=True, blank=True)
    notes = TextsField()

    def __str__(self) -> str:
        return self.slug


class Source(models.Model):
    """A page or document that facts rest on, as one collection describes it: `remark` is what its
    compilers found there. The same key in two collections means the same page.
    """

    collection = models.ForeignKey(Collection, related_name="sources", on_delete=models.PROTECT)
    key = models.SlugField(max_length=80, db_index=True)
    url = models.URLField(max_length=500)
    publisher = models.CharField(max_length=300)
    reading = models.CharField(max_length=10, choices=SourceReading.choices)
    remark = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["collection", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["collection", "key"], name="one_key_a_collection")
        ]

    def __str__(self) -> str:
        return f"{self.collection.slug}/{self.key}"


class Upload(models.Model):
    """A file that waits between its preview and the word to take it in (decision 24).

    `about` is the journal's name of what it is for, `laid_by` the one who brought it and alone
    sees it. `said` is what they have said of how it is to be read, in plain values. It is gone
    after a day (`kernel/uploads.py`). `reading` is what was read of it, and `read_as` the
    fingerprint of how, so that a second look does not read it again (`kernel/isolation`).
    """

    derived: ClassVar = ("content", "read_as", "reading")

    about = models.CharField(max_length=200, db_index=True)
    laid_by = models.CharField(max_length=200)
    laid_at = models.DateTimeField(db_index=True)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    said = JSONColumn(default=dict)
    read_as = models.CharField(max_length=64, blank=True, default="")
    reading = models.BinaryField(default=b"")

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.pk)
