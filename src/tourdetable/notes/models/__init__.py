"""What is asked, and what is answered."""

from tourdetable.notes.models.asking import Question, QuestionGroup, Questionnaire
from tourdetable.notes.models.attaching import Attachment
from tourdetable.notes.models.searching import AnswerText
from tourdetable.notes.models.writing import (
    Answer,
    Clearance,
    Contributor,
    Note,
    NoteVersion,
)

__all__ = [
    "Answer",
    "AnswerText",
    "Attachment",
    "Clearance",
    "Contributor",
    "Note",
    "NoteVersion",
    "Question",
    "QuestionGroup",
    "Questionnaire",
]
