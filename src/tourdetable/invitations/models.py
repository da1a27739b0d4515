"""Which offices of which processes are asked to a meeting; the list itself is derived."""

from typing import ClassVar

from django.db import models

from tourdetable.invitations.enums import Office
from tourdetable.kernel.sources import SourcesField
from tourdetable.kernel.wording import WordingField
from tourdetable.meetings.models import Meeting
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
