"""`make docs`: write the pages and pictures that follow from the code."""

from pathlib import Path

from tools import house_picture, lists
from tools.checkout import ROOT


def generated(root: Path) -> dict[str, str]:
    """Path → content of everything in docs/ that nobody writes by hand."""
    return {
        "docs/house.svg": house_picture.draw(root),
        "docs/commands.md": lists.commands(root),
        "docs/actions.md": lists.actions(root),
        "docs/states.md": lists.states(root),
    }


def main() -> None:
    for name, content in generated(ROOT).items():
        path = ROOT / name
        changed = not path.is_file() or path.read_text(encoding="utf-8") != content
        path.write_text(content, encoding="utf-8")
        print(f"{name}: {'written' if changed else 'current'}")


if __name__ == "__main__":
    main()
