"""Faults to plant into excerpts of the shipped files, with what is said of each."""

from dataclasses import dataclass

from tests.intake.shipped import REMOVED, Place
from tourdetable.intake.reading import Plain


@dataclass(frozen=True)
class Fault:
    """What is put where into an excerpt of which things, and what is said of it."""

    dataset: str
    names: tuple[str, ...]
    path: Place
    value: Plain
    said: str


def igc(*path: str | int, value: Plain, said: str) -> Fault:
    return Fault("processes", ("igc",), ("processes", 0, *path), value, said)


def bali(*path: str | int, value: Plain, said: str) -> Fault:
    return Fault("events", ("bali-1",), ("events", 0, *path), value, said)


def igad(*path: str | int, value: Plain, said: str) -> Fault:
    return Fault("organisations", ("igad",), ("organisations", 0, *path), value, said)


def rule(*path: str | int, value: Plain, said: str) -> Fault:
    names = ("rcp-workshop-2005",)
    return Fault("invitation-rules", names, ("rules", 0, *path), value, said)


LINK = {"event": "bali-2", "note": "It led there.", "sources": ["iom-2005"]}

FAULTS = {
    # Codes and ids
    "an unknown country": igc(
        "membership",
        "members",
        0,
        value="AUX",
        said=(
            "processes.yaml, line 69, processes[0] (igc).membership.members[0]: "
            "“AUX” is no country code; did you mean AUS, AUT or LUX?"
        ),
    ),
    "a country that is like none": igad(
        "headquarters",
        "country",
        value="QQQ",
        said=(
            "organisations.yaml, line 38, organisations[0] "
            "(igad).headquarters.country: “QQQ” is no country code; see ISO 3166-1 "
            "alpha-3."
        ),
    ),
    "no country code": igc(
        "membership",
        "members",
        0,
        value="Australia",
        said=(
            "processes.yaml, line 69, processes[0] (igc).membership.members[0]: "
            "“Australia” is no country code; write the three capitals of ISO "
            "3166-1, such as FJI."
        ),
    ),
    "an id that is none": igc(
        "id",
        value="IGC process",
        said=(
            "processes.yaml, line 5, processes[0] (IGC process).id: “IGC process” "
            "is no id; write small letters, digits and hyphens."
        ),
    ),
    "an unknown chair": igc(
        "chairs",
        0,
        "states",
        value=["CHX"],
        said=(
            "processes.yaml, line 187, processes[0] (igc).chairs[0].states[0]: "
            "“CHX” is no country code; did you mean CHE, CHL or CHN?"
        ),
    ),
    "an unknown host": bali(
        "hosts",
        0,
        value="iomm",
        said=(
            "events.yaml, line 20, events[0] (bali-1).hosts[0]: no organisation "
            "“iomm” is known; did you mean iom, ilo or ioc?"
        ),
    ),
    "an unknown organisation in words": bali(
        "hosts",
        0,
        value="The Hosts of Bali",
        said=(
            "events.yaml, line 20, events[0] (bali-1).hosts[0]: no organisation "
            "“The Hosts of Bali” is known; load the file that describes it too."
        ),
    ),
    "an unknown secretariat": igc(
        "secretariat",
        0,
        "organisation",
        value="ioom",
        said=(
            "processes.yaml, line 162, processes[0] "
            "(igc).secretariat[0].organisation: no organisation “ioom” is known; "
            "did you mean iom, ilo or ioc?"
        ),
    ),
    "a dangling relation": igc(
        "relations",
        0,
        "target",
        value="bali-proces",
        said=(
            "processes.yaml, line 454, processes[0] (igc).relations[0].target: no "
            "process or organisation “bali-proces” is known; did you mean "
            "bali-process, bali-process-regional-support-office or rabat-process?"
        ),
    ),
    "a dangling subject": bali(
        "related",
        0,
        value="bali-proces",
        said=(
            "events.yaml, line 25, events[0] (bali-1).related[0]: no process or "
            "organisation “bali-proces” is known; did you mean bali-process, "
            "bali-process-regional-support-office or rabat-process?"
        ),
    ),
    "a dangling rule": rule(
        "processes",
        0,
        value="apcc",
        said=(
            "invitation-rules.yaml, line 7, rules[0].processes[0]: no process "
            "“apcc” is known; did you mean apc, cmc or arcp?"
        ),
    ),
    "a rule of an unknown event": rule(
        "meeting",
        value="rcp-workshop-2006",
        said=(
            "invitation-rules.yaml, line 5, rules[0].meeting: no event "
            "“rcp-workshop-2006” is known; did you mean rcp-workshop-2005, "
            "sg-report-2006 or soderkoping-2001?"
        ),
    ),
    "an unknown source": igc(
        "established",
        "sources",
        value=["iom-igcc"],
        said=(
            "processes.yaml, line 38, processes[0] (igc).established.sources[0]: no"
            " source “iom-igcc” is described in this file; did you mean iom-igc, "
            "iom-cmc or iom-igad?"
        ),
    ),
    "a source like none": bali(
        "sources",
        value=["zzzzzzzz"],
        said=(
            "events.yaml, line 28, events[0] (bali-1).sources[0]: no source "
            "“zzzzzzzz” is described in this file; describe it under `sources`."
        ),
    ),
    # Dates
    "an end before its start": igc(
        "chairs",
        0,
        "to",
        value=1900 + 50,
        said=(
            "processes.yaml, line 183, processes[0] (igc).chairs[0]: `from` (2000) "
            "is after `to` (1950); exchange or correct them."
        ),
    ),
    "a day that is not": bali(
        "start",
        value="2005-02-30",
        said=(
            "events.yaml, line 12, events[0] (bali-1).start: “2005-02-30” names a "
            "day or month that does not exist; correct it."
        ),
    ),
    "a month that is not": bali(
        "start",
        value="2005-13",
        said=(
            "events.yaml, line 12, events[0] (bali-1).start: “2005-13” is not a "
            "date; write YYYY-MM-DD, YYYY-MM or YYYY in quotes."
        ),
    ),
    "a date in other words": bali(
        "end",
        value="14 April 2005",
        said=(
            "events.yaml, line 13, events[0] (bali-1).end: “14 April 2005” is not a"
            " date; write YYYY-MM-DD, YYYY-MM or YYYY in quotes."
        ),
    ),
    "a year too early": igc(
        "established",
        "year",
        value=1066,
        said=(
            "processes.yaml, line 36, processes[0] (igc).established.year: 1066 is "
            "too small; write 1945 or more."
        ),
    ),
    # Fields
    "an unknown field": igc(
        "acronim",
        value="IGC",
        said=(
            "processes.yaml, line 4, processes[0] (igc): the field “acronim” is not"
            " known; did you mean “acronym”?"
        ),
    ),
    "an unknown field like none": igc(
        "zzz",
        value="IGC",
        said=(
            "processes.yaml, line 4, processes[0] (igc): the field “zzz” is not "
            "known; known are id, names, names_seen_in_sources, names_sources, "
            "acronym, also_known_as, type, iom_label, regions, basis, established, "
            "initiated, founding_event, status, membership, observers, objectives, "
            "secretariat, chairs, relations, website, note."
        ),
    ),
    "a missing field": igc(
        "acronym",
        value=REMOVED,
        said=(
            "processes.yaml, line 4, processes[0] (igc): the field “acronym” is missing; add it."
        ),
    ),
    "a text for a number": igc(
        "established",
        "year",
        value="1985",
        said=(
            "processes.yaml, line 36, processes[0] (igc).established.year: “1985” "
            "stands here; write a whole number."
        ),
    ),
    "a switch for a year": igc(
        "established",
        "year",
        value=True,
        said=(
            "processes.yaml, line 36, processes[0] (igc).established.year: true "
            "stands here; write a whole number."
        ),
    ),
    "a number for a text": igc(
        "names",
        "en",
        value=7,
        said=("processes.yaml, line 7, processes[0] (igc).names.en: 7 stands here; write a text."),
    ),
    "a group for a text": igc(
        "names",
        "en",
        value={"text": "IGC"},
        said=(
            "processes.yaml, line 7, processes[0] (igc).names.en: a group of fields"
            " stands here; write a text."
        ),
    ),
    "nothing for a list": igc(
        "chairs",
        value=None,
        said=(
            "processes.yaml, line 182, processes[0] (igc).chairs: null stands here; write a list."
        ),
    ),
    "an unknown choice": igc(
        "status",
        "state",
        value="asleep",
        said=(
            "processes.yaml, line 61, processes[0] (igc).status.state: “asleep” is "
            "not known here; write active, dormant, ended, absorbed or unknown."
        ),
    ),
    "a name too short": igc(
        "names",
        "en",
        value="I",
        said=(
            "processes.yaml, line 7, processes[0] (igc).names.en: the text “I” is "
            "too short; write it out."
        ),
    ),
    "no source at all": igc(
        "established",
        "sources",
        value=[],
        said=(
            "processes.yaml, line 37, processes[0] (igc).established.sources: the "
            "list has 0 entries, fewer than 1; complete it."
        ),
    ),
    "a member twice": igc(
        "membership",
        "members",
        value=["AUS", "AUS"],
        said=(
            "processes.yaml, line 68, processes[0] (igc).membership.members: the "
            "list names something twice; name it once."
        ),
    ),
    "an address that is none": Fault(
        "events",
        ("bali-1",),
        ("sources", "iom-2005", "url"),
        "iom.int",
        (
            "events.yaml, line 54, sources.iom-2005.url: “iom.int” is no address; "
            "write it in full, from https:// on."
        ),
    ),
    "two faults": igc(
        "status",
        value={"state": "asleep", "since": True, "sources": ["iom-igc"]},
        said=(
            "processes.yaml, line 61, processes[0] (igc).status.state: “asleep” is "
            "not known here; write active, dormant, ended, absorbed or unknown (1 "
            "more fault)."
        ),
    ),
    # What columns hold
    "an acronym too long": igc(
        "acronym",
        value="I" * 61,
        said=(
            "processes.yaml: process:igc cannot be stored (`acronym` has more than "
            "60 characters); correct it."
        ),
    ),
    "an id with a line end": igc(
        "id",
        value="igc\n",
        said=(
            "processes.yaml, line 5, processes[0] (igc\\n).id: “igc\\n” is no id; "
            "write small letters, digits and hyphens."
        ),
    ),
    # What only the whole says
    "an office nobody holds": igc(
        "secretariat",
        0,
        "kind",
        value="none",
        said=(
            "processes.yaml, line 162, processes[0] "
            "(igc).secretariat[0].organisation: “IGC Secretariat” is named, yet the"
            " kind is “none”; take one of them out."
        ),
    ),
    "a holder of no office": igc(
        "secretariat",
        0,
        "organisation",
        value=None,
        said=(
            "processes.yaml, line 162, processes[0] "
            "(igc).secretariat[0].organisation: nobody is named; name an "
            "organisation, or write the kind “none”."
        ),
    ),
    "a link without its other end": bali(
        "fed_into",
        value=[LINK],
        said=(
            "events.yaml, line 31, events[0] (bali-1).fed_into[0]: the link from "
            "“bali-1” to “bali-2” is not told at its other end; add it to “bali-2” "
            "under `fed_by`."
        ),
    ),
    "a link from nowhere": bali(
        "fed_by",
        value=[LINK],
        said=(
            "events.yaml, line 31, events[0] (bali-1).fed_by[0]: the link from "
            "“bali-2” to “bali-1” is not told at its other end; add it to “bali-2” "
            "under `fed_into`."
        ),
    ),
    "a link twice": bali(
        "fed_into",
        value=[LINK, LINK],
        said=(
            "events.yaml, line 39, events[0] (bali-1).fed_into[1].event: a link to "
            "“bali-2” is there already; say it once."
        ),
    ),
    "an office twice": rule(
        "offices",
        1,
        "office",
        value="current-chair",
        said=(
            "invitation-rules.yaml, line 21, rules[0].offices[1].office: the office"
            " “current-chair” is there already; say it once."
        ),
    ),
    "no dataset": Fault(
        "events",
        ("bali-1",),
        ("dataset",),
        REMOVED,
        (
            "events.yaml, line 1: the field “dataset” is missing; add it with one "
            "of processes, organisations, events, invitation-rules, documents."
        ),
    ),
    "an unknown dataset": Fault(
        "events",
        ("bali-1",),
        ("dataset",),
        "meetings",
        (
            "events.yaml, line 2, dataset: “meetings” is no dataset; write one of "
            "processes, organisations, events, invitation-rules, documents."
        ),
    ),
    "a dataset that is no text": Fault(
        "events",
        ("bali-1",),
        ("dataset",),
        ["events"],
        (
            "events.yaml, line 2, dataset: a list is no dataset; write one of "
            "processes, organisations, events, invitation-rules, documents."
        ),
    ),
    "a known source elsewhere": Fault(
        "processes",
        ("igc",),
        ("sources", "iom-2005-fr", "url"),
        "https://example.org/",
        (
            "processes.yaml, line 482, sources.iom-2005-fr.url: the source "
            "“iom-2005-fr” is known with another address, "
            "https://iom.int/fr/reunion-mondiale-des-pcr-2005; use that one or "
            "another key."
        ),
    ),
}
