// The fixture site, built and served, with a browser: what nearly every test file begins with.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { start } from "./browser.js";
import { writeFixture } from "./fixture.js";
import { build, serve } from "./site.js";

/** Builds and serves the fixture site and starts a browser; `close` takes all of it away. */
export async function harbor() {
  const sources = mkdtempSync(join(tmpdir(), "hexapla-harbor-"));
  writeFixture(sources);
  const site = build(sources);
  const host = await serve(site.output);
  const browser = await start();
  const close = async () => {
    await browser.close();
    await host.close();
    site.remove();
    rmSync(sources, { recursive: true });
  };
  return { output: site.output, host, browser, close };
}
