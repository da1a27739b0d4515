"""The agenda of a meeting: its sessions, its items, and the versions in which it was issued."""

from typing import ClassVar

from django.db import models

from tourdetable.kernel.dates import PartialDateField
from tourdetable.kernel.wording import WordingField
from tourdetable.library.models import Document
from tourdetable.meetings.enums import AgendaState, DayPart, ItemKind
from tourdetable.meetings.models.gathering import Meeting
from tourdetable.parties.models import Affiliation


class Session(models.Model):
    """A block of a meeting with one presiding person; the published record of 2005 gives one for
    each day. `starts_at` and `ends_at` are instants; both are empty where no hour is known.
    """

    meeting = models.ForeignKey(Meeting, related_name="sessions", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    date = PartialDateField(null=True, blank=True)
    title = WordingField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    presiding = models.ForeignKey(
        Affiliation, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        ordering: ClassVar = ["meeting", "number"]

    def __str__(self) -> str:
        return f"{self.meeting.slug} {self.number}"


class AgendaItem(models.Model):
    """A point on the agenda of a session. `starts_at` is an instant, `minutes` how long it takes,
    both empty where not said; `annotation` is what an annotated agenda says of it.
    """

    session = models.ForeignKey(Session, related_name="items", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    day_part = models.CharField(max_length=20, choices=DayPart.choices, blank=True)
    title = WordingField()
    starts_at = models.DateTimeField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    annotation = WordingField()

    class Meta:
        ordering: ClassVar = ["session", "number"]

    def __str__(self) -> str:
        return f"{self.session} {self.number}"


class Speaker(models.Model):
    """A person who speaks to an agenda item, in the post held that day."""

    item = models.ForeignKey(AgendaItem, related_name="speakers", on_delete=models.PROTECT)
    affiliation = models.ForeignKey(Affiliation, related_name="+", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["item", "position"]

    def __str__(self) -> str:
        return f"{self.affiliation} at {self.item}"


class ItemDocument(models.Model):
    """A document that belongs to an agenda item."""

    item = models.ForeignKey(AgendaItem, related_name="documents", on_delete=models.PROTECT)
    document = models.ForeignKey(Document, related_name="+", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["item", "position"]

    def __str__(self) -> str:
        return f"{self.document} at {self.item}"


class AgendaVersion(models.Model):
    """The agenda of a meeting as it stood when it was issued in a state; never changed.

    `content` is canonical JSON of its sessions and items, so that two versions can be compared.
    """

    meeting = models.ForeignKey(Meeting, related_name="agenda_versions", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=AgendaState.choices)
    issued_at = models.DateTimeField()
    content = models.TextField()

    class Meta:
        ordering: ClassVar = ["meeting", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="one_agenda_version_a_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting.slug} agenda {self.number}"
