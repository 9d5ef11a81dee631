// The modules of the search box as they are written: their types, and the one file that browsers load.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { here, root } from "./site.js";

const run = (name, ...args) => spawnSync(join(here, "node_modules/.bin", name), args, { cwd: root, encoding: "utf8" });

test("the types of the search modules hold", () => {
  const { status, stdout } = run("tsc", "-p", "tests/browser/tsconfig.json");
  assert.equal(stdout, "");
  assert.equal(status, 0);
});

test("browsers load what the modules say: scripts/bundle-search was run", () => {
  const folder = mkdtempSync(join(tmpdir(), "hexapla-bundle-"));
  const fresh = join(folder, "search.js");
  const env = { ...process.env, ESBUILD: join(here, "node_modules/.bin/esbuild") };
  const { status, stderr } = spawnSync(join(root, "scripts/bundle-search"), [fresh], { cwd: root, encoding: "utf8", env });
  assert.equal(status, 0, stderr);
  const same = readFileSync(fresh, "utf8") === readFileSync(join(root, "themes/default/scripts/search.js"), "utf8");
  rmSync(folder, { recursive: true });
  assert.ok(same, "scripts/search.js is older than its modules");
});
