"""The questions that make it worth having, asked on the command line of the reference data."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.usefixtures("reference")


def ask(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def ask_json(*words: str) -> Any:
    return json.loads(ask(*words, "--json"))


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int | str | None, str]:
    """Exit status and sentence of a command that must not answer."""
    err = StringIO()
    with pytest.raises(SystemExit) as stop:
        call_command(*words, stderr=err)
    return stop.value.code, (err.getvalue() + capsys.readouterr().err).strip()


def holders(answer: Any, office: str) -> list[tuple[str, str, list[str]]]:
    return [
        (row["party"]["code"], row["certainty"], [doubt["code"] for doubt in row["doubts"]])
        for row in answer["offices"][office]
    ]


def test_the_bali_process_has_two_co_chairs() -> None:
    answer = ask_json("who", "bali-process", "--on", "2005-04-14")
    assert holders(answer, "presiding") == [("AUS", "certain", []), ("IDN", "certain", [])]
    assert {row["office"] for row in answer["offices"]["presiding"]} == {"co-chairs"}
    assert [row["sources"] for row in answer["offices"]["presiding"]] == [
        ["bali-coord", "iom-bali-old"]
    ] * 2
    assert answer["sources"]["bali-coord"]["url"].startswith("https://")


def test_the_igc_gives_the_doubt_and_never_picks_one() -> None:
    answer = ask_json("who", "igc", "--on", "2005-04-14")
    assert holders(answer, "presiding") == [
        ("CAN", "doubtful", ["handover"]),
        ("NLD", "doubtful", ["handover"]),
    ]
    assert [row["doubts"][0]["says"] for row in answer["offices"]["presiding"]] == [
        "depends on a handover in 2005, the day of which is not known"
    ] * 2
    spoken = ask("who", "igc", "--on", "2005-04-14")
    assert "Canada (chair, 2004–2005) — depends on a handover in 2005" in spoken
    assert "Netherlands (chair, 2005–2006) — depends on a handover in 2005" in spoken


def test_the_troika_of_the_rcm_is_marked_unverified() -> None:
    answer = ask_json("who", "rcm", "--on", "2005-04-14")
    assert holders(answer, "presiding") == [("CAN", "doubtful", ["unverified"])]
    assert holders(answer, "past") == [("PAN", "certain", [])]
    assert holders(answer, "incoming") == [("SLV", "certain", [])]
    assert [row["verified"] for row in answer["offices"]["presiding"]] == [False]
    assert [row["sources"] for row in answer["offices"]["past"]] == [["rcm-8"]]
    assert [row["sources"] for row in answer["offices"]["incoming"]] == [["segib-2006"]]


@pytest.mark.parametrize(
    ("on", "left"), [("2016-06-01", {"BFA", "MLI", "NER"}), ("2025-06-01", set())]
)
def test_three_states_left_ecowas_in_between(on: str, left: set[str]) -> None:
    answer = ask_json("overlap", "rabat-process", "ecowas", "--on", on)
    shared = {row["code"] for row in answer["shared"]}
    stayed = {"BEN", "CIV", "CPV", "GHA", "GIN", "GMB", "GNB", "LBR", "NGA", "SEN", "SLE", "TGO"}
    assert shared == stayed | left
    assert answer["members_of_organisation"] == len(shared)


def test_two_processes_overlap() -> None:
    answer = ask_json("overlap", "rcm", "igc", "--on", "2005-04-14")
    assert [row["code"] for row in answer["shared"]] == ["CAN", "USA"]
    assert answer["other_process"] == "igc"


@pytest.mark.parametrize(
    ("organisation", "members"),
    [("un", 191), ("eu", 25), ("au", 53), ("asean", 10), ("ecowas", 15), ("sadc", 13),
     ("igad", 7), ("mercosur", 4), ("oas", 35), ("coe", 46), ("osce", 55), ("las", 22)],
)  # fmt: skip
def test_organisations_had_their_members_of_that_day(organisation: str, members: int) -> None:
    answer = ask_json("overlap", "igc", organisation, "--on", "2005-04-14")
    assert answer["members_of_organisation"] == members


def line(row: Any) -> tuple[str, str, list[str], str]:
    parties = [holder["party"]["name"] for holder in row["candidates"]]
    return row["process"], row["ground"], parties, row["certainty"]


def test_the_invitation_list_of_2005() -> None:
    lines = ask_json("invitations", "rcp-workshop-2005")["lines"]
    assert [line(row) for row in lines if not row["where_fitting"]] == [
        ("apc", "current-chair", ["Fiji"], "certain"),
        ("apc", "official-secretariat", ["APC Coordinator (appointed by the chair)"], "certain"),
        ("bali-process", "current-chair", ["Australia"], "certain"),
        ("bali-process", "current-chair", ["Indonesia"], "certain"),
        (
            "bali-process",
            "official-secretariat",
            ["Co-chairs’ foreign ministries (Australia DFAT, Indonesia KEMLU)"],
            "certain",
        ),
        ("igc", "current-chair", ["Canada", "Netherlands"], "doubtful"),
        ("igc", "official-secretariat", ["IGC Secretariat"], "certain"),
        ("rcm", "current-chair", ["Canada"], "doubtful"),
        ("rcm", "official-secretariat", ["RCM Technical Secretariat"], "doubtful"),
    ]
    assert all(row["sources"] for row in lines if row["candidates"])
    assert [line(row)[:3] for row in lines if row["where_fitting"]] == [
        ("apc", "past-chair", ["Australia"]),
        ("igc", "past-chair", ["Norway", "Canada"]),
        ("igc", "incoming-chair", ["Netherlands", "Ireland"]),
        ("rcm", "past-chair", ["Panama"]),
        ("rcm", "incoming-chair", ["El Salvador"]),
    ]


def test_a_meeting_without_rules_says_so() -> None:
    assert ask("invitations", "global-rcp-2").splitlines()[-1] == (
        "No invitation rule is set for this meeting, so nothing follows."
    )


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("who", "bali"),
            "tdt: No process is called “bali”. Nearest: bali-process.",
        ),
        (
            ("overlap", "igc", "ecowass"),
            "tdt: No organisation or process is called “ecowass”. Nearest: ecowas.",
        ),
        (
            ("invitations", "workshop-2005"),
            "tdt: No meeting is called “workshop-2005”. Nearest: rcp-workshop-2005.",
        ),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(
    capsys: pytest.CaptureFixture[str], words: tuple[str, ...], sentence: str
) -> None:
    status, said = refused(capsys, *words)
    assert status == 2
    assert said.startswith(sentence.removesuffix("."))


def test_a_date_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(capsys, "who", "igc", "--on", "14.4.2005") == (
        1,
        "tdt: “14.4.2005” is not a date: write YYYY, YYYY-MM or YYYY-MM-DD.",
    )


@pytest.mark.parametrize(
    "name", ["IGC", "igc", "Regional Conference on Migration", "puebla process"]
)
def test_a_process_is_found_by_any_of_its_names(name: str) -> None:
    assert ask_json("who", name, "--on", "2005-04-14")["process"] in ("igc", "rcm")
