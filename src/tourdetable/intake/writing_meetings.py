"""Meetings as stored, in the shape of events.yaml."""

from collections.abc import Iterable, Mapping

from tourdetable.intake.plain import both, english, listed, names, only
from tourdetable.intake.reading import Plain
from tourdetable.kernel.enums import WordingStatus
from tourdetable.library.queries import DocumentDossier
from tourdetable.meetings.enums import DocumentRole
from tourdetable.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingDocument,
    MeetingLink,
    Paragraph,
    Speaker,
)
from tourdetable.meetings.queries import MeetingDossier

ORIGINAL = WordingStatus.ORIGINAL
"""What an event says of the languages of its outcomes; documents.yaml says of others."""

Documents = Mapping[str, DocumentDossier]


def event_data(
    dossier: MeetingDossier, documents: Documents, links: Iterable[MeetingLink]
) -> dict[str, Plain]:
    """`links` are those that go out from the meeting or come in."""
    meeting = dossier.meeting
    links = list(links)
    place_country = meeting.place_country.code if meeting.place_country else None
    return {
        "id": meeting.slug,
        "kind": meeting.kind,
        **names(meeting.names),
        "start": str(meeting.start),
        "end": str(meeting.end) if meeting.end else None,
        "mode": meeting.mode,
        "place": {"city": meeting.place_city or None, "country": place_country},
        "hosts": [host.party.code for host in dossier.hosts],
        "theme": english(meeting.theme),
        "related": [str(c.process or c.organisation) for c in dossier.concerns],
        **only(series=str(meeting.series) if meeting.series else ""),
        **only(number_in_series=meeting.number_in_series),
        **only(participation=_participation(dossier), purpose=both(meeting.purpose)),
        **only(invited=_paragraphs(dossier, Paragraph.INVITED)),
        **only(context=_paragraphs(dossier, Paragraph.CONTEXT)),
        **only(agenda=_agenda(dossier), questions=_questions(dossier)),
        **only(questions_note=_questions_note(meeting)),
        **only(documents=_papers(dossier, documents), outcomes=_outcomes(dossier, documents)),
        **only(documents_note=english(meeting.documents_note)),
        **only(fed_by=[_link(r.origin, r) for r in links if r.outlet_id == meeting.pk]),
        **only(fed_into=[_link(r.outlet, r) for r in links if r.origin_id == meeting.pk]),
        "sources": listed(meeting.sources),
        **only(note=english(meeting.note)),
    }


def _participation(dossier: MeetingDossier) -> dict[str, Plain]:
    meeting, rows = dossier.meeting, dossier.attendances
    return only(
        states=meeting.states_count,
        people=meeting.people_count,
        mechanisms=meeting.mechanisms_count,
        un_regional_commissions=meeting.un_commissions_count,
        regional_organisations=meeting.regional_organisations_count,
        members=[row.party.code for row in rows if not row.is_territory],
        territories=[row.party.code for row in rows if row.is_territory],
        note=english(meeting.participation_note),
    )


def _paragraphs(dossier: MeetingDossier, topic: str) -> list[Plain]:
    return [both(row.text) for row in dossier.paragraphs if row.topic == topic]


def _agenda(dossier: MeetingDossier) -> list[Plain]:
    return [
        {
            "day": session.number,
            "date": str(session.date) if session.date else None,
            "items": [_item(i, dossier) for i in dossier.items if i.session_id == session.pk],
        }
        for session in dossier.sessions
    ]


def _item(item: AgendaItem, dossier: MeetingDossier) -> dict[str, Plain]:
    speakers = [_speaker(row) for row in dossier.speakers if row.item_id == item.pk]
    return {
        "order": item.number,
        "kind": item.kind,
        **both(item.title),
        **only(period=item.day_part, speakers=speakers),
    }


def _speaker(row: Speaker) -> dict[str, Plain]:
    post = row.affiliation
    return {
        "name": post.person.name,
        "role_fr": post.post.text("fr"),
        "role_en": post.post.text("en"),
        "organisation": post.party.code,
    }


def _questions_note(meeting: Meeting) -> dict[str, Plain]:
    return both(meeting.questions_note) | only(wording=english(meeting.questions_wording))


def _questions(dossier: MeetingDossier) -> list[Plain]:
    return [
        {
            "number": row.number,
            "topic_en": english(row.topic),
            **both(row.text),
            **only(organisations=listed(row.organisations)),
        }
        for row in dossier.questions
    ]


def _papers(dossier: MeetingDossier, documents: Documents) -> list[Plain]:
    rows = (row for row in dossier.documents if row.role != DocumentRole.OUTCOME)
    return [_paper(row, documents[row.document.slug]) for row in rows]


def _paper(row: MeetingDocument, held: DocumentDossier) -> dict[str, Plain]:
    titles = held.document.titles
    return {
        "title_fr": titles.text("fr"),
        "title_en": titles.text("en"),
        "language": held.versions[0].language,
        "category": row.role,
        **only(process=str(row.process) if row.process else "", submitted_by=row.submitted_by),
        **only(submitter_role=english(row.submitter_role)),
    }


def _outcomes(dossier: MeetingDossier, documents: Documents) -> list[Plain]:
    rows = (row for row in dossier.documents if row.role == DocumentRole.OUTCOME)
    return [_outcome(documents[row.document.slug]) for row in rows]


def _outcome(held: DocumentDossier) -> dict[str, Plain]:
    document = held.document
    return {
        "title": {tag: document.titles.text(tag) for tag in document.titles},
        "kind": document.kind,
        "languages": [version.language for version in held.versions if version.status == ORIGINAL],
        "sources": listed(document.sources),
        **only(note=english(document.note)),
    }


def _link(other: Meeting, row: MeetingLink) -> dict[str, Plain]:
    return {"event": other.slug, "note": english(row.note), "sources": listed(row.sources)}
