// Side-by-side reading in all its ways: by the switch with and without scripts, by mouse, by tap, on paper; in lists, tables, links,
// headings and both directions.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { ARTIFACTS, device, violations, visit } from "./browser.js";
import { LANGUAGES, folder, kinds, sentence } from "./fixture.js";
import { harbor } from "./harbor.js";

let host, browser, close;

before(async () => ({ host, browser, close } = await harbor()));
after(() => close?.());

const TRANSLATED = LANGUAGES.slice(1);
const SWITCH = "[data-source-switch]";
/** Opens an article that has its sources, and expects no complaint. */
async function read(language, kind, options, act) {
  assert.deepEqual(await visit(browser, host, kinds(language)[kind], options, act), []);
}
/** How many sources can be seen. */
const seen = (page) => page.locator("main .source").evaluateAll((all) => all.filter((source) => source.checkVisibility()).length);
/** The unit of a sentence, by the text of its source. */
const unit = (page, key) => page.locator("main .unit", { has: page.locator(".source", { hasText: sentence("en-US", key).replace(/[`*]/g, "") }) }).first();
/** A point on the words of a sentence; a box that holds several lines may have its middle between them. */
async function pointOn(page, key) {
  const target = unit(page, key);
  await target.scrollIntoViewIfNeeded();
  return target.evaluate((node) => {
    const range = document.createRange();
    range.selectNodeContents(node.firstChild);
    const { x, y, width, height } = range.getClientRects()[0];
    return { x: x + width / 2, y: y + height / 2 };
  });
}
/** The rectangle of an element in the page. */
const box = (locator) => locator.evaluate((node) => {
  const { left, right, top, bottom, width } = node.getBoundingClientRect();
  return { left, right, top, bottom, width };
});

describe("the switch", () => {
  for (const javaScriptEnabled of [true, false]) {
    for (const language of TRANSLATED) {
      test(`shows every source in ${language} ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
        await read(language, "machine", { javaScriptEnabled, ...device(390) }, async (page) => {
          const count = await page.locator("main .source").count();
          assert.ok(count >= 20, `${count} sources`);
          assert.equal(await seen(page), 0);
          await page.check(SWITCH);
          assert.equal(await seen(page), count);
          // Below the words it belongs to, also in a list, a table, a link and a heading, each with its own language and direction.
          for (const key of ["intro", "ready", "early", "linked", "before", "note"]) {
            const sentence = await unit(page, key).evaluate((node) => {
              const range = document.createRange();
              range.selectNodeContents(node.firstChild);
              const source = node.querySelector(".source");
              return { words: range.getBoundingClientRect().bottom, source: source.getBoundingClientRect().top, lang: source.lang, dir: getComputedStyle(source).direction };
            });
            // A line of Arabic or Thai may reach a little below its own box.
            assert.ok(sentence.source >= sentence.words - 12, `${key}: ${JSON.stringify(sentence)}`);
            assert.deepEqual([sentence.lang, sentence.dir], ["en-US", "ltr"]);
          }
          await page.screenshot({ path: join(ARTIFACTS, `switch-${folder(language)}-${javaScriptEnabled ? "scripts" : "no-scripts"}.png`), fullPage: true });
          await page.uncheck(SWITCH);
          assert.equal(await seen(page), 0);
        });
      });
    }
  }

  for (const language of ["ja-JP", "ar-SA"]) {
    test(`puts the source in a second column of a wide screen in ${language}`, async () => {
      await read(language, "machine", { ...device(1280), javaScriptEnabled: false }, async (page) => {
        await page.check(SWITCH);
        for (const key of ["intro", "free", "ready", "linked", "before"]) {
          const whole = await box(unit(page, key));
          const source = await box(unit(page, key).locator(".source"));
          const middle = (whole.left + whole.right) / 2;
          assert.ok(language === "ar-SA" ? source.right <= middle + 8 : source.left >= middle - 8, `${key} ${JSON.stringify({ whole, source })}`);
          assert.ok(source.top - whole.top < 12, `${key} begins beside its sentence`);
        }
        await page.screenshot({ path: join(ARTIFACTS, `columns-${folder(language)}.png`), fullPage: true });
      });
      await read(language, "stale", { ...device(1280) }, async (page) => {
        await page.check(SWITCH);
        const [old, now] = [await box(page.locator(".unit-stale .source").first()), await box(page.locator(".unit-stale .source-now"))];
        assert.ok(now.top >= old.bottom - 1, "what it says now is below what it said");
        assert.ok(Math.abs(now.left - old.left) < 12 || Math.abs(now.right - old.right) < 12, JSON.stringify({ old, now }));
        assert.ok(old.width > 150 && now.width > 150);
      });
    });
  }

  test("is one tab stop, is announced as what it is, and is remembered on the next page", async () => {
    await read("de-DE", "machine", device(1280), async (page, context) => {
      const stops = await page.locator(".notices :is(input, button, [tabindex])").count();
      assert.equal(stops, 1);
      assert.equal(await page.locator("main .unit:is([tabindex], [role]), main .unit :is([tabindex], [role])").count(), 0);
      const name = page.getByRole("checkbox", { name: "Zu jedem Satz das Original anzeigen" });
      assert.equal(await name.isChecked(), false);
      await name.focus();
      await page.keyboard.press("Space");
      assert.equal(await name.isChecked(), true);
      const next = await context.newPage();
      await next.goto(host.url + kinds("ja-JP").stale);
      assert.equal(await next.isChecked(SWITCH), true);
      assert.ok((await seen(next)) > 0);
    });
  });

  test("keeps sources out of what is copied", async () => {
    await read("de-DE", "machine", device(1280), async (page) => {
      await page.check(SWITCH);
      const copied = await page.evaluate(() => {
        getSelection().selectAllChildren(document.querySelector("article"));
        return getSelection().toString();
      });
      assert.ok(copied.includes(sentence("de-DE", "intro")));
      assert.ok(!copied.includes(sentence("en-US", "intro")));
    });
  });
});

describe("the mouse", () => {
  const settle = (page) => page.waitForTimeout(700);
  const shown = (page) => page.locator(".source-box:popover-open");

  test("opens nothing until a reader asks for it", async () => {
    await read("ja-JP", "machine", device(1280), async (page) => {
      for (const asked of [false, true]) {
        if (asked) await page.check(SWITCH);
        const { x, y } = await pointOn(page, "intro");
        await page.mouse.move(x, y);
        await settle(page);
        await page.mouse.click(x, y);
        await settle(page);
        assert.equal(await shown(page).count(), 0);
      }
    });
  });

  for (const language of ["ja-JP", "ar-SA"]) {
    test(`then shows the sentence's source in one box beside it, which can be pointed at and closed by Esc, in ${language}`, async () => {
      await read(language, "machine", device(1280), async (page) => {
        await page.check(SWITCH);
        await page.check(".source-switch label + label input");
        assert.equal(await seen(page), 0, "the originals wait");
        let at = await pointOn(page, "intro");
        await page.mouse.move(at.x, at.y);
        assert.equal(await shown(page).count(), 0, "not at once");
        await shown(page).waitFor();
        assert.match(await shown(page).textContent(), new RegExp(sentence("en-US", "intro")));
        const [words, popover] = [await box(unit(page, "intro")), await box(shown(page))];
        assert.ok(popover.top >= words.bottom - 1 && popover.top - words.bottom < 30, JSON.stringify({ words, popover }));
        assert.deepEqual(await violations(page), []);
        await page.mouse.move(popover.left + popover.width / 2, popover.top + 20, { steps: 8 });
        await settle(page);
        assert.equal(await shown(page).count(), 1, "the box can be pointed at");
        await page.keyboard.press("Escape");
        assert.equal(await shown(page).count(), 0);

        at = await pointOn(page, "early");
        await page.mouse.move(at.x, at.y);
        await shown(page).waitFor();
        assert.match(await shown(page).textContent(), new RegExp(sentence("en-US", "early")));
        await page.mouse.move(2, 2);
        await settle(page);
        assert.equal(await shown(page).count(), 0, "it goes when the mouse does");
      });
    });
  }
});

describe("a tap", () => {
  for (const language of ["ja-JP", "ar-SA"]) {
    test(`on a sentence shows its source, and a second one hides it, in ${language}`, async () => {
      await read(language, "machine", device(390), async (page) => {
        assert.ok(await page.locator("[data-source-hint]").isVisible(), "the hint says so");
        for (const key of ["intro", "ready", "early"]) {
          const { x, y } = await pointOn(page, key);
          await page.touchscreen.tap(x, y);
          const opened = page.locator(".source-box:popover-open");
          await opened.waitFor();
          assert.match(await opened.textContent(), new RegExp(sentence("en-US", key)));
          assert.equal(await opened.locator(".source").getAttribute("dir"), "ltr");
          const { left, right } = await box(opened);
          assert.ok(left >= 0 && right <= 390, `${left} to ${right}`);
          if (key === "intro") await page.screenshot({ path: join(ARTIFACTS, `tap-${folder(language)}.png`) });
          await page.touchscreen.tap(x, y);
          await opened.waitFor({ state: "detached" });
        }
      });
    });
  }

  test("on a changed sentence shows what its source was and is", async () => {
    await read("he-IL", "stale", device(390), async (page) => {
      const { x, y } = await pointOn(page, "tie");
      await page.touchscreen.tap(x, y);
      const opened = page.locator(".source-box:popover-open");
      await opened.waitFor();
      assert.equal(await opened.locator(".source-now").textContent(), sentence("en-US", "tie"));
      assert.equal(await opened.locator(".source").count(), 2);
    });
  });

  test("on a link follows it", async () => {
    await read("ja-JP", "machine", device(390), async (page) => {
      const { x, y } = await pointOn(page, "linked");
      await page.touchscreen.tap(x, y);
      await page.waitForURL(`${host.url}${kinds("ja-JP").faq}`);
    });
  });
});

describe("paper", () => {
  for (const javaScriptEnabled of [true, false]) {
    for (const language of ["ja-JP", "ar-SA"]) {
      test(`shows the sources where the switch is on, in ${language} ${javaScriptEnabled ? "with" : "without"} scripts`, async () => {
        await read(language, "machine", { ...device(1280), javaScriptEnabled }, async (page) => {
          const sizes = [];
          for (const on of [false, true]) {
            await page.emulateMedia({ media: "screen" });
            if (on) await page.check(SWITCH);
            await page.emulateMedia({ media: "print" });
            assert.equal((await seen(page)) > 0, on);
            assert.equal(await page.locator(".top, .foot, .aside, .source-switch").evaluateAll((all) => all.filter((part) => part.checkVisibility()).length), 0);
            const pdf = await page.pdf({ format: "A4" });
            assert.equal(pdf.subarray(0, 5).toString(), "%PDF-");
            writeFileSync(join(ARTIFACTS, `paper-${folder(language)}-${on ? "sources" : "plain"}.pdf`), pdf);
            sizes.push(pdf.length);
          }
          assert.ok(sizes[1] > sizes[0], `${sizes}: there is more on the page`);
        });
      });
    }
  }

  test("shows them also where only the mouse did, and every answer", async () => {
    await read("de-DE", "faq", device(1280), async (page) => {
      await page.check(SWITCH);
      await page.check(".source-switch label + label input");
      assert.equal(await seen(page), 0);
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await page.emulateMedia({ media: "print" });
      assert.ok((await seen(page)) > 0);
      assert.equal(await page.locator("main details > p").evaluateAll((all) => all.filter((answer) => answer.checkVisibility({ contentVisibilityAuto: true })).length), 2);
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
      await page.emulateMedia({ media: "screen" });
      assert.equal(await seen(page), 0);
    });
  });
});
