"""Closed vocabularies of processes. Labels are English message ids, translated where shown."""

from django.db.models import TextChoices


class ProcessKind(TextChoices):
    """Our own label; what IOM calls it is kept beside it (`iom_label`)."""

    GLOBAL = "global", "global process"
    INTERREGIONAL = "interregional", "interregional forum"
    REGIONAL = "regional", "regional consultative process"


class Basis(TextChoices):
    """Why these parties sit together."""

    GEOGRAPHIC = "geographic", "geographic"
    THEMATIC = "thematic", "thematic"


class ProcessState(TextChoices):
    """*Active* means that the newest source shows it at work, not that it works today."""

    ACTIVE = "active", "active"
    DORMANT = "dormant", "dormant"
    ENDED = "ended", "ended"
    ABSORBED = "absorbed", "absorbed"
    UNKNOWN = "unknown", "status not known"


class Confidence(TextChoices):
    """How far the compilers trust a list of members as a whole."""

    HIGH = "high", "high"
    MEDIUM = "medium", "medium"
    LOW = "low", "low"


class MembershipKind(TextChoices):
    """A party's seat in a process."""

    MEMBER = "member", "member"
    OBSERVER = "observer", "observer"
    PARTNER = "partner", "partner"


class Role(TextChoices):
    """An office in a process."""

    CHAIR = "chair", "chair"
    CO_CHAIR = "co-chair", "co-chair"
    VICE_CHAIR = "vice-chair", "vice-chair"
    HOST = "host", "host"
    SECRETARIAT = "secretariat", "secretariat"


class MandateStyle(TextChoices):
    """The name that the process itself gives to the office."""

    CHAIR = "chair", "chair"
    CO_CHAIR = "co-chair", "co-chair"
    CO_CHAIRS = "co-chairs", "co-chairs"
    PRESIDENCY_PRO_TEMPORE = "presidency pro tempore", "presidency pro tempore"
    LEAD = "lead", "lead"
    HOST = "host", "host"
    EU_PRESIDENCY = "EU presidency co-chair", "co-chair as presidency of the European Union"


ROLE_OF_STYLE = {
    MandateStyle.CHAIR: Role.CHAIR,
    MandateStyle.CO_CHAIR: Role.CO_CHAIR,
    MandateStyle.CO_CHAIRS: Role.CO_CHAIR,
    MandateStyle.PRESIDENCY_PRO_TEMPORE: Role.CHAIR,
    MandateStyle.LEAD: Role.CHAIR,
    MandateStyle.HOST: Role.HOST,
    MandateStyle.EU_PRESIDENCY: Role.CO_CHAIR,
}

PRESIDING = (Role.CHAIR, Role.CO_CHAIR)


class SecretariatKind(TextChoices):
    """What kind of secretariat a mandate is; *none* states that there is none."""

    OFFICIAL = "official", "official secretariat"
    SERVICES = "provides secretariat services", "secretariat services"
    TECHNICAL = "technical support", "technical support"
    HOSTING = "administrative hosting", "administrative hosting"
    NONE = "none", "no official secretariat"


STAND_INS = (SecretariatKind.SERVICES, SecretariatKind.TECHNICAL)
"""Who stands in for a secretariat where none is official: services, technical support or
coordination (the page on the meeting of 14–15 April 2005). Hosting its office is not that."""


class RelationKind(TextChoices):
    """How a process stands to another process or to an organisation."""

    SISTER = "sister", "related process"
    PREDECESSOR_OF = "predecessor_of", "predecessor of"
    SUCCESSOR_OF = "successor_of", "successor of"
    PARENT_ORGANISATION = "parent_organisation", "within the organisation"
    FORMALLY_ASSOCIATED = "formally_associated", "formally associated with"
    INCLUDED_IN = "included_in", "included in"
    INCLUDES = "includes", "includes"
