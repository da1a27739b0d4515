"""Processes: the continuing consultations, their members and offices over time."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from tourdetable.kernel.columns import TextsField
from tourdetable.kernel.dates import PartialDateField, Period
from tourdetable.kernel.sources import SourcesField, is_unverified
from tourdetable.kernel.wording import WordingField
from tourdetable.parties.enums import SeatEvidence
from tourdetable.parties.models import Party, Person
from tourdetable.processes.enums import (
    Basis,
    Confidence,
    MandateStyle,
    MembershipKind,
    ProcessKind,
    ProcessState,
    RelationKind,
    Role,
    SecretariatKind,
)


class Process(models.Model):
    """An inter-State consultation mechanism on migration: the consultation itself, not a body."""

    slug = models.SlugField(max_length=100, unique=True)
    names = WordingField()
    acronym = models.CharField(max_length=60, blank=True)
    also_known_as = TextsField()
    kind = models.CharField(max_length=20, choices=ProcessKind.choices)
    iom_label = models.CharField(max_length=60, blank=True)
    regions = TextsField()
    basis = models.CharField(max_length=20, choices=Basis.choices)
    basis_theme = WordingField()
    initiated_by = WordingField()
    initiated_place = models.CharField(max_length=200, blank=True)
    initiated_sources = SourcesField()
    founding_title = WordingField()
    founding_date = PartialDateField(null=True, blank=True)
    founding_place = models.CharField(max_length=200, blank=True)
    founding_sources = SourcesField()
    objectives = WordingField()
    themes = TextsField()
    objectives_sources = SourcesField()
    website = models.URLField(max_length=300, blank=True)
    note = WordingField()

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name_plural = "processes"

    def __str__(self) -> str:
        return self.slug


class FoundingClaim(models.Model):
    """A year in which a source says the process was founded. Conflicting claims stand side by
    side; the first is the one that the compilers follow.
    """

    process = models.ForeignKey(Process, related_name="claims", on_delete=models.PROTECT)
    year = PartialDateField()
    sources = SourcesField()
    note = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["process", "position"]

    def __str__(self) -> str:
        return f"{self.process.slug} {self.year}"


class ProcessStatus(models.Model):
    """The state of a process since a date (empty: not known)."""

    process = models.ForeignKey(Process, related_name="statuses", on_delete=models.PROTECT)
    state = models.CharField(max_length=20, choices=ProcessState.choices)
    since = PartialDateField(null=True, blank=True)
    sources = SourcesField()
    note = WordingField()

    class Meta:
        verbose_name_plural = "process statuses"

    def __str__(self) -> str:
        return f"{self.process.slug} {self.state}"


class MemberList(models.Model):
    """What a source says of the whole list of members or observers: as of which year, whether it
    is complete, which total is stated, by which rule it follows from another list.
    """

    process = models.ForeignKey(Process, related_name="lists", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=MembershipKind.choices)
    is_complete = models.BooleanField()
    stated_total = models.PositiveSmallIntegerField(null=True, blank=True)
    as_of = PartialDateField(null=True, blank=True)
    rule = WordingField()
    confidence = models.CharField(max_length=10, choices=Confidence.choices, blank=True)
    sources = SourcesField()
    note = WordingField()

    class Meta:
        ordering: ClassVar = ["process", "kind"]

    def __str__(self) -> str:
        return f"{self.process.slug} {self.kind}"


class Membership(models.Model):
    """A party's seat in a process. The sources of a listed seat are those of its list.

    `named_as` keeps the text of the source where it names the party otherwise than by its code.
    """

    process = models.ForeignKey(Process, related_name="memberships", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="memberships", on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=MembershipKind.choices)
    evidence = models.CharField(max_length=10, choices=SeatEvidence.choices)
    is_territory = models.BooleanField(default=False)
    named_as = models.CharField(max_length=200, blank=True)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    sources = SourcesField()
    note = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["process", "position"]

    def __str__(self) -> str:
        return f"{self.party.code} in {self.process.slug}"

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)


class Mandate(models.Model):
    """An office in a process, held by a party from–to.

    Co-chairs of one term are several mandates with the same `term`, a number that keeps the order
    of the source. A mandate without a party states that there is no secretariat.
    """

    process = models.ForeignKey(Process, related_name="mandates", on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=Role.choices)
    style = models.CharField(max_length=40, choices=MandateStyle.choices, blank=True)
    secretariat_kind = models.CharField(max_length=40, choices=SecretariatKind.choices, blank=True)
    party = models.ForeignKey(
        Party, null=True, blank=True, related_name="mandates", on_delete=models.PROTECT
    )
    named_as = models.CharField(max_length=200, blank=True)
    term = models.PositiveSmallIntegerField()
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    sources = SourcesField()
    note = WordingField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["process", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) | Q(secretariat_kind=SecretariatKind.NONE),
                name="mandate_has_a_holder_or_says_none",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.SECRETARIAT) ^ Q(secretariat_kind=""),
                name="secretariat_has_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.process.slug} {self.role} {self.party or ''} {self.since or ''}"

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)

    @property
    def is_unverified(self) -> bool:
        return is_unverified(self.sources)


class FocalPoint(models.Model):
    """The person who answers for a party in a process, or the alternate, from–to."""

    process = models.ForeignKey(Process, related_name="focal_points", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="focal_points", on_delete=models.PROTECT)
    person = models.ForeignKey(Person, related_name="focal_points", on_delete=models.PROTECT)
    is_alternate = models.BooleanField(default=False)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    sources = SourcesField()

    class Meta:
        ordering: ClassVar = ["process", "party__code", "is_alternate", "person__name"]

    def __str__(self) -> str:
        return f"{self.person.slug} for {self.party.code} in {self.process.slug}"

    @property
    def period(self) -> Period:
        return Period(self.since, self.until)


class Relation(models.Model):
    """How a process stands to another process or to an organisation; exactly one of the two."""

    process = models.ForeignKey(Process, related_name="relations", on_delete=models.PROTECT)
    kind = models.CharField(max_length=30, choices=RelationKind.choices)
    target_process = models.ForeignKey(
        Process, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    target_organisation = models.ForeignKey(
        Party, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    note = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["process", "position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(target_process__isnull=True) ^ Q(target_organisation__isnull=True),
                name="relation_has_one_target",
            )
        ]

    def __str__(self) -> str:
        return f"{self.process.slug} {self.kind} {self.target_process or self.target_organisation}"
