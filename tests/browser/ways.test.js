// The ways on and back in a real browser: the page for an unknown address, the report of one sentence, the answer to whether a page
// helped, and structured data under the policy that pages carry.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { build, serve } from "./site.js";

const unit = (id, target, source) => `<span data-ttu-id="${id}">${target}</span><span class="sxs-lookup"><span data-stu-id="${id}">${source}</span></span>`;

const FILES = {
  "hexapla.toml": '[site]\ntitle = "Kites"\nbase-url = "https://help.example"\nfeedback-url = "/feedback"\nreport-url = "https://issues.example/new?title={title}&body={url}%23{unit}%0A{source}%0A{target}"\n[machines]\nfaq = true\n',
  "content/en-US/sky/kite-tails.md": "---\ntitle: Kite tails\ndescription: About tails.\n---\n# Kite tails\n\n**Why?**\n\nThey steady it.\n\n**How long?**\n\nAs long as a < arm & </script>.\n",
  "content/en-US/sky/weather.md": "---\ntitle: Weather\ndescription: About weather.\n---\n# Weather\n\nText.\n",
  "content/en-US/boats.md": "---\ntitle: Boats\ndescription: About boats.\n---\n# Boats\n\nText.\n",
  "content/ar-SA/sky/weather.md": `---\ntitle: الطقس\ndescription: عن الطقس.\n---\n# ${unit("1a2b3-101", "الطقس", "Weather")}\n\n${unit("1a2b3-102", "اقرأ **{source}** & انتظر.", "Read {unit} & wait.")}\n`,
};

let folder, site, host, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hexapla-ways-"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  site = build(folder);
  host = await serve(site.output);
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((path) => path && existsSync(path));
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
});

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
  rmSync(folder, { recursive: true });
});

/** Opens an address, does something there, and holds that the policy blocked nothing and no script failed. */
async function visit(path, options, act) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => { if (/Content Security Policy|TrustedHTML/.test(message.text())) faults.push(message.text()); });
  await page.goto(host.url + path);
  await act(page, context);
  await context.close();
  assert.deepEqual(faults, [], path);
}

test("structured data is no script to the policy, and reads as it was written", async () => {
  await visit("/en-us/sky/kite-tails/", {}, async (page) => {
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual(data["@graph"].map((item) => item["@type"]), ["BreadcrumbList", "TechArticle", "FAQPage"]);
    const faq = data["@graph"][2].mainEntity;
    assert.deepEqual(faq.map((question) => question.name), ["Why?", "How long?"]);
    assert.match(faq[1].acceptedAnswer.text, /^As long as a < arm & /);
  });
});

test("an unknown address offers the pages that are nearest to it", async () => {
  const near = (page) => page.locator("[data-near] a");
  await visit("/en-us/sky/old-kite-tail.html", {}, async (page) => {
    await near(page).first().waitFor();
    assert.equal(await page.locator("[data-near] h2").textContent(), "Did you mean one of these?");
    assert.equal(await near(page).first().textContent(), "Kite tails");
    await near(page).first().click();
    assert.equal(new URL(page.url()).pathname, "/en-us/sky/kite-tails/");
  });
  await visit("/ar-sa/help/wether/", {}, async (page) => {
    await near(page).first().waitFor();
    assert.equal(await near(page).first().textContent(), "الطقس");
    assert.equal(await near(page).first().getAttribute("lang"), null, "in the reader's own language");
  });
  await visit("/en-us/zzz/", {}, async (page) => {
    await page.waitForLoadState("networkidle");
    assert.equal(await near(page).count(), 0);
  });
  await visit("/en-us/sky/old-kite-tail/", { javaScriptEnabled: false }, async (page) => {
    assert.equal(await near(page).count(), 0);
    assert.ok(await page.locator("main form[action]").count(), "the search form is there");
  });
});

test("a sentence can be reported with its original and its translation", async () => {
  await visit("/ar-sa/sky/weather/", { hasTouch: true }, async (page) => {
    await page.locator("#hx-u102").tap();
    const link = page.locator(".source-box a");
    await link.waitFor();
    assert.equal(await link.textContent(), "الإبلاغ عن هذه الجملة");
    const address = new URL(await link.getAttribute("href"));
    assert.equal(address.searchParams.get("title"), "الطقس");
    assert.equal(
      address.searchParams.get("body"),
      "https://help.example/ar-sa/sky/weather/#hx-u102\nRead {unit} & wait.\nاقرأ {source} & انتظر.",
    );
    await page.keyboard.press("Escape");
    await page.locator("[data-source-switch]").check();
    await page.locator("#hx-u102").click({ position: { x: 5, y: 5 } });
    await link.waitFor();
    assert.ok(await page.locator(".source-box b").isHidden(), "the original stands on the page already");
  });
  await visit("/ar-sa/sky/weather/", { javaScriptEnabled: false }, async (page) => {
    const link = page.locator('a[href^="https://issues.example/"]');
    assert.equal(new URL(await link.getAttribute("href")).searchParams.get("body"), "https://help.example/ar-sa/sky/weather/#\n\n");
  });
});

test("an answer is sent without leaving the page, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    await visit("/en-us/boats/", { javaScriptEnabled }, async (page, context) => {
      const sent = [];
      await context.route("**/feedback?*", (route) => {
        sent.push(new URL(route.request().url()).search);
        return route.fulfill({ status: 204 });
      });
      await page.locator("form.feedback button").first().click();
      await page.waitForTimeout(300);
      assert.deepEqual(sent, ["?page=%2Fen-us%2Fboats%2F&helpful=yes"]);
      assert.equal(new URL(page.url()).pathname, "/en-us/boats/");
      const thanked = await page.locator("form.feedback [role=status]").count();
      assert.equal(thanked, javaScriptEnabled ? 1 : 0);
    });
  }
});
