// What lives on a site in a real browser: drawings opened by their own address run nothing and load nothing, and a page on a disk keeps
// its search whatever its links are.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

import { build, serve } from "./site.js";

const svg = (inner, attributes = "") => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" ${attributes}>${inner}</svg>`;

const LIVE = [
  svg("<script>alert(1)</script>"),
  svg('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'),
  '<x:svg xmlns:x="http://www.w3.org/2000/svg"><x:script>alert(1)</x:script></x:svg>',
  svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'),
  svg("<g/>", '\r\nonload="alert(1)"'),
  svg("<g/>", "onload='alert(1)'"),
  `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "alert(1)">]>${svg("<g/>")}`,
  `<!DOCTYPE svg [<!ENTITY a "&#60;script>alert(1)&#60;/script>">]>${svg("&a;")}`,
  svg('<a xlink:href="&#106;avascript:alert(1)"><rect width="9" height="9"/></a>'),
  svg('<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" srcdoc="&lt;script>parent.alert(1)&lt;/script>"/></foreignObject>'),
  svg('<image href="x" onerror="alert(1)"/>'),
  svg('<animate attributeName="x" dur="1s" onbegin="alert(1)"/>'),
  svg('<set attributeName="onload" to="alert(1)"/>'),
  svg('<style>@import "https://e.example/a.css";</style>'),
  svg('<use href="https://e.example/a.svg#b"/>'),
  svg('<image href="https://e.example/a.png"/>'),
  `<?xml-stylesheet href="https://e.example/a.css"?>${svg("<g/>")}`,
  Buffer.from(svg("<script>alert(1)</script>"), "utf16le"),
];

const GOOD = svg('<style>.a { fill: green }</style><rect class="a" width="9" height="9"/>');

let folder, site, host, browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hexapla-alive-"));
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  LIVE.forEach((text, at) => write(`content/en-US/live-${at}.svg`, text));
  write("content/en-US/good.svg", GOOD);
  const pictures = LIVE.map((_, at) => `![picture ${at}](live-${at}.svg)`).join("\n");
  write("content/en-US/kites.md", `---\ntitle: Kites\ndescription: About kites.\n---\n# Kites\n\n${pictures}\n\n![good](good.svg)\n\n[odd](https:/\\host/x) [odder](https://[/) [boats](boats.md)\n`);
  write("content/en-US/boats.md", "---\ntitle: Boats\ndescription: About boats.\n---\n# Boats\n\nText.\n");
  site = build(folder);
  host = await serve(site.output);
  const executablePath = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]
    .find((path) => path && existsSync(path));
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--allow-file-access-from-files"] });
});

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
  rmSync(folder, { recursive: true, force: true });
});

test("no drawing runs or loads anything where it is opened by its own address", async () => {
  const media = readdirSync(join(site.output, "media"));
  assert.deepEqual(media.filter((name) => name.startsWith("live")), []);
  assert.equal(media.length, 1);
  const page = await browser.newPage();
  const heard = [];
  page.on("dialog", (dialog) => { heard.push(dialog.message()); return dialog.dismiss(); });
  page.on("request", (request) => heard.push(request.url()));
  const address = `${host.url}/media/${media[0]}`;
  await page.goto(address);
  await page.waitForTimeout(200);
  assert.deepEqual(heard.filter((url) => url !== address && !url.endsWith("/favicon.ico")), []);
  assert.equal(await page.locator("rect").evaluate((rect) => getComputedStyle(rect).fill), "rgb(0, 128, 0)");
  await page.close();
});

test("a page on a disk keeps its search though some of its links are no addresses", async () => {
  const page = await browser.newPage();
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(pathToFileURL(join(site.output, "en-us", "kites", "index.html")).href);
  assert.deepEqual(errors, []);
  assert.match(await page.locator("form[data-search], [data-search] form, form[role=search]").first().getAttribute("action"), /^file:.*index\.html$/);
  assert.match(await page.locator("main a", { hasText: "boats" }).first().getAttribute("href"), /^file:.*boats\/index\.html$/);
  await page.close();
});
