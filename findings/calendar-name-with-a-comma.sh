#!/usr/bin/env bash
# The name of a calendar is no text to the library that reads and writes its description as one.
#
# icalendar 7.3.2 (PyPI).
#
# Expected: NAME is a TEXT (RFC 7986, section 5.1) as DESCRIPTION is: a comma is written `\,` (RFC
#   5545, section 3.3.11) and read as a comma.
# Happens: a calendar that another program wrote rightly, `NAME:Consultation\, Geneva`, has its
#   backslash in `calendar_name`, while `description` of the same calendar has none. In turn
#   `calendar_name` is written as it is, commas, semicolons and backslashes bare.
# Why it matters: meetings are named with their place behind a comma. A secretariat that takes in the
#   agenda of another one publishes the backslash, or has to undo by hand what its reader of
#   calendars undoes everywhere else, and must stop doing so the day that this is mended.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check icalendar==7.3.2
env/bin/python - <<'PYTHON'
import sys

from icalendar import Calendar

LINES = (
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//example//agenda//EN",
    r"NAME:Consultation\, Geneva",
    r"DESCRIPTION:Two days\, one room",
    "END:VCALENDAR",
    "",
)
read = Calendar.from_ical("\r\n".join(LINES))
written = Calendar()
written.calendar_name = "Consultation, Geneva; April"
written.description = "Two days, one room; April"
lines = written.to_ical().decode().splitlines()
print("read:", str(read.calendar_name), "|", str(read.description))
print("written:", *(line for line in lines if line.startswith(("NAME", "DESCRIPTION"))))
if (str(read.calendar_name), str(read.description)) != (
    r"Consultation\, Geneva",
    "Two days, one room",
) or not {"NAME:Consultation, Geneva; April", r"DESCRIPTION:Two days\, one room\; April"} <= set(lines):
    sys.exit("The name of a calendar is read or written otherwise than it was.")
PYTHON
