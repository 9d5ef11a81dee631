// The modules of the search box in Node: the theme's folder says nothing of modules, so each is handed over by its text.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const modules = new URL("../../themes/default/search/", import.meta.url);
const source = (name) => readFileSync(new URL(name, modules), "utf8").replace(/from '(\.\/[\w-]+\.js)'/g, (_, other) => `from '${address(other)}'`);
const address = (name) => `data:text/javascript;base64,${Buffer.from(source(name)).toString("base64")}`;

/** A module of the search box. */
export const load = (name) => import(address(name));

/** The search over the index in a folder. */
export async function engineOf(folder) {
  const { open } = await load("./engine.js");
  const { unwrap } = await load("./files.js");
  return open(async (name) => unwrap(new Uint8Array(readFileSync(join(folder, name)))));
}
