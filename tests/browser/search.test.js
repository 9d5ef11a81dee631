// The search box in a real browser: what readers type, hear and see, in every script, under the strict policy, from a server,
// below a path, and from a disk.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { buildInto, here, root, serve } from "./site.js";
import { engineOf } from "./search-modules.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const ARTIFACTS = join(here, ".artifacts");
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };
const DESKTOP = { viewport: { width: 1280, height: 900 } };

/** What articles are about, by language: title and first sentence. */
const TEXTS = {
  "en-US": [
    ["Reset your password", "Choose a new password in the settings."],
    ["Fold a paper plane", "Fold the sheet along the middle."],
    ["Fly a kite", "Wait for wind, then let the line go."],
    ["Fold a paper boat", "The boat floats for a while."],
    ["Install update KB5001330", "Run Get-User -Name first."],
    ["Buy Office 365", "Choose a plan and pay."],
    ["Share a folder", "Folders can be shared with others."],
  ],
  "da-DK": [
    ["Nulstil adgangskoden", "Vælg en ny adgangskode i indstillingerne."],
    ["Fold et papirfly", "Fold arket på midten."],
    ["Flyv med drage", "Vent på vind, og slip så snoren."],
  ],
  "de-DE": [
    ["Kennwort zurücksetzen", "Wählen Sie in den Einstellungen ein neues Kennwort."],
    ["Papierflieger falten", "Falten Sie das Blatt in der Mitte."],
  ],
  "ja-JP": [
    ["パスワードをリセットする", "設定で新しいパスワードを選びます。"],
    ["紙飛行機を折る", "紙を真ん中で折ります。"],
  ],
  "th-TH": [
    ["รีเซ็ตรหัสผ่านของคุณ", "เลือกรหัสผ่านใหม่ในการตั้งค่า"],
    ["พับเครื่องบินกระดาษ", "พับแผ่นกระดาษตรงกลาง"],
    ["ว่าว", "รอลมแล้วปล่อยสาย"],
    ["เรือกระดาษ", "เรือลอยอยู่ครู่หนึ่ง"],
    ["ติดตั้งการปรับปรุง KB5001330", "เรียกใช้ Get-User ก่อน"],
    ["ซื้อ Office ๓๖๕", "เลือกแผนแล้วชำระเงิน"],
  ],
  "ar-SA": [
    ["إعادة تعيين كلمة المرور", "اختر كلمة مرور جديدة في الإعدادات."],
    ["طي طائرة ورقية", "اطو الورقة من المنتصف."],
  ],
};

const CONFIG = `[site]
title = "Paper"
base-url = "https://paper.example/help"
[search]
filters = ["section", "audience"]
report-url = "/misses"
`;

/** Headings and raw names that try to stand in for what scripts look up. */
const CLOBBER = ["location", "document", "trustedTypes", "hexaplaSearch", "search", "status", "search-results-1", "dataset", "forms"];

/** Writes the sources of the site that is searched here. */
function write(folder) {
  const file = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  file("hexapla.toml", CONFIG);
  for (const [locale, articles] of Object.entries(TEXTS)) {
    articles.forEach(([title, text], at) => {
      const section = at % 2 ? "paper" : "account";
      const audience = at % 3 ? "everyone" : "admin";
      const more = `## ${title} 2\n\n${text} ${"x ".repeat(30)}\n`;
      file(`content/${locale}/${section}/a${at}.md`, `---\ntitle: "${title}"\naudience: ${audience}\n---\n# ${title}\n\n${text}\n\n${more}`);
    });
  }
  const names = CLOBBER.map((name) => `<a name="${name}"></a>\n\n## ${name}\n\nFold here.\n`).join("\n");
  file("content/en-US/paper/names.md", `---\ntitle: Names\n---\n# Names\n\n${names}`);
}

let folder, site, host, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hexapla-search-"));
  site = join(folder, "public");
  write(folder);
  buildInto(site, folder);
  host = await serve(site);
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((path) => path && existsSync(path));
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  mkdirSync(ARTIFACTS, { recursive: true });
});

after(async () => {
  await browser?.close();
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens an address, acts there, and holds that the browser had nothing to complain about. */
async function visit(address, options, act) {
  const context = await browser.newContext({ locale: "en-US", ...DESKTOP, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => complaints.push(`dialog: ${dialog.message()}`));
  await page.route("**/misses", (route) => route.fulfill({ status: 204 }));
  await page.addInitScript(() => {
    globalThis.refused = [];
    document.addEventListener("securitypolicyviolation", (event) => globalThis.refused.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  await page.goto(address.includes(":") ? address : host.url + address);
  await act(page);
  if (!options.bypassCSP) assert.deepEqual(await page.evaluate(() => globalThis.refused), [], "refused by the policy");
  await context.close();
  assert.deepEqual(complaints, []);
}

const INPUT = "form[data-search] input";
const titles = (page) => page.$$eval("[role=option] .search-title", (all) => all.map((each) => each.textContent));

/** Asks the box and waits for what it says. */
async function ask(page, query) {
  const before = await page.evaluate(() => document.querySelector(".search-panel [role=status]")?.textContent);
  await page.fill(INPUT, query);
  await page.waitForFunction((text) => {
    const said = document.querySelector(".search-panel [role=status]")?.textContent;
    const isWaiting = said === document.querySelector("form[data-search]").dataset.loading;
    return said && said !== text && !isWaiting && document.querySelector(".search-panel:not([hidden])");
  }, before, { timeout: 10_000 });
}

describe("the search box", () => {
  test("loads nothing before it has the focus", async () => {
    await visit("/en-us/", {}, async (page) => {
      const names = () => page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
      assert.deepEqual((await names()).filter((name) => name.includes("/search/") || name.endsWith(".bin")), []);
      assert.equal((await names()).filter((name) => name.endsWith(".js")).length, 1);
      await page.focus(INPUT);
      await page.waitForSelector(".search-panel", { state: "attached" });
      assert.ok((await names()).some((name) => name.endsWith("/en-us/search/index.bin")));
    });
  });

  for (const [locale, query, title] of [
    ["en-us", "pasword", "Reset your password"],
    ["en-us", "get-user", "Install update KB5001330"],
    ["da-dk", "adgangskode", "Nulstil adgangskoden"],
    ["de-de", "Kennwort zuruecksetzen", "Kennwort zurücksetzen"],
    ["ja-jp", "パスワードリセット", "パスワードをリセットする"],
    ["th-th", "จะรีเซ็ตรหัสผ่านได้อย่างไร", "รีเซ็ตรหัสผ่านของคุณ"],
    ["th-th", "365", "ซื้อ Office ๓๖๕"],
    ["th-th", "๓๖๕", "ซื้อ Office ๓๖๕"],
    ["ar-sa", "كلمه المرور", "إعادة تعيين كلمة المرور"],
  ]) {
    test(`finds “${query}” in ${locale} on a phone`, async () => {
      await visit(`/${locale}/`, PHONE, async (page) => {
        await ask(page, query);
        assert.ok((await titles(page)).slice(0, 3).includes(title), `${await titles(page)}`);
        const panel = await page.locator(".search-panel").boundingBox();
        assert.ok(panel.x >= 0 && panel.x + panel.width <= 390, JSON.stringify(panel));
        await page.screenshot({ path: join(ARTIFACTS, `search-${locale}-phone.png`) });
      });
    });
  }

  test("leads to the heading that answers, marks the hit, and every address is there", async () => {
    await visit("/en-us/paper/", {}, async (page) => {
      await ask(page, "fold boat");
      const links = await page.$$eval("[role=option]", (all) => all.map((each) => each.href));
      assert.ok(links.length > 1);
      for (const link of links) {
        const answer = await page.request.get(link);
        assert.equal(answer.status(), 200, link);
        const [, anchor] = link.split("#");
        assert.ok(!anchor || (await answer.text()).includes(`id="${anchor}"`), link);
      }
      assert.ok((await page.locator("[role=option] mark").allTextContents()).some((text) => /boat/i.test(text)));
    });
  });

  test("is walked with the keys, and Enter follows", async () => {
    await visit("/en-us/", {}, async (page) => {
      await ask(page, "fold");
      const active = () => page.evaluate(() => {
        const options = [...document.querySelectorAll("[role=option]")];
        const at = options.findIndex((option) => option.id === document.querySelector("form[data-search] input").getAttribute("aria-activedescendant"));
        return at < 0 ? at : [at, options[at].getAttribute("aria-selected"), options.filter((each) => each.getAttribute("aria-selected") === "true").length].join();
      });
      const count = await page.locator("[role=option]").count();
      const press = async (key, expected) => {
        await page.keyboard.press(key);
        assert.equal(await active(), expected < 0 ? -1 : `${expected},true,1`, key);
      };
      await press("ArrowDown", 0);
      await press("ArrowDown", 1);
      await press("ArrowUp", 0);
      await press("ArrowUp", count - 1);
      await press("ArrowDown", 0);
      await press("End", count - 1);
      await press("Home", 0);
      await press("Escape", -1);
      assert.equal(await page.getAttribute(INPUT, "aria-expanded"), "false");
      assert.equal(await page.isVisible(".search-panel"), false);
      assert.equal(await page.inputValue(INPUT), "fold");
      await page.keyboard.press("ArrowDown");
      assert.equal(await page.getAttribute(INPUT, "aria-expanded"), "true");
      await page.keyboard.press("ArrowDown");
      const to = await page.getAttribute("[role=option]", "href");
      await Promise.all([page.waitForURL(to), page.keyboard.press("Enter")]);
    });
  });

  test("opens by Ctrl+K and by a slash, and the slash can be switched off for good", async () => {
    await visit("/en-us/", {}, async (page) => {
      const isFocused = () => page.evaluate(() => document.activeElement.matches("form[data-search] input"));
      const leave = () => page.evaluate(() => document.activeElement.blur());
      await page.keyboard.press("/");
      assert.ok(await isFocused());
      assert.equal(await page.inputValue(INPUT), "");
      await leave();
      await page.keyboard.press("Control+k");
      assert.ok(await isFocused());
      await leave();
      await page.uncheck(".foot input[type=checkbox]");
      await leave();
      await page.keyboard.press("/");
      assert.ok(!(await isFocused()));
      await page.reload();
      await page.keyboard.press("/");
      assert.ok(!(await isFocused()));
      await page.keyboard.press("Control+k");
      assert.ok(await isFocused());
    });
  });

  test("tells a screen reader what it is and how much it found", async () => {
    await visit("/da-dk/", {}, async (page) => {
      await ask(page, "fold");
      const box = await page.evaluate((input) => {
        const node = document.querySelector(input);
        const list = document.getElementById(node.getAttribute("aria-controls"));
        return [node.getAttribute("role"), node.getAttribute("aria-expanded"), list.getAttribute("role"), Boolean(list.getAttribute("aria-label"))];
      }, INPUT);
      assert.deepEqual(box, ["combobox", "true", "listbox", true]);
      assert.match(await page.textContent("[role=status]"), /\d/);
      const before = await page.textContent("[role=status]");
      await ask(page, "zzqqxx");
      assert.notEqual(await page.textContent("[role=status]"), before);
      assert.match(await page.textContent("[role=status]"), /zzqqxx/);
    });
  });

  test("shows another language where its own has nothing, marked as such", async () => {
    await visit("/da-dk/", {}, async (page) => {
      await ask(page, "folder");
      const group = page.locator("[role=listbox] [role=group]");
      assert.equal(await group.getAttribute("lang"), "en-US");
      assert.equal(await group.getAttribute("dir"), "ltr");
      const name = await page.locator(`#${await group.getAttribute("aria-labelledby")}`).textContent();
      assert.match(name, /English/);
      assert.ok((await group.locator("[role=option]").count()) > 0);
      assert.ok((await group.locator("[role=option]").first().getAttribute("href")).includes("/en-us/"));
    });
  });

  test("narrows results by filters that keys can reach", async () => {
    await visit("/en-us/", {}, async (page) => {
      await ask(page, "fold");
      const all = await titles(page);
      const selects = page.locator(".search-filters select");
      assert.deepEqual(await page.locator(".search-filters label").evaluateAll((labels) => labels.map((label) => label.firstChild.textContent)), ["Section", "Audience"]);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.ok(await selects.first().evaluate((node) => node === document.activeElement));
      await selects.nth(1).selectOption({ value: "audience:admin" });
      await page.waitForFunction((count) => document.querySelectorAll("[role=option]").length < count, all.length);
      const narrowed = await titles(page);
      assert.ok(narrowed.length > 0 && narrowed.every((title) => all.includes(title)));
      assert.ok(await page.isVisible(".search-panel"));
      await page.keyboard.press("Escape");
      assert.equal(await page.isVisible(".search-panel"), false);
      assert.ok(await page.evaluate((input) => document.activeElement === document.querySelector(input), INPUT));
    });
  });

  for (const [name, scheme] of Object.entries({ light: { colorScheme: "light" }, dark: { colorScheme: "dark" }, forced: { forcedColors: "active" } })) {
    for (const locale of ["en-us", "ar-sa", "th-th"]) {
      test(`has no violation that axe knows with results open in ${locale}, ${name}`, async () => {
        await visit(`/${locale}/`, { ...scheme, bypassCSP: true }, async (page) => {
          await page.evaluate(`${AXE};0`);
          for (const query of [TEXTS["en-US"][1][0], TEXTS[{ "en-us": "en-US", "ar-sa": "ar-SA", "th-th": "th-TH" }[locale]][0][0], "zzqqxx"]) {
            await ask(page, query);
            await page.keyboard.press("ArrowDown");
            const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
            assert.deepEqual(found.violations.map(({ id, nodes }) => `${query}: ${id} ${nodes[0].html} ${nodes[0].failureSummary}`), []);
          }
          await page.screenshot({ path: join(ARTIFACTS, `search-${locale}-${name}.png`) });
        });
      });
    }
  }

  test("never scrolls sideways at 320 pixels", async () => {
    for (const locale of ["en-us", "de-de", "ar-sa"]) {
      await visit(`/${locale}/`, { viewport: { width: 320, height: 640 } }, async (page) => {
        await ask(page, "office");
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0);
      });
    }
  });

  test("takes hostile queries for text", async () => {
    await visit("/en-us/", {}, async (page) => {
      const random = Array.from({ length: 60 }, (_, at) => String.fromCharCode(...Array.from({ length: 12 }, (_, n) => (at * 7919 + n * 104_729 + at * n * 31) % 65_536)));
      const hostile = ["<img src=x onerror=alert(1)>", "\"><script>alert(1)</script>", "javascript:alert(1)", "\ud800", "\udfff\ud800x", "%00%E0%A4%A", "{{q}} ${q} $& $' $1", "\u0001section:paper", "__proto__", "constructor", "æ".repeat(100_000), "a-".repeat(50_000)];
      for (const query of [...hostile, ...random]) {
        await page.$eval(INPUT, (node, value) => {
          node.focus();
          node.value = value;
          node.dispatchEvent(new Event("input", { bubbles: true }));
        }, query);
        await page.waitForTimeout(20);
      }
      // Answers to what was asked before may still come in between.
      await page.fill(INPUT, "<zzqqxx>");
      await page.waitForFunction(() => document.querySelector(".search-panel [role=status]").textContent.includes("<zzqqxx>"));
      assert.equal(await page.locator(".search-panel :is(img, script, iframe, style)").count(), 0);
      await page.fill(INPUT, "boat");
      await page.waitForFunction(() => document.querySelector(".search-title")?.textContent === "Fold a paper boat");
    });
  });

  test("is not led astray by names that come from content", async () => {
    await visit("/en-us/paper/names/", {}, async (page) => {
      await ask(page, "boat");
      assert.equal((await titles(page))[0], "Fold a paper boat");
      await page.keyboard.press("ArrowDown");
      await Promise.all([page.waitForURL(/\/en-us\/paper\/a3\//), page.keyboard.press("Enter")]);
    });
  });

  test("tells the site's endpoint what was not found, and nothing else", async () => {
    await visit("/en-us/", {}, async (page) => {
      const sent = [];
      await page.route("**/misses", (route) => {
        sent.push(route.request().postData());
        return route.fulfill({ status: 204 });
      });
      await ask(page, "boat");
      await page.waitForTimeout(2300);
      assert.deepEqual(sent, []);
      await ask(page, "zzqqxx");
      await page.waitForTimeout(2300);
      assert.deepEqual(sent.map((body) => JSON.parse(body)), [{ query: "zzqqxx", lang: "en-US" }]);
    });
  });

  test("goes on on the search page, with the question in the address", async () => {
    await visit("/en-us/paper/", {}, async (page) => {
      await ask(page, "boat");
      await Promise.all([page.waitForURL(/\/en-us\/search\/\?q=boat/), page.keyboard.press("Enter")]);
      await page.waitForSelector("[role=option]");
      assert.equal((await titles(page))[0], "Fold a paper boat");
      await page.keyboard.press("Escape");
      assert.ok((await page.locator("main .list a").count()) > 6, "the list from A to Z is below");
    });
  });
});

describe("a site opened from a disk", () => {
  test("is read, searched and narrowed, with nothing refused", async () => {
    await visit(pathToFileURL(join(site, "index.html")).href, PHONE, async (page) => {
      await page.click("a[lang=en-US]");
      await page.waitForURL(/en-us\/index\.html$/);
      await ask(page, "fold");
      const all = (await titles(page)).length;
      await page.locator(".search-filters select").first().selectOption("section:account");
      await page.waitForFunction((count) => document.querySelectorAll("[role=option]").length < count, all);
      await ask(page, "fold boat");
      await page.locator(".search-filters select").first().selectOption("");
      await page.waitForFunction(() => document.querySelector(".search-title")?.textContent === "Fold a paper boat");
      await page.screenshot({ path: join(ARTIFACTS, "search-disk.png") });
      await page.click("[role=option]");
      await page.waitForURL(/en-us\/paper\/a3\/index\.html/);
      assert.ok(await page.evaluate(() => [...document.styleSheets].length > 0));
      await page.click(".breadcrumbs a");
      await page.waitForURL(/en-us\/index\.html$/);
    });
  });

  test("finds in other languages too, and after Enter", async () => {
    await visit(pathToFileURL(join(site, "da-dk/index.html")).href, {}, async (page) => {
      await ask(page, "folder");
      assert.match(await page.locator("[role=group] [role=option]").first().getAttribute("href"), /^file:.*\/en-us\/.*index\.html/);
      await Promise.all([page.waitForURL(/da-dk\/search\/index\.html\?q=folder/), page.keyboard.press("Enter")]);
      await page.waitForSelector("[role=option]");
    });
  });

  test("leads nowhere that is not there", async () => {
    await visit(pathToFileURL(join(site, "en-us/paper/a1/index.html")).href, {}, async (page) => {
      const links = await page.$$eval("a[href]", (all) => all.map((each) => each.href));
      const gone = links.filter((link) => !existsSync(new URL(link.split(/[?#]/)[0])));
      assert.ok(links.length > 10);
      assert.deepEqual(gone, []);
    });
  });
});

describe("a site below a path", () => {
  test("is read and searched there, its page for unknown addresses too", async () => {
    const inner = createServer((request, response) => {
      const path = decodeURIComponent(new URL(request.url, "http://x").pathname);
      const below = path.startsWith("/help/") ? join(site, path.slice("/help/".length)) : "";
      const file = below.endsWith("/") ? `${below}index.html` : below;
      const there = below && existsSync(file);
      const types = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml" };
      response.writeHead(there ? 200 : 404, { "content-type": types[file.split(".").pop()] ?? (there ? "application/octet-stream" : types.html) });
      response.end(readFileSync(there ? file : join(site, "en-us/404.html")));
    });
    await new Promise((done) => inner.listen(0, "127.0.0.1", done));
    const base = `http://127.0.0.1:${inner.address().port}/help/`;
    try {
      await visit(`${base}en-us/paper/a1/`, {}, async (page) => {
        await ask(page, "boat");
        assert.equal(await page.getAttribute("[role=option]", "href"), `${base}en-us/paper/a3/`);
      });
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(`${base}en-us/no/such/page`);
      await ask(page, "boat");
      assert.equal(await page.getAttribute("[role=option]", "href"), `${base}en-us/paper/a3/`);
      await context.close();
    } finally {
      await new Promise((done) => inner.close(done).closeAllConnections());
    }
  });
});

describe("the engine", () => {
  test("takes ten thousand random strings, markup, 100 KB and lone surrogates", async () => {
    let state = 7;
    const random = (limit) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % limit;
    };
    for (const locale of ["en-us", "th-th"]) {
      const engine = await engineOf(join(site, locale, "search"));
      const strings = Array.from({ length: 5000 }, () => String.fromCharCode(...Array.from({ length: random(24) }, () => random(65_536))));
      for (const query of [...strings, "\ud800", "<b>", "æ".repeat(100_000), "a-".repeat(50_000), ""]) {
        const answer = await engine.rank(query);
        assert.ok(Array.isArray(answer.found) && answer.found.every(({ score }) => Number.isFinite(score)), JSON.stringify(query));
        await engine.show(answer);
      }
    }
  });
});

describe("the budget", () => {
  test("holds: the box in 8 KB, the script of every page in 4 KB, both packed", () => {
    const packed = (file) => execFileSync("gzip", ["-9", "-c", join(root, "themes/default", file)]).length;
    assert.ok(packed("scripts/search.js") <= 8192, `${packed("scripts/search.js")}`);
    assert.ok(packed("scripts/main.js") <= 4096, `${packed("scripts/main.js")}`);
    assert.ok(readdirSync(join(site, "en-us/search")).length > 2);
  });
});
