"""Series and meetings, questions and documents, and what fed into what."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tourdetable.kernel.columns import TextsField
from tourdetable.kernel.dates import PartialDateField
from tourdetable.kernel.publicity import Publishable
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.library.models import Document
from tourdetable.meetings.enums import (
    AgendaState,
    Attribution,
    DocumentRole,
    MeetingKind,
    Mode,
    Phase,
)
from tourdetable.parties.models import Party
from tourdetable.processes.models import Process


class Series(models.Model):
    """Meetings that continue each other."""

    slug = models.SlugField(max_length=100, unique=True)
    names = WordingField()

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.slug


class Meeting(Publishable):
    """One gathering, or another dated public act in the chain (a launch, a publication).

    `invited` holds, in order, what the published record says of who was asked to come; the rules
    in `invitations` are read from it. `end` is empty where the closing day was not found.
    Counts of participation are those that a source states. `zone` is a name of the IANA time zone
    database, `languages` are the working languages (BCP 47). `is_invented` marks a meeting that
    was made up as an example; whatever shows it says so. `cancellation_reason` is what invited
    parties are told. `words` is what a list is searched in: names, place and slug, folded.
    """

    derived: ClassVar = ("words",)

    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=30, choices=MeetingKind.choices)
    names = WordingField()
    start = PartialDateField()
    end = PartialDateField(null=True, blank=True)
    mode = models.CharField(max_length=20, choices=Mode.choices)
    place_city = models.CharField(max_length=100, blank=True)
    place_country = models.ForeignKey(
        Party, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    theme = WordingField()
    series = models.ForeignKey(
        Series, null=True, blank=True, related_name="meetings", on_delete=models.PROTECT
    )
    number_in_series = models.PositiveSmallIntegerField(null=True, blank=True)
    purpose = WordingField()
    states_count = models.PositiveIntegerField(null=True, blank=True)
    people_count = models.PositiveIntegerField(null=True, blank=True)
    mechanisms_count = models.PositiveIntegerField(null=True, blank=True)
    un_commissions_count = models.PositiveIntegerField(null=True, blank=True)
    regional_organisations_count = models.PositiveIntegerField(null=True, blank=True)
    participation_note = WordingField()
    questions_note = WordingField()
    questions_wording = WordingField()
    documents_note = WordingField()
    sources = SourcesField()
    note = WordingField()
    phase = models.CharField(max_length=20, choices=Phase.choices, default=Phase.PREPARING)
    zone = models.CharField(max_length=60, blank=True)
    languages = TextsField()
    attribution = models.CharField(max_length=20, choices=Attribution.choices, blank=True)
    agenda_state = models.CharField(
        max_length=20, choices=AgendaState.choices, default=AgendaState.PROVISIONAL
    )
    is_invented = models.BooleanField(default=False)
    cancellation_reason = WordingField()
    words = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["start", "slug"]
        indexes: ClassVar = [models.Index(fields=["-start", "slug"], name="meetings_newest_first")]

    def __str__(self) -> str:
        return self.slug


class Host(models.Model):
    """A party that convenes or receives a meeting. A host need not be the chair."""

    meeting = models.ForeignKey(Meeting, related_name="hosts", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="+", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.party.code} hosts {self.meeting.slug}"


class Concern(models.Model):
    """A process or an organisation that a meeting concerns; exactly one of the two."""

    meeting = models.ForeignKey(Meeting, related_name="concerns", on_delete=models.PROTECT)
    process = models.ForeignKey(
        Process, null=True, blank=True, related_name="concerned_by", on_delete=models.PROTECT
    )
    organisation = models.ForeignKey(
        Party, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(process__isnull=True) ^ Q(organisation__isnull=True),
                name="concern_has_one_target",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting.slug} concerns {self.process or self.organisation}"


class Paragraph(models.Model):
    """A paragraph of the published record on a meeting: who was invited, or the context."""

    INVITED = "invited"
    CONTEXT = "context"

    meeting = models.ForeignKey(Meeting, related_name="paragraphs", on_delete=models.PROTECT)
    topic = models.CharField(max_length=10, choices=[(INVITED, "invited"), (CONTEXT, "context")])
    text = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.meeting.slug} {self.topic} {self.position}"


class Attendance(models.Model):
    """A party that a source names as having taken part."""

    meeting = models.ForeignKey(Meeting, related_name="attendances", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="+", on_delete=models.PROTECT)
    is_territory = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.party.code} at {self.meeting.slug}"


class PutQuestion(models.Model):
    """A question that the published record shows as put before a meeting (decision 0009).

    `organisations` are the codes of those that the question names.
    """

    meeting = models.ForeignKey(Meeting, related_name="questions", on_delete=models.PROTECT)
    number = models.PositiveSmallIntegerField()
    topic = WordingField()
    text = WordingField()
    organisations = TextsField()

    class Meta:
        ordering: ClassVar = ["meeting", "number"]

    def __str__(self) -> str:
        return f"{self.meeting.slug} question {self.number}"


class MeetingDocument(models.Model):
    """A document of a meeting. `submitted_by` names parties by code where they are known, or is
    the text of the record; `submitter_role` says in which capacity.
    """

    meeting = models.ForeignKey(Meeting, related_name="documents", on_delete=models.PROTECT)
    document = models.ForeignKey(Document, related_name="meetings", on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=DocumentRole.choices)
    process = models.ForeignKey(
        Process, null=True, blank=True, related_name="papers", on_delete=models.PROTECT
    )
    submitted_by = models.CharField(max_length=200, blank=True)
    submitter_role = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]

    def __str__(self) -> str:
        return f"{self.document} at {self.meeting.slug}"


class MeetingLink(models.Model):
    """One meeting fed another: its results, subject or report were taken up there."""

    origin = models.ForeignKey(Meeting, related_name="fed_into", on_delete=models.PROTECT)
    outlet = models.ForeignKey(Meeting, related_name="fed_by", on_delete=models.PROTECT)
    note = WordingField()
    sources = SourcesField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["origin", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["origin", "outlet"], name="one_link_each_way")
        ]

    def __str__(self) -> str:
        return f"{self.origin} into {self.outlet}"
