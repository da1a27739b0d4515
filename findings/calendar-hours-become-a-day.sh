#!/usr/bin/env bash
# A duration of twenty-four hours is written back as one of a day, which is another length.
#
# icalendar 7.3.0 (PyPI).
#
# Expected: RFC 5545, section 3.3.6, tells the two apart: a day is one of the calendar and may have
#   23 or 25 hours, hours are exact. What is read and written without a change keeps PT24H.
# Happens: both become a timedelta of a day; it is written as P1D, and the end is counted on the
#   clock: on the night on which clocks are put forward, 24 hours from ten o'clock end at ten
#   o'clock, 23 hours later.
# Why it matters: periods for silence and for objections are agreed in hours ("within 24 hours").
#   A calendar that only passes through such software changes what was agreed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.0 tzdata==2026.6
env/bin/python - <<'PYTHON'
import datetime as dt
import sys

from icalendar import Calendar

LINES = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Silence//EN", "BEGIN:VEVENT",
    "UID:silence@example.org", "DTSTAMP:20260101T000000Z",
    "DTSTART;TZID=Europe/Paris:20260328T100000", "DURATION:PT24H",
    "SUMMARY:Silence procedure", "END:VEVENT", "END:VCALENDAR", "",
]
calendar = Calendar.from_ical("\r\n".join(LINES))
event = calendar.events[0]
written = [line for line in calendar.to_ical().decode().split("\r\n") if "DURATION" in line]
hours = (event.end.astimezone(dt.UTC) - event.start.astimezone(dt.UTC)) / dt.timedelta(hours=1)
print("read DURATION:PT24H, wrote", *written)
print("from", event.start, "to", event.end, "are", hours, "hours")
if written != ["DURATION:P1D"] or hours != 23:
    sys.exit("Hours of a duration are kept otherwise than they were.")
PYTHON
