"""The questions that are measured, on the data of the 2005 meeting."""

QUESTIONS = (
    ("who", "bali-process", "--on", "2005-04-14", "--json"),
    ("who", "igc", "--on", "2005-04-14", "--json"),
    ("who", "rcm", "--on", "2005-04-14", "--json"),
    ("overlap", "rabat-process", "ecowas", "--on", "2016-06-01", "--json"),
    ("overlap", "rabat-process", "ecowas", "--on", "2025-06-01", "--json"),
    ("invitations", "rcp-workshop-2005", "--json"),
)


def spoken(words: tuple[str, ...]) -> str:
    return f"tdt {' '.join(words)}"
