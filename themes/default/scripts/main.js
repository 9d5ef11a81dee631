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

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** The choice to read side by side holds on every article. */
function rememberSwitch() {
  sourceSwitch.checked = memory.read("source") === "on";
  sourceSwitch.addEventListener("change", () => memory.write("source", sourceSwitch.checked ? "on" : "off"));
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

/** A click or a tap on a sentence shows its original. Once a box is open, pointing at another sentence moves it there. */
function showOriginals() {
  const hint = document.querySelector("[data-source-hint]");
  const text = element("span");
  const label = element("b", {}, hint.dataset.label);
  const box = element("div", { className: "source-box", popover: "auto" });
  const { report, reportLabel } = hint.dataset;
  const reporter = report && element("a", { textContent: reportLabel });
  let open = null;
  let waiting = 0;
  article.closest("main").append(box);

  function show(unit) {
    const sources = unit.querySelectorAll(":scope > .source");
    const source = sources[0];
    if (!source || (sourceSwitch.checked && !reporter)) return;
    open?.classList.remove("open");
    open = unit;
    unit.classList.add("open");
    for (const words of [label, reporter]) if (words) Object.assign(words, { lang: document.documentElement.lang, dir: document.documentElement.dir });
    // With the switch on, the original stands on the page already.
    box.replaceChildren(...sourceSwitch.checked ? [] : [label, text], ...reporter ? [reporter] : []);
    if (reporter) reporter.href = reportAddress(unit, sources);
    text.lang = source.lang;
    text.dir = source.dir;
    box.dir = source.dir;
    text.replaceChildren(...[...sources].flatMap((each) => [" ", ...each.cloneNode(true).childNodes]));
    if (!box.matches(":popover-open")) box.showPopover();
  }

  box.addEventListener("toggle", (event) => {
    if (event.newState === "closed") {
      open?.classList.remove("open");
      open = null;
    }
  });
  article.addEventListener("click", (event) => {
    const unit = event.target.closest(".unit");
    if (!unit || event.target.closest("a, button, summary, input") || !getSelection().isCollapsed) return;
    show(unit);
  });
  article.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    const unit = event.target.closest(".unit");
    if (open && unit && unit !== open && event.pointerType === "mouse") waiting = setTimeout(() => open && show(unit), 350);
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
  if (links && matchMedia("(hover: hover)").matches) links.append(element("label", {}, slash, links.dataset.shortcut));

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
    const url = new URL(address, document.baseURI);
    if (url.protocol === "file:" && url.pathname.endsWith("/")) url.pathname += "index.html";
    return url.href;
  };
  for (const link of document.querySelectorAll("a[href]")) link.href = named(link.href);
  for (const form of document.querySelectorAll("form[action]")) form.setAttribute("action", named(form.getAttribute("action")));
}

/** The search box comes when a reader turns to it, or with a question in the address. */
function loadSearch() {
  const forms = document.querySelectorAll("[data-search]");
  const load = () => {
    const { client, css, root } = forms[0].dataset;
    const [script, style] = [client, css].map((path) => new URL("." + path, new URL(root, document.baseURI)).href);
    const index = new URL("index.bin", new URL(forms[0].getAttribute("action"), document.baseURI));
    // The policy of the page lets this one script be added and no other.
    const own = { createScriptURL: (url) => (url === script ? url : null) };
    const policy = globalThis.trustedTypes?.createPolicy("hexapla", own) ?? own;
    document.head.append(element("link", { rel: "stylesheet", href: style }), element("script", { src: policy.createScriptURL(script) }));
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
