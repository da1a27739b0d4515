"""Closed vocabularies of parties. Labels are English message ids, translated where shown."""

from django.db.models import TextChoices


class PartyKind(TextChoices):
    """What can hold seats and mandates."""

    COUNTRY = "country", "country or area"
    ORGANISATION = "organisation", "organisation"
    UNCODED = "uncoded", "participant without an ISO code"


class OrganisationKind(TextChoices):
    """What sort of body an organisation is; *named only* where a source names it and no more."""

    UNIVERSAL = "universal", "universal organisation"
    UN_BODY = "un-body", "body of the United Nations"
    INTER_REGIONAL = "inter-regional", "interregional organisation"
    REGIONAL = "regional", "regional organisation"
    COMMISSION = "commission", "commission"
    NAMED_ONLY = "named-only", "organisation named in a source"


class SeatStatus(TextChoices):
    """A party's standing in an organisation during one spell."""

    MEMBER = "member", "member"
    ASSOCIATE = "associate", "associate"
    PARTICIPANT = "participant", "participant"
    SUSPENDED = "suspended", "suspended"


class SeatEvidence(TextChoices):
    """What a seat rests on: a plain list of some year, a dated spell, or a doubtful mention."""

    LISTED = "listed", "named in the list of members"
    DATED = "dated", "dated spell"
    UNCERTAIN = "uncertain", "membership uncertain"


class Certainty(TextChoices):
    """How sure it is that a seat or an office was held on a date (decision 0006).

    *Certain* is only what no doubt stands against; every other answer names its doubts.
    """

    CERTAIN = "certain", "certain"
    LISTED = "listed", "listed, date of entry not known"
    DOUBTFUL = "doubtful", "doubtful"


class Capacity(TextChoices):
    """What a person may act as on a date (design, section 5). None is stored as a right: each
    follows from the secretariat's list, a focal point's term, a mandate or a nomination.
    """

    OFFICER = "officer", "secretariat officer"
    CHAIR = "chair", "chair's office"
    FOCAL_POINT = "focal-point", "focal point"
    DELEGATE = "delegate", "delegate"
    OBSERVER = "observer", "observer"
    RAPPORTEUR = "rapporteur", "rapporteur"
    REPLIER = "replier", "holder of a party's reply link"
    RESPONDENT = "respondent", "holder of a respondent's link"
    CONTRIBUTOR = "contributor", "ministry contributor"
    SUBMITTER = "submitter", "one whose note was submitted"


class Doubt(TextChoices):
    """Why it cannot be said for sure that a seat or an office was held on a date."""

    HANDOVER = "handover", "depends on a handover whose day is not known"
    START_PRECISION = "start-precision", "the day on which it began is not known"
    END_PRECISION = "end-precision", "the day on which it ended is not known"
    START_UNKNOWN = "start-unknown", "when it began is not known"
    END_UNKNOWN = "end-unknown", "when it ended is not known"
    GAP = "gap", "others may have held it in between"
    LISTED = "listed", "listed, date of entry not known"
    UNCERTAIN = "uncertain", "membership uncertain"
    UNVERIFIED = "unverified", "unverified"
