"""A table at which everything has happened once: for visiting every screen, and for looking whether
a private word gets out.

Each private text holds a word of its own. It can be laid in an empty database, or beside some of
the reference data.
"""

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from tests.cast import CAST
from tests.table import at_the_table, seated
from tourdetable.formats.questionnaire_document import Addressed, questionnaire_docx
from tourdetable.formats.xlsform import questionnaire_xlsform
from tourdetable.invitations.actions.answering import make_reply_link
from tourdetable.invitations.enums import (
    Category,
    Function,
    Ground,
    InvitationState,
    NominationState,
    Office,
    Showing,
)
from tourdetable.invitations.models import (
    Invitation,
    InvitationRule,
    Nomination,
    Participant,
    ReplyLink,
)
from tourdetable.invitations.queries.answers import replier
from tourdetable.invitations.queries.seated import list_of
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.dates import PartialDate
from tourdetable.kernel.enums import ActorKind, Publicity
from tourdetable.kernel.links import digest_of_secret
from tourdetable.kernel.rows import name_of
from tourdetable.kernel.uploads import lay as lay_down
from tourdetable.kernel.wording import Wording
from tourdetable.letters.enums import LetterKind, LetterState, MailLimit
from tourdetable.letters.models import Dispatch, Letter, LimitNotice
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document
from tourdetable.library.rules.arrivals import Arrival
from tourdetable.meetings.actions import issue_agenda
from tourdetable.meetings.enums import AgendaState, ItemKind, MeetingKind, Mode, Phase
from tourdetable.meetings.models import (
    AgendaItem,
    Concern,
    Host,
    ItemDocument,
    Meeting,
    Series,
    Session,
    Speaker,
)
from tourdetable.meetings.queries.planned import agenda_name
from tourdetable.notes.actions.attaching import attach_document
from tourdetable.notes.actions.clearing import ask_clearance
from tourdetable.notes.actions.submitting import submit_note
from tourdetable.notes.actions.writing import reopen_note, save_answer, save_draft
from tourdetable.notes.enums import NoteState, QuestionnaireState, Sharing
from tourdetable.notes.models import (
    Answer,
    Contributor,
    Note,
    NoteVersion,
    Question,
    QuestionGroup,
    Questionnaire,
)
from tourdetable.notes.queries.links import holder
from tourdetable.notes.queries.plans import plan_of
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.models import Account, Affiliation, Party, Person
from tourdetable.processes.enums import Basis, MembershipKind, ProcessKind, Role
from tourdetable.processes.models import FocalPoint, Mandate, Membership, Process

MORNING = dt.datetime(2027, 4, 14, 7, tzinfo=dt.UTC)
NOW = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
FAR = dt.datetime(2090, 1, 1, tzinfo=dt.UTC)
BY = Actor(ActorKind.OPERATOR, "tests")
SECRETS = {name: name[0] * 43 for name in ("own", "tonga", "expired", "revoked")}
"""What opens, or opened, a reply: to Fiji's invitation, and to Tonga's."""
NOTE_SECRETS = {
    name: f"note-{name}".ljust(43, "-") for name in ("own", "ministry", "expired", "revoked")
}
"""What opens, or opened, Fiji's note: as the respondent, and as a ministry that it invited."""


ANNEX = b"An annex"
"""A document that is attached to an answer."""


def planted(what: str) -> str:
    """A word that stands nowhere else, for a text that stays within."""
    return f"zyxw{what}wxyz"


def _country(code: str, name: str) -> Party:
    given = {"kind": PartyKind.COUNTRY, "names": Wording.of(en=name)}
    return Party.objects.get_or_create(code=code, defaults=given)[0]


def _process() -> Process:
    given = {
        "kind": ProcessKind.REGIONAL,
        "basis": Basis.THEMATIC,
        "names": Wording.of(en="Bali Process"),
    }
    process, is_new = Process.objects.get_or_create(slug="bali-process", defaults=given)
    if is_new:
        chair = {"process": process, "party": _country("AUS", "Australia")}
        Mandate.objects.create(**chair, role=Role.CHAIR, term=1, since=PartialDate("2002"))
        kind = MembershipKind.MEMBER
        Membership.objects.create(**chair, kind=kind, evidence="listed", position=0)
    return process


def _meeting(slug: str, phase: Phase = Phase.CONVENED, **more: object) -> Meeting:
    facts = {
        "slug": slug,
        "kind": MeetingKind.WORKSHOP,
        "mode": Mode.IN_PERSON,
        "names": Wording.of(en=f"Invented {slug}", fr=f"Exemple inventé : {slug}"),
        "start": PartialDate("2027-04-14"),
        "end": PartialDate("2027-04-15"),
        "place_city": "Geneva",
        "place_country": _country("CHE", "Switzerland"),
        "zone": "Europe/Zurich",
        "languages": ("en", "fr"),
        "is_invented": True,
    }
    meeting = Meeting.objects.create(**{**facts, "phase": phase, **more})
    Concern.objects.create(meeting=meeting, process=_process(), position=0)
    Host.objects.create(meeting=meeting, party=_country("CHE", "Switzerland"), position=0)
    return meeting


def _agenda(meeting: Meeting) -> None:
    block = Session.objects.create(
        meeting=meeting, number=1, date=PartialDate("2027-04-14"), title=Wording.of(en="Morning"),
        starts_at=MORNING, ends_at=MORNING + dt.timedelta(hours=3),
    )  # fmt: skip
    person = Person.objects.create(slug="speaker", name="Sina Speaker")
    post = Affiliation.objects.create(person=person, party=_country("CHE", "Switzerland"))
    paper = Document.objects.create(
        slug="limited-paper", titles=Wording.of(en=planted("paper")),
        kind=DocumentKind.MEETING, distribution=Distribution.LIMITED, publicity=Publicity.PUBLISHED,
    )  # fmt: skip
    for number, kind in enumerate((ItemKind.OPENING, ItemKind.TOUR_DE_TABLE), 1):
        item = AgendaItem.objects.create(
            session=block, number=number, kind=kind, title=Wording.of(en=f"Item {number}"),
            starts_at=MORNING, minutes=60, annotation=Wording.of(en=planted("annotation")),
        )  # fmt: skip
        Speaker.objects.create(item=item, affiliation=post, position=0)
        ItemDocument.objects.create(item=item, document=paper, position=0)


def _invited(meeting: Meeting, party: Party, state: InvitationState) -> Invitation:
    return Invitation.objects.create(
        meeting=meeting, party=party, ground=Ground.PARTY, state=state, language="fr",
        reason=planted("reason"), addressee=planted("addressee"),
        mail=f"{planted('address')}@example.org", answer_remark=planted("remark"),
    )  # fmt: skip


def _chair_invited(meeting: Meeting) -> None:
    """A line that rests on a doubtful mandate, and the rule that it follows from."""
    about = {"process": _process(), "office": Office.CURRENT_CHAIR}
    InvitationRule.objects.create(meeting=meeting, position=0, **about)
    Invitation.objects.create(
        meeting=meeting, party=_country("AUS", "Australia"), ground=Ground.CURRENT_CHAIR,
        basis=json.dumps({"certainty": "doubtful", "doubts": ["unverified"]}),
        reason=planted("doubt"), **about,
    )  # fmt: skip


def _named(invitation: Invitation, what: str, state: NominationState) -> Nomination:
    return Nomination.objects.create(
        invitation=invitation, name=planted(what), post=planted("post"), unit=planted("unit"),
        mail=f"{planted('mail')}@example.org", query=planted("query"), state=state,
        received_at=NOW, function=Function.DELEGATE,
    )  # fmt: skip


def _letters(meeting: Meeting, invitation: Invitation) -> None:
    for number, state in enumerate(LetterState, 1):
        letter = Letter.objects.create(
            meeting=meeting, invitation=invitation, kind=LetterKind.REMINDER, state=state,
            language="fr", addressee=planted("addressee"), mail="embassy@example.org",
            subject=planted("subject"), text=planted("letter"), drafted_at=NOW, approved_at=NOW,
            approved_by="person:officer", due_at=FAR, message_id=f"<{number}@example.org>",
        )  # fmt: skip
        Dispatch.objects.create(letter=letter, at=NOW, outcome=state, reply=planted("reply"))


def _takes_part(meeting: Meeting, who: str, function: Function, **more: object) -> Participant:
    person = seated(who)
    return Participant.objects.create(
        meeting=meeting, person=person, function=function, category=Category.GOVERNMENT, **more
    )


def _at_the_table(meeting: Meeting, fiji: Invitation) -> None:
    """The cast, each with what makes them what they are."""
    process = _process()
    for who, party in (("chair's office", "AUS"), ("focal point", "FJI")):
        seat = {"process": process, "party": Party.objects.get(code=party)}
        FocalPoint.objects.create(person=seated(who), since=PartialDate("2020"), **seat)
    _takes_part(meeting, "delegate", Function.DELEGATE, party=fiji.party, invitation=fiji,
                showing=Showing.OFFICIAL_CAPACITY, post="Counsellor")  # fmt: skip
    Person.objects.filter(slug="observer").update(name=planted("observer"))
    _takes_part(meeting, "observer", Function.OBSERVER)
    _takes_part(meeting, "rapporteur", Function.RAPPORTEUR, showing=Showing.CONSENT)
    _takes_part(_meeting("other-table"), "other delegation", Function.DELEGATE)
    seated("secretariat officer")
    seated("ministry contributor")


def _uploads(meeting: Meeting, invitation: Invitation) -> None:
    """Files that wait between their preview and the word to take them in, each for who laid it."""
    link = replier(ReplyLink.objects.filter(invitation=invitation).order_by("pk")[0])
    people = f"Name,Country\n{planted('listed')},Fiji\n".encode()
    talk = {"title": planted("talk"), "date": "2027-04-14T10:00:00+02:00", "duration": "00:30"}
    days = [{"date": "2027-04-14", "rooms": {"Hall": [talk]}}]
    agenda = json.dumps({"schedule": {"conference": {"title": "x", "days": days}}}).encode()
    officer = CAST["secretariat officer"]
    for about, by, content in (
        (list_of(meeting), officer, people),
        (agenda_name(meeting), officer, agenda),
        (list_of(invitation), officer, people),
        (list_of(invitation), link, people),
    ):
        lay_down(about, f"{planted('file')}.csv", content, by, FAR)


def _notes(meeting: Meeting, earlier: Meeting) -> None:
    """A questionnaire that is answered, one that is being made, and one of an earlier meeting of
    the series; a note that is written by two hands and in clearance, one that was submitted.
    """
    series = Series.objects.create(slug="tables", names=Wording.of(en="Tables"))
    Meeting.objects.filter(pk__in=[meeting.pk, earlier.pk]).update(series=series)
    before = _questionnaire(earlier, "earlier", opened_at=NOW)
    NoteVersion.objects.create(
        note=Note.objects.create(party=_country("FJI", "Fiji"), questionnaire=before,
                                 attribution=before.attribution, state=NoteState.SUBMITTED),
        number=1, content="[]", attribution=before.attribution, submitted_at=NOW,
    )  # fmt: skip
    asked = _questionnaire(meeting, "asked", deadline=FAR, opened_at=NOW, sharing=Sharing.AFTER_OWN)
    drafted = _questionnaire(meeting, "drafted")
    QuestionGroup.objects.create(questionnaire=drafted, position=2, title=Wording.of(en="Empty"))
    about = {"questionnaire": asked, "attribution": asked.attribution, "language": "en"}
    fiji = Note.objects.create(party=_country("FJI", "Fiji"), state=NoteState.ASKED, **about)
    Note.objects.create(
        party=_country("TON", "Tonga"), questionnaire=drafted, attribution=drafted.attribution
    )
    made = _hands(fiji)
    own, question = holder(made["own"]), asked.questions.all()[0]
    said = {"question": question, "language": "en", "seen": "", "now": NOW}
    save_answer(fiji, content=planted("answer"), by=own, **said)  # type: ignore[arg-type]  # by name
    answer = Answer.objects.select_related("note__questionnaire", "note__party").get(note=fiji)
    annex = Arrival(f"{planted('annex-name')}.txt", ANNEX, "en", None, len(ANNEX))
    attach_document(answer, arrival=annex, by=own, now=NOW)
    submit_note(_again(fiji), by=own, now=NOW)
    reopen_note(_again(fiji), reason=planted("correction"), by=own, now=NOW)
    hand = made["ministry"]
    save_draft(hand, content=planted("draft"), by=holder(hand), **said)  # type: ignore[arg-type]  # by name
    draft = Answer.objects.select_related("note__questionnaire", "contributor__note").get(
        contributor=hand
    )
    attach_document(draft, arrival=annex, by=holder(hand), now=NOW)
    ask_clearance(_again(fiji), contributors=[hand], by=own, now=NOW)
    _of_australia(fiji, about)
    _laid(asked, drafted, fiji, own)


def _of_australia(fiji: Note, about: Mapping[str, Any]) -> None:
    """A note that was submitted, with the same document."""
    australia = _country("AUS", "Australia")
    NoteVersion.objects.create(
        note=Note.objects.create(party=australia, state=NoteState.SUBMITTED, **about),
        number=1, content=fiji.versions.get().content.replace(planted("answer"), "Well"),
        attribution=fiji.attribution, submitted_at=NOW,
    )  # fmt: skip


def _limited(fiji: Note) -> None:
    """A limit on mails from its note was met, and nobody has seen it yet."""
    kind = MailLimit.INVITATIONS_OF_NOTE
    LimitNotice.objects.create(note=fiji, limit=kind, met_at=NOW, until=FAR)


def _laid(asked: Questionnaire, drafted: Questionnaire, fiji: Note, own: Actor) -> None:
    """Files that wait: questions, and the document of Fiji from each who may bring it."""
    plan = plan_of(asked)
    form = questionnaire_xlsform(plan, name="asked")
    document = questionnaire_docx(plan, Addressed("asked", "Fiji", "", "en"))
    officer, focal = CAST["secretariat officer"], CAST["focal point"]
    for row, content, by in ((drafted, form, officer), *((fiji, document, by)
                             for by in (officer, focal, own))):  # fmt: skip
        lay_down(name_of(row), "file", content, by, FAR)


def _hands(note: Note) -> dict[str, Contributor]:
    """Who holds the links to the note, by the names of their secrets."""
    made: dict[str, Contributor] = {}
    for name, secret in NOTE_SECRETS.items():
        made[name] = Contributor.objects.create(
            note=note, is_respondent=name != "ministry", name=planted("ministry"),
            digest=digest_of_secret(secret), made_at=NOW,
            expires_at=NOW if name == "expired" else FAR,
            revoked_at=NOW if name == "revoked" else None,
        )  # fmt: skip
    return made


def _questionnaire(meeting: Meeting, slug: str, **more: object) -> Questionnaire:
    made = Questionnaire.objects.create(
        meeting=meeting, slug=slug, title=Wording.of(en=f"Questions {slug}"), zone="Europe/Zurich",
        state=QuestionnaireState.OPEN if more else QuestionnaireState.DRAFTED, **more,
    )  # fmt: skip
    group = QuestionGroup.objects.create(
        questionnaire=made, position=1, title=Wording.of(en="Group")
    )
    Question.objects.create(
        questionnaire=made, group=group, position=1, key="how", text=Wording.of(en="How?")
    )
    return made


def _again(note: Note) -> Note:
    """As it stands now."""
    return Note.objects.select_related("questionnaire", "party", "process").get(pk=note.pk)


def _with_a_factor() -> None:
    """Somebody beside the cast who comes in by a second factor."""
    person = Person.objects.create(slug="holder", name="Holder", mail="holder@example.org")
    account = Account.objects.create(person=person, mail=person.mail)
    Authenticator.objects.create(user=account, type=Authenticator.Type.TOTP, data={})


def lay() -> Meeting:
    """The meeting at which everything has happened once, and one in each other phase."""
    meeting = _meeting("table", purpose=Wording.of(en="To try everything."))
    _agenda(meeting)
    fiji = _invited(meeting, _country("FJI", "Fiji"), InvitationState.ACCEPTED)
    tonga = _invited(meeting, _country("TON", "Tonga"), InvitationState.SENT)
    for name, secret in SECRETS.items():
        row = tonga if name == "tonga" else fiji
        make_reply_link(row, secret=secret, expires_at=FAR, by=BY, now=NOW)
    links = list(ReplyLink.objects.filter(invitation=fiji))
    ReplyLink.objects.filter(pk=links[1].pk).update(expires_at=NOW)
    ReplyLink.objects.filter(pk=links[2].pk).update(revoked_at=NOW)
    _chair_invited(meeting)
    _uploads(meeting, fiji)
    _with_a_factor()
    for state in NominationState:
        if state != NominationState.ACCEPTED:
            _named(fiji, state.value, state)
    _named(tonga, "tongan", NominationState.RECEIVED)
    _letters(meeting, fiji)
    _at_the_table(meeting, fiji)
    issue_agenda(meeting, state=AgendaState.ANNOTATED, by=BY, now=NOW)
    reason = Wording.of(en=planted("cancelled"))
    _meeting("preparing", Phase.PREPARING)
    closed = _meeting("closed", Phase.CLOSED, publicity=Publicity.PUBLISHED)
    _notes(meeting, closed)
    _limited(Note.objects.get(party__code="FJI", questionnaire__slug="asked"))
    _meeting("cancelled", Phase.CANCELLED, cancellation_reason=reason)
    return meeting


def sessions() -> dict[str, str]:
    """The cookie by which each of the cast is signed in."""
    people = (who for who in CAST if CAST[who].key and who != "operator")
    return {who: at_the_table(who).cookies[settings.SESSION_COOKIE_NAME].value for who in people}


def add_factors(who: str, cookie: str) -> int:
    """Give one of the cast an app, codes and a passkey, shown a moment ago; the passkey's key."""
    account = seated(who).account
    TOTP.activate(account, generate_totp_secret())
    RecoveryCodes.activate(account)
    passkey = Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Key", "credential": {}, "passwordless": True},
    )
    session = SessionStore(cookie)
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(account.pk)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        {"method": "mfa", "type": "totp", "at": FAR.timestamp(), "reauthenticated": True}
    ]
    session.save()
    return int(passkey.pk)


def letters_to_send(meeting: Meeting, count: int) -> list[str]:
    """So many parties whose approved letters are due; the secrets of their reply links."""
    secrets = [f"{number:043}" for number in range(count)]
    for number, secret in enumerate(secrets):
        party, _ = Party.objects.get_or_create(
            code=f"x{number}", defaults={"kind": PartyKind.UNCODED, "names": Wording.of(en="One")}
        )
        row = _invited(meeting, party, InvitationState.APPROVED)
        make_reply_link(row, secret=secret, expires_at=FAR, by=BY, now=NOW)
        Letter.objects.create(
            meeting=meeting, invitation=row, kind=LetterKind.INVITATION,
            state=LetterState.APPROVED, language="fr", mail=f"party{number}@example.org",
            subject="Invitation", text="…", drafted_at=NOW, approved_at=NOW, due_at=NOW,
            approved_by="person:officer", message_id=f"<load{number}@example.org>",
        )  # fmt: skip
    return secrets
