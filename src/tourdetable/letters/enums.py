"""Closed vocabularies of letters, and the moves of one."""

from django.db.models import TextChoices


class LetterKind(TextChoices):
    """What a letter says."""

    INVITATION = "invitation", "invitation"
    NOTE_VERBALE = "note-verbale", "note verbale"
    REMINDER = "reminder", "reminder"
    CHANGE = "change", "notice of a change"
    CANCELLATION = "cancellation", "cancellation"


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
