// Writes the fixture site: a small ferry company's help center in eight languages, with every kind of article that readers meet. Its
// sentences are in `sentences/`, one file a language with the same keys; translations carry their sources, as side-by-side files do.

import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { here } from "./site.js";

const SENTENCES = Object.fromEntries(
  readdirSync(join(here, "sentences")).map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(here, "sentences", name), "utf8"))]),
);
const SOURCE = "en-US";

/** The languages, as tags of the content's folders; the source first. */
export const LANGUAGES = [SOURCE, ...Object.keys(SENTENCES).filter((tag) => tag !== SOURCE)];
/** A language's folder in the built site. */
export const folder = (tag) => tag.toLowerCase();

/** The pages of one language, by kind. English has no translated ones: there the same address shows the source. */
export const kinds = (tag) => ({
  home: `/${folder(tag)}/`,
  section: `/${folder(tag)}/tickets/`,
  machine: `/${folder(tag)}/tickets/change/`,
  stale: `/${folder(tag)}/tickets/bicycle/`,
  faq: `/${folder(tag)}/luggage/`,
  fallback: `/${folder(tag)}/lost-property/`,
  search: `/${folder(tag)}/search/`,
  "not-found": `/${folder(tag)}/there-is-no-such-page/`,
});

/** The articles that every language has: how each body is put together from sentences, and what its front matter says. */
const ARTICLES = {
  "tickets/index": { title: "section", keys: [], body: (s) => `# ${s("section")}\n\n${s("sectionText")}\n` },
  "tickets/change": { title: "title", keys: ["ms.translationtype: MT"], body: change },
  "tickets/bicycle": { title: "bikeTitle", keys: ["ms.translationtype: MT"], body: bicycle },
  luggage: { title: "faqTitle", keys: ["ms.topic: faq", "ms.translationtype: HT"], body: luggage },
};

function change(s) {
  return `# ${s("title")}

${s("intro")} ${s("free")}

## ${s("before")}

- ${s("ready")}
- ${s("begins")}
- ${s("code")}
- ${s("plain")}

${s("receipt")}

## ${s("steps")}

1. ${s("open")}
2. [${s("linked")}](../luggage.md)
3. ${s("save")}

> [!NOTE]
> ${s("note")}

\`\`\`sh
ferry change ORD-1042 --on 2026-11-20
\`\`\`

## ${s("costs")}

| ${s("when")} | ${s("price")} |
| --- | --- |
| ${s("early")} | ${s("zero")} |
| ${s("late")} | ${s("five")} |
`;
}

function bicycle(s) {
  return `# ${s("bikeTitle")}\n\n${s("deck")} ${s("tie")}\n\n${s("early2")}\n`;
}

function luggage(s) {
  return `# ${s("faqTitle")}\n\n**${s("luggage")}**\n\n${s("bags")}\n\n**${s("dog")}**\n\n${s("yes")} ${s("dogs")}\n`;
}

/** A sentence and its source, as one unit of a side-by-side file. */
function unit(id, target, source) {
  return `<span data-ttu-id="${id}">${target}</span><span class="sxs-lookup"><span data-stu-id="${id}">${source}</span></span>`;
}

/** The file of one article in one language. */
function file(path, tag, sourceFile) {
  const { title, keys, body } = ARTICLES[path];
  const words = SENTENCES[tag];
  const front = [`title: "${words[title]}"`, `description: "${words.intro}"`, "ms.date: 11/20/2026"];
  if (tag === SOURCE) return `---\n${front.join("\n")}\n${keys.filter((key) => key.startsWith("ms.topic")).join("\n")}\n---\n${body((key) => words[key])}`;

  let id = 102;
  const prefix = createHash("sha1").update(path).digest("hex").slice(0, 5);
  const hash = createHash("sha1").update(sourceFile.replaceAll("\n", "\r\n")).digest("hex");
  // What the bicycle's translators saw: one sentence of it has changed since.
  const source = (key) => (key === "tie" ? "Tie your bicycle to the wall." : SENTENCES[SOURCE][key]);
  const told = [`ms.contentlocale: ${tag}`, "ms.lasthandoff: 11/21/2026", `ms.openlocfilehash: ${path === "tickets/bicycle" ? hash.replace(/./g, "a") : hash}`];
  const text = body((key) => unit(`${prefix}-${(id += 1)}`, words[key], source(key)));
  return `---\n${[...front, ...keys, ...told].join("\n")}\n---\n${text}`;
}

function write(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes the site's sources into a folder. */
export function writeFixture(site) {
  const titles = LANGUAGES.map((tag) => `[locales.${tag}]\ntitle = "${SENTENCES[tag].site}"\n`).join("\n");
  write(join(site, "hexapla.toml"), `[site]\ntitle = "Harbor Help"\nbase-url = "https://harbor.example/"\nsource-locale = "${SOURCE}"\n\n${titles}`);
  const sources = Object.fromEntries(Object.keys(ARTICLES).map((path) => [path, file(path, SOURCE)]));
  for (const tag of LANGUAGES) {
    for (const path of Object.keys(ARTICLES)) write(join(site, "content", tag, `${path}.md`), file(path, tag, sources[path]));
  }
  write(join(site, "content", SOURCE, "lost-property.md"), "---\ntitle: Lost property\ndescription: What we found.\nms.date: 11/20/2026\n---\n# Lost property\n\nAsk at the pier. We keep what we find for a month.\n");
  write(join(site, "content", SOURCE, "unfinished.md"), "---\ntitle: Unfinished\ndescription: Not yet.\ndraft: true\n---\n# Unfinished\n\nNot yet.\n");
}

/** The names that begin the articles' sentences, for tests that look for them. */
export const sentence = (tag, key) => SENTENCES[tag][key];
