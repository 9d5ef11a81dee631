// The modules of the search box as they are written: their types, and the one file that browsers load.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
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
  const flags = ["--bundle", "--minify", "--format=iife", "--target=es2022", "--charset=utf8", "--log-level=warning"];
  const { status, stdout, stderr } = run("esbuild", "themes/default/search/main.js", ...flags);
  assert.equal(stderr, "");
  assert.equal(status, 0);
  assert.ok(stdout === readFileSync(join(root, "themes/default/scripts/search.js"), "utf8"), "scripts/search.js is older than its modules");
});
