// What readers with a keyboard, large type, their own spacing or less motion meet: few stops before the text, focus in sight, nothing lost.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { device, visit, violations } from "./browser.js";
import { LANGUAGES, kinds } from "./fixture.js";
import { harbor } from "./harbor.js";
import { build, serve } from "./site.js";

let host, browser, close;

before(async () => ({ host, browser, close } = await harbor()));
after(() => close?.());

/** The element that has the focus: what it is, whether it is inside the text, and whether all of it can be seen, with a ring. */
const focused = () => {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  const { left, right, top, bottom } = node.getBoundingClientRect();
  // The search box has its ring around the whole form.
  const style = getComputedStyle(node.matches("[data-search] input") ? node.form : node);
  const middle = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return {
    name: node.outerHTML.slice(0, 80),
    inText: node.closest("main") !== null,
    seen: top >= -1 && bottom <= innerHeight + 1 && left >= -1 && right <= innerWidth + 1,
    covered: middle !== null && !node.contains(middle) && !middle.contains(node),
    ring: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
  };
};

describe("the open language menu", () => {
  for (const width of [320, 1280]) {
    test(`leaves its button in sight in every language, ${width} wide`, async () => {
      for (const language of LANGUAGES) {
        await visit(browser, host, kinds(language).home, device(width), async (page) => {
          await page.click("button[popovertarget=hx-languages]");
          await page.locator("#hx-languages").waitFor({ state: "visible" });
          const [button, menu] = await page.evaluate(() => {
            const edges = (query) => document.querySelector(query).getBoundingClientRect();
            return [edges(".language").bottom, edges("#hx-languages").top];
          });
          assert.ok(button > 0 && menu >= button && menu <= button + 24, `${language}: the button ends at ${button}, the menu begins at ${menu}`);
        });
      }
    });
  }
});

describe("the keyboard", () => {
  for (const language of ["ar-SA", "ja-JP"]) {
    test(`reaches the text within five stops and always shows where it is, in ${language}`, async () => {
      const widths = [1280, 390];
      const pages = await Promise.all(widths.map((width) => browser.newPage({ ...device(width), reducedMotion: "reduce" })));
      for (const [index, [kind, path]] of Object.entries(kinds(language)).entries()) {
        const page = pages[index % 2];
        await page.goto(host.url + path);
        let before = 0;
        let inText = false;
        for (let press = 0; press < 24; press += 1) {
          await page.keyboard.press("Tab");
          const at = await page.evaluate(focused);
          if (!at) break;
          assert.ok(at.seen && !at.covered && at.ring, `${kind} ${JSON.stringify(at)}`);
          inText ||= at.inText;
          if (!inText) before += 1;
        }
        assert.ok(inText && before <= 5, `${kind}: ${before} stops before the text`);
      }
      await Promise.all(pages.map((page) => page.close()));
    });
  }

  test("skips to the text at once", async () => {
    await visit(browser, host, kinds("he-IL").machine, device(1280), async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "hx-main");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
    });
  });

  test("opens and leaves the language menu, and comes back to its button", async () => {
    await visit(browser, host, kinds("de-DE").machine, device(390), async (page) => {
      await page.focus("button[popovertarget=hx-languages]");
      await page.keyboard.press("Enter");
      await page.locator("#hx-languages").waitFor({ state: "visible" });
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("#hx-languages") !== null));
      await page.keyboard.press("Escape");
      await page.locator("#hx-languages").waitFor({ state: "hidden" });
      assert.ok(await page.evaluate(() => document.activeElement.matches("button[popovertarget]")));
    });
  });
});

/** What is cut off: text that is wider or higher than the box that hides its overflow, and what hangs out of the page. */
const lost = () => {
  const cut = [];
  for (const node of document.querySelectorAll("body *")) {
    const { overflowX, overflowY, clipPath } = getComputedStyle(node);
    if (!node.checkVisibility() || clipPath !== "none" || node.matches("svg, svg *, option")) continue;
    const hides = /hidden|clip/;
    if (hides.test(overflowX) && node.scrollWidth > node.clientWidth + 1) cut.push(node.outerHTML.slice(0, 90));
    else if (hides.test(overflowY) && node.scrollHeight > node.clientHeight + 1) cut.push(node.outerHTML.slice(0, 90));
  }
  const excess = document.documentElement.scrollWidth - innerWidth;
  if (excess > 0) cut.push(`the page, by ${excess}`);
  return cut;
};

/** Readers' own styles, and the window that they look at the page in. Twice the text is made by the size of the root's letters. */
const OWN_STYLES = {
  "with wider spacing on a phone": [320, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"],
  "with wider spacing on a desktop": [1280, "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"],
  "with text of twice the size": [640, "html { font-size: 200% }"],
};

describe("nothing is lost", () => {
  for (const [name, [width, content]] of Object.entries(OWN_STYLES)) {
    test(`${name}, on every kind of page in every language`, async () => {
      const page = await browser.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
      const faults = [];
      for (const language of LANGUAGES) {
        for (const path of Object.values(kinds(language))) {
          await page.goto(host.url + path);
          await page.addStyleTag({ content });
          faults.push(...(await page.evaluate(lost)).map((cut) => `${path}: ${cut}`));
        }
      }
      await page.close();
      assert.deepEqual(faults, []);
    });
  }
});

test("where less motion is asked for, nothing moves", async () => {
  await visit(browser, host, kinds("en-US").machine, { ...device(1280), reducedMotion: "reduce" }, async (page) => {
    const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((node) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(node);
      return parseFloat(transitionDuration) > 0 || animationName !== "none" || scrollBehavior === "smooth";
    }).length);
    assert.equal(moving, 0);
  });
});

test("more contrast is given where it is asked for", async () => {
  const soft = (contrast) => new Promise((done) => visit(browser, host, kinds("en-US").machine, { ...device(1280), contrast }, async (page) => {
    done(await page.evaluate(() => getComputedStyle(document.querySelector(".updated")).color));
  }));
  assert.notEqual(await soft("more"), await soft("no-preference"));
});

test("ids that come from content cannot get in the way of scripts", async () => {
  const sources = mkdtempSync(join(tmpdir(), "hexapla-ids-"));
  const names = ["localStorage", "navigator", "matchMedia", "getSelection", "document", "location", "body", "head", "hx-main", "hx-languages", "hint", "article", "search", "cookie"];
  const body = names.map((name) => `## ${name}\n\n<a id="${name}" name="${name}"></a><span id="${name}">x</span><img name="${name}" id="${name}" src="x.png">\n`).join("\n");
  const unit = '<span data-ttu-id="12345-101">Hallo.</span><span class="sxs-lookup"><span data-stu-id="12345-101">Hello.</span></span>';
  for (const [tag, text] of [["en-US", "Hello."], ["de-DE", unit]]) {
    mkdirSync(join(sources, "content", tag), { recursive: true });
    writeFileSync(join(sources, "content", tag, "ids.md"), `---\ntitle: Ids\n---\n# Ids\n\n${text}\n\n\`\`\`sh\nls\n\`\`\`\n\n${body}`);
  }
  writeFileSync(join(sources, "hexapla.toml"), '[site]\ntitle = "Ids"\nsource-locale = "en-US"\n');
  const site = build(sources);
  const own = await serve(site.output);
  const complaints = await visit(browser, own, "/de-de/ids/", device(1280), async (page) => {
    assert.equal(await page.locator("[id=hx-main], [name=hx-main], [id=hx-languages], [name=hx-languages]").count(), 2, "the page's own ids are its own");
    assert.ok((await page.locator("[id=localStorage], [id=navigator]").count()) > 0, "those of content stay");
    assert.equal(await page.evaluate(() => document.getElementById("hx-main").localName), "main");
    await page.check("[data-source-switch]");
    assert.equal(await page.locator("main .source").first().isVisible(), true);
    assert.equal(await page.evaluate(() => localStorage.getItem("hexapla-source")), "on");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("hallo");
    await page.locator("[role=option]").first().waitFor();
    assert.equal(await page.locator(".code button").count(), 1, "the copy button came");
  });
  await own.close();
  site.remove();
  rmSync(sources, { recursive: true });
  assert.deepEqual(complaints.filter((complaint) => !complaint.includes("x.png")), []);
});

test("the checker sees what is wrong", async () => {
  await visit(browser, host, kinds("en-US").home, device(390), async (page) => {
    await page.evaluate(() => document.querySelector("input").removeAttribute("aria-label"));
    await page.evaluate(() => document.querySelector("input").removeAttribute("placeholder"));
    assert.match((await violations(page)).join(), /^label at/);
  });
});
