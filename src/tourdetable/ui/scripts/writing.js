// What is typed into an answer stays in this browser until it is saved, so that it survives a
// reload and a lost connection; its words are counted while one types; it is saved without leaving
// the page. Without this script every form works as it stands.

// Instants stand in the zone in which they were set; beside it, as they are where the reader is.
const page = { en: "en-GB" }[document.documentElement.lang] || document.documentElement.lang;
for (const instant of document.querySelectorAll("time[data-own]")) {
  const shape = { dateStyle: "long", timeStyle: "short" };
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!here || instant.textContent.includes(here)) continue;
  const own = document.createElement("small");
  own.className = "own";
  own.textContent = `${new Intl.DateTimeFormat(page, shape).format(new Date(instant.dateTime))} (${here})`;
  instant.after(" ", own);
}

const WORD = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|(?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\p{L}\p{N}])+(?:['’·-](?:(?![\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])[\p{L}\p{N}])+)*/gu;
const UNSEEN = /[\p{M}\p{Cf}]/gu;
const OWN = new Set(["csrfmiddlewaretoken", "form", "seen", "loosens", "loosened"]);
const PREFIX = "tdt-answer:";

/** As the server counts them: signs above and below letters end no word. */
const wordsIn = (text) => (text.replace(UNSEEN, "").match(WORD) || []).length;

/** What somebody typed into a form, by field. */
const typedIn = (form) =>
  [...new FormData(form)].filter(([name, value]) => !OWN.has(name) && value !== "").sort();

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** Browsers may forbid their store, and it may be full: then nothing is kept, and all else works. */
function remember(key, value) {
  try {
    if (value === null) localStorage.removeItem(PREFIX + key);
    else localStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch { /* see above */ }
}

function remembered(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

function fill(form, typed) {
  for (const field of form.elements) {
    if (!field.name || OWN.has(field.name) || field.type === "fieldset") continue;
    const values = typed.filter(([name]) => name === field.name).map(([, value]) => value);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else field.value = values[0] ?? "";
  }
}

/** More rows as soon as the last one is begun: the same cells, one number further. */
function spare(table) {
  const last = table.tBodies[0].rows[table.tBodies[0].rows.length - 1];
  if (![...last.querySelectorAll("input")].some((cell) => cell.value)) return;
  const next = last.cloneNode(true);
  const number = table.tBodies[0].rows.length;
  for (const cell of next.querySelectorAll("input")) {
    cell.value = "";
    cell.name = cell.name.replace(/-\d+-(\d+)$/, `-${number}-$1`);
    cell.setAttribute("aria-label", cell.getAttribute("aria-label").replace(String(number), String(number + 1)));
  }
  table.tBodies[0].append(next);
}

function grow(form, typed) {
  const rows = typed.map(([name]) => /-(\d+)-\d+$/.exec(name)).filter(Boolean).map((found) => Number(found[1]));
  for (const table of form.querySelectorAll("[data-rows]")) {
    while (table.tBodies[0].rows.length <= Math.max(-1, ...rows)) {
      const before = table.tBodies[0].rows.length;
      table.tBodies[0].rows[before - 1].querySelector("input").value ||= " ";
      spare(table);
    }
  }
}

for (const form of document.querySelectorAll("form[data-keep]")) {
  const key = form.dataset.keep;
  const tell = (name) => {
    for (const line of form.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== name;
  };
  const text = form.querySelector("[data-text]");
  const count = form.querySelector("[data-words]");
  let saved = typedIn(form);
  let version = 0;

  const look = () => {
    if (!text || !count) return;
    count.textContent = wordsIn(text.value).toLocaleString(page);
    const most = Number(count.dataset.most);
    count.closest("p").classList.toggle("over", most > 0 && wordsIn(text.value) > most);
  };
  const keep = () => {
    version += 1;
    const typed = typedIn(form);
    const changed = !same(typed, saved);
    remember(key, changed ? { seen: form.elements.seen.value, typed } : null);
    tell(changed ? "unsaved" : "");
    look();
  };

  const before = remembered(key);
  if (before && same(before.typed, saved)) remember(key, null);
  else if (before) {
    grow(form, before.typed);
    fill(form, before.typed);
    // What has been saved by others since then shows itself when this is saved.
    form.elements.seen.value = before.seen;
    tell("restored");
    form.closest("details")?.setAttribute("open", "");
  }
  look();

  form.addEventListener("input", (event) => {
    const table = event.target.closest("[data-rows]");
    if (table) spare(table);
    keep();
  });
  form.querySelector("[data-discard]")?.addEventListener("click", () => {
    remember(key, null);
    location.reload();
  });
  if (!("quiet" in form.dataset)) continue; // The page changes with it.
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    tell("saving");
    const [sent, at] = [typedIn(form), version];
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new URLSearchParams(new FormData(form)),
        redirect: "manual",
      });
      if (!answer.ok || !answer.headers.get("Content-Type")?.startsWith("application/json")) {
        // Refused, or changed by somebody else: the page itself says so.
        form.submit();
        return;
      }
      const { seen, form: number } = await answer.json();
      form.elements.seen.value = seen;
      form.elements.form.value = number;
      for (const other of document.querySelectorAll(`[data-of="${form.dataset.of}"] [name=seen]`)) other.value = seen;
      saved = sent;
      if (at === version) {
        remember(key, null);
        tell("saved");
      } else keep();
    } catch {
      remember(key, { seen: form.elements.seen.value, typed: typedIn(form) });
      tell("lost");
    }
  });
}
