// Builds the site at the root into a temporary folder and serves it on loopback, as a plain static host would.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = resolve(here, "../..");

/** The program: what HEXAPLA names, else the newer of the two that cargo leaves behind. */
export function program() {
  if (process.env.HEXAPLA) return process.env.HEXAPLA;
  const built = ["release", "debug"]
    .map((kind) => join(process.env.CARGO_TARGET_DIR ?? join(root, "target"), kind, "hexapla"))
    .filter(existsSync)
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (!built.length) throw new Error("there is no program yet: run cargo build");
  return built[0];
}

/** Builds a site into a folder. */
export function buildInto(output, site) {
  // 1 says that an article has an error; its page is there all the same.
  const { status, stderr } = spawnSync(program(), ["build", site, "--output", output, "--quiet"], { maxBuffer: 1 << 28 });
  if (status === null || status > 1) throw new Error(`the build of ${site} ended with ${status}: ${stderr}`);
}

/** Builds a site into a folder of its own; returns the folder of its pages and a way to remove it. */
export function build(site = root) {
  const folder = mkdtempSync(join(tmpdir(), "hexapla-browser-"));
  const output = join(folder, "public");
  buildInto(output, site);
  return { output, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Every HTML file below a folder, as paths from it. */
export function pages(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".html"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
};

/** Serves a folder on loopback; an unknown address gets the page that its locale has for that. */
export async function serve(folder) {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const wanted = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const inside = wanted.startsWith(folder + sep) && existsSync(wanted) && statSync(wanted).isFile();
    const missing = [join(folder, path.split("/")[1] ?? "", "404.html"), join(folder, "404.html")].find(existsSync);
    const file = inside ? wanted : missing;
    response.writeHead(inside ? 200 : 404, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" });
    response.end(readFileSync(file));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => new Promise((done) => server.close(done)) };
}
