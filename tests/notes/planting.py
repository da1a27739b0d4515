"""A word of its own in every text of notes that stays within: with the government that wrote it
(`within`), or with that government and the secretariat (`closed`). Each names whose it is.
"""

import datetime as dt
import re
from dataclasses import replace

from tests.cast import NOW, OPERATOR
from tests.notes.table import DEADLINE, party
from tests.notes.voices import Voice, asked, note_of, respondent, speaks
from tests.sample import planted
from tourdetable.kernel.actors import Actor
from tourdetable.kernel.rows import state_of
from tourdetable.kernel.wording import Wording
from tourdetable.letters.actions.drafting import draft_note_letters
from tourdetable.letters.actions.inviting import invite_contributor_by_mail
from tourdetable.letters.actions.receipting import receipt_note, tell_of_return
from tourdetable.letters.enums import TO_RESPONDENTS
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document
from tourdetable.meetings.models import Meeting
from tourdetable.notes.actions.asking import extend_deadline, return_note
from tourdetable.notes.actions.clearing import (
    answer_clearance,
    ask_clearance,
    make_respondent_link,
)
from tourdetable.notes.actions.submitting import enter_on_behalf
from tourdetable.notes.actions.writing import decline_note, save_answer, save_draft
from tourdetable.notes.enums import ClearanceState, NoteState, Sharing
from tourdetable.notes.models import Clearance, Contributor, Note, NoteVersion, Questionnaire
from tourdetable.notes.queries.links import holder

WITHIN = re.compile(rb"zyxwwithin-([a-z]{3})-[a-z]+wxyz", re.IGNORECASE)
CLOSED = re.compile(rb"zyxw(?:within|closed)-([a-z]{3})-[a-z]+wxyz", re.IGNORECASE)
"""Each finds the code of whose word it is; the second finds both kinds."""
LINK = "planted-tonga".ljust(43, "-")
"""What opens Tonga's note."""
FIJI = Voice(
    "FJI",
    said={
        "coordination": "Heard by all",
        "objectives": None,
        "exchange": f"{planted('closed-fji-stricter')}@not-for-use",
    },
    reason=planted("closed-fji-declined"),
)
TONGA = Voice("TON", attribution="not-attributed", said={"coordination": "Voiced by one"})
BALI = Voice(
    "VUT",
    "bali-process",
    "not-attributed",
    said={"coordination": "Voiced by two", "exchange": planted("closed-vut-waiting")},
    reason=planted("closed-vut-correction"),
)
KIRIBATI = Voice("KIR", attribution="not-attributed", said={"coordination": "Voiced by three"})
SWISS, NAURU, PALAU = Voice("CHE"), Voice("NRU"), Voice("PLW")


def plant(meeting: Meeting) -> Questionnaire:
    """Everything that can happen to a note, with a word in each text."""
    for code, name in (("VUT", "Vanuatu"), ("KIR", "Kiribati"), ("NRU", "Nauru"), ("PLW", "Palau"),
                       ("TON", "Tonga")):  # fmt: skip
        party(code, name)
    row = asked(meeting, (FIJI, TONGA, BALI, KIRIBATI, SWISS, NAURU, PALAU), "planted")
    Questionnaire.objects.filter(pk=row.pk).update(sharing=Sharing.PARTICIPANTS)
    for voice in (FIJI, TONGA, BALI, KIRIBATI):
        speaks(row, voice)
    speaks(row, replace(BALI, said={"coordination": "Voiced by two, better"}))
    remark = planted("closed-kir-returned")
    return_note(note_of(row, KIRIBATI), remark=remark, by=OPERATOR, now=NOW)
    _several_hands(row)
    _by_the_secretariat(row)
    nauru = note_of(row, NAURU)
    decline_note(nauru, reason=planted("closed-nru-refused"), by=respondent(nauru), now=NOW)
    expires = {"expires_at": DEADLINE, "by": OPERATOR, "now": NOW}
    make_respondent_link(note_of(row, TONGA), secret=LINK, **expires)  # type: ignore[arg-type]  # by name
    _letters(row)
    return Questionnaire.objects.select_related("meeting").get(pk=row.pk)


def _several_hands(row: Questionnaire) -> None:
    """Fiji reads its note again, and two ministries draft and judge what it composes."""
    remark = planted("closed-fji-returned")
    return_note(note_of(row, FIJI), remark=remark, by=OPERATOR, now=NOW)
    ours, question = respondent(note_of(row, FIJI)), row.questions.get(key="objectives")
    _answers(note_of(row, FIJI), planted("within-fji-composed"), ours, key="objectives")
    hands = []
    for number in (1, 2):
        invite_contributor_by_mail(
            note_of(row, FIJI), name=planted("within-fji-ministry"),
            mail=f"{planted('within-fji-mail')}@example.org", expires_at=DEADLINE,
            secret=f"fiji-{number}".ljust(43, "-"), by=ours, now=NOW,
        )  # fmt: skip
        hand = Contributor.objects.select_related("note__questionnaire").latest("pk")
        save_draft(
            hand, question=question, content=planted("within-fji-draft"), language="en", seen="",
            by=holder(hand), now=NOW,
        )  # fmt: skip
        hands.append(hand)
    ask_clearance(note_of(row, FIJI), contributors=hands, by=ours, now=NOW)
    said = (
        (ClearanceState.OBJECTED, planted("within-fji-objection")),
        (ClearanceState.CLEARED_WITH_CHANGES, planted("within-fji-changes")),
    )
    rows = Clearance.objects.select_related("contributor", "note__questionnaire")
    for hand, (answer, reason) in zip(hands, said, strict=True):
        asked_of = rows.get(contributor=hand)
        answer_clearance(asked_of, answer=answer, reason=reason, by=holder(hand), now=NOW)


def _answers(note: Note, text: str, by: Actor, key: str = "coordination") -> None:
    question = note.questionnaire.questions.get(key=key)
    stood = note.answers.filter(question=question, contributor=None).first()
    seen = state_of(stood) if stood else ""
    save_answer(note, question=question, content=text, language="en", seen=seen, by=by, now=NOW)


def _by_the_secretariat(row: Questionnaire) -> None:
    """What it enters for others, and the time that it gives."""
    row.notes.filter(party__code="CHE").update(attribution="not-for-use")
    paper = Document.objects.create(
        slug="planted-note", titles=Wording.of(en=planted("closed-che-brought")),
        kind=DocumentKind.MEETING, distribution=Distribution.RESTRICTED,
    )  # fmt: skip
    enter_on_behalf(
        note_of(row, SWISS), typed={"coordination": planted("closed-che-unused")}, language="en",
        source=planted("closed-che-source"), document=paper, by=OPERATOR, now=NOW,
    )  # fmt: skip
    palau, later = note_of(row, PALAU), DEADLINE + dt.timedelta(days=9)
    reason = planted("closed-plw-extended")
    extend_deadline(palau, until=later, reason=reason, by=OPERATOR, now=NOW)
    palau = note_of(row, PALAU)
    _answers(palau, planted("within-plw-begun"), respondent(palau))


def _letters(row: Questionnaire) -> None:
    """Of every kind, to whoever it can be written to; and what the house itself writes."""
    row.notes.update(mail="mission@example.org")
    for kind in TO_RESPONDENTS:
        notes = [note_of(row, voice) for voice in (FIJI, TONGA, BALI, KIRIBATI, PALAU)]
        draft_note_letters(row, kind=kind, notes=notes, by=OPERATOR, now=NOW)
    known = NoteVersion.objects.select_related("note__questionnaire__meeting", "note__party")
    for version in known.filter(note__questionnaire=row, source=""):
        receipt_note(version, by=OPERATOR, now=NOW)
        if version.note.state == NoteState.RETURNED:
            tell_of_return(version, by=OPERATOR, now=NOW)
