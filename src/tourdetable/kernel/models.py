"""The journal and the sources: what every stage writes to and refers to."""

from typing import ClassVar

from django.db import models

from tourdetable.kernel.columns import JSONColumn, TextsField
from tourdetable.kernel.enums import SourceReading


class Event(models.Model):
    """One change: who did what to which thing, when, and how it stood before and after.

    Append-only: triggers refuse every update and delete, in both databases. `before` and `after`
    are canonical JSON texts (RFC 8785 in spirit: sorted keys, no spaces, UTF-8), kept as text so
    that their digest is over the very bytes. `digest` is SHA-256 over all other columns.
    """

    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    thing = models.CharField(max_length=200, db_index=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering: ClassVar = ["pk"]

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


class Source(models.Model):
    """A page or document that facts rest on. `remarks` say what was found on it, by data file."""

    key = models.SlugField(max_length=80, unique=True)
    url = models.URLField(max_length=500)
    publisher = models.CharField(max_length=300)
    reading = models.CharField(max_length=10, choices=SourceReading.choices)
    remarks = JSONColumn(default=dict, blank=True)
    datasets = TextsField()

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key
