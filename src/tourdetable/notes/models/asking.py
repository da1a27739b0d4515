"""Questionnaires: groups of questions that everyone answers before a meeting."""

from typing import ClassVar

from django.db import models

from tourdetable.kernel.columns import TextsField
from tourdetable.kernel.publicity import Publishable
from tourdetable.kernel.wording import Wording, WordingField
from tourdetable.meetings.enums import Attribution
from tourdetable.meetings.models import Meeting
from tourdetable.notes.enums import QuestionKind, QuestionnaireState, Sharing


class Questionnaire(Publishable):
    """What is asked before a meeting. `deadline` is an instant, `zone` the one that it was set in
    (IANA); each reader sees it in their own. `attribution` is what a note has unless it is
    stricter.

    Its publicity is that of the answers: what stands in the record are the versions of notes that
    are `published`, whatever is submitted after them. `predates_batches` where they were published
    before answers without a name came in together (decision 33), and were not published anew.
    """

    derived: ClassVar[tuple[str, ...]] = ("predates_batches",)

    slug = models.SlugField(max_length=120, unique=True)
    meeting = models.ForeignKey(Meeting, related_name="questionnaires", on_delete=models.PROTECT)
    title = WordingField()
    guidance = WordingField()
    state = models.CharField(
        max_length=20, choices=QuestionnaireState.choices, default=QuestionnaireState.DRAFTED
    )
    deadline = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(max_length=60, blank=True)
    sharing = models.CharField(max_length=20, choices=Sharing.choices, default=Sharing.SECRETARIAT)
    attribution = models.CharField(
        max_length=20, choices=Attribution.choices, default=Attribution.ATTRIBUTED
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    published = models.ManyToManyField("notes.NoteVersion", related_name="+", blank=True)
    predates_batches = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["meeting", "pk"]

    def __str__(self) -> str:
        return self.slug


class QuestionGroup(models.Model):
    """Questions that belong together; a page for whoever answers."""

    questionnaire = models.ForeignKey(
        Questionnaire, related_name="groups", on_delete=models.PROTECT
    )
    position = models.PositiveSmallIntegerField()
    title = WordingField()
    guidance = WordingField()

    class Meta:
        ordering: ClassVar = ["questionnaire", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "position"], name="one_group_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.slug} group {self.position}"


class Question(models.Model):
    """One question as it is asked here. The same `key` in another questionnaire is the same
    question asked again, however its wording has changed.

    `options` are the choices or the columns of a table, each a wording, told apart by their keys
    in `option_keys`. `only_if` is the key of a question of the same questionnaire, with choices,
    and `only_if_option` the choice with which this one is asked. `most_words` limits a text.

    `batches` are the answers that are shown without a name, together with which: lists of the keys
    of a note and its version, with the number of that version (decision 0033). They follow from
    what was submitted when, and no editor of the question changes them.
    """

    derived: ClassVar[tuple[str, ...]] = ("batches",)

    questionnaire = models.ForeignKey(
        Questionnaire, related_name="questions", on_delete=models.PROTECT
    )
    group = models.ForeignKey(QuestionGroup, related_name="questions", on_delete=models.PROTECT)
    position = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=80)
    kind = models.CharField(max_length=20, choices=QuestionKind.choices, default=QuestionKind.TEXT)
    text = WordingField()
    guidance = WordingField()
    is_required = models.BooleanField(default=False)
    most_words = models.PositiveIntegerField(null=True, blank=True)
    option_keys = TextsField()
    options = models.JSONField(default=list, blank=True)
    only_if = models.CharField(max_length=80, blank=True)
    only_if_option = models.CharField(max_length=80, blank=True)
    batches = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar = ["questionnaire", "group__position", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["questionnaire", "key"], name="a_question_asked_once"),
            models.UniqueConstraint(fields=["group", "position"], name="one_question_a_place"),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire.slug}/{self.key}"

    def option(self, key: str) -> Wording:
        """The wording of one choice or column. Raises ValueError for a key that is none."""
        return Wording.from_json(self.options[self.option_keys.index(key)])
