"""Agendas as other programs write them: hours are instants, days are those of the meeting."""

import datetime as dt
import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tourdetable.intake.agendas.plans import Plan
from tourdetable.intake.agendas.reading import LARGEST, read_agendas
from tourdetable.kernel.errors import SentenceError
from tourdetable.meetings.enums import ItemKind
from tourdetable.meetings.queries.planned import PlannedSession

FIXTURES = Path(__file__).parent / "fixtures"
PARIS = "Europe/Paris"
FIRST, LAST = dt.date(2027, 10, 29), dt.date(2027, 11, 2)


def read(name: str, zone: str = PARIS) -> list[Plan]:
    return read_agendas((FIXTURES / name).read_bytes(), zone=zone, first=FIRST, last=LAST)


def told(sessions: tuple[PlannedSession, ...]) -> list[tuple[str, str, str, int | None]]:
    """Day, moment in UTC, title and minutes of each item, session after session."""
    return [
        (f"{session.day:%d.%m.}", f"{item.starts_at:%d.%m. %H:%M}" if item.starts_at else "",
         item.title, item.minutes)
        for session in sessions for item in session.items
    ]  # fmt: skip


def test_a_calendar_across_the_change_to_winter_time() -> None:
    (plan,) = read("winter.ics")
    morning = "Discussion of the morning"
    assert plan.name == "Consultations on mobility (invented)"
    assert told(plan.sessions) == [
        ("29.10.", "29.10. 07:00", morning, 90),
        ("29.10.", "", "Registration", None),
        ("31.10.", "30.10. 23:30", "Night session across the change of clocks", 120),
        ("31.10.", "31.10. 08:00", morning, 90),
        ("31.10.", "31.10. 13:00", "Tour de table", 45),
        ("01.11.", "01.11. 10:00", f"{morning}, later on that day", 60),
        ("02.11.", "02.11. 08:00", morning, 90),
    ]
    kinds = {item.title: item.kind for session in plan.sessions for item in session.items}
    assert (kinds[morning], kinds["Tour de table"]) == (ItemKind.DISCUSSION, ItemKind.TOUR_DE_TABLE)
    assert [str(remark) for remark in plan.remarks] == [
        "Hours without a zone are taken for those of the clock of the meeting."
    ]
    first = plan.sessions[0].items[0]
    assert first.annotation == "With interpretation, in all working languages.\nBring the note."


def test_a_floating_hour_is_by_the_clock_of_the_meeting() -> None:
    (plan,) = read("winter.ics", "Pacific/Fiji")
    assert ("31.10.", "31.10. 02:00", "Tour de table", 45) in told(plan.sessions)


def test_a_file_with_several_calendars() -> None:
    plans = read("several.ics")
    assert [(plan.name, plan.zone) for plan in plans] == [
        ("Plenary", "Asia/Manila"),
        ("Side events", ""),
    ]
    assert told(plans[0].sessions) == [("29.10.", "29.10. 01:00", "Opening remarks", 60)]
    # An evening in Lima is the night of the next day in Paris.
    assert told(plans[1].sessions) == [("30.10.", "29.10. 23:00", "Round table on data", 60)]


def series(*lines: str, head: str = "X-WR-CALNAME:Series") -> Plan:
    """The plan of a calendar with one series."""
    made = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Invented//EN", head, "BEGIN:VEVENT"]
    made += ["UID:1@example.org", "DTSTAMP:20270901T080000Z", "SUMMARY:Group", *lines]
    content = "\r\n".join((*made, "END:VEVENT", "END:VCALENDAR", "")).encode()
    (plan,) = read_agendas(content, zone=PARIS, first=FIRST, last=LAST)
    return plan


@pytest.mark.parametrize("zone", [PARIS, "America/New_York", "Asia/Manila", "Nowhere/At all"])
def test_the_zone_of_a_calendar_moves_no_series_in_utc(zone: str) -> None:
    """Clocks in Paris are put back on 31 October, those in New York a week later."""
    lines = ("DTSTART:20271029T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3")
    plan = series(*lines, head=f"X-WR-TIMEZONE:{zone}")
    assert plan.sessions == series(*lines).sessions
    assert [one[1] for one in told(plan.sessions)] == [f"{day}.10. 09:00" for day in (29, 30, 31)]
    assert plan.zone == zone


def test_hours_without_a_zone_are_in_that_of_the_calendar() -> None:
    lines = ("DTSTART:20271030T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2")
    plan = series(*lines, head="X-WR-TIMEZONE:America/New_York")
    assert [one[1] for one in told(plan.sessions)] == ["30.10. 13:00", "31.10. 13:00"]
    assert plan.remarks == ()
    plan = series(*lines, head="X-WR-TIMEZONE:Nowhere/At all")
    assert [one[1] for one in told(plan.sessions)] == ["30.10. 07:00", "31.10. 08:00"]
    assert len(plan.remarks) == 1


@pytest.mark.parametrize(
    "start", ["DTSTART:20271029T090000", "DTSTART:20271029T090000Z",
              "DTSTART;TZID=Europe/Paris:20271029T090000", "DTSTART;VALUE=DATE:20271029"],
)  # fmt: skip
def test_a_series_until_a_day_has_a_session_on_that_day(start: str) -> None:
    for until in ("20271101", "20271101T235959Z"):
        plan = series(start, f"RRULE:FREQ=DAILY;UNTIL={until}")
        days = [one[0] for one in told(plan.sessions)]
        assert days == ["29.10.", "30.10.", "31.10.", "01.11."]


def test_an_export_of_indico_whose_times_are_utc_and_whose_event_is_elsewhere() -> None:
    (plan,) = read("indico-sessions.json", "Asia/Manila")
    assert (plan.name, plan.zone) == ("Workshop on mobility (invented)", "Asia/Manila")
    assert told(plan.sessions) == [
        ("29.10.", "29.10. 01:00", "Opening remarks", 20),
        ("29.10.", "29.10. 02:00", "What agreements say", 60),
        ("29.10.", "29.10. 03:00", "Discussion of findings", 45),
    ]
    opening, labour, evening = plan.sessions
    assert opening.items[0].annotation == "Bello, Amina"
    assert labour.title == "Labour mobility"
    assert labour.ends_at == dt.datetime(2027, 10, 29, 4, tzinfo=dt.UTC)
    assert labour.items[0].annotation.replace("\n", " ") == "With figures ."
    # Half past midnight in Manila, on the next day.
    assert (evening.day, evening.items) == (dt.date(2027, 10, 30), ())


def _instants(plan: Plan) -> list[dt.datetime | None]:
    return [item.starts_at for session in plan.sessions for item in session.items]


def test_the_same_export_for_a_meeting_in_another_zone_keeps_its_instants() -> None:
    (there,), (here,) = read("indico-sessions.json", "Asia/Manila"), read("indico-sessions.json")
    instants = [
        [item.starts_at for s in plan.sessions for item in s.items] for plan in (there, here)
    ]
    assert instants[0] == instants[1]
    assert here.sessions[-1].day == dt.date(2027, 10, 29)


def test_a_timetable_of_indico_names_its_breaks() -> None:
    (plan,) = read("indico-timetable.json", "Asia/Manila")
    (session,) = plan.sessions
    assert session.title == "Labour mobility: Part one"
    talk, pause = session.items
    assert (talk.annotation, talk.starts_at) == (
        "Mr. Luis Paz",
        dt.datetime(2027, 10, 29, 2, tzinfo=dt.UTC),
    )
    assert str(pause.left_out) == "It is a break; the items around it keep their hours."


def test_a_schedule_of_pretalx_with_two_rooms() -> None:
    (plan,) = read("schedule.xml")
    assert [(s.day.day, s.title) for s in plan.sessions] == [
        (29, "Salle A"),
        (29, "Salle B"),
        (31, ""),
    ]
    assert told(plan.sessions) == [
        ("29.10.", "29.10. 07:00", "Ouverture", 30),
        ("29.10.", "29.10. 07:00", "Table ronde: Données", 90),
        ("31.10.", "31.10. 01:30", "Clôture", 30),
    ]
    opening = plan.sessions[0].items[0]
    assert opening.annotation == "Élodie Lefèvre; Jone Vula\nMots de bienvenue & règles"
    assert opening.kind is ItemKind.OPENING


def test_the_same_schedule_as_json() -> None:
    (plan,) = read("schedule.json")
    assert (plan.name, plan.zone) == ("Forum that was invented", "Europe/Paris")
    assert told(plan.sessions) == [("29.10.", "29.10. 07:00", "Ouverture", 30)]


def test_an_older_schedule_has_hours_by_the_clock_of_the_meeting() -> None:
    (plan,) = read("pentabarf.xml", "Pacific/Fiji")
    assert told(plan.sessions) == [("29.10.", "29.10. 02:00", "Welcome", 45)]


def _ruled(rule: str) -> bytes:
    lines = ("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "UID:1", "DTSTART:20271029T090000Z")
    return "\r\n".join((*lines, rule, "END:VEVENT", "END:VCALENDAR", "")).encode()


def _dated(moment: str) -> bytes:
    item = f'{{"title": "y", "startDate": {moment}}}'
    return f'{{"results": [{{"title": "x", "contributions": [{item}]}}]}}'.encode()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty"),
        (b"x" * (LARGEST + 1), "larger than 5 MB"),
        (b"Name,Country\n", "This is no calendar"),
        (b"{", "The file is not JSON"),
        (b'{"results": []}', "is no export of Indico"),
        (b'{"results": [{"title": ""}]}', "no event in this export"),
        (b'{"schedule": {"conference": {}}}', "not a single talk"),
        (b"<html/>", "no schedule of frab"),
        (b"<schedule>", "is not XML"),
        (b'<!DOCTYPE s [<!ENTITY a "b">]><schedule/>', "declares entities"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "There is no event"),
        (b"BEGIN:VCALENDAR\r\nx", "The calendar cannot be read"),
        (_ruled("RRULE:FREQ=SECONDLY"), "several times a day"),
        (_ruled("RRULE:FREQ=DAILY;BYMINUTE=1,2"), "several times a day"),
        (_dated('{"date": "2027-10-29", "tz": "Nowhere/At all"}'), "Nowhere/At all"),
        (_dated('{"date": "soon"}'), "is no moment"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(SentenceError, match=sentence):
        read_agendas(content, zone=PARIS, first=FIRST, last=LAST)


def _read_or_sentence(content: bytes) -> None:
    with suppress(SentenceError):
        plans = read_agendas(content, zone=PARIS, first=FIRST, last=LAST)
        assert all(isinstance(session.day, dt.date) for plan in plans for session in plan.sessions)


@given(st.binary(max_size=400))
def test_any_bytes_are_agendas_or_a_sentence(content: bytes) -> None:
    _read_or_sentence(content)


@given(st.sampled_from(sorted(FIXTURES.iterdir())), st.integers(0, 4000), st.binary(max_size=6))
def test_any_damage_to_a_file_is_agendas_or_a_sentence(path: Path, place: int, put: bytes) -> None:
    content = path.read_bytes()
    _read_or_sentence(content[:place] + put + content[place + len(put) :])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["results", "schedule", "conference", "days", "rooms", "title", "contributions",
             "sessions", "startDate", "date", "time", "tz", "duration", "start", "persons"]
        ),
        inner, max_size=5,
    ),
    max_leaves=30,
)  # fmt: skip


@given(JSON)
def test_json_of_any_shape_is_agendas_or_a_sentence(shape: object) -> None:
    _read_or_sentence(json.dumps(shape).encode("utf-8", "replace"))
