// The one way to look at pages in the tests: a browser that is started once a file, a visit that hears every complaint, and the checker axe.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { here } from "./site.js";

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Where pictures, PDF files and reports of a run stay. */
export const ARTIFACTS = join(here, ".artifacts");
/** The widths that pages are looked at in. */
export const WIDTHS = [320, 390, 1280];
/** What readers' machines ask for, as options of a browser context. */
export const SCHEMES = {
  light: { colorScheme: "light" },
  dark: { colorScheme: "dark" },
  "forced colours": { colorScheme: "dark", forcedColors: "active" },
};

/** The path of Chromium. */
export function chromiumPath() {
  const known = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const path = known.find((path) => path && existsSync(path));
  assert.ok(path, "Chromium is not installed; scripts/test installs it, or CHROMIUM names it");
  return path;
}

/** A browser without a window. */
export function start() {
  mkdirSync(ARTIFACTS, { recursive: true });
  return chromium.launch({ executablePath: chromiumPath(), args: ["--no-sandbox"] });
}

/** The options of a context for a width: narrow ones are phones. */
export const device = (width) => ({
  viewport: { width, height: width < 500 ? 844 : 900 },
  isMobile: width < 500,
  hasTouch: width < 500,
});

/** Hears everything that a browser has against a page; a missing page may say that it is missing. */
export function listen(page, url) {
  const complaints = [];
  page.on("console", (message) => {
    const expected = message.text().includes("404") && page.url().includes("there-is-no-such-page");
    if (["error", "warning"].includes(message.type()) && !expected) complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => complaints.push(`${page.url()}: ${error}`));
  page.on("requestfailed", (request) => {
    // A reader who goes on ends what still loads; what the policy refuses fails otherwise.
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") complaints.push(`${request.url()}: ${reason}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) complaints.push(`leaves the site: ${request.url()}`);
  });
  return complaints;
}

/** Opens an address in a fresh context, does something there, and returns what the browser complained about. */
export async function visit(browser, host, path, options, act = async () => {}) {
  const context = await browser.newContext({ locale: "en-US", ...options });
  try {
    const page = await context.newPage();
    const complaints = listen(page, host.url);
    await page.goto(host.url + path, { waitUntil: "load" });
    await act(page, context);
    return complaints;
  } finally {
    await context.close();
  }
}

// Every rule but those of level AAA and the one that only asks people to look at what is hidden.
const RUN = `(async () => {
  const rules = Object.fromEntries(axe.getRules()
    .filter(({ ruleId, tags }) => !tags.includes("wcag2aaa") && ruleId !== "hidden-content")
    .map(({ ruleId }) => [ruleId, { enabled: true }]));
  const found = await axe.run(document, { rules, resultTypes: ["violations"] });
  return found.violations.map(({ id, nodes }) => id + " at " + nodes.map(({ target }) => target.join(" ")).join(", ") + ": " + nodes[0].failureSummary);
})()`;

/** What axe has against a page as it stands. It is evaluated by the debugger, so the page keeps its policy. */
export async function violations(page) {
  const session = await page.context().newCDPSession(page);
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  await evaluate(`${AXE};0`);
  const found = await evaluate(RUN);
  await session.detach();
  return found;
}
