// Lighthouse on a phone: accessibility, best practices and search engines have nothing to find. Its speed is printed, never asserted:
// it depends on the machine.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import lighthouse from "lighthouse";

import { ARTIFACTS, chromiumPath } from "./browser.js";
import { kinds } from "./fixture.js";
import { harbor } from "./harbor.js";

/** How often a page is looked at; the middle one of the speeds is told. */
const RUNS = Number(process.env.LIGHTHOUSE_RUNS ?? 1);

let host, close, chrome, profile, port;

before(async () => {
  ({ host, close } = await harbor());
  profile = mkdtempSync(join(tmpdir(), "hexapla-lighthouse-"));
  chrome = spawn(chromiumPath(), ["--headless", "--no-sandbox", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  port = await new Promise((done, fail) => {
    let told = "";
    chrome.stderr.on("data", (chunk) => {
      told += chunk;
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)/.exec(told);
      if (found) done(Number(found[1]));
    });
    chrome.on("exit", () => fail(new Error(told)));
  });
});

after(async () => {
  const ended = new Promise((done) => chrome?.on("exit", done));
  chrome?.kill();
  await ended;
  await close?.();
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

for (const [language, kind] of [["ja-JP", "machine"], ["ar-SA", "home"]]) {
  test(`${kind} in ${language} is without fault`, async () => {
    const speeds = [];
    for (let run = 0; run < RUNS; run += 1) {
      const { lhr } = await lighthouse(host.url + kinds(language)[kind], { port, output: "json", logLevel: "error" });
      writeFileSync(join(ARTIFACTS, `lighthouse-${kind}.json`), JSON.stringify(lhr));
      const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
      const failed = Object.values(lhr.categories)
        .filter(({ id }) => id !== "performance")
        .flatMap(({ auditRefs }) => auditRefs)
        .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1)
        .map(({ id }) => `${id}: ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
      speeds.push(scores.performance);
      assert.deepEqual(failed, []);
      assert.deepEqual([scores.accessibility, scores["best-practices"], scores.seo], [100, 100, 100]);
    }
    console.log(`${kind} in ${language}: performance ${speeds.sort((a, b) => a - b)[speeds.length >> 1]} (${speeds.join(", ")})`);
  });
}
