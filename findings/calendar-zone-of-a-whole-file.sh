#!/usr/bin/env bash
# A series in UTC becomes a series in local hours, by one line at the head of the calendar.
#
# recurring-ical-events 3.8.2 with icalendar 7.3.0 and x-wr-timezone 2.0.1 (PyPI).
#
# Expected: X-WR-TIMEZONE is no property of RFC 5545; a reader shows hours in that zone and leaves
#   the instants alone. A weekly event at 09:00 UTC stays at 09:00 UTC.
# Happens: the zone is applied to the start before the rule is unrolled. In winter nothing can be
#   seen; after the change of clocks every session begins an hour earlier in UTC than the file says.
#   The package says that it reads X-WR-TIMEZONE; what follows for a series it does not say.
# Why it matters: a delegation that joins from another continent reads UTC. The programme of a
#   meeting that is imported from a calendar of this kind is an hour off, from one week to the next.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.0 x-wr-timezone==2.0.1
env/bin/python - <<'PYTHON'
import datetime as dt
import sys

import recurring_ical_events
from icalendar import Calendar

FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Programme//EN
{zone}BEGIN:VEVENT
UID:series@example.org
DTSTAMP:20260101T000000Z
DTSTART:20260324T090000Z
DTEND:20260324T100000Z
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:Drafting group
END:VEVENT
END:VCALENDAR
"""


def begins(zone):
    calendar = Calendar.from_ical(FILE.format(zone=zone).replace("\n", "\r\n"))
    found = recurring_ical_events.of(calendar).between(dt.date(2026, 3, 1), dt.date(2026, 5, 1))
    return [event.start.astimezone(dt.UTC).strftime("%d %b %H:%M UTC") for event in found]


plain, headed = begins(""), begins("X-WR-TIMEZONE:Europe/Paris\n")
print("without the line:", *plain, sep="\n  ")
print("with X-WR-TIMEZONE:Europe/Paris:", *headed, sep="\n  ")
if plain != ["24 Mar 09:00 UTC", "31 Mar 09:00 UTC"] or headed != [plain[0], "31 Mar 08:00 UTC"]:
    sys.exit("The series is unrolled otherwise than it was.")
PYTHON
