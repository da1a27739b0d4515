#!/usr/bin/env bash
# Monthly from 31 January: 31 March comes, or 28 February and then 28 March.
#
# node-ical 0.26.1 (npm), beside ical.js 2.2.1 (npm).
#
# Expected: RFC 5545, section 3.3.10: a rule that gives a day which does not exist skips it. From
#   31 January, three times monthly: 31 January, 31 March, 31 May.
# Happens: ical.js does that. node-ical moves to the end of the shorter month and goes on from there:
#   31 January, 28 February, 28 March. The meeting never comes back to the 31st.
# Why it matters: reports that are due "monthly from 31 January" get deadlines that nobody set, and
#   two programs with the same subscription differ from the second month on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-fund --no-audit ical.js@2.2.1 node-ical@0.26.1
cat >unroll.mjs <<'NODE'
import ICAL from "ical.js";
import nodeIcal from "node-ical";

const text = [
  "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Reports//EN", "BEGIN:VEVENT",
  "UID:report@example.org", "DTSTAMP:20260101T000000Z", "DTSTART;VALUE=DATE:20260131",
  "RRULE:FREQ=MONTHLY;COUNT=3", "SUMMARY:Report due", "END:VEVENT", "END:VCALENDAR", "",
].join("\r\n");
const event = new ICAL.Event(
  new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent("vevent"),
);
const steps = event.iterator();
const one = [];
for (let next = steps.next(); next; next = steps.next()) one.push(next.toString());
const read = Object.values(nodeIcal.sync.parseICS(text)).find((each) => each.type === "VEVENT");
const span = { from: new Date("2026-01-01"), to: new Date("2027-01-01") };
const other = nodeIcal
  .expandRecurringEvent(read, span)
  .map((each) => each.start.toISOString().slice(0, 10));
console.log(`ical.js   ${one.join(" ")}\nnode-ical ${other.join(" ")}`);
if (
  one.join(" ") !== "2026-01-31 2026-03-31 2026-05-31" ||
  other.join(" ") !== "2026-01-31 2026-02-28 2026-03-28"
) {
  console.error("One of the readers unrolls months otherwise than it did.");
  process.exit(1);
}
NODE
TZ=UTC node unroll.mjs
