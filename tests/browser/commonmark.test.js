// CommonMark's own examples, each as the body of a source article in English: the page says what the specification says. What differs by
// our own policy is listed with its reason, and the list is exact: what begins to agree has to leave it.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { buildInto } from "./site.js";

const { tests: examples } = createRequire(import.meta.url)("commonmark-spec");

/** Elements whose order is compared. Links are left out: one that leads nowhere loses its element. */
const COMPARED = new Set(
  "p h ul ol li blockquote pre code hr em strong br table thead tbody tr th td del".split(" "),
);
/** Elements that the page may add or leave out without a change of what is said. */
const IGNORED = new Set(["a", "bdi", "span", "div"]);

/** Examples that differ by policy, by their reason. */
const POLICY = JSON.parse(readFileSync(new URL("./commonmark-policy.json", import.meta.url), "utf8"));

let folder;
let site;

before(() => {
  folder = mkdtempSync(join(tmpdir(), "hexapla-commonmark-"));
  site = join(folder, "site");
  mkdirSync(join(site, "content/en-US"), { recursive: true });
  writeFileSync(join(site, "hexapla.toml"), '[site]\ntitle = "Examples"\nbase-url = "https://help.example.com/"\nsource-locale = "en-US"\n');
  for (const { number, markdown } of examples) {
    const text = `---\ntitle: Example\n---\n# Example\n\n${markdown.replaceAll("→", "\t")}`;
    writeFileSync(join(site, `content/en-US/example-${number}.md`), text);
  }
  buildInto(join(folder, "public"), site);
});

after(() => rmSync(folder, { recursive: true, force: true }));

/** The body of a page, without the heading that was put before it. */
function body(number) {
  const page = readFileSync(join(folder, `public/en-us/example-${number}/index.html`), "utf8");
  const start = page.indexOf("</h1>", page.indexOf("data-article>")) + "</h1>".length;
  return page.slice(start, page.indexOf("</article>", start));
}

const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: "\u00a0" };

/** What HTML says, as tags and text: white space counts in `pre` only. */
function said(html) {
  let out = "";
  let depth = 0;
  const own = html
    .replace(/<!--[^]*?-->/g, "")
    .replace(/<details class="contents-narrow"[^>]*>[^]*?<\/details>/g, "")
    .replace(/<a class="permalink"[^>]*>[^]*?<\/a>/g, "")
    // Its file is absent: a picture is its alternative text.
    .replace(/<img [^>]*?alt="([^"]*)"[^>]*>/g, "$1");
  for (const [token, close, name] of own.matchAll(/<(\/?)([a-zA-Z][-a-zA-Z0-9]*)(?:"[^"]*"|'[^']*'|[^>"'])*>|[^<]+|</g)) {
    if (name) {
      // A page has one heading of the first level, and no level is left out.
      const tag = name.toLowerCase().replace(/^h[1-6]$/, "h");
      if (tag === "pre") depth += close ? -1 : 1;
      if (COMPARED.has(tag)) out += `<${close}${tag}>`;
      else if (!IGNORED.has(tag)) out += `[${close}${tag}]`;
    } else {
      const text = token.replace(/&([a-z]+|#39);/g, (all, entity) => ENTITIES[entity] ?? all);
      out += depth ? text : text.replace(/[ \t\n]+/g, " ");
    }
  }
  const block = "</?(?:p|h|ul|ol|li|blockquote|hr|table|thead|tbody|tr|th|td)>|<pre>|</pre>|<br>";
  return out
    .replace(new RegExp(` *(${block}) *`, "g"), "$1")
    .replace(/\n*<\/code><\/pre>/g, "</code></pre>")
    .replaceAll("<p></p>", "")
    .trim();
}

test("source articles read as CommonMark says", () => {
  const listed = new Map(Object.entries(POLICY).flatMap(([reason, numbers]) => numbers.map((number) => [number, reason])));
  const differs = examples.filter(({ number, html }) => said(body(number)) !== said(html.replaceAll("→", "\t")));
  const show = ({ number, markdown, html }) =>
    `${number}: ${JSON.stringify(markdown)}\n  page ${JSON.stringify(said(body(number)))}\n  spec ${JSON.stringify(said(html))}`;
  const unlisted = differs.filter(({ number }) => !listed.has(number));
  assert.equal(unlisted.map(show).join("\n"), "");
  const numbers = new Set(differs.map(({ number }) => number));
  assert.deepEqual([...listed.keys()].filter((number) => !numbers.has(number)), []);
  assert.ok(examples.length >= 652);
  console.log(`${examples.length - differs.length} of ${examples.length} examples agree; ${differs.length} differ by policy`);
});
