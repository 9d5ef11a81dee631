// Every page without scripts: each control does what it says, and a reader reaches everything.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { device, visit } from "./browser.js";
import { LANGUAGES, folder, kinds, sentence } from "./fixture.js";
import { harbor } from "./harbor.js";

let host, browser, close;

before(async () => ({ host, browser, close } = await harbor()));
after(() => close?.());

const OFF = { javaScriptEnabled: false };

/** Every control in sight that does nothing when it is pressed, of those that could do something. */
async function deadControls(page) {
  const dead = [];
  const address = page.url();
  const controls = page.locator("button, summary, [role=button], input:not([type=search])");
  for (let index = 0; index < (await controls.count()); index += 1) {
    const control = controls.nth(index);
    if (!(await control.isVisible())) continue;
    const name = await control.evaluate((node) => node.outerHTML.slice(0, 90));
    const state = () => page.evaluate(() => [
      document.querySelectorAll(":popover-open").length,
      document.querySelectorAll("details[open]").length,
      document.querySelectorAll("input:checked").length,
      location.href,
    ].join(" ")).catch(() => "elsewhere");
    const before = await state();
    if (await control.evaluate((node) => node.form !== undefined && node.form !== null && node.type === "submit")) {
      await Promise.all([page.waitForURL((url) => url.href !== address), control.click()]);
      await page.goto(address);
      continue;
    }
    await control.click();
    if ((await state()) === before) dead.push(name);
    await page.keyboard.press("Escape");
  }
  return dead;
}

describe("no control is dead", () => {
  for (const language of ["de-DE", "ar-SA", "ja-JP"]) {
    for (const width of [390, 1280]) {
      test(`in ${language}, ${width} wide`, async () => {
        const dead = [];
        for (const [kind, path] of Object.entries(kinds(language))) {
          const complaints = await visit(browser, host, path, { ...OFF, ...device(width) }, async (page) => {
            dead.push(...(await deadControls(page)).map((control) => `${kind}: ${control}`));
          });
          assert.deepEqual(complaints, []);
        }
        assert.deepEqual(dead, []);
      });
    }
  }
});

describe("everything is within reach", () => {
  for (const language of LANGUAGES) {
    test(`in ${language}: from the search form to the list of all articles, and on to one`, async () => {
      await visit(browser, host, kinds(language).home, { ...OFF, ...device(390) }, async (page) => {
        await page.fill("input[name=q]", "x");
        await page.press("input[name=q]", "Enter");
        await page.waitForURL(`${host.url}/${folder(language)}/search/?q=x`);
        assert.equal(await page.locator("main .list a").count(), 5);
        await page.click(`main .list a[href$="/tickets/change/"]`);
        assert.match(await page.locator("h1").textContent(), new RegExp(sentence(language, "title")));
      });
    });
  }

  test("an answer opens by its link alone", async () => {
    await visit(browser, host, kinds("th-TH").faq, { ...OFF, ...device(390) }, async (page) => {
      const id = await page.locator("details.answer").nth(1).getAttribute("id");
      await page.goto(`${host.url}${kinds("th-TH").faq}#${encodeURIComponent(id)}`);
      await page.locator("details.answer").nth(1).locator("p").waitFor({ state: "visible" });
    });
  });

  test("the language menu leads to the same page in every language", async () => {
    for (const language of LANGUAGES.slice(1)) {
      await visit(browser, host, kinds("en-US").fallback, { ...OFF, ...device(390) }, async (page) => {
        await page.click("button[popovertarget=hx-languages]");
        await page.click(`#hx-languages a[lang=${language}]`);
        await page.waitForURL(host.url + kinds(language).fallback);
        assert.equal(await page.locator(".notice-fallback").count(), 1);
        const main = page.locator("main");
        assert.deepEqual([await main.getAttribute("lang"), await main.getAttribute("dir")], ["en-US", "ltr"]);
      });
    }
  });

  test("the list of contents leads to its headings", async () => {
    await visit(browser, host, kinds("hi-IN").machine, { ...OFF, ...device(390) }, async (page) => {
      await page.click(".contents-narrow summary");
      await page.locator(".contents-narrow a").nth(1).click();
      assert.ok(await page.evaluate(() => document.querySelector(":target")?.matches("h2")));
    });
  });
});
