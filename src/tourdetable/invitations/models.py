"""Which offices of which processes are asked to a meeting; the list itself is derived."""

import json
from typing import ClassVar

from django.db import models
from django.db.models import Q

from tourdetable.invitations.enums import (
    Category,
    Function,
    Ground,
    InvitationState,
    NominationState,
    Office,
    Showing,
)
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.meetings.models import Meeting
from tourdetable.parties.enums import Certainty, Doubt, OrganisationKind
from tourdetable.parties.models import Party, Person
from tourdetable.processes.models import Process


class InvitationRule(models.Model):
    """One office of one process is invited to a meeting; `where_fitting` leaves it to the hosts
    ("and, where appropriate, …"). `statement` is the number of the paragraph of the published
    record that it is read from, `note` says how.
    """

    meeting = models.ForeignKey(Meeting, related_name="invitation_rules", on_delete=models.PROTECT)
    process = models.ForeignKey(Process, related_name="+", on_delete=models.PROTECT)
    office = models.CharField(max_length=20, choices=Office.choices)
    where_fitting = models.BooleanField(default=False)
    statement = models.PositiveSmallIntegerField(null=True, blank=True)
    sources = SourcesField()
    note = WordingField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["meeting", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "process", "office"], name="one_rule_per_office"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting.slug} {self.process.slug} {self.office}"


class OrganisationRule(models.Model):
    """Every organisation of one kind is invited to a meeting."""

    meeting = models.ForeignKey(
        Meeting, related_name="organisation_rules", on_delete=models.PROTECT
    )
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)

    class Meta:
        ordering: ClassVar = ["meeting", "kind"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["meeting", "kind"], name="one_rule_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.meeting.slug} {self.kind}"


class Invitation(models.Model):
    """A party is asked to a meeting, on a stated ground.

    `process` and `office` say for which office where it is asked for one. `basis` is the ground as
    it stood when the line was taken: canonical JSON of the mandate or membership with its dates,
    certainty, doubts and sources; where the list later differs from it, the difference is shown.
    `reason` is why a line was added or left out by hand, or how a doubt was settled, `sources` the
    pages for it. `mail` and `language` are where and how the letter goes.
    """

    meeting = models.ForeignKey(Meeting, related_name="invitations", on_delete=models.PROTECT)
    party = models.ForeignKey(Party, related_name="invitations", on_delete=models.PROTECT)
    process = models.ForeignKey(
        Process, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    office = models.CharField(max_length=20, choices=Office.choices, blank=True)
    ground = models.CharField(max_length=30, choices=Ground.choices)
    state = models.CharField(
        max_length=20, choices=InvitationState.choices, default=InvitationState.DRAFTED
    )
    basis = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    sources = SourcesField()
    addressee = models.CharField(max_length=300, blank=True)
    mail = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=35, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_remark = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["meeting", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "party", "process", "office"],
                condition=Q(process__isnull=False),
                name="one_invitation_an_office",
            ),
            models.UniqueConstraint(
                fields=["meeting", "party"],
                condition=Q(process__isnull=True),
                name="one_invitation_a_party",
            ),
        ]

    def __str__(self) -> str:
        office = f"/{self.process.slug}/{self.office}" if self.process else ""
        return f"{self.meeting.slug}/{self.party.code}{office}"

    @property
    def ground_key(self) -> tuple[int, int | None, str]:
        """Which line of the list it is."""
        return self.party_id, self.process_id, self.office

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """What stood against its ground when the line was taken."""
        known = json.loads(self.basis) if self.basis else {}
        return tuple(Doubt(name) for name in known.get("doubts", ()))

    @property
    def is_doubtful(self) -> bool:
        """Is there a doubt that no page settles? That the date of entry is not known is none."""
        known = json.loads(self.basis) if self.basis else {}
        return known.get("certainty") == Certainty.DOUBTFUL and not self.sources


class ReplyLink(models.Model):
    """What opens one invitation to whoever holds it, without an account: the party's own reply and
    nothing else. Only the SHA-256 of its secret is kept.
    """

    invitation = models.ForeignKey(Invitation, related_name="links", on_delete=models.PROTECT)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.invitation} {self.digest[:8]}"


class Nomination(models.Model):
    """A party names somebody who comes. Texts are kept as they were typed."""

    invitation = models.ForeignKey(Invitation, related_name="nominations", on_delete=models.PROTECT)
    honorific = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=300)
    post = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    mail = models.EmailField(max_length=254, blank=True)
    function = models.CharField(max_length=20, choices=Function.choices, default=Function.DELEGATE)
    consents = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20, choices=NominationState.choices, default=NominationState.RECEIVED
    )
    query = models.TextField(blank=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["invitation", "pk"]

    def __str__(self) -> str:
        return f"{self.invitation} nomination {self.pk}"


class Participant(models.Model):
    """Who takes part, for which party, in which function. The name may stand in the public list on
    the ground of `showing` and on no other. `invitation` is the one with whose delegation they
    come; empty for those who come with none.
    """

    meeting = models.ForeignKey(Meeting, related_name="participants", on_delete=models.PROTECT)
    invitation = models.ForeignKey(
        Invitation, null=True, blank=True, related_name="participants", on_delete=models.PROTECT
    )
    party = models.ForeignKey(
        Party, null=True, blank=True, related_name="participants", on_delete=models.PROTECT
    )
    process = models.ForeignKey(
        Process, null=True, blank=True, related_name="+", on_delete=models.PROTECT
    )
    person = models.ForeignKey(Person, related_name="participations", on_delete=models.PROTECT)
    nomination = models.OneToOneField(
        Nomination, null=True, blank=True, related_name="participant", on_delete=models.PROTECT
    )
    post = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=300, blank=True)
    function = models.CharField(max_length=20, choices=Function.choices)
    category = models.CharField(max_length=20, choices=Category.choices)
    showing = models.CharField(max_length=20, choices=Showing.choices, default=Showing.NOT_SHOWN)
    consent_source = models.CharField(max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["meeting", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["meeting", "person", "function"], name="one_participant_a_function"
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting.slug}/{self.person.slug}"
