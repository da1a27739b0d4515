"""Countries, organisations and their members, persons: who can hold seats and mandates."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from tourdetable.kernel.columns import TextsField
from tourdetable.kernel.dates import PartialDateField, Period
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.parties.enums import OrganisationKind, PartyKind, SeatEvidence, SeatStatus


class Party(models.Model):
    """A country or an organisation: what holds seats and mandates.

    `code` is ISO 3166-1 alpha-3 in capitals for a country, a lower-case slug for all others;
    Canada (`CAN`) and the Andean Community (`can`) stay two things.
    """

    code = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=PartyKind.choices)
    names = WordingField()
    acronyms = WordingField()

    class Meta:
        ordering: ClassVar = ["code"]
        verbose_name_plural = "parties"

    def __str__(self) -> str:
        return self.code


class Country(models.Model):
    """A country or area of ISO 3166-1; being listed says nothing on its status.

    `m49` is the three-digit code of the UN Statistics Division, the same as ISO's numeric code.
    """

    party = models.OneToOneField(
        Party, primary_key=True, related_name="country", on_delete=models.PROTECT
    )
    alpha2 = models.CharField(max_length=2, unique=True)
    m49 = models.CharField(max_length=3, unique=True)

    class Meta:
        verbose_name_plural = "countries"

    def __str__(self) -> str:
        return self.party.code


class Organisation(models.Model):
    """A legal or political body. The founding year and the seat rest on `sources`.

    `members_known` is false where no list was found (not the same as no members);
    `history_complete` is empty where nothing is said about it. The `predecessor` columns name the
    body whose years are counted in the dated spells. The `checked` columns hold the comparison
    of the plain list with another collection: what stands only here, and only there.
    """

    party = models.OneToOneField(
        Party, primary_key=True, related_name="organisation", on_delete=models.PROTECT
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    fields_of_work = TextsField()
    seat_city = models.CharField(max_length=100, blank=True)
    seat_country = models.ForeignKey(
        Party, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    founded = models.PositiveSmallIntegerField(null=True, blank=True)
    sources = SourcesField()
    website = models.URLField(max_length=300, blank=True)
    note = WordingField()
    members_known = models.BooleanField(default=False)
    member_sources = SourcesField()
    stated_total = models.PositiveSmallIntegerField(null=True, blank=True)
    history_complete = models.BooleanField(null=True, blank=True)
    predecessor_name = models.CharField(max_length=200, blank=True)
    predecessor_acronym = models.CharField(max_length=40, blank=True)
    predecessor_from = PartialDateField(null=True, blank=True)
    predecessor_until = PartialDateField(null=True, blank=True)
    checked_against = models.CharField(max_length=80, blank=True)
    checked_label = models.CharField(max_length=80, blank=True)
    check_agrees = models.BooleanField(null=True, blank=True)
    check_only_here = TextsField()
    check_only_there = TextsField()

    def __str__(self) -> str:
        return self.party.code


class OrganisationMembership(models.Model):
    """A party's seat in an organisation: named in the plain list, or one dated spell.

    A suspended spell lies inside a member spell and does not end membership.
    """

    organisation = models.ForeignKey(Party, related_name="seats", on_delete=models.PROTECT)
    party = models.ForeignKey(
        Party, related_name="seats_in_organisations", on_delete=models.PROTECT
    )
    evidence = models.CharField(max_length=10, choices=SeatEvidence.choices)
    status = models.CharField(max_length=20, choices=SeatStatus.choices, default=SeatStatus.MEMBER)
    is_territory = models.BooleanField(default=False)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    end_unknown = models.BooleanField(default=False)
    sources = SourcesField()
    note = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["organisation", "position"]

    def __str__(self) -> str:
        return f"{self.party.code} in {self.organisation.code}"

    @property
    def period(self) -> Period:
        return Period(self.since, self.until, self.end_unknown)


class Person(models.Model):
    """A human being: one whom the published record names in an office, or one who works on this
    table. Only what a published meeting shows of a person leaves the house.

    `honorific` stands apart from the name; `language` (BCP 47) is the one letters are written in.
    """

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField(max_length=300)
    honorific = models.CharField(max_length=60, blank=True)
    mail = models.EmailField(max_length=254, blank=True, db_index=True)
    language = models.CharField(max_length=35, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["name", "id"], name="persons_by_name")]

    def __str__(self) -> str:
        return self.slug


class Account(AbstractBaseUser):
    """How a person signs in: by a code sent to `mail`. It grants nothing by itself; what its
    person may do follows from what they are on the day. There are no passwords.
    """

    person = models.OneToOneField(Person, related_name="account", on_delete=models.PROTECT)
    mail = models.EmailField(max_length=254, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "mail"
    EMAIL_FIELD = "mail"
    REQUIRED_FIELDS: ClassVar = []

    objects = BaseUserManager()

    def __str__(self) -> str:
        return self.person.slug

    def has_usable_password(self) -> bool:
        return False


class Officer(models.Model):
    """A line of the secretariat's own list: a person who works for it, from one instant to
    another; without an end, until further notice.
    """

    person = models.ForeignKey(Person, related_name="offices", on_delete=models.PROTECT)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["person__name", "since"]

    def __str__(self) -> str:
        return self.person.slug


class Affiliation(models.Model):
    """A person's post with a party, and the unit (a ministry, a division) where one is named.

    `attested_on` is a date on which a source shows the post; `since` and `until` are its term
    where known.
    """

    person = models.ForeignKey(Person, related_name="affiliations", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="affiliations", on_delete=models.PROTECT)
    post = WordingField()
    unit = models.CharField(max_length=300, blank=True)
    since = PartialDateField(null=True, blank=True)
    until = PartialDateField(null=True, blank=True)
    attested_on = PartialDateField(null=True, blank=True)
    sources = SourcesField()

    def __str__(self) -> str:
        return f"{self.person.slug}@{self.party.code}@{self.attested_on or ''}"
