// The dev server's own script, which no built page has: shows changes as they happen, problems where they are, and units to reviewers.
// Nothing here parses text as HTML: all of it arrives as text and is put on the page as text.

const own = document.querySelector("script[data-hexapla-version]");
const state = { version: own.dataset.hexaplaVersion, style: own.dataset.hexaplaStyle, problems: [], notes: {}, hidden: "", page: null };

/** Storage may be refused; a choice then lasts as long as the page. */
const storage = {
  read(key) {
    try { return sessionStorage.getItem("hexapla-dev-" + key); } catch { return null; }
  },
  write(key, value) {
    try { sessionStorage.setItem("hexapla-dev-" + key, value); } catch { /* not stored */ }
  },
};

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// ---- Changes -------------------------------------------------------------------------------------------------------------------

let line = null;

/** Browsers open few connections to one server: a page in the background does not hold one. */
function listen() {
  if (document.hidden || line) return;
  line = new EventSource("/.hexapla/events");
  line.addEventListener("change", (event) => refresh(JSON.parse(event.data)));
}

function hangUp() {
  line?.close();
  line = null;
}

let refreshing = false;
let again = null;

/** One refresh at a time; a change meanwhile is handled afterwards. */
async function refresh(signal) {
  if (refreshing) {
    again = signal;
    return;
  }
  refreshing = true;
  try {
    const next = await parsed();
    const version = next.querySelector("script[data-hexapla-version]")?.dataset.hexaplaVersion;
    if (version && version !== state.version && !replaceText(next)) return reload();
    state.version = version ?? state.version;
    state.page = next;
    swapStyle(signal.stylesheet);
    const answer = await fetch("/.hexapla/notes?path=" + location.pathname);
    show(await answer.json());
  } catch { /* the server is gone; the event source reconnects when it is back */ }
  refreshing = false;
  if (again) {
    const next = again;
    again = null;
    refresh(next);
  }
}

/** The page as it is served now, as a document in which nothing runs. */
function parsed() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname);
    request.responseType = "document";
    request.onload = () => (request.response ? resolve(request.response) : reject(request.status));
    request.onerror = reject;
    request.send();
  });
}

/**
 * Where only the text of an article changed, its changed paragraphs are replaced and nothing else is touched. False where a reload is
 * needed: something around the text changed, or the theme's script may have changed what is to be replaced.
 */
function replaceText(next) {
  const [before, after, live] = [state.page, next, document].map((page) => page?.querySelector("[data-article]"));
  if (!before || !after || !live || shell(state.page) !== shell(next)) return false;
  const [olds, news] = [[...before.children], [...after.children]];
  if (olds.length !== live.children.length) return false;
  const same = (a, b) => a?.outerHTML === b?.outerHTML;
  let start = 0;
  while (start < Math.min(olds.length, news.length) && same(olds[start], news[start])) start += 1;
  let end = 0;
  while (end < Math.min(olds.length, news.length) - start && same(olds.at(-1 - end), news.at(-1 - end))) end += 1;
  const [gone, come] = [olds.slice(start, olds.length - end), news.slice(start, news.length - end)];
  const holdsScripted = (node) => node.matches(".code, details, .notices") || node.querySelector(".code, details, input, .notices");
  if ([...gone, ...come].some(holdsScripted)) return false;
  const place = live.children[start] ?? null;
  const leaving = [...live.children].slice(start, start + gone.length);
  for (const node of come) live.insertBefore(document.importNode(node, true), place);
  for (const node of leaving) node.remove();
  return true;
}

/** A page without the text of its article, its version, and the URLs of its stylesheets. */
function shell(page) {
  const copy = page.documentElement.cloneNode(true);
  copy.querySelector("[data-article]")?.replaceChildren();
  copy.querySelector("script[data-hexapla-version]")?.remove();
  for (const link of copy.querySelectorAll("link[rel=stylesheet]")) link.removeAttribute("href");
  return copy.outerHTML;
}

function reload() {
  storage.write("scroll", JSON.stringify([location.pathname, scrollX, scrollY]));
  location.reload();
}

/** Restores the scroll position, which browsers do not while the page is still growing. */
function restoreScroll() {
  let kept = null;
  try { kept = JSON.parse(storage.read("scroll")); } catch { /* nothing kept */ }
  storage.write("scroll", "");
  if (kept?.[0] !== location.pathname) return;
  const settle = () => scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
  settle();
  addEventListener("load", settle, { once: true });
}

/** The new stylesheet comes before the old one goes, so that nothing flashes. */
function swapStyle(url) {
  if (!url || !state.style || url === state.style) return;
  const links = [...document.querySelectorAll("link[rel=stylesheet]")];
  const old = links.find((link) => new URL(link.href).pathname === state.style);
  state.style = url;
  if (!old) return;
  const next = element("link", { rel: "stylesheet", href: url });
  next.addEventListener("load", () => old.remove());
  old.after(next);
}

// ---- Panel ---------------------------------------------------------------------------------------------------------------------

const host = element("div", { id: "hexapla-dev", lang: "en", dir: "ltr" });
const root = host.attachShadow({ mode: "open" });
const problems = element("section", { className: "problems", hidden: true });
const bar = element("nav", { className: "bar" });
problems.setAttribute("role", "alert");
problems.setAttribute("aria-label", "Problems of this page");
bar.setAttribute("aria-label", "Hexapla");
root.append(element("link", { rel: "stylesheet", href: "/.hexapla/dev.css" }), problems, bar);

function show(notes) {
  state.notes = notes;
  state.problems = notes.problems ?? [];
  showProblems();
  if (notes.units) review.take(notes);
  showBar();
}

const SHOWN = 12;

function showProblems() {
  const serialized = JSON.stringify(state.problems);
  const serious = state.problems.some((problem) => problem.severity === "error");
  problems.hidden = state.problems.length === 0 || state.hidden === serialized || (!serious && state.hidden !== "open");
  problems.replaceChildren();
  if (problems.hidden) return;
  const close = element("button", { type: "button", textContent: "Hide", title: "Escape" });
  close.addEventListener("click", hideProblems);
  problems.append(element("header", {}, element("strong", { textContent: tally() }), close));
  problems.append(...state.problems.slice(0, SHOWN).map(problemView));
  const rest = state.problems.length - SHOWN;
  if (rest > 0) problems.append(element("p", { textContent: `… and ${rest} more: see \`hexapla check\`` }));
}

function problemView(problem) {
  const place = problem.place && problem.editor
    ? element("a", { href: problem.editor, textContent: problem.place })
    : problem.place && element("span", { textContent: problem.place });
  const title = element("p", { className: "message" },
    element("b", { className: problem.severity, textContent: `${problem.severity}[${problem.code}]` }), " ", problem.message);
  const view = element("article", {}, title, place ? element("p", { className: "place" }, place) : null);
  if (problem.excerpt) {
    const [before, marked, after] = problem.excerpt;
    const excerpt = element("pre", { dir: "auto" }, before, element("mark", { textContent: marked || "\u200a" }), after);
    view.append(excerpt);
  }
  if (problem.help) view.append(element("p", { className: "help", textContent: problem.help }));
  return view;
}

function tally() {
  const count = (severity) => state.problems.filter((problem) => problem.severity === severity).length;
  const counts = ["error", "warning", "note"].map((severity) => [count(severity), severity]).filter(([many]) => many > 0);
  return counts.map(([many, severity]) => `${many} ${severity}${many === 1 ? "" : "s"}`).join(", ");
}

function hideProblems() {
  state.hidden = JSON.stringify(state.problems);
  showProblems();
  showBar();
}

function showBar() {
  const focused = root.activeElement?.title;
  bar.replaceChildren();
  if (state.problems.length > 0 && problems.hidden) {
    const open = element("button", { type: "button", textContent: tally() });
    open.addEventListener("click", () => {
      state.hidden = "open";
      showProblems();
      showBar();
    });
    bar.append(open);
  }
  if (state.notes.units?.length > 0) bar.append(...review.controls());
  bar.hidden = bar.childElementCount === 0;
  if (focused) [...bar.children].find((control) => control.title === focused)?.focus();
}

// ---- Review --------------------------------------------------------------------------------------------------------------------

/** The states of a translation, worst first, as in `hexapla status`. */
const STATES = ["missing", "stale", "machine", "translated", "reviewed", "final", "unknown"];

/** The units of a page by state, with their sources in place. */
const review = {
  isOn: storage.read("review") === "on",
  filter: storage.read("filter") || "all",
  units: [],
  current: null,

  take(notes) {
    const placed = notes.units.map((unit) => ({ ...unit, element: document.getElementById(unit.id) }));
    this.units = placed.filter((unit) => unit.element);
    this.apply();
  },

  apply() {
    document.documentElement.toggleAttribute("data-hexapla-review", this.isOn);
    for (const unit of this.units) {
      unit.element.dataset.hexaplaUnit = unit.state;
      unit.element.toggleAttribute("data-hexapla-aside", this.isOn && !this.passes(unit));
    }
    this.mark();
  },

  passes(unit) {
    return this.filter === "all" || unit.state === this.filter;
  },

  passing() {
    return this.units.filter((unit) => this.passes(unit));
  },

  mark() {
    for (const unit of this.units) unit.element.toggleAttribute("data-hexapla-current", this.isOn && unit.id === this.current);
  },

  toggle() {
    this.isOn = !this.isOn;
    storage.write("review", this.isOn ? "on" : "off");
    this.apply();
    showBar();
  },

  choose(filter) {
    this.filter = filter;
    storage.write("filter", filter);
    this.apply();
    showBar();
  },

  /** Filters by the next state that a unit of this page has; after the last, by none. */
  turn() {
    const states = ["all", ...STATES.filter((state) => this.count(state) > 0)];
    this.choose(states[(states.indexOf(this.filter) + 1) % states.length]);
  },

  /** Selects the next or previous unit that the filter displays; after the last comes the first. */
  go(step) {
    const at = this.units.findIndex((unit) => unit.id === this.current);
    const from = at < 0 && step < 0 ? 0 : at;
    const around = this.units.map((_, index) => this.units.at((from + step * (index + 1)) % this.units.length));
    const next = around.find((unit) => this.passes(unit));
    if (!next) return;
    this.select(next);
    next.element.scrollIntoView({ block: "center" });
  },

  select(unit) {
    this.current = unit?.id ?? null;
    this.mark();
    showBar();
  },

  edit() {
    const unit = this.units.find((other) => other.id === this.current) ?? this.passing()[0];
    if (unit) location.href = unit.editor;
  },

  count(filter) {
    return filter === "all" ? this.units.length : this.units.filter((unit) => unit.state === filter).length;
  },

  /** Where the reviewer is: which unit, in which state, in which line of which file. */
  position() {
    const passing = this.passing();
    const at = passing.findIndex((unit) => unit.id === this.current);
    if (at < 0) return passing.length < this.units.length ? `${passing.length} of ${this.units.length} units` : `${passing.length} units`;
    return `${at + 1} of ${passing.length} · ${passing[at].state} · ${passing[at].place}`;
  },

  controls() {
    const toggle = element("button", { type: "button", textContent: "Review", title: "Key: r" });
    toggle.setAttribute("aria-pressed", String(this.isOn));
    toggle.addEventListener("click", () => this.toggle());
    if (!this.isOn) return [toggle];
    const filter = element("select", { ariaLabel: "Units to show", title: "Key: f" });
    for (const name of ["all", ...STATES]) {
      const many = this.count(name);
      if (many > 0 || name === "all" || name === this.filter) {
        filter.append(element("option", { value: name, textContent: `${name} (${many})`, selected: name === this.filter }));
      }
    }
    filter.addEventListener("change", () => this.choose(filter.value));
    const buttons = [["Previous", "p", () => this.go(-1)], ["Next", "n", () => this.go(1)], ["Edit", "e", () => this.edit()]];
    const position = element("output", { textContent: this.position() });
    return [toggle, filter, ...buttons.map(([name, key, act]) => {
      const button = element("button", { type: "button", textContent: name, title: `Key: ${key}` });
      button.addEventListener("click", act);
      return button;
    }), position];
  },
};

document.addEventListener("click", (event) => {
  if (!review.isOn) return;
  const unit = event.target.closest?.("[data-hexapla-unit]");
  if (unit) review.select(review.units.find((other) => other.element === unit));
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !problems.hidden) return hideProblems();
  if (event.target.closest?.("input, textarea, select, [contenteditable]") || root.activeElement?.matches("select")) return;
  if (event.key === "r" && review.units.length > 0) return review.toggle();
  if (!review.isOn) return;
  const acts = { n: () => review.go(1), p: () => review.go(-1), e: () => review.edit(), f: () => review.turn() };
  acts[event.key]?.();
});

document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : listen()));
addEventListener("pagehide", hangUp);
addEventListener("pageshow", listen);
document.body.append(host);
restoreScroll();
listen();
