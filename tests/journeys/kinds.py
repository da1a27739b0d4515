"""One address of every kind of page; `{}` is for the language."""

KINDS = {
    "choice": "index.html",
    "home": "{}/index.html",
    "processes": "{}/processes/index.html",
    "process": "{}/processes/rcm/index.html",
    "process with doubts": "{}/processes/prague-process/index.html",
    "meetings": "{}/meetings/index.html",
    "meeting": "{}/meetings/rcp-workshop-2005/index.html",
    "meeting without agenda": "{}/meetings/igc-1985/index.html",
    "series": "{}/series/global-rcp-meeting/index.html",
    "calendar": "{}/calendar/index.html",
    "year": "{}/calendar/2005/index.html",
    "compare": "{}/compare/index.html",
    "countries": "{}/countries/index.html",
    "country": "{}/countries/aus/index.html",
    "organisations": "{}/organisations/index.html",
    "organisation": "{}/organisations/ecowas/index.html",
    "documents": "{}/documents/index.html",
    "document": "{}/documents/gcim-report-2005-o1/index.html",
    "answers": "{}/answers/rcp-workshop-2005/index.html",
    "data": "{}/data/index.html",
    "about": "{}/about/index.html",
    "search": "{}/search/index.html",
    "withdrawn": "{}/meetings/sg-report-2006/index.html",
    "not found": "{}/404.html",
}


def addresses(*languages: str) -> list[str]:
    """Every kind in each of the languages."""
    return sorted({path.format(tag) for path in KINDS.values() for tag in languages})
