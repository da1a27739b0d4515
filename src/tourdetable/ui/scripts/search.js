// The search of the record: pagefind's own index and ranking, our own words and looks.
// Without JavaScript, from a disk or where the index cannot be had, the page's own index remains.
const place = document.getElementById("search");
const [form, status, list] = ["form", "[role=status]", ".results"].map((s) => place.querySelector(s));
const field = form.querySelector("input");
const root = new URL(".", new URL(place.dataset.bundle, location.href));
const unscripted = document.getElementById("unscripted");
const PORTION = 10;
let latest = 0;

async function begin() {
  const engine = await import(new URL("pagefind.js", root));
  await engine.options({ baseUrl: new URL("..", root).pathname, excerptLength: 24 });
  await engine.init();
  const words = new URLSearchParams(location.search).get("q") || "";
  place.hidden = false;
  unscripted.hidden = true;
  form.addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", () => look(engine, field.value));
  if (words) { field.value = words.slice(0, field.maxLength); look(engine, field.value); }
}

async function look(engine, words) {
  const turn = ++latest;
  const asked = words.trim();
  if (!asked) { list.replaceChildren(); status.textContent = ""; return; }
  const found = await engine.debouncedSearch(asked, {}, 200);
  if (!found || turn !== latest) return;
  const count = found.results.length;
  const said = count === 1 ? status.dataset.one : status.dataset.many;
  status.textContent = count ? said.replace("#", count) : place.dataset.none;
  list.replaceChildren();
  await more(found.results, turn);
}

async function more(results, turn) {
  const portion = await Promise.all(results.slice(0, PORTION).map((one) => one.data()));
  if (turn !== latest) return;
  list.append(...portion.map(line));
  const rest = results.slice(PORTION);
  if (!rest.length) return;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = place.dataset.more;
  button.addEventListener("click", async () => {
    const last = list.lastElementChild;
    button.remove();
    await more(rest, turn);
    last.nextElementSibling?.querySelector("a").focus();
  });
  const item = document.createElement("li");
  item.append(button);
  list.append(item);
}

// The index has typewriter's marks inside words, so that words are found behind them (search.py).
const asSet = (text) => text
  .replaceAll("\u2060\u2060-", "\u2014").replaceAll("\u2060-", "\u2013").replaceAll("\u2060'", "\u2019");

// The excerpt is text in which pagefind marks what was found; only its marks become markup here.
function line(data) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = data.url;
  link.textContent = asSet(data.meta.title);
  const excerpt = document.createElement("p");
  const parsed = new DOMParser().parseFromString(data.excerpt, "text/html").body;
  for (const node of parsed.childNodes) {
    const part = node.nodeName === "MARK" ? document.createElement("mark") : document.createTextNode("");
    part.textContent = asSet(node.textContent);
    excerpt.append(part);
  }
  item.append(link, excerpt);
  return item;
}

begin().catch(() => {
  place.hidden = false;
  unscripted.hidden = true;
  form.hidden = true;
  status.textContent = place.dataset.failed;
});
