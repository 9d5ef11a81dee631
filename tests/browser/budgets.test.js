// What pages weigh on the wire and how often they ask, against the numbers in `budgets.json`: a page that grows beyond them fails here.

import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";

import { device, start } from "./browser.js";
import { kinds, writeFixture } from "./fixture.js";
import { build, here, root, serve } from "./site.js";

const BUDGETS = JSON.parse(readFileSync(join(here, "budgets.json"), "utf8"));
const MORE = "bg-BG bn-BD ca-ES cs-CZ da-DK el-GR es-ES et-EE eu-ES fa-IR fi-FI fr-FR gl-ES hr-HR hu-HU id-ID it-IT ko-KR lt-LT lv-LV ms-MY nb-NO nl-NL pl-PL pt-BR pt-PT ro-RO ru-RU sk-SK sl-SI sv-SE ta-IN".split(" ");

let sources, site, host, browser;

/** Articles of the manual with their originals, joined until their originals have so many words. */
function joined(words) {
  const parts = [];
  let count = 0;
  const names = ["translations/how-side-by-side-works", "writing/markdown-and-alerts", "writing/front-matter", "translations/machine-and-human-translation", "translations/fallback-languages", "writing/links-and-images", "getting-started/what-is-hexapla", "getting-started/your-first-site"];
  for (const name of names) {
    const body = readFileSync(join(root, `content/de-DE/${name}.md`), "utf8").replace(/^---[^]*?\n---\n/, "");
    for (const block of body.split("\n\n")) {
      if (count >= words) break;
      parts.push(parts.length ? block.replace(/^# /, "## ") : block);
      const originals = [...block.matchAll(/data-stu-id="[^"]*">([^]*?)<\/span><\/span>/g)].map(([, text]) => text).join(" ");
      count += originals.split(/\s+/).filter(Boolean).length;
    }
  }
  assert.ok(count >= words, `the manual gives ${count} of ${words} words`);
  return `---\ntitle: Viele Wörter\ndescription: Ein Artikel.\nms.translationtype: MT\nms.contentlocale: de-DE\nms.lasthandoff: 11/21/2026\n---\n${parts.join("\n\n")}\n`;
}

before(async () => {
  sources = mkdtempSync(join(tmpdir(), "hexapla-budgets-"));
  writeFixture(sources);
  // The same site with forty languages in its menu.
  for (const tag of MORE) {
    mkdirSync(join(sources, "content", tag), { recursive: true });
    cpSync(join(sources, "content/de-DE/luggage.md"), join(sources, "content", tag, "luggage.md"));
  }
  for (const words of [300, 1250]) writeFileSync(join(sources, `content/de-DE/words-${words}.md`), joined(words));
  site = build(sources);
  host = await serve(site.output);
  browser = await start();
});

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
  if (sources) rmSync(sources, { recursive: true });
});

/** What one visit with an empty cache asks for: the answers' sizes after gzip, by address. */
async function wire(path, act = async () => {}) {
  const context = await browser.newContext(device(390));
  const page = await context.newPage();
  const answers = [];
  page.on("response", (response) => answers.push(response));
  await page.goto(host.url + path, { waitUntil: "networkidle" });
  await act(page);
  const sizes = new Map();
  for (const response of answers) sizes.set(new URL(response.url()).pathname, gzipSync(await response.body(), { level: 9 }).length);
  await context.close();
  return sizes;
}

const sum = (sizes) => [...sizes.values()].reduce((total, size) => total + size, 0);

describe("on the wire", () => {
  for (const words of [300, 1250]) {
    test(`an article of ${words} words in 40 languages, with its source text`, async () => {
      const sizes = await wire(`/de-de/words-${words}/`);
      console.log(`${words} words: ${sum(sizes)} bytes in ${sizes.size} requests`);
      assert.equal((readFileSync(join(site.output, `de-de/words-${words}/index.html`), "utf8").match(/hreflang="[^"]*"[^>]*>[^<]*<\/a><\/li>/g) ?? []).length, 40);
      assert.ok(sizes.size <= BUDGETS.requests, [...sizes.keys()].join(" "));
      assert.ok(sum(sizes) <= BUDGETS.article[`${words} words, 40 locales, with its source`], `${sum(sizes)}`);
    });
  }

  // The longest script, one from right to left, and one of three bytes a letter.
  test("each kind of page", async () => {
    const over = [];
    const largest = {};
    for (const language of ["de-DE", "ar-SA", "th-TH"]) {
      for (const [kind, path] of Object.entries(kinds(language))) {
        const sizes = await wire(path);
        largest[kind] = Math.max(largest[kind] ?? 0, sum(sizes));
        const requests = kind === "not-found" ? BUDGETS.requestsWhereNothingIsFound : BUDGETS.requests;
        if (sum(sizes) > BUDGETS.page[kind] || sizes.size > requests) over.push(`${path}: ${sum(sizes)} bytes in ${sizes.size} requests`);
      }
    }
    console.log(`the largest page of each kind: ${JSON.stringify(largest)}`);
    assert.deepEqual(over, []);
  });

  test("the stylesheet, the script, and what a search adds", async () => {
    const rest = await wire("/en-us/");
    const size = (ending) => [...rest].filter(([path]) => path.endsWith(ending)).map(([, bytes]) => bytes);
    assert.ok(size(".css").length === 1 && size(".css")[0] <= BUDGETS.stylesheet, `stylesheet ${size(".css")}`);
    assert.ok(size(".js").length === 1 && size(".js")[0] <= BUDGETS.script, `script ${size(".js")}`);
    const searched = await wire("/en-us/", async (page) => {
      await page.fill("[data-search] input", "ticket");
      await page.waitForSelector("[role=option]");
    });
    const client = [...searched].filter(([path]) => !rest.has(path) && path.endsWith(".js")).reduce((total, [, bytes]) => total + bytes, 0);
    console.log(`stylesheet ${size(".css")}, script ${size(".js")}, search client ${client}`);
    assert.ok(client > 1000 && client <= BUDGETS.searchClient, `search client ${client}`);
  });
});
