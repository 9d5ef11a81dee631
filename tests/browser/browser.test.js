// The manual in a real browser: on a phone and a desktop, in both directions, with and without scripts.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { ARTIFACTS, start, violations, visit } from "./browser.js";
import { writeFixture } from "./fixture.js";
import { build, buildInto, pages, root, serve } from "./site.js";

const require = createRequire(import.meta.url);
const LOCALES = ["en-us", "ar-sa", "ja-jp"];
const ARTICLE = "writing/markdown-and-alerts/";
const VIEWPORTS = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** One page of each kind in a locale. */
const kinds = (locale) => ({
  home: `/${locale}/`,
  section: `/${locale}/writing/`,
  article: `/${locale}/${ARTICLE}`,
  "side-by-side": `/${locale}/translations/how-side-by-side-works/`,
  "front-matter": `/${locale}/writing/front-matter/`,
  components: `/${locale}/writing/components/`,
  search: `/${locale}/search/`,
  "not-found": `/${locale}/there-is-no-such-page/`,
});

let site, host, browser;

before(async () => {
  site = build();
  host = await serve(site.output);
  browser = await start();
});

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
});

describe("every kind of page", () => {
  for (const locale of LOCALES) {
    for (const [device, viewport] of Object.entries(VIEWPORTS)) {
      test(`${locale} on a ${device} loads without a complaint`, async () => {
        for (const [kind, path] of [["chooser", "/"], ...Object.entries(kinds(locale))]) {
          const complaints = await visit(browser, host, path, { viewport, isMobile: device === "phone", hasTouch: device === "phone" }, async (page) => {
            const expected = path === "/" ? "en-us" : locale;
            const { lang, dir } = await page.evaluate(() => ({ lang: document.documentElement.lang, dir: document.documentElement.dir }));
            assert.equal(lang.toLowerCase(), expected, path);
            assert.equal(dir, expected === "ar-sa" ? "rtl" : "ltr", path);
            await page.screenshot({ path: join(ARTIFACTS, `${locale}-${device}-${kind}.png`) });
          });
          assert.deepEqual(complaints, [], path);
        }
      });
    }

    test(`${locale} has no violation that axe knows`, async () => {
      const found = [];
      for (const path of ["/", ...Object.values(kinds(locale))]) {
        await visit(browser, host, path, { viewport: VIEWPORTS.desktop }, async (page) => {
          found.push(...(await violations(page)).map((violation) => `${path}: ${violation}`));
        });
      }
      assert.deepEqual(found, []);
    });

    test(`${locale} never scrolls sideways at 320 pixels`, async () => {
      const wide = [];
      for (const path of ["/", ...Object.values(kinds(locale))]) {
        await visit(browser, host, path, { viewport: { width: 320, height: 640 } }, async (page) => {
          const excess = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          if (excess > 0) wide.push(`${path} by ${excess}`);
        });
      }
      assert.deepEqual(wide, []);
    });
  }
});

describe("the language menu", () => {
  for (const [device, viewport] of Object.entries(VIEWPORTS)) {
    test(`stays on the article on a ${device}`, async () => {
      const complaints = await visit(browser, host, `/en-us/${ARTICLE}`, { viewport }, async (page) => {
        await page.click("button[popovertarget=hx-languages]");
        await page.screenshot({ path: join(ARTIFACTS, `language-menu-${device}.png`) });
        await page.click("#hx-languages a[lang=ar-SA]");
        await page.waitForURL(`${host.url}/ar-sa/${ARTICLE}`);
        assert.equal(await page.getAttribute("html", "dir"), "rtl");
        await page.click("button[popovertarget=hx-languages]");
        await page.click("#hx-languages a[lang=ja-JP]");
        await page.waitForURL(`${host.url}/ja-jp/${ARTICLE}`);
      });
      assert.deepEqual(complaints, []);
    });
  }
});

describe("tabs", () => {
  const path = "/en-us/writing/components/";
  const open = (page) => page.locator(".tab[open] > summary").allTextContents();

  for (const javaScriptEnabled of [true, false]) {
    test(`show one text at a time ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      const complaints = await visit(browser, host, path, { javaScriptEnabled, viewport: VIEWPORTS.desktop }, async (page) => {
        assert.deepEqual(await open(page), ["Windows"]);
        await page.locator(".tab > summary").nth(1).focus();
        await page.keyboard.press("Enter");
        assert.deepEqual(await open(page), ["macOS"]);
        assert.ok(await page.locator(".panel").nth(1).isVisible());
        assert.ok(!(await page.locator(".panel").nth(0).isVisible()));
      });
      assert.deepEqual(complaints, []);
    });
  }

  test("stay as they were chosen, and follow a link to one of them", async () => {
    const complaints = await visit(browser, host, path, { viewport: VIEWPORTS.desktop }, async (page) => {
      for (let times = 0; times < 2; times += 1) await page.locator(".tab > summary").nth(1).click();
      assert.deepEqual(await open(page), ["macOS"]);
      await page.reload();
      assert.deepEqual(await open(page), ["macOS"]);
      await page.evaluate(() => { location.hash = "#windows"; });
      await page.waitForFunction(() => document.getElementById("windows").open);
      assert.deepEqual(await open(page), ["Windows"]);
      await page.emulateMedia({ media: "print" });
      const heights = await page.locator(".panel").evaluateAll((panels) => panels.map((panel) => panel.getBoundingClientRect().height));
      assert.ok(heights.every((height) => height > 10), `paper shows all of them: ${heights}`);
    });
    assert.deepEqual(complaints, []);
  });
});

describe("without scripts", () => {
  test("the search box leads to the list of all articles", async () => {
    const complaints = await visit(browser, host, "/ja-jp/", { javaScriptEnabled: false }, async (page) => {
      await page.fill("input[name=q]", "x");
      await page.press("input[name=q]", "Enter");
      await page.waitForURL(`${host.url}/ja-jp/search/?q=x`);
      assert.ok((await page.locator("main a").count()) > 8);
    });
    assert.deepEqual(complaints, []);
  });
});

/** What the Nu HTML checker has against the pages of a folder. */
async function nuErrors(folder) {
  const jar = require("vnu-jar");
  const files = pages(folder);
  const options = { cwd: folder, maxBuffer: 1 << 28 };
  const checked = await promisify(execFile)(
    "java",
    ["-Xss4m", "-jar", jar.default ?? jar, "--errors-only", "--format", "json", "--exit-zero-always", ...files],
    options,
  );
  const messages = JSON.parse(checked.stderr).messages;
  return { files, errors: messages.map((message) => `${message.url}:${message.lastLine} ${message.message}`) };
}

describe("every page", () => {
  test("of the manual has no error that the Nu HTML checker knows", async () => {
    const { files, errors } = await nuErrors(site.output);
    console.log(`${files.length} pages of the manual checked`);
    assert.ok(files.length > 50);
    assert.deepEqual(errors, []);
  });

  test("of the fixture site in eight languages has none either", async () => {
    const sources = mkdtempSync(join(tmpdir(), "hexapla-nu-"));
    writeFixture(sources);
    const built = build(sources);
    const { files, errors } = await nuErrors(built.output);
    built.remove();
    rmSync(sources, { recursive: true });
    assert.ok(files.length > 60);
    assert.deepEqual(errors, []);
  });

  test("of the other fixture sites has none either", async () => {
    const fixtures = join(root, "tests/it/sites");
    const all = mkdtempSync(join(tmpdir(), "hexapla-fixtures-"));
    // A broken theme gives no pages, by intent.
    for (const name of readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, "content")) && !name.endsWith("-theme"))) {
      buildInto(join(all, name), join(fixtures, name));
    }
    const { files, errors } = await nuErrors(all);
    rmSync(all, { recursive: true });
    console.log(`${files.length} pages of fixture sites checked`);
    assert.deepEqual(errors, []);
  });

  // As in tests/it/absent.rs: CI is to have the articles unless it says that it runs without them.
  const shared = process.env.HEXAPLA_SHARED ?? join(root, "../shared");
  const real = join(shared, "corpus/insights/sxs");
  const isRequired = process.env.CI !== undefined && shared !== "none";
  test("of the real articles has none either", { skip: !isRequired && !existsSync(real) && "skipped: the real articles are absent" }, async () => {
    assert.ok(existsSync(real), `${real} is absent, and CI is to have it`);
    const built = build(real);
    const { files, errors } = await nuErrors(built.output);
    built.remove();
    console.log(`${files.length} pages of real articles checked`);
    assert.deepEqual(errors, []);
  });

  test("is looked at by a checker that sees errors", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hexapla-nu-"));
    writeFileSync(join(folder, "bad.html"), "<!DOCTYPE html><html lang=en><title>x</title><p id=a><b id=a></p>");
    const { errors } = await nuErrors(folder);
    rmSync(folder, { recursive: true });
    assert.ok(errors.length > 0);
  });
});
