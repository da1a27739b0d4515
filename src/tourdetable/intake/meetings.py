"""Events of the reference data as dossiers of meetings, documents and persons."""

from collections.abc import Iterable, Iterator

from tourdetable.intake.known import Known, date, english, names, period, slug_of, sources
from tourdetable.intake.reading import Node
from tourdetable.kernel.enums import Publicity, WordingStatus
from tourdetable.kernel.wording import Version, Wording
from tourdetable.library.enums import Distribution, DocumentKind
from tourdetable.library.models import Document, LanguageVersion
from tourdetable.library.queries import DocumentDossier
from tourdetable.meetings.enums import DocumentRole
from tourdetable.meetings.models import (
    AgendaItem,
    Attendance,
    Concern,
    Host,
    Meeting,
    MeetingDocument,
    Paragraph,
    PutQuestion,
    Series,
    Session,
    Speaker,
)
from tourdetable.meetings.queries import MeetingDossier, SeriesDossier
from tourdetable.parties.models import Affiliation, Person
from tourdetable.parties.queries import PersonDossier

SERIES_NAMES = Wording(
    {
        "en": Version(
            "Global meetings of regional, interregional and global consultative processes",
            WordingStatus.COURTESY,
        ),
        "fr": Version("Réunions mondiales des processus consultatifs", WordingStatus.COURTESY),
    }
)
"""The one series of the reference data; its label is ours."""


def both(node: Node) -> Wording:
    """A text that the compilers wrote in French and in English, neither from the other."""
    return Wording.of(en=node.get("en").text, fr=node.get("fr").text)


def series_dossiers_of(nodes: Iterable[Node]) -> list[SeriesDossier]:
    slugs = dict.fromkeys(node.get("series").text for node in nodes)
    return [SeriesDossier(Series(slug=slug, names=SERIES_NAMES)) for slug in slugs if slug]


def document_dossiers_of(node: Node) -> list[DocumentDossier]:
    """The documents of an event (`-d1` …) and its outcomes (`-o1` …)."""
    slug = node["id"].text
    papers = [_paper(f"{slug}-d{i}", row) for i, row in enumerate(node.get("documents"), 1)]
    return papers + [_outcome(f"{slug}-o{i}", row) for i, row in enumerate(node.get("outcomes"), 1)]


def _paper(slug: str, node: Node) -> DocumentDossier:
    document = Document(
        slug=slug,
        titles=Wording.of(en=node["title_en"].text, fr=node["title_fr"].text),
        kind=node["category"].text,
        distribution=Distribution.GENERAL,
        publicity=Publicity.PUBLISHED,
    )
    version = LanguageVersion(document=document, language=node["language"].text)
    return DocumentDossier(document, [version])


def _outcome(slug: str, node: Node) -> DocumentDossier:
    document = Document(
        slug=slug,
        titles=Wording.of(**node["title"].value),
        kind=DocumentKind(node["kind"].text),
        distribution=Distribution.GENERAL,
        publicity=Publicity.PUBLISHED,
        sources=sources(node),
        note=english(node.get("note")),
    )
    versions = [
        LanguageVersion(document=document, language=language, position=place)
        for place, language in enumerate(node["languages"].texts)
    ]
    return DocumentDossier(document, versions)


def _speakers(node: Node) -> Iterator[tuple[Node, Node]]:
    """Every speaker of an event with the day of its agenda."""
    for day in node.get("agenda"):
        for item in day["items"]:
            for speaker in item.get("speakers"):
                yield day, speaker


def person_dossiers_of(nodes: Iterable[Node], known: Known) -> list[PersonDossier]:
    """The persons that the published agendas name, with the post held on the day."""
    people: dict[str, Person] = {}
    posts: dict[str, dict[str, Affiliation]] = {}
    for node in nodes:
        for day, speaker in _speakers(node):
            name = speaker["name"].text
            slug = slug_of(name)
            person = people.setdefault(slug, Person(slug=slug, name=name))
            if person.name != name:
                speaker["name"].refuse(f"“{name}” cannot be told from “{person.name}”.")
            post = Affiliation(
                person=person,
                party=known.party(speaker["organisation"]),
                post=Wording.of(en=speaker["role_en"].text, fr=speaker["role_fr"].text),
                attested_on=date(day["date"]),
                sources=sources(node),
            )
            posts.setdefault(slug, {})[str(post)] = post
    return [PersonDossier(person, [*posts[slug].values()]) for slug, person in people.items()]


class Shelves:
    """What the dossier of a meeting points to: stored before it, found by slug."""

    def __init__(
        self,
        series: Iterable[Series],
        documents: Iterable[Document],
        affiliations: Iterable[Affiliation],
    ) -> None:
        self.series = {row.slug: row for row in series}
        self.documents = {row.slug: row for row in documents}
        self.affiliations = {str(row): row for row in affiliations}


def meeting_dossier(node: Node, known: Known, shelves: Shelves) -> MeetingDossier:
    """Raises SentenceError for what the file refers to and nobody knows."""
    meeting = _meeting(node, known, shelves)
    agenda = [
        (Session(meeting=meeting, number=day["day"].value, date=date(day["date"])), day)
        for day in node.get("agenda")
    ]
    points = [(_item(session, row), day, row) for session, day in agenda for row in day["items"]]
    return MeetingDossier(
        meeting,
        [
            Host(meeting=meeting, party=known.party(row), position=i)
            for i, row in enumerate(node["hosts"])
        ],
        [_concern(meeting, row, i, known) for i, row in enumerate(node["related"])],
        _paragraphs(meeting, node),
        _attendances(meeting, node.get("participation"), known),
        [session for session, _ in agenda],
        [item for item, _, _ in points],
        [s for item, day, row in points for s in _voices(item, day, row, shelves)],
        [_question(meeting, row, known) for row in node.get("questions")],
        [*_meeting_documents(meeting, node, known, shelves)],
    )


def _meeting(node: Node, known: Known, shelves: Shelves) -> Meeting:
    start, end = period(node, "start", "end")
    place, came, asked = node["place"], node.get("participation"), node.get("questions_note")
    return Meeting(
        slug=node["id"].text,
        kind=node["kind"].text,
        publicity=Publicity.PUBLISHED,
        names=names(node),
        start=start,
        end=end,
        mode=node["mode"].text,
        place_city=place["city"].text,
        place_country=known.country(place["country"]) if place["country"].value else None,
        theme=english(node["theme"]),
        series=shelves.series.get(node.get("series").text),
        number_in_series=node.get("number_in_series").value,
        purpose=both(node.get("purpose")),
        states_count=came.get("states").value,
        people_count=came.get("people").value,
        mechanisms_count=came.get("mechanisms").value,
        un_commissions_count=came.get("un_regional_commissions").value,
        regional_organisations_count=came.get("regional_organisations").value,
        participation_note=english(came.get("note")),
        questions_note=both(asked),
        questions_wording=english(asked.get("wording")),
        documents_note=english(node.get("documents_note")),
        sources=sources(node),
        note=english(node.get("note")),
    )


def _concern(meeting: Meeting, node: Node, place: int, known: Known) -> Concern:
    process, organisation = known.process_or_organisation(node)
    return Concern(meeting=meeting, process=process, organisation=organisation, position=place)


def _paragraphs(meeting: Meeting, node: Node) -> list[Paragraph]:
    rows = [(Paragraph.INVITED, row) for row in node.get("invited")]
    rows += [(Paragraph.CONTEXT, row) for row in node.get("context")]
    return [
        Paragraph(meeting=meeting, topic=topic, text=both(row), position=place)
        for place, (topic, row) in enumerate(rows)
    ]


def _attendances(meeting: Meeting, node: Node, known: Known) -> list[Attendance]:
    rows = [(row, False) for row in node.get("members")]
    rows += [(row, True) for row in node.get("territories")]
    return [
        Attendance(meeting=meeting, party=known.country(row), is_territory=far, position=place)
        for place, (row, far) in enumerate(rows)
    ]


def _item(session: Session, node: Node) -> AgendaItem:
    return AgendaItem(
        session=session,
        number=node["order"].value,
        kind=node["kind"].text,
        day_part=node.get("period").text,
        title=both(node),
    )


def _voices(item: AgendaItem, day: Node, node: Node, shelves: Shelves) -> Iterator[Speaker]:
    for place, speaker in enumerate(node.get("speakers")):
        who = f"{slug_of(speaker['name'].text)}@{speaker['organisation'].text}"
        post = shelves.affiliations[f"{who}@{day['date'].text}"]
        yield Speaker(item=item, affiliation=post, position=place)


def _question(meeting: Meeting, node: Node, known: Known) -> PutQuestion:
    named = [known.organisation(row).code for row in node.get("organisations")]
    return PutQuestion(
        meeting=meeting,
        number=node["number"].value,
        topic=english(node["topic_en"]),
        text=both(node),
        organisations=tuple(named),
    )


def _meeting_documents(
    meeting: Meeting, node: Node, known: Known, shelves: Shelves
) -> Iterator[MeetingDocument]:
    for place, row in enumerate(node.get("documents"), 1):
        yield MeetingDocument(
            meeting=meeting,
            document=shelves.documents[f"{meeting.slug}-d{place}"],
            role=row["category"].text,
            process=known.process(row["process"]) if row.has("process") else None,
            submitted_by=row.get("submitted_by").text,
            submitter_role=english(row.get("submitter_role")),
            position=place,
        )
    papers = len([*node.get("documents")])
    for place, _ in enumerate(node.get("outcomes"), 1):
        document = shelves.documents[f"{meeting.slug}-o{place}"]
        yield MeetingDocument(
            meeting=meeting,
            document=document,
            role=DocumentRole.OUTCOME,
            position=papers + place,
        )
