"""The small closed vocabularies that every room shares, and the moves of publication."""

from django.db.models import TextChoices


class Answer(TextChoices):
    """What a comparison of partial dates can say. There is no third value that means "both"."""

    YES = "yes", "yes"
    NO = "no", "no"
    UNKNOWN = "unknown", "unknown"

    def __and__(self, other: "Answer") -> "Answer":
        """Both hold: one *no* decides, otherwise one *unknown* does (Kleene's strong logic)."""
        if Answer.NO in (self, other):
            return Answer.NO
        return Answer.YES if self is other is Answer.YES else Answer.UNKNOWN

    def __or__(self, other: "Answer") -> "Answer":
        """One of them holds: one *yes* decides, otherwise one *unknown* does."""
        if Answer.YES in (self, other):
            return Answer.YES
        return Answer.NO if self is other is Answer.NO else Answer.UNKNOWN

    def __invert__(self) -> "Answer":
        """The opposite; the opposite of *unknown* is *unknown*."""
        return {Answer.YES: Answer.NO, Answer.NO: Answer.YES}.get(self, self)


class WordingStatus(TextChoices):
    """How the text of a wording in one language came to be (words.md, LanguageVersion)."""

    ORIGINAL = "original", "original"
    OFFICIAL = "official", "official"
    COURTESY = "courtesy", "courtesy translation"
    MACHINE = "machine", "machine translation"


class ActorKind(TextChoices):
    """Who acts. Roles are never stored here: they follow from mandates on the date."""

    OPERATOR = "operator", "operator of this installation"
    PERSON = "person", "person"
    LINK = "link", "holder of a link"
    ANONYMOUS = "anonymous", "reader of the record"


class SourceReading(TextChoices):
    """How much of a source the compilers read."""

    FULL = "full", "read in full"
    EXCERPT = "excerpt", "read in part"


class Publicity(TextChoices):
    """Whether a thing stands in the record. Confidential by default."""

    DRAFT = "draft", "draft"
    PUBLISHED = "published", "published"
    WITHDRAWN = "withdrawn", "withdrawn"


PUBLICITY_MOVES: dict[Publicity, tuple[Publicity, ...]] = {
    Publicity.DRAFT: (Publicity.PUBLISHED,),
    Publicity.PUBLISHED: (Publicity.WITHDRAWN,),
    Publicity.WITHDRAWN: (Publicity.PUBLISHED,),
}
"""What was public is withdrawn and leaves a tombstone; it never becomes a draft again."""


class Prospect(TextChoices):
    """What becomes of a line of a file that is taken in."""

    ADDED = "added", "to be added"
    THERE = "there", "there already"
    PROPOSED = "proposed", "perhaps there already"
    LEFT_OUT = "left-out", "to be left out"
    REFUSED = "refused", "cannot be taken"
