// Every kind of page × language × width, each in one of the colour schemes so that every kind, language and width meets all three: what
// the browser and axe have against it, and whether it moves or scrolls sideways.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { ARTIFACTS, SCHEMES, WIDTHS, device, listen, start, violations, visit } from "./browser.js";
import { LANGUAGES, folder, kinds } from "./fixture.js";
import { harbor } from "./harbor.js";

let host, browser, close;

before(async () => ({ host, browser, close } = await harbor()));
after(() => close?.());

/** How far the page's parts moved while it loaded, by the browser's own count; and how much wider than the window it is. */
const moved = () => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => { for (const entry of list.getEntries()) sum += entry.value; }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => done({ sum, excess: document.documentElement.scrollWidth - innerWidth }), 50));
});

describe("every kind of page", () => {
  for (const [row, width] of WIDTHS.entries()) {
    for (const [column, scheme] of Object.keys(SCHEMES).entries()) {
      test(`${width} wide in ${scheme}: axe, policy, no shift, no sideways scroll`, async () => {
        const context = await browser.newContext({ ...device(width), ...SCHEMES[scheme] });
        const page = await context.newPage();
        const faults = listen(page, host.url);
        let pages = 0;
        for (const [l, language] of LANGUAGES.entries()) {
          const paths = Object.entries({ ...kinds(language), ...(l === 0 && { chooser: "/" }) });
          for (const [k, [kind, path]] of paths.entries()) {
            if ((row + l + k) % 3 !== column) continue;
            pages += 1;
            await page.goto(host.url + path, { waitUntil: "load" });
            const { sum, excess } = await page.evaluate(moved);
            if (sum > 0) faults.push(`${path} moves by ${sum}`);
            if (excess > 0) faults.push(`${path} is ${excess} too wide`);
            const { lang, dir } = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
            if (kind !== "chooser" && (lang !== language || dir !== (/^(ar|he)/.test(lang) ? "rtl" : "ltr"))) faults.push(`${path} says ${lang} ${dir}`);
            faults.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
            await page.screenshot({ path: join(ARTIFACTS, `${kind}-${folder(language)}-${width}-${scheme.replace(" ", "-")}.png`) });
          }
        }
        await context.close();
        assert.deepEqual(faults, []);
        assert.ok(pages >= 21, `${pages} pages were looked at`);
      });
    }
  }
});

/** What opens above or inside a page, and how. */
const OVERLAYS = {
  "language menu": { kind: "home", open: (page) => page.click("button[popovertarget=hx-languages]"), shown: "#hx-languages" },
  "every original": { kind: "stale", open: (page) => page.check("[data-source-switch]"), shown: "main .source" },
  "every answer": { kind: "faq", open: (page) => page.evaluate(() => { for (const answer of document.querySelectorAll("details")) answer.open = true; }), shown: "main details > p" },
  "results of a search": {
    kind: "fallback",
    open: async (page) => {
      await page.fill("[data-search] input", "lost");
      await page.waitForSelector("[data-search] [role=option]");
    },
    shown: "[role=option]",
  },
};

describe("what opens", () => {
  const schemes = Object.keys(SCHEMES);
  for (const [o, [name, { kind, open, shown }]] of Object.entries(OVERLAYS).entries()) {
    test(`${name}: axe and policy in every language`, async () => {
      const faults = [];
      for (const [l, language] of LANGUAGES.entries()) {
        if (kind === "stale" && l === 0) continue;
        const options = { ...device(WIDTHS[(o + l) % 3]), ...SCHEMES[schemes[(o + (l >> 1)) % 3]] };
        const complaints = await visit(browser, host, kinds(language)[kind], options, async (page) => {
          await open(page);
          await page.locator(shown).first().waitFor({ state: "visible" });
          faults.push(...(await violations(page)).map((violation) => `${language}: ${violation}`));
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (excess > 0) faults.push(`${language} is ${excess} too wide`);
        });
        faults.push(...complaints);
      }
      assert.deepEqual(faults, []);
    });
  }
});

test("a draft is not published", async () => {
  await visit(browser, host, "/en-us/unfinished/", {}, async (page) => {
    assert.equal((await page.goto(`${host.url}/en-us/unfinished/`)).status(), 404);
  });
});
