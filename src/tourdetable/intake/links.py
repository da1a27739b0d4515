"""What fed into what: links between events, each told at both of its ends."""

from tourdetable.intake.known import Known, english, sources
from tourdetable.intake.reading import Node
from tourdetable.meetings.models import MeetingLink
from tourdetable.meetings.queries import LinksDossier


def links_dossier(node: Node, known: Known) -> LinksDossier:
    """What an event fed into; needs all events of the file to be stored."""
    meeting = known.meeting(node["id"])
    links = [
        MeetingLink(
            origin=meeting,
            outlet=known.meeting(row["event"]),
            note=english(row["note"]),
            sources=sources(row),
            position=place,
        )
        for place, row in enumerate(node.get("fed_into"))
    ]
    return LinksDossier(meeting, links)


def _check_once(links: Node) -> None:
    seen: set[str] = set()
    for row in links:
        name = row["event"]
        if name.text in seen:
            name.refuse(f"a link to “{name.text}” is there already; say it once.")
        seen.add(name.text)


def check_links(nodes: list[Node]) -> None:
    """`fed_by` and `fed_into` must be the two ends of one link. Raises SentenceError."""
    out = {(n["id"].text, row["event"].text): row for n in nodes for row in n.get("fed_into")}
    back = {(row["event"].text, n["id"].text): row for n in nodes for row in n.get("fed_by")}
    for node in nodes:
        for key in ("fed_into", "fed_by"):
            _check_once(node.get(key))
    for (origin, outlet), row in [*out.items(), *back.items()]:
        other = (back if row.path[-2] == "fed_into" else out).get((origin, outlet))
        if other is None:
            far, key = (outlet, "fed_by") if row.path[-2] == "fed_into" else (origin, "fed_into")
            row.refuse(
                f"the link from “{origin}” to “{outlet}” is not told at its other end;"
                f" add it to “{far}” under `{key}`."
            )
        if (other.value["note"], other.value["sources"]) != (
            row.value["note"],
            row.value["sources"],
        ):
            row.refuse(
                f"the two ends of the link from “{origin}” to “{outlet}” differ; make them agree."
            )
