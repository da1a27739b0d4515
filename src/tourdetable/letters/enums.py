"""Closed vocabularies of letters, and the moves of one."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    """What a letter says."""

    INVITATION = "invitation", "invitation"
    NOTE_VERBALE = "note-verbale", "note verbale"
    REMINDER = "reminder", "reminder"
    CHANGE = "change", "notice of a change"
    CANCELLATION = "cancellation", "cancellation"
    QUESTIONNAIRE = "questionnaire", "questionnaire"
    NOTE_REMINDER = "note-reminder", "reminder of a note"
    RECEIPT = "receipt", "receipt of a note"
    RETURNED = "returned", "returned note"


class LetterState(TextChoices):
    """What became of a letter. *On its way* is said before the mail server is asked, *uncertain*
    where the answer was lost: such a letter may have arrived, and is never sent again by itself.
    """

    DRAFTED = "drafted", "drafted"
    APPROVED = "approved", "approved"
    ON_ITS_WAY = "on-its-way", "on its way"
    SENT = "sent", "sent"
    REFUSED = "refused", "refused"
    UNCERTAIN = "uncertain", "uncertain whether it was sent"
    BOUNCED = "bounced", "came back"
    DISCARDED = "discarded", "discarded"


class Trouble(TextChoices):
    """What kept a letter from being handed over, where it was no reply of the mail server."""

    UNREACHABLE = "unreachable", "the mail server cannot be reached"
    TOO_SLOW = "too-slow", "the mail server did not answer in time"
    NOT_SAFE = "not-safe", "the connection cannot be made safe"
    LOST = "lost", "the connection was lost before the letter was handed over"
    LOST_AFTER_DATA = "lost-after-data", "the connection was lost while the letter was taken"
    DAMAGED = "damaged", "a file of the letter is missing or damaged"
    STOPPED = "stopped", "the work was interrupted while the letter was on its way"
    NOT_AS_MEANT = "not-as-meant", "a name, the subject or a file of it cannot be written safely"


class MailLimit(TextChoices):
    """Which limit somebody has met who causes mails without an account."""

    INVITATIONS_OF_NOTE = "invitations-of-note", "invitations by mail from one note in an hour"
    MAILS_TO_ADDRESS = "mails-to-address", "mails to one address in a day"


class Step(TextChoices):
    """What a person does with a letter next."""

    APPROVE = "approve", "read and approve it"
    WAIT = "wait", "it goes out by itself"
    SETTLE = "settle", "find out whether it arrived"
    CORRECT = "correct", "correct the address"
    NONE = "none", "nothing"


LETTER_MOVES: dict[LetterState, tuple[LetterState, ...]] = {
    LetterState.DRAFTED: (LetterState.APPROVED, LetterState.DISCARDED),
    LetterState.APPROVED: (LetterState.ON_ITS_WAY, LetterState.DRAFTED),
    LetterState.ON_ITS_WAY: (
        LetterState.SENT,
        LetterState.REFUSED,
        LetterState.UNCERTAIN,
        LetterState.APPROVED,
    ),
    LetterState.SENT: (LetterState.BOUNCED,),
    LetterState.REFUSED: (LetterState.DRAFTED, LetterState.DISCARDED),
    LetterState.UNCERTAIN: (LetterState.SENT, LetterState.DRAFTED),
    LetterState.BOUNCED: (),
    LetterState.DISCARDED: (),
}
"""Back to *approved* only where the mail server has surely not taken it; from *uncertain* a person
decides.
"""

NEXT_STEPS: dict[LetterState, Step] = {
    LetterState.DRAFTED: Step.APPROVE,
    LetterState.APPROVED: Step.WAIT,
    LetterState.ON_ITS_WAY: Step.WAIT,
    LetterState.UNCERTAIN: Step.SETTLE,
    LetterState.REFUSED: Step.CORRECT,
    LetterState.BOUNCED: Step.CORRECT,
    LetterState.SENT: Step.NONE,
    LetterState.DISCARDED: Step.NONE,
}

INVITING = (LetterKind.INVITATION, LetterKind.NOTE_VERBALE)
"""Letters with which an invitation goes out."""
OF_CHANGES = (LetterKind.CHANGE, LetterKind.CANCELLATION)
"""Letters that say what became of a meeting."""
TO_INVITED = (*INVITING, LetterKind.REMINDER, *OF_CHANGES)
"""Letters to those who are invited; the others go to respondents."""
TO_RESPONDENTS = (LetterKind.QUESTIONNAIRE, LetterKind.NOTE_REMINDER)
"""Letters about a note, each with a link that opens it."""
