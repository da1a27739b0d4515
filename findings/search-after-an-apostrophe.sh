#!/usr/bin/env bash
# In French that is well set, a search for "asile" does not find "droit d’asile".
#
# pagefind 1.5.2 with pagefind_bin_extended 1.5.2 (PyPI).
#
# Expected: a search with a French stemmer finds the word behind an elided article, and the second
#   year of a span of years, however the page is set.
# Happens: the stemmer takes off l', d' and qu' where the apostrophe is the one of a typewriter. With
#   the typographic one (U+2019) the whole is one word, found only by who types article and all. In
#   the same way "2004-2005" has two parts and "2004–2005", with an en dash, is one word that begins
#   with 2004.
# Why it matters: in French État, asile, Union and organisation stand behind an apostrophe more often
#   than not, and a public record is set with typographic ones. The page of results does not look
#   broken: it is only much too short, and more so the better the page is set.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv env
env/bin/pip install --quiet --disable-pip-version-check \
  pagefind==1.5.2 pagefind_bin_extended==1.5.2
page() {
  mkdir -p "site/$1"
  printf '<!doctype html><html lang="fr"><title>%s</title><body><p>%s</p></body></html>' \
    "$1" "$2" >"site/$1/index.html"
}
page plain "Le droit d'asile, session de 2004-2005"
page typographic "Le droit d’asile, session de 2004–2005"
env/bin/python -m pagefind --site site --silent
cp site/pagefind/pagefind.js site/pagefind/pagefind.mjs
cat >ask.mjs <<'NODE'
// The library is made for a page; a page is what it gets, with files in the place of the network.
import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

const root = path.resolve("site/pagefind");
const attribute = { getAttribute: () => "fr" };
globalThis.window = globalThis;
globalThis.document = { querySelector: () => attribute, documentElement: { lang: "fr" } };
globalThis.location = { href: "http://localhost/", origin: "http://localhost" };
globalThis.fetch = async (address) => {
  const place = String(address).split("?")[0].replace(/^file:\/\//, "");
  const bytes = fs.readFileSync(decodeURIComponent(place));
  return {
    ok: true,
    status: 200,
    arrayBuffer: async () => bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length),
    json: async () => JSON.parse(bytes),
  };
};
const pagefind = await import(pathToFileURL(path.join(root, "pagefind.mjs")).href);
await pagefind.options({ basePath: `${root}/`, baseUrl: "/" });
await pagefind.init();
const seen = [];
for (const asked of ["asile", "2004", "2005"]) {
  const { results } = await pagefind.search(asked);
  const found = await Promise.all(results.map((one) => one.data()));
  const pages = found.map((one) => one.url.split("/")[1]).sort();
  console.log(`${asked}: found on ${pages.join(" and ")}`);
  seen.push(pages.join(" "));
}
if (seen.join("|") !== "plain|plain typographic|plain") {
  console.error("Words behind an apostrophe or a dash are found otherwise than they were.");
  process.exit(1);
}
process.exit(0);
NODE
node ask.mjs
