#!/usr/bin/env bash
# A meeting with a further day by RDATE has both days, the second only, or the first only.
#
# recurring-ical-events 3.8.2 with icalendar 7.3.0 (PyPI); ical.js 2.2.1 and node-ical 0.26.1 (npm).
#
# Expected: RFC 5545, section 3.8.5.2: DTSTART and the dates of RDATE together are the set, with or
#   without an RRULE. Each reader gives 5 May and 1 June.
# Happens: recurring-ical-events gives both. The iterator of ical.js begins with the RDATE and never
#   gives the first day (a pull request about it, kewisch/ical.js 534, was closed). node-ical knows
#   no RDATE and gives the first day alone. Where the dates are PERIODs, which bring a length of their
#   own, ical.js raises a TypeError once it is asked when such a day begins and ends.
# Why it matters: a second day that is found later is what RDATE is for. Two programs that show the
#   same subscription show a meeting on different days, and neither says that something is missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  recurring-ical-events==3.8.2 icalendar==7.3.0
npm init -y >/dev/null
npm install --silent --no-fund --no-audit ical.js@2.2.1 node-ical@0.26.1
write() {
  printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 'PRODID:-//Example//Programme//EN' BEGIN:VEVENT \
    UID:two-days@example.org DTSTAMP:20260101T000000Z "$2" "$3" "$4" 'SUMMARY:Consultation' \
    END:VEVENT END:VCALENDAR >"$1"
}
write days.ics 'DTSTART;VALUE=DATE:20260505' 'DTEND;VALUE=DATE:20260506' 'RDATE;VALUE=DATE:20260601'
write period.ics DTSTART:20260505T090000Z DTEND:20260505T100000Z \
  'RDATE;VALUE=PERIOD:20260601T090000Z/PT3H,20260602T090000Z/PT3H'
cat >unroll.py <<'PYTHON'
import datetime as dt
import sys

import recurring_ical_events
from icalendar import Calendar

with open(sys.argv[1], "rb") as file:
    found = recurring_ical_events.of(Calendar.from_ical(file.read()))
events = found.between(dt.date(2026, 1, 1), dt.date(2027, 1, 1))
print(*(f"{event.start:%m-%d}" for event in events))
PYTHON
cat >unroll.mjs <<'NODE'
import fs from "node:fs";
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const [reader, file] = process.argv.slice(2);
const text = fs.readFileSync(file, "utf8");
const days = [];
if (reader === "ical.js") {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const event = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
  try {
    const steps = event.iterator();
    for (let next = steps.next(); next; next = steps.next()) {
      const { startDate } = event.getOccurrenceDetails(next);
      days.push(startDate.toString().slice(5, 10));
    }
  } catch (error) {
    days.push(error.name);
  }
} else {
  const event = Object.values(nodeIcal.sync.parseICS(text)).find((one) => one.type === "VEVENT");
  const span = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
  for (const one of nodeIcal.expandRecurringEvent(event, span)) {
    days.push(one.start.toISOString().slice(5, 10));
  }
}
console.log(days.join(" "));
NODE
export TZ=UTC
seen=""
for file in days.ics period.ics; do
  python=$(env/bin/python unroll.py "$file")
  icaljs=$(node unroll.mjs ical.js "$file")
  nodeical=$(node unroll.mjs node-ical "$file")
  printf '%s: recurring-ical-events %s | ical.js %s | node-ical %s\n' \
    "$file" "$python" "$icaljs" "$nodeical"
  seen="$seen$python|$icaljs|$nodeical;"
done
if [ "$seen" != "05-05 06-01|06-01|05-05;05-05 06-01 06-02|TypeError|05-05;" ]; then
  echo "One of the readers takes RDATE otherwise than it did." >&2
  exit 1
fi
