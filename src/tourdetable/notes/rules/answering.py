"""Who may write, clear and read. Default: no.

What happens inside a government before submission is visible to that government alone: the
secretariat sees neither answers nor drafts nor clearance, and where it enters an answer on behalf
of a respondent it sees no more than what it entered.
"""

import datetime as dt

from django.db.models import Q

from tourdetable.kernel.actors import Actor
from tourdetable.meetings.enums import Attribution
from tourdetable.notes.enums import (
    WRITABLE,
    ClearanceState,
    NoteState,
    QuestionnaireState,
    Sharing,
)
from tourdetable.notes.models import (
    Answer,
    Attachment,
    Clearance,
    Contributor,
    Note,
    NoteVersion,
    Question,
    Questionnaire,
)
from tourdetable.parties.enums import Capacity
from tourdetable.parties.rules import is_officer
from tourdetable.processes.rules import speaks_for, spoken_for

_TAKING_PART = (Capacity.DELEGATE, Capacity.OBSERVER, Capacity.RAPPORTEUR)


def may_keep_notes(by: Actor, _thing: object, _now: dt.datetime) -> bool:
    """The secretariat says who is asked, extends deadlines and returns what was submitted."""
    return is_officer(by)


def responds(by: Actor, note: Note) -> bool:
    """One who speaks for the respondent: the focal point of the party in the process that the note
    is of, any focal point of the party where it is its own, or the holder of the note's link.
    """
    has_link = by.stands(Capacity.RESPONDENT, f"note:{note}")
    return has_link or speaks_for(by, note.party, note.process)


def _is_asked(note: Note) -> bool:
    return note.questionnaire.state == QuestionnaireState.OPEN


def may_write_note(by: Actor, note: Note, _now: dt.datetime) -> bool:
    """The respondent, while the questionnaire is open and nothing is submitted that it has not
    opened again. Late is better than never: the deadline forbids nothing.
    """
    return _is_asked(note) and note.state in WRITABLE and responds(by, note)


def may_answer_for_note(by: Actor, note: Note, _now: dt.datetime) -> bool:
    """The respondent declines the whole note, changes its mind or opens what it submitted."""
    return _is_asked(note) and responds(by, note)


def may_enter_on_behalf(by: Actor, note: Note, _now: dt.datetime) -> bool:
    """The secretariat enters what arrived by mail or paper, also after closing, but not into what
    the respondent is writing itself.
    """
    asked = note.questionnaire.state != QuestionnaireState.DRAFTED
    return asked and is_officer(by) and note.state in (NoteState.ASKED, NoteState.SUBMITTED)


def may_bring_note(by: Actor, note: Note, now: dt.datetime) -> bool:
    """Whoever writes the note, or may enter it on behalf, lays a document with its answers down."""
    return may_write_note(by, note, now) or may_enter_on_behalf(by, note, now)


def may_manage_contributor(by: Actor, contributor: Contributor, _now: dt.datetime) -> bool:
    """The respondent closes the links of those whom it invited; the secretariat those that it gave
    to respondents.
    """
    return is_officer(by) if contributor.is_respondent else responds(by, contributor.note)


def contributes(by: Actor, contributor: Contributor) -> bool:
    """Whoever holds that contributor's link."""
    return by.stands(Capacity.CONTRIBUTOR, f"contributor:{contributor.digest}")


def may_draft(by: Actor, contributor: Contributor, _now: dt.datetime) -> bool:
    """A contributor drafts while the respondent could write."""
    note = contributor.note
    return _is_asked(note) and note.state in WRITABLE and contributes(by, contributor)


def may_attach(by: Actor, answer: Answer, now: dt.datetime) -> bool:
    """Whoever writes the answer or the draft attaches documents to it."""
    if answer.contributor is not None:
        return may_draft(by, answer.contributor, now)
    return may_write_note(by, answer.note, now)


def may_remove_attachment(by: Actor, attachment: Attachment, now: dt.datetime) -> bool:
    """Whoever could attach it."""
    return may_attach(by, attachment.answer, now)


def may_clear(by: Actor, clearance: Clearance, _now: dt.datetime) -> bool:
    """The ministry that was asked, while its question stands."""
    asked = clearance.state == ClearanceState.ASKED and _is_asked(clearance.note)
    return asked and contributes(by, clearance.contributor)


def may_take_back_clearance(by: Actor, clearance: Clearance, now: dt.datetime) -> bool:
    """The respondent that asked, while its question waits for an answer."""
    return clearance.state == ClearanceState.ASKED and may_write_note(by, clearance.note, now)


def may_read_answer(by: Actor, answer: Answer, _now: dt.datetime) -> bool:
    """The respondent reads its answers and all drafts; a contributor its own drafts, and the
    answers to the questions that it was invited to.
    """
    if responds(by, answer.note):
        return True
    if answer.contributor is not None:
        return contributes(by, answer.contributor)
    question = answer.question
    return any(
        note == answer.note_id and group in (None, question.group_id) and one in (None, question.pk)
        for note, group, one in _scopes(by)
    )


def readable_answers(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_answer` as a filter; a test proves that the two agree."""
    found = Q(note__in=Note.objects.filter(answered_for(by)))
    for standing in by.standings:
        if standing.capacity == Capacity.CONTRIBUTOR:
            found |= Q(contributor__digest=standing.of.removeprefix("contributor:"))
    for note, group, question in _scopes(by):
        scope = Q(note=note, contributor=None)
        if group is not None:
            scope &= Q(question__group=group)
        if question is not None:
            scope &= Q(question=question)
        found |= scope
    return found


def may_read_attachment(by: Actor, attachment: Attachment, now: dt.datetime) -> bool:
    """Whoever reads the answer or the draft reads what is attached to it."""
    return may_read_answer(by, attachment.answer, now)


def readable_attachments(by: Actor, now: dt.datetime) -> Q:
    """`may_read_attachment` as a filter; a test proves that the two agree."""
    return Q(answer__in=Answer.objects.filter(readable_answers(by, now)))


def in_scope(contributor: Contributor, question: Question) -> bool:
    """Was the contributor invited to that question?"""
    return (
        contributor.note.questionnaire_id == question.questionnaire_id
        and contributor.group_id in (None, question.group_id)
        and contributor.question_id in (None, question.pk)
    )


def scope_of(contributor: Contributor) -> str:
    """To what somebody was invited, as a standing names it: the keys of the note, of the group and
    of the question; the last two are empty where all are meant.
    """
    group, question = contributor.group_id or "", contributor.question_id or ""
    return f"scope:{contributor.note_id}/{group}/{question}"


def _scopes(by: Actor) -> list[tuple[int, int | None, int | None]]:
    """What the contributor may answer: keys of note, group and question."""
    found = []
    for standing in by.standings:
        if standing.capacity == Capacity.CONTRIBUTOR and standing.of.startswith("scope:"):
            note, group, one = standing.of.removeprefix("scope:").split("/")
            found.append((int(note), int(group) if group else None, int(one) if one else None))
    return found


def may_read_note(by: Actor, note: Note, _now: dt.datetime) -> bool:
    """Where a note stands is for the secretariat and its respondent."""
    return is_officer(by) or (
        note.questionnaire.state != QuestionnaireState.DRAFTED and responds(by, note)
    )


def readable_notes(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_note` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    return answered_for(by) & ~Q(questionnaire__state=QuestionnaireState.DRAFTED)


def may_read_version(by: Actor, version: NoteVersion, now: dt.datetime) -> bool:
    """What was submitted: for the secretariat, the respondent, and the participants as far as the
    questionnaire says so; what is not for use stays with the first two.
    """
    if may_read_note(by, version.note, now):
        return True
    if version.attribution == Attribution.NOT_FOR_USE:
        return False
    return may_read_shared(by, version.note.questionnaire, now)


def takes_part(by: Actor) -> bool:
    """Does this one come to any meeting?"""
    return any(standing.capacity in _TAKING_PART for standing in by.standings)


def may_read_shared(by: Actor, asked: Questionnaire, _now: dt.datetime) -> bool:
    """Participants see what others submitted, as far as the questionnaire says so."""
    if not any(by.stands(capacity, f"meeting:{asked.meeting.slug}") for capacity in _TAKING_PART):
        return False
    if asked.sharing == Sharing.AFTER_OWN:
        return by.stands(Capacity.SUBMITTER, f"questionnaire:{asked.slug}")
    return asked.sharing == Sharing.PARTICIPANTS


def readable_shared(by: Actor, _now: dt.datetime) -> Q:
    """`may_read_shared` as a filter; a test proves that the two agree."""
    meetings = [
        standing.of.removeprefix("meeting:")
        for standing in by.standings
        if standing.capacity in _TAKING_PART
    ]
    own = [
        standing.of.removeprefix("questionnaire:")
        for standing in by.standings
        if standing.capacity == Capacity.SUBMITTER
    ]
    after_own = Q(sharing=Sharing.AFTER_OWN, slug__in=own)
    return Q(meeting__slug__in=meetings) & (Q(sharing=Sharing.PARTICIPANTS) | after_own)


def readable_versions(by: Actor, now: dt.datetime) -> Q:
    """`may_read_version` as a filter; a test proves that the two agree."""
    if is_officer(by):
        return Q()
    shared = Q(note__questionnaire__in=Questionnaire.objects.filter(readable_shared(by, now)))
    return Q(note__in=Note.objects.filter(readable_notes(by, now))) | (
        shared & ~Q(attribution=Attribution.NOT_FOR_USE)
    )


def answered_for(by: Actor) -> Q:
    """`responds` as a filter; a test proves that the two agree."""
    found = spoken_for(by)
    for standing in by.standings:
        if standing.capacity == Capacity.RESPONDENT:
            found |= _named(standing.of.removeprefix("note:"))
    return found


def _named(name: str) -> Q:
    """By its name in the journal: `questionnaire/party` or `questionnaire/process/party`."""
    questionnaire, *process, party = name.split("/")
    about = Q(questionnaire__slug=questionnaire, party__code=party)
    return about & (Q(process__slug=process[0]) if process else Q(process__isnull=True))
