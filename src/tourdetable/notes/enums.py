"""Closed vocabularies of notes."""

from django.db.models import TextChoices


class QuestionnaireState(TextChoices):
    """How far a questionnaire is."""

    DRAFTED = "drafted", "in preparation"
    OPEN = "open", "open for answers"
    CLOSED = "closed", "closed for answers"


QUESTIONNAIRE_MOVES: dict[QuestionnaireState, tuple[QuestionnaireState, ...]] = {
    QuestionnaireState.DRAFTED: (QuestionnaireState.OPEN,),
    QuestionnaireState.OPEN: (QuestionnaireState.CLOSED,),
    QuestionnaireState.CLOSED: (QuestionnaireState.OPEN,),
}
"""What was put to respondents is never a draft again; it can be opened once more."""


class Sharing(TextChoices):
    """Who sees submitted notes, beside the respondent and the secretariat."""

    SECRETARIAT = "secretariat", "nobody else"
    PARTICIPANTS = "participants", "the participants of the meeting"
    AFTER_OWN = "after-own", "each participant after its own note was submitted"


class QuestionKind(TextChoices):
    """What kind of answer a question asks for."""

    TEXT = "text", "open text"
    CHOICE = "choice", "one of several choices"
    CHOICES = "choices", "several choices"
    NUMBER = "number", "number"
    DATE = "date", "date"
    TABLE = "table", "table"


WITH_OPTIONS = (QuestionKind.CHOICE, QuestionKind.CHOICES, QuestionKind.TABLE)
"""Kinds that need options: the choices, or the columns of the table."""


class NoteState(TextChoices):
    """How far a note is. *Corrected* is one that its respondent opened again after submitting."""

    ASKED = "asked", "not opened"
    DRAFTING = "drafting", "drafting"
    IN_CLEARANCE = "in-clearance", "in clearance"
    CLEARED = "cleared", "cleared"
    SUBMITTED = "submitted", "submitted"
    RETURNED = "returned", "returned with a remark"
    CORRECTED = "corrected", "being corrected"
    DECLINED = "declined", "declined"


_S = NoteState
NOTE_MOVES: dict[NoteState, tuple[NoteState, ...]] = {
    _S.ASKED: (_S.DRAFTING, _S.DECLINED),
    _S.DRAFTING: (_S.IN_CLEARANCE, _S.SUBMITTED, _S.DECLINED),
    _S.IN_CLEARANCE: (_S.CLEARED, _S.DRAFTING, _S.DECLINED),
    _S.CLEARED: (_S.SUBMITTED, _S.IN_CLEARANCE, _S.DRAFTING, _S.DECLINED),
    _S.SUBMITTED: (_S.RETURNED, _S.CORRECTED),
    _S.RETURNED: (_S.IN_CLEARANCE, _S.SUBMITTED),
    _S.CORRECTED: (_S.IN_CLEARANCE, _S.SUBMITTED),
    _S.DECLINED: (_S.DRAFTING,),
}
"""A change of the text during or after clearance brings a note back to *drafting*; what was
submitted stays so until another version is.
"""
WRITABLE = (_S.ASKED, _S.DRAFTING, _S.IN_CLEARANCE, _S.CLEARED, _S.RETURNED, _S.CORRECTED)
"""States in which the respondent writes. Who has declined says so no more before writing."""


class AnswerState(TextChoices):
    """What stands for an answer. That nothing was answered yet has no row at all."""

    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined"


class ClearanceState(TextChoices):
    """What a ministry has said to the text that it was asked to clear."""

    ASKED = "asked", "asked"
    CLEARED = "cleared", "cleared"
    CLEARED_WITH_CHANGES = "cleared-with-changes", "cleared with changes"
    OBJECTED = "objected", "objected"
    VOID = "void", "void: the text has changed"
    TAKEN_BACK = "taken-back", "no longer asked"


_C = ClearanceState
CLEARANCE_MOVES: dict[ClearanceState, tuple[ClearanceState, ...]] = {
    _C.ASKED: (_C.CLEARED, _C.CLEARED_WITH_CHANGES, _C.OBJECTED, _C.VOID, _C.TAKEN_BACK),
    _C.CLEARED: (_C.VOID,),
    _C.CLEARED_WITH_CHANGES: (_C.VOID,),
    _C.OBJECTED: (_C.VOID,),
    _C.VOID: (),
    _C.TAKEN_BACK: (),
}
"""A ministry says one thing to one text; to another text it is asked anew. A question that waits
for its answer can be taken back, an objection cannot.
"""
CLEARING = (_C.CLEARED, _C.CLEARED_WITH_CHANGES)
"""What counts as consent."""
NOT_STANDING = (_C.VOID, _C.TAKEN_BACK)
"""What holds nothing up any more: whoever it was asked of can be asked anew."""


class BoardColumn(TextChoices):
    """Where a note stands on the secretariat's board. *Late* is one that is awaited beyond its
    deadline, however far it is.
    """

    NOT_OPENED = "not-opened", "not opened"
    DRAFTING = "drafting", "drafting"
    IN_CLEARANCE = "in-clearance", "in clearance"
    SUBMITTED = "submitted", "submitted"
    LATE = "late", "late"
    DECLINED = "declined", "declined"


STATES_OF: dict[BoardColumn, tuple[NoteState, ...]] = {
    BoardColumn.NOT_OPENED: (_S.ASKED,),
    BoardColumn.DRAFTING: (_S.DRAFTING, _S.RETURNED, _S.CORRECTED),
    BoardColumn.IN_CLEARANCE: (_S.IN_CLEARANCE, _S.CLEARED),
    BoardColumn.SUBMITTED: (_S.SUBMITTED,),
    BoardColumn.DECLINED: (_S.DECLINED,),
}
"""What the board counts together."""


class Audience(TextChoices):
    """For whom answers are laid side by side."""

    SECRETARIAT = "secretariat", "the secretariat"
    PARTICIPANTS = "participants", "the participants"
    PUBLIC = "public", "the public"


class Caution(TextChoices):
    """What gives pause before answers are published, and stops nothing."""

    UNFINISHED = "unfinished", "Notes are still awaited or being corrected"
    ALONE = "alone", "Answers without a name wait: too few respondents could have given them"
    LEAVES = (
        "leaves",
        "Texts without a name leave the record: too few respondents could be meant",
    )
    AS_DOCUMENT = "as-document", "A note came as a document alone, which this page does not show"
    UNTRANSLATED = "untranslated", "A question lacks a language of the record"


class RowsBy(TextChoices):
    """Whose answers lie side by side."""

    RESPONDENT = "respondent", "all respondents"
    PROCESS = "process", "processes"
    COUNTRY = "country", "countries"


class Reply(TextChoices):
    """What stands in the table for one respondent and one question."""

    ANSWERED = "answered", "answered"
    DECLINED = "declined", "declined to answer"
    NOT_ANSWERED = "not-answered", "not answered"
    NOT_SUBMITTED = "not-submitted", "no note submitted"
    NOTE_DECLINED = "note-declined", "declined to write a note"
    NOT_SHOWN = "not-shown", "nothing under this name"
