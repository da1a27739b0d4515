"""How each dataset is taken in, in the order in which they refer to each other."""

from collections.abc import Callable, Sequence

from tourdetable.intake.documents import Intaking, load_documents
from tourdetable.intake.invitations import rules_dossier
from tourdetable.intake.known import Known, date
from tourdetable.intake.links import check_links, links_dossier
from tourdetable.intake.meetings import (
    Shelves,
    document_dossiers_of,
    meeting_dossier,
    person_dossiers_of,
    series_dossiers_of,
)
from tourdetable.intake.organisations import named_only, organisation_dossier
from tourdetable.intake.processes import named_organisations, process_dossier, relations_dossier
from tourdetable.intake.reading import Node, Sheaf
from tourdetable.invitations.actions.offices import set_invitation_rules
from tourdetable.invitations.queries.list import rules_dossiers
from tourdetable.kernel.collections import CollectionDossier
from tourdetable.kernel.models import Collection, Source
from tourdetable.library.actions import record_document
from tourdetable.library.queries import document_dossiers
from tourdetable.meetings.actions import record_links, record_meeting, record_series
from tourdetable.meetings.queries import links_dossiers, meeting_dossiers, series_dossiers
from tourdetable.parties.actions import record_organisation, record_person
from tourdetable.parties.enums import PartyKind
from tourdetable.parties.queries import organisation_dossiers, person_dossiers
from tourdetable.processes.actions.recording import record_process, record_relations
from tourdetable.processes.queries.dossiers import process_dossiers, relations_dossiers


def collection_dossier(dataset: str, sheaf: Sheaf) -> CollectionDossier:
    """What the file says of itself and of its sources."""
    meta, pages = sheaf.top["meta"], sheaf.top["sources"]
    collection = Collection(
        slug=dataset,
        title=meta["title"].text,
        compiled_on=date(meta["compiled_on"]),
        notes=meta["notes"].texts,
    )
    rows = [
        Source(
            collection=collection,
            key=key,
            url=pages[key]["url"].text,
            publisher=pages[key]["publisher"].text,
            reading=pages[key]["read"].text,
            remark=pages[key].get("note").text,
            position=place,
        )
        for place, key in enumerate(pages.value)
    ]
    return CollectionDossier(collection, rows)


def load_organisations(nodes: Sequence[Node], intake: Intaking) -> None:
    known = Known()
    dossiers = [organisation_dossier(node, known) for node in nodes]
    intake.take(dossiers, organisation_dossiers, record_organisation)


def load_processes(nodes: Sequence[Node], intake: Intaking) -> None:
    """Those that are only named come first, then the processes, then how they are related."""
    known = Known()
    uncoded = [n for node in nodes for n in node["membership"].get("members_without_iso_code")]
    named = [n for node in nodes for n in named_organisations(node)]
    others = named_only(named, known) + named_only(uncoded, known, PartyKind.UNCODED)
    intake.take(others, organisation_dossiers, record_organisation)
    known = Known()
    intake.take([process_dossier(n, known) for n in nodes], process_dossiers, record_process)
    known = Known()
    intake.take([relations_dossier(n, known) for n in nodes], relations_dossiers, record_relations)


def load_events(nodes: Sequence[Node], intake: Intaking) -> None:
    """Series, documents and persons come first, then the meetings, then what fed into what."""
    check_links(list(nodes))
    known = Known()
    intake.take(series_dossiers_of(nodes), series_dossiers, record_series)
    known_documents = document_dossiers()
    intake.take(
        [
            dossier.keeping(known_documents.get(dossier.document.slug))
            for node in nodes
            for dossier in document_dossiers_of(node)
        ],
        document_dossiers,
        record_document,
    )
    intake.take(person_dossiers_of(nodes, known), person_dossiers, record_person)
    shelves = Shelves(
        (dossier.series for dossier in series_dossiers().values()),
        (dossier.document for dossier in document_dossiers().values()),
        (post for dossier in person_dossiers().values() for post in dossier.affiliations),
    )
    intake.take(
        [meeting_dossier(n, known, shelves) for n in nodes], meeting_dossiers, record_meeting
    )
    known = Known()
    intake.take([links_dossier(n, known) for n in nodes], links_dossiers, record_links)


def load_rules(nodes: Sequence[Node], intake: Intaking) -> None:
    known = Known()
    intake.take([rules_dossier(n, known) for n in nodes], rules_dossiers, set_invitation_rules)


LOADERS: dict[str, Callable[[Sequence[Node], Intaking], None]] = {
    "organisations": load_organisations,
    "processes": load_processes,
    "events": load_events,
    "documents": load_documents,
    "invitation-rules": load_rules,
}
