// What has its own direction inside right-to-left text, by where the browser really puts its characters: hyphens, dates, telephone numbers,
// paths and alternatives read from left to right in Arabic and Hebrew.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { device, visit } from "./browser.js";
import { kinds } from "./fixture.js";
import { harbor } from "./harbor.js";

let host, browser, close;

before(async () => ({ host, browser, close } = await harbor()));
after(() => close?.());

const GOLDENS = ["ORD-", "2026-11-20", "+1 (555) 010-0000", "C:\\Users", "A/B"];

/** A text as it can be read from left to right on the screen: its characters by the middle of their places, line by line. */
const asSeen = (wanted) => {
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const start = node.data.indexOf(wanted);
    if (start < 0 || !node.parentElement.checkVisibility()) continue;
    const places = [...wanted].map((character, index) => {
      const range = document.createRange();
      range.setStart(node, start + index);
      range.setEnd(node, start + index + 1);
      const { left, right, bottom } = range.getBoundingClientRect();
      return { character, middle: (left + right) / 2, line: Math.round(bottom) };
    });
    return places.sort((a, b) => a.line - b.line || a.middle - b.middle).map(({ character }) => character).join("");
  }
  return null;
};

describe("reads from left to right", () => {
  for (const language of ["ar-SA", "he-IL"]) {
    for (const golden of GOLDENS) {
      for (const width of [320, 1280]) {
        test(`${golden} in ${language}, ${width} wide`, async () => {
          await visit(browser, host, kinds(language).machine, device(width), async (page) => {
            assert.equal(await page.evaluate(asSeen, golden), golden);
          });
        });
      }
    }

    test(`each original in ${language}`, async () => {
      await visit(browser, host, kinds(language).machine, device(390), async (page) => {
        await page.check("[data-source-switch]");
        for (const words of ["Call +1 (555)", "Change a ferry ticket", "More than a day before"]) assert.equal(await page.evaluate(asSeen, words), words);
      });
    });
  }

  test("is what this test can tell: without isolation Arabic turns a date around", async () => {
    await visit(browser, host, kinds("ar-SA").machine, device(1280), async (page) => {
      await page.evaluate(() => { for (const bdi of document.querySelectorAll("article bdi")) bdi.replaceWith(...bdi.childNodes); });
      await page.evaluate(() => document.querySelector("article").normalize());
      assert.notEqual(await page.evaluate(asSeen, "2026-11-20"), "2026-11-20");
    });
  });
});

test("the sentence around it still reads from right to left", async () => {
  await visit(browser, host, kinds("ar-SA").machine, device(1280), async (page) => {
    const order = await page.evaluate(() => {
      const dates = document.querySelectorAll("article li bdi");
      return [...dates].map((bdi) => bdi.getBoundingClientRect().left);
    });
    assert.equal(order.length, 2);
    assert.ok(order[0] > order[1], "the telephone number comes before the date");
  });
});
