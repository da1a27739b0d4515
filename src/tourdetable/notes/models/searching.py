"""What submitted notes say, by its words."""

from typing import ClassVar

from django.db import models

from tourdetable.notes.models.writing import NoteVersion


class AnswerText(models.Model):
    """The text of one answer of a submitted version, to be searched. It hangs on the version: what
    was not submitted has none. `words` are its terms, each once, between spaces; the table has an
    index over them (`kernel.searching`).

    It follows from the version, never changes and stands in no journal.
    """

    version = models.ForeignKey(NoteVersion, related_name="texts", on_delete=models.PROTECT)
    question = models.CharField(max_length=100)
    language = models.CharField(max_length=35, blank=True)
    text = models.TextField()
    words = models.TextField()

    class Meta:
        ordering: ClassVar = ["version", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "question"], name="one_text_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.question}"
