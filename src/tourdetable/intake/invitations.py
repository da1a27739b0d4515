"""Our reading of published invitations as rules (decision 0008)."""

from tourdetable.intake.known import Known, sources
from tourdetable.intake.meetings import both
from tourdetable.intake.reading import Node
from tourdetable.invitations.models import InvitationRule
from tourdetable.invitations.queries.list import RulesDossier


def rules_dossier(node: Node, known: Known) -> RulesDossier:
    """Each office of each process is one rule, processes first. Raises SentenceError."""
    meeting = known.meeting(node["meeting"])
    rules: list[InvitationRule] = []
    asked: set[str] = set()
    for office in node["offices"]:
        name = office["office"]
        if name.text in asked:
            name.refuse(f"the office “{name.text}” is there already; say it once.")
        asked.add(name.text)
    for process in node["processes"]:
        for office in node["offices"]:
            rules.append(
                InvitationRule(
                    meeting=meeting,
                    process=known.process(process),
                    office=office["office"].text,
                    where_fitting=bool(office.get("where_fitting").value),
                    statement=office.get("statement").value,
                    sources=sources(office),
                    note=both(node["note"]),
                    position=len(rules),
                )
            )
    return RulesDossier(meeting, rules)
