// The manual in a real browser: on a phone and a desktop, in both directions, with and without scripts.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { build, buildInto, here, pages, root, serve } from "./site.js";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const ARTIFACTS = join(here, ".artifacts");
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
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((path) => path && existsSync(path));
  assert.ok(executablePath, "Chromium is not installed; scripts/test installs it, or CHROMIUM names it");
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  mkdirSync(ARTIFACTS, { recursive: true });
});

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
});

/** Opens an address in a fresh context, does something there, and returns what the browser complained about. */
async function visit(path, options, act = async () => {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => {
    // A page that is not there is told as such; everything else is a fault.
    const expected = message.text().includes("404") && path.includes("there-is-no-such-page");
    if (["error", "warning"].includes(message.type()) && !expected) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(host.url) && !request.url().startsWith("data:")) complaints.push(`leaves the site: ${request.url()}`);
  });
  await page.goto(host.url + path, { waitUntil: "load" });
  await act(page);
  await context.close();
  return complaints;
}

describe("every kind of page", () => {
  for (const locale of LOCALES) {
    for (const [device, viewport] of Object.entries(VIEWPORTS)) {
      test(`${locale} on a ${device} loads without a complaint`, async () => {
        for (const [kind, path] of [["chooser", "/"], ...Object.entries(kinds(locale))]) {
          const complaints = await visit(path, { viewport, isMobile: device === "phone", hasTouch: device === "phone" }, async (page) => {
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

    for (const colorScheme of ["light", "dark"]) {
      test(`${locale} in ${colorScheme} has no violation that axe knows`, async () => {
        const violations = [];
        for (const path of ["/", ...Object.values(kinds(locale))]) {
          // axe is put into the page, which the page's own policy would refuse.
          await visit(path, { colorScheme, bypassCSP: true, viewport: VIEWPORTS.desktop }, async (page) => {
            await page.evaluate(AXE);
            const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
            for (const violation of found.violations) {
              violations.push(`${path}: ${violation.id} at ${violation.nodes.map((node) => node.target).join(", ")}: ${violation.nodes[0].failureSummary}`);
            }
          });
        }
        assert.deepEqual(violations, []);
      });
    }

    test(`${locale} never scrolls sideways at 320 pixels`, async () => {
      const wide = [];
      for (const path of ["/", ...Object.values(kinds(locale))]) {
        await visit(path, { viewport: { width: 320, height: 640 } }, async (page) => {
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
      const complaints = await visit(`/en-us/${ARTICLE}`, { viewport }, async (page) => {
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

describe("the source switch", () => {
  for (const javaScriptEnabled of [true, false]) {
    for (const locale of ["ja-jp", "ar-sa"]) {
      test(`shows every source in ${locale} ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
        await visit(`/${locale}/${ARTICLE}`, { javaScriptEnabled, viewport: VIEWPORTS.desktop }, async (page) => {
          const sources = page.locator("main .source");
          const count = await sources.count();
          assert.ok(count > 10, `${count} sources`);
          const visible = async () => (await Promise.all((await sources.all()).map((source) => source.isVisible()))).filter(Boolean).length;
          assert.equal(await visible(), 0);
          await page.check("[data-source-switch]");
          assert.equal(await visible(), count);
          assert.equal(await sources.first().getAttribute("lang"), "en-US");
          await page.screenshot({ path: join(ARTIFACTS, `sources-${locale}-${javaScriptEnabled ? "scripts" : "no-scripts"}.png`) });
          await page.uncheck("[data-source-switch]");
          assert.equal(await visible(), 0);
        });
      });
    }
  }
});

describe("tabs", () => {
  const path = "/en-us/writing/components/";
  const open = (page) => page.locator(".tab[open] > summary").allTextContents();

  for (const javaScriptEnabled of [true, false]) {
    test(`show one text at a time ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
      await visit(path, { javaScriptEnabled, viewport: VIEWPORTS.desktop }, async (page) => {
        assert.deepEqual(await open(page), ["Windows"]);
        await page.locator(".tab > summary").nth(1).focus();
        await page.keyboard.press("Enter");
        assert.deepEqual(await open(page), ["macOS"]);
        assert.ok(await page.locator(".panel").nth(1).isVisible());
        assert.ok(!(await page.locator(".panel").nth(0).isVisible()));
      });
    });
  }

  test("stay as they were chosen, and follow a link to one of them", async () => {
    await visit(path, { viewport: VIEWPORTS.desktop }, async (page) => {
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
  });
});

describe("without scripts", () => {
  test("the search box leads to the list of all articles", async () => {
    await visit("/ja-jp/", { javaScriptEnabled: false }, async (page) => {
      await page.fill("input[name=q]", "x");
      await page.press("input[name=q]", "Enter");
      await page.waitForURL(`${host.url}/ja-jp/search/?q=x`);
      assert.ok((await page.locator("main a").count()) > 8);
    });
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

  test("of the fixture sites has none either", async () => {
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

  const real = join(root, "../shared/corpus/insights/sxs");
  test("of the real articles has none either", { skip: !existsSync(real) && "the real articles are not here" }, async () => {
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
