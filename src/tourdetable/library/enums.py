"""Closed vocabularies of documents."""

from django.db.models import TextChoices


class Distribution(TextChoices):
    """Who may have a document."""

    GENERAL = "general", "general"
    LIMITED = "limited", "limited"
    RESTRICTED = "restricted", "restricted"


class DocumentKind(TextChoices):
    """What sort of document it is."""

    MEETING = "meeting", "document of the meeting"
    PARTICIPANT_PAPER = "participant-paper", "document provided by a participant"
    REPORT = "report", "report"
    DECLARATION = "declaration", "declaration"
    RECOMMENDATIONS = "recommendations", "recommendations"
    OUTCOME_DOCUMENT = "outcome-document", "outcome document"
    ACTION_PLAN = "action-plan", "plan of action"
    PRINCIPLES = "principles", "principles"
    CONCLUSIONS = "conclusions", "conclusions"


class Modification(TextChoices):
    """What a document does to the one that it modifies, as the last part of its symbol says:
    Rev., Add., Corr. (United Nations Editorial Manual, document symbols).
    """

    REVISION = "revision", "revision"
    ADDENDUM = "addendum", "addendum"
    CORRIGENDUM = "corrigendum", "corrigendum"
