"""The picture of the house, drawn from the import contract: docs/house.svg."""

from html import escape
from pathlib import Path

from tools.checkout import contracts

GROUPS = (
    ("who comes in", ("site", "desk", "room", "door", "screens", "intake")),
    ("what leaves the house", ("letters", "record", "formats", "ui", "sheets")),
    (
        "stages: what is true, who may change it",
        (
            "followup",
            "conclusions",
            "findings",
            "notes",
            "invitations",
            "meetings",
            "processes",
            "library",
            "parties",
        ),
    ),
    ("foundation: no domain", ("kernel",)),
)
"""Every room belongs to a group; the order inside the picture is the contract's."""

HOLDS = {
    "site": "settings, addresses, command line",
    "desk": "the secretariat's screens",
    "room": "the delegations' screens",
    "door": "signing in",
    "screens": "what all screens share: who asks, forms, the answer",
    "letters": "invitations, reminders, notices: written, approved, sent",
    "intake": "files in: reference data, against their schema",
    "record": "the public record: addresses, releases, fixity",
    "formats": "sheet → bytes: HTML, JSON",
    "ui": "templates, components, styles",
    "sheets": "the one gate: frozen, for one audience, on one date",
    "notes": "questionnaires, notes, ministries' drafts, clearance",
    "invitations": "who is asked to come, and on what ground",
    "meetings": "series, meetings, sessions, agenda, questions",
    "processes": "processes, memberships, mandates over time",
    "library": "documents and their language versions",
    "parties": "countries, organisations and their members, persons",
    "kernel": "journal, action, wording, partial dates, files by hash",
}
"""What each room holds, in a few words. A room without a line here cannot be drawn."""

WIDTH, LEFT, RIGHT = 780, 190, 730
WIDE = RIGHT - LEFT
ROOM, GAP, BETWEEN, ROOF = 40, 6, 22, 96
MIDDLE, END = ' text-anchor="middle"', ' text-anchor="end"'

STYLE = """
  .wall { fill: #fbfaf6; stroke: #dedacf }
  .roof { fill: none; stroke: #0b5a61; stroke-width: 2.5; stroke-linejoin: round }
  .room { fill: #ffffff; stroke: #c9c3b4 }
  .stages .room { fill: #e3efee; stroke: #0b5a61 }
  .foundation .room { fill: #0b5a61; stroke: #0b5a61 }
  .name { font: 600 15px Charter, Cambria, Georgia, serif; fill: #1a2128 }
  .holds { font: 13px system-ui, "Segoe UI", Roboto, sans-serif; fill: #55606b }
  .group { font: italic 14px Charter, Cambria, Georgia, serif; fill: #55606b; text-anchor: end }
  .foundation .name, .foundation .holds { fill: #ffffff }
  .arrow { fill: none; stroke: #8a5200; stroke-width: 1.5 }
  .uses { font: 13px system-ui, "Segoe UI", Roboto, sans-serif; fill: #8a5200 }
  @media (prefers-color-scheme: dark) {
    .wall { fill: #12171b; stroke: #333c44 } .roof { stroke: #7cc7c6 }
    .room { fill: #191f24; stroke: #56606a } .name { fill: #e9e6de }
    .holds, .group { fill: #a5afb8 } .stages .room { fill: #16302f; stroke: #7cc7c6 }
    .arrow { stroke: #f0c27a } .uses { fill: #f0c27a }
  }
"""


def groups(root: Path) -> list[tuple[str, list[str]]]:
    """The contract's rooms, top to bottom, in their groups; groups not yet built are left out."""
    layers = [room for layer in contracts(root)["house"]["layers"] for room in layer.split(" | ")]
    found = [(title, [room for room in layers if room in rooms]) for title, rooms in GROUPS]
    return [(title, rooms) for title, rooms in found if rooms]


def draw(root: Path) -> str:
    """The house as SVG: no script, no font from elsewhere, light and dark."""
    body: list[str] = []
    y = ROOF + 14
    for title, rooms in groups(root):
        height = len(rooms) * (ROOM + GAP) - GAP
        kind = title.split(":", maxsplit=1)[0].replace(" ", "-")
        body.append(f'  <g class="{kind}">')
        body.extend(_label(title, y + height / 2))
        for index, room in enumerate(rooms):
            body.extend(_room(room, y + index * (ROOM + GAP)))
        body.append("  </g>")
        y += height + BETWEEN
    bottom = y - BETWEEN + 14
    return "\n".join([*_frame(bottom), *body, *_arrow(bottom), "</svg>", ""])


def _frame(bottom: float) -> list[str]:
    middle = (LEFT + RIGHT) / 2
    eaves = f"M{LEFT - 24} {ROOF} L{middle:g} 14 L{RIGHT + 24} {ROOF}"
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 44:g}"',
        '  role="img" aria-labelledby="title">',
        '  <title id="title">The house: a room uses only the rooms below it</title>',
        f"  <style>{STYLE}  </style>",
        f'  <path class="wall" d="M{LEFT - 14} {ROOF} H{RIGHT + 14} V{bottom:g} H{LEFT - 14} Z"/>',
        f'  <path class="roof" d="{eaves}"/>',
        _text("name", middle, ROOF - 22, "Tour de Table", MIDDLE),
    ]


def _label(title: str, middle: float) -> list[str]:
    lines = _broken(title)
    first = middle - (len(lines) - 1) * 9 + 5
    return [_text("group", LEFT - 28, first + 18 * n, line) for n, line in enumerate(lines)]


def _broken(title: str) -> list[str]:
    lines = [""]
    for word in title.split():
        if len(lines[-1]) + len(word) > len("what leaves the house"):
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _room(room: str, y: float) -> list[str]:
    return [
        f'  <rect class="room" x="{LEFT}" y="{y:g}" width="{WIDE}" height="{ROOM}" rx="5"/>',
        _text("name", LEFT + 18, y + 25, room),
        _text("holds", LEFT + 130, y + 25, HOLDS[room]),
    ]


def _arrow(bottom: float) -> list[str]:
    x = RIGHT + 24
    return [
        f'  <path class="arrow" d="M{x} {ROOF + 14} V{bottom:g} m-5 -8 l5 8 l5 -8"/>',
        _text("uses", x + 5, bottom + 22, "a room uses only the rooms below it", END),
    ]


def _text(kind: str, x: float, y: float, text: str, more: str = "") -> str:
    return f'  <text class="{kind}" x="{x:g}" y="{y:g}"{more}>{escape(text)}</text>'
