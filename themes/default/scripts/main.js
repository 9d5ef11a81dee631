// What needs a script: the remembered switch, the box with a sentence's original, copy buttons, the search shortcut, and links that keep
// their place. Without it every page still works. Nothing here parses text as HTML.
// A classic script, since browsers load no module from a disk; the braces keep its names to itself.
"use strict";
{
/** Storage may be refused; a choice then lasts as long as the page. */
const memory = {
  read(key) {
    try { return localStorage.getItem("hexapla-" + key); } catch { return null; }
  },
  write(key, value) {
    try { localStorage.setItem("hexapla-" + key, value); } catch { /* not remembered */ }
  },
};

const onDisk = location.protocol === "file:";
const article = document.querySelector("main [data-article]");
const sourceSwitch = document.querySelector("[data-source-switch]");
const hint = document.querySelector("[data-source-hint]");

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The choice to read side by side holds on every article. A mouse can have it calmer: only for the sentence that it points at. */
function rememberSwitch() {
  const point = element("input", { type: "checkbox", checked: memory.read("point") === "on" });
  const calmer = element("label", {}, point, hint.dataset.point);
  const canPoint = matchMedia("(any-hover: hover)").matches;
  sourceSwitch.checked = memory.read("source") === "on";

  function apply() {
    if (sourceSwitch.checked && canPoint) hint.before(calmer);
    else calmer.remove();
    sourceSwitch.dataset.sourceSwitch = calmer.isConnected && point.checked ? "point" : "";
  }
  function remember(input, key) {
    input.addEventListener("change", () => {
      memory.write(key, input.checked ? "on" : "off");
      apply();
    });
  }
  remember(sourceSwitch, "source");
  remember(point, "point");
  apply();
  // Paper cannot be pointed at.
  addEventListener("beforeprint", () => { sourceSwitch.dataset.sourceSwitch = ""; });
  addEventListener("afterprint", apply);
}

/** The site's address for reports with one sentence filled in; long ones are cut, since mail programs refuse long addresses. */
function reportAddress(unit, sources) {
  const text = (nodes, between) => nodes.map((node) => node.textContent).join(between).trim();
  const originals = [...sources];
  const translation = [...unit.childNodes].filter((node) => !originals.includes(node));
  const values = { unit: unit.id, source: text(originals, " "), target: text(translation, "") };
  const { report } = document.querySelector("[data-report]").dataset;
  return report.replace(/\{(unit|source|target)\}/g, (_, name) => encodeURIComponent([...values[name]].slice(0, 300).join("")));
}

/** One box for the original of one sentence: of the one that is tapped, or that the mouse points at where the reader chose so. */
function showOriginals() {
  const text = element("div", { role: "status" });
  const { lang, dir } = document.documentElement;
  const box = element("div", { className: "source-box", popover: "auto", lang, dir }, element("b", {}, hint.dataset.label), text);
  const { report, reportLabel } = hint.dataset;
  const reporter = report && element("a", { textContent: reportLabel });
  if (reporter) box.append(reporter);
  const points = () => sourceSwitch.checked && sourceSwitch.dataset.sourceSwitch === "point";
  let open = null;
  let waiting = 0;
  let pointer = "";
  let tapped = null;
  article.closest("main").append(box);

  function show(unit) {
    const sources = unit.querySelectorAll(":scope > .source");
    if (!sources.length || document.querySelector(":popover-open:not(.source-box)")) return;
    open?.classList.remove("open");
    open = unit;
    unit.classList.add("open");
    // What stands in the text already is not repeated.
    box.firstChild.hidden = text.hidden = sourceSwitch.checked && !points();
    if (reporter) reporter.href = reportAddress(unit, sources);
    if (!box.matches(":popover-open")) box.showPopover();
    text.replaceChildren(...[...sources].map((source) => source.cloneNode(true)));
  }
  function later(wait, act) {
    clearTimeout(waiting);
    waiting = setTimeout(act, wait);
  }

  box.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") return;
    open?.classList.remove("open");
    open = null;
  });
  article.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    tapped = open;
  });
  article.addEventListener("click", (event) => {
    const unit = event.target.closest(".unit");
    // A mouse that clicks wants to report: it points otherwise. Beside the original there is nothing else to show.
    const wanted = pointer !== "mouse" && (!sourceSwitch.checked || points());
    if (!unit || !(wanted || reporter && sourceSwitch.checked)) return;
    if (unit !== tapped && !event.target.closest("a, button, summary, input") && getSelection().isCollapsed) show(unit);
  });
  // The box can be pointed at as well, and stays a moment while the mouse is on its way there.
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || !points()) return;
    const unit = event.target.closest("[data-article] .unit");
    if (box.contains(event.target) || (open && unit === open)) clearTimeout(waiting);
    else if (unit) later(350, () => show(unit));
    else if (open) later(350, () => box.hidePopover());
  });
}

/** The answer is sent by the form itself; a host that keeps it says nothing, so thanks are said here. */
function thank() {
  const form = document.querySelector("[data-thanks]");
  form?.addEventListener("submit", () => setTimeout(() => form.replaceChildren(element("span", { role: "status", textContent: form.dataset.thanks }))));
}

function addCopyButtons() {
  const { copy, copied } = article.closest("main").dataset;
  for (const code of article.querySelectorAll(".code")) {
    const button = element("button", { type: "button", lang: document.documentElement.lang, textContent: copy });
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.querySelector("pre").textContent.trimEnd());
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    code.append(button);
  }
}

/** A tab stays open until another is chosen. The choice of a key holds for all tabs of that key, on every page. */
function linkTabs() {
  let keys = (memory.read("tabs") ?? "").split("\n");
  const tabs = [...article.querySelectorAll(".tab")];
  const choose = (key) => {
    for (const tab of tabs) if (key && tab.dataset.key === key) tab.open = true;
  };
  keys.forEach(choose);
  article.addEventListener("click", (event) => {
    const tab = event.target.closest(".tab > summary")?.parentElement;
    const key = tab?.dataset.key;
    if (tab?.open || key) event.preventDefault();
    if (!key) return;
    choose(key);
    keys = [...keys.filter((other) => other !== key), key].slice(-9);
    memory.write("tabs", keys.join("\n"));
  });
}

/** Ctrl or Cmd and K always; the bare slash can be switched off, since speech input may type it by accident. */
function addSearchShortcuts() {
  const input = document.querySelector("[data-search] input");
  if (!input) return;
  const slash = element("input", { type: "checkbox", checked: memory.read("slash") !== "off" });
  slash.addEventListener("change", () => memory.write("slash", slash.checked ? "on" : "off"));
  const links = document.querySelector("[data-shortcut]");
  // In front of the links, which then stay where they are.
  if (links && matchMedia("(hover: hover)").matches) links.before(element("label", {}, slash, links.dataset.shortcut));

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const wanted = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k";
    const plain = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && slash.checked && !typing;
    if (!wanted && !plain) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}

/** On a disk there is no server to know that a folder means its page. */
function namePages() {
  const named = (address) => {
    try {
      const url = new URL(address, document.baseURI);
      if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
      return url.href;
    } catch {
      // What is no address stays as it is, and keeps no other link from its name.
      return address;
    }
  };
  for (const link of document.querySelectorAll("a[href]")) {
    const address = named(link.href);
    if (address !== link.href) link.href = address;
  }
  for (const form of document.querySelectorAll("form[action]")) form.setAttribute("action", named(form.getAttribute("action")));
}

/** The search box comes when a reader turns to it, or with a question in the address. */
function loadSearch() {
  const forms = document.querySelectorAll("[data-search]");
  const load = () => {
    const { client, root } = forms[0].dataset;
    const script = new URL("." + client, new URL(root, document.baseURI)).href;
    const index = new URL("index.bin", new URL(forms[0].getAttribute("action"), document.baseURI));
    // The policy of the page lets this one script be added and no other.
    const own = { createScriptURL: (url) => (url === script ? url : null) };
    const policy = globalThis.trustedTypes?.createPolicy("hexapla", own) ?? own;
    document.head.append(element("script", { src: policy.createScriptURL(script) }));
    if (!onDisk) document.head.append(element("link", { rel: "preload", as: "fetch", crossOrigin: "", href: index }));
  };
  if (!forms.length) return;
  if (new URLSearchParams(location.search).get("q") || [...forms].some((form) => form.contains(document.activeElement))) load();
  else addEventListener("focusin", function look(event) {
    if (!event.target.closest("[data-search]")) return;
    removeEventListener("focusin", look);
    load();
  });
}

/** The same heading in another language; a deep link opens the answer that it names. */
function followAnchor() {
  for (const link of document.querySelectorAll(".languages a")) link.hash = location.hash;
  let target = null;
  try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* not an anchor */ }
  for (let details = target?.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
}

if (onDisk) namePages();
if (sourceSwitch) rememberSwitch();
if (sourceSwitch && article && "popover" in HTMLElement.prototype) showOriginals();
if (article && navigator.clipboard) addCopyButtons();
if (article?.querySelector(".tab")) linkTabs();
thank();
addSearchShortcuts();
loadSearch();
followAnchor();
addEventListener("hashchange", followAnchor);
}
