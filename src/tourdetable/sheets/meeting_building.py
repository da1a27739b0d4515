"""Drawing the sheet of a meeting from what is held of it."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tourdetable.invitations.enums import Office
from tourdetable.invitations.models import InvitationRule, Participant
from tourdetable.invitations.queries.list import Line, lines_of
from tourdetable.kernel.wording import Wording
from tourdetable.meetings.enums import (
    AgendaState,
    DayPart,
    DocumentRole,
    ItemKind,
    MeetingKind,
    Mode,
    Phase,
)
from tourdetable.meetings.models import (
    AgendaItem,
    Meeting,
    MeetingDocument,
    MeetingLink,
    Paragraph,
    Session,
    Speaker,
)
from tourdetable.meetings.queries import MeetingDossier
from tourdetable.notes.models import Questionnaire
from tourdetable.parties.models import Affiliation
from tourdetable.sheets.agenda_building import in_zone
from tourdetable.sheets.document_building import (
    DocumentFile,
    document_link,
    file_lines,
    modifications,
    submitters,
)
from tourdetable.sheets.holdings import Holdings
from tourdetable.sheets.meeting import (
    DayLine,
    DocumentLine,
    FlowLine,
    InvitationBlock,
    InvitationLine,
    ItemLine,
    MeetingSheet,
    ParticipationBlock,
    QuestionBlock,
    QuestionLine,
    SpeakerLine,
)
from tourdetable.sheets.participants import public_delegations
from tourdetable.sheets.parts import PartyLine, ThingLink
from tourdetable.sheets.process import MeetingLine
from tourdetable.sheets.reader import Footnotes, Reader


@dataclass(frozen=True)
class MeetingFile:
    """All that the sheet of one meeting is drawn from; only what the reader may see is in it."""

    dossier: MeetingDossier
    rules: Sequence[InvitationRule]
    documents: Mapping[str, DocumentFile]
    fed_by: Sequence[MeetingLink]
    fed_into: Sequence[MeetingLink]
    series: Sequence[Meeting]
    participants: Sequence[Participant]
    answers: Sequence[Questionnaire]
    revised: dt.datetime


def meeting_sheet(file: MeetingFile, holdings: Holdings, reader: Reader) -> MeetingSheet:
    """The sheet of one meeting. Pure: no query."""
    dossier, meeting = file.dossier, file.dossier.meeting
    notes, name = Footnotes(holdings.sources), reader.say(meeting.names)
    sheet = MeetingSheet(
        slug=meeting.slug,
        language=reader.language,
        name=name,
        names=reader.other_names(meeting.names, name),
        kind=MeetingKind(meeting.kind),
        series=reader.say(meeting.series.names if meeting.series else Wording()),
        number_in_series=meeting.number_in_series,
        previous=_neighbour(file, -1, reader),
        following=_neighbour(file, 1, reader),
        start=meeting.start,
        end=meeting.end,
        mode=Mode(meeting.mode),
        place_city=meeting.place_city,
        place_country=reader.party(meeting.place_country) if meeting.place_country else None,
        theme=reader.say(meeting.theme),
        purpose=reader.say(meeting.purpose),
        cited=notes.cite(meeting.sources),
        context=tuple(reader.say(p.text) for p in _paragraphs(dossier, Paragraph.CONTEXT)),
        hosts=tuple(reader.party(host.party) for host in dossier.hosts),
        processes=tuple(reader.process(c.process) for c in dossier.concerns if c.process),
        organisations=_organisations(dossier, reader),
        participation=_participation(dossier, reader),
        invitations=_invitations(file, holdings, reader, notes),
        agenda=tuple(_day(session, dossier, reader) for session in dossier.sessions),
        questions=_questions(dossier, holdings, reader),
        documents=_documents(file, holdings, reader, notes),
        documents_note=reader.say(meeting.documents_note),
        fed_by=tuple(_flow(link, link.origin, reader, notes) for link in file.fed_by),
        fed_into=tuple(_flow(link, link.outlet, reader, notes) for link in file.fed_into),
        note=reader.say(meeting.note),
        sources=notes.lines(),
        revised=file.revised,
    )
    return _as_convened(sheet, file, reader)


def _as_convened(sheet: MeetingSheet, file: MeetingFile, reader: Reader) -> MeetingSheet:
    """With the page of its series, and what only meetings have that the secretariat keeps."""
    meeting = file.dossier.meeting
    return replace(
        sheet,
        series_link=reader.series(meeting.series) if meeting.series else None,
        participants=public_delegations(file.participants, reader),
        answers=tuple(ThingLink("answers", q.slug, reader.say(q.title)) for q in file.answers),
        zone=meeting.zone,
        working_languages=tuple(meeting.languages),
        agenda_state=_agenda_state(file.dossier),
        is_invented=meeting.is_invented,
        is_cancelled=meeting.phase == Phase.CANCELLED,
        cancellation_reason=reader.say(meeting.cancellation_reason),
    )


def _agenda_state(dossier: MeetingDossier) -> AgendaState | None:
    """Of an agenda with an hour on it: those that were only found in a source have none."""
    is_timed = any(item.starts_at for item in dossier.items)
    return AgendaState(dossier.meeting.agenda_state) if is_timed else None


def _neighbour(file: MeetingFile, step: int, reader: Reader) -> MeetingLine | None:
    """The meeting after this one in its series (`step` 1) or before it (-1), by their numbers."""
    keys = [meeting.pk for meeting in file.series]
    place = keys.index(file.dossier.meeting.pk) + step if file.series else -1
    return reader.meeting(file.series[place]) if 0 <= place < len(keys) else None


def _organisations(dossier: MeetingDossier, reader: Reader) -> tuple[PartyLine, ...]:
    return tuple(reader.party(c.organisation) for c in dossier.concerns if c.organisation)


def _paragraphs(dossier: MeetingDossier, topic: str) -> list[Paragraph]:
    return [paragraph for paragraph in dossier.paragraphs if paragraph.topic == topic]


def _participation(dossier: MeetingDossier, reader: Reader) -> ParticipationBlock:
    meeting, attendances = dossier.meeting, dossier.attendances
    return ParticipationBlock(
        meeting.states_count,
        meeting.people_count,
        meeting.mechanisms_count,
        meeting.un_commissions_count,
        meeting.regional_organisations_count,
        reader.say(meeting.participation_note),
        reader.parties(row.party for row in attendances if not row.is_territory),
        reader.parties(row.party for row in attendances if row.is_territory),
    )


def _invitations(
    file: MeetingFile, holdings: Holdings, reader: Reader, notes: Footnotes
) -> InvitationBlock:
    mandates = {d.process.pk: list(d.mandates) for d in holdings.processes.values()}
    lines = lines_of(file.rules, mandates, file.dossier.meeting.start)
    asked = (line for line in lines if not line.rule.where_fitting)
    fitting = (line for line in lines if line.rule.where_fitting)
    keys = tuple(dict.fromkeys(key for rule in file.rules for key in rule.sources))
    return InvitationBlock(
        tuple(reader.say(p.text) for p in _paragraphs(file.dossier, Paragraph.INVITED)),
        tuple(_seat(line, reader, notes) for line in asked),
        tuple(_seat(line, reader, notes) for line in fitting),
        tuple(dict.fromkeys(reader.say(rule.note) for rule in file.rules if rule.note)),
        notes.cite(keys),
    )


def _seat(line: Line, reader: Reader, notes: Footnotes) -> InvitationLine:
    return InvitationLine(
        process=reader.process(line.rule.process),
        office=Office(line.rule.office),
        ground=line.ground,
        where_fitting=line.rule.where_fitting,
        candidates=tuple(reader.holder(holder, notes) for holder in line.candidates),
        certainty=line.certainty,
        doubts=line.reasons,
        cited=notes.cite(line.sources),
    )


def _day(session: Session, dossier: MeetingDossier, reader: Reader) -> DayLine:
    speakers: dict[int, list[Speaker]] = {}
    for speaker in dossier.speakers:
        speakers.setdefault(speaker.item_id, []).append(speaker)
    zone = dossier.meeting.zone
    items = (item for item in dossier.items if item.session_id == session.pk)
    return DayLine(
        session.number,
        session.date,
        tuple(_item(item, speakers.get(item.pk, ()), zone, reader) for item in items),
        reader.say(session.title),
        in_zone(session.starts_at, zone),
        in_zone(session.ends_at, zone),
        _speaker(session.presiding, reader) if session.presiding else None,
    )


def _item(item: AgendaItem, speakers: Iterable[Speaker], zone: str, reader: Reader) -> ItemLine:
    return ItemLine(
        item.number,
        ItemKind(item.kind),
        DayPart(item.day_part) if item.day_part else None,
        reader.say(item.title),
        tuple(_speaker(speaker.affiliation, reader) for speaker in speakers),
        in_zone(item.starts_at, zone),
        item.minutes,
    )


def _speaker(post: Affiliation, reader: Reader) -> SpeakerLine:
    return SpeakerLine(post.person.name, reader.say(post.post), reader.party(post.party))


def _questions(dossier: MeetingDossier, holdings: Holdings, reader: Reader) -> QuestionBlock:
    return QuestionBlock(
        reader.say(dossier.meeting.questions_note),
        reader.say(dossier.meeting.questions_wording),
        tuple(
            QuestionLine(
                question.number,
                reader.say(question.topic),
                reader.say(question.text),
                tuple(reader.party(holdings.parties[code]) for code in question.organisations),
            )
            for question in dossier.questions
        ),
    )


def _documents(
    file: MeetingFile, holdings: Holdings, reader: Reader, notes: Footnotes
) -> tuple[DocumentLine, ...]:
    """Those that the reader may have; the others are not mentioned."""
    return tuple(
        _document(row, file.documents[row.document.slug], holdings, reader, notes)
        for row in file.dossier.documents
        if row.document.slug in file.documents
    )


def _document(
    row: MeetingDocument,
    file: DocumentFile,
    holdings: Holdings,
    reader: Reader,
    notes: Footnotes,
) -> DocumentLine:
    known, dossier = submitters(row.submitted_by, holdings, reader), file.dossier
    files = file_lines(dossier)
    return DocumentLine(
        link=document_link(dossier, reader),
        role=DocumentRole(row.role),
        kind=dossier.document.kind,
        languages=tuple(version.language for version in dossier.versions),
        is_kept=bool(files),
        process=reader.process(row.process) if row.process else None,
        submitted_by=known,
        submitted_by_text="" if known else row.submitted_by,
        submitter_role=reader.say(row.submitter_role),
        note=reader.say(dossier.document.note),
        cited=notes.cite(dossier.document.sources),
        files=files,
        modified_by=modifications(file, reader),
    )


def _flow(link: MeetingLink, other: Meeting, reader: Reader, notes: Footnotes) -> FlowLine:
    return FlowLine(reader.meeting(other), reader.say(link.note), notes.cite(link.sources))
