// Holds that a real nginx takes the snippet of a built site, and serves the site as it says. Runs where nginx and the binary are there:
// `HEXAPLA=target/debug/hexapla node --test tests/hosts`.

import { test } from "node:test";
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const hexapla = resolve(process.env.HEXAPLA ?? "target/debug/hexapla");

const FILES = {
  "hexapla.toml": '[site]\ntitle = "Kites"\nbase-url = "https://help.example"\nfeedback-url = "/feedback"\n',
  "content/en-US/kites.md": "---\ntitle: Kites\ndescription: About kites.\nredirect_from: [old kites, box]\n---\n# Kites\n\n![Sky](media/sky.svg)\n",
  "content/en-US/media/sky.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>\n',
  "content/pt-BR/kites.md": "---\ntitle: Pipas\ndescription: Sobre pipas.\n---\n# Pipas\n",
  "content/pt-PT/kites.md": "---\ntitle: Papagaios\ndescription: Sobre papagaios.\n---\n# Papagaios\n",
  "content/zh-CN/kites.md": "---\ntitle: 风筝\ndescription: 关于风筝。\nslug: 风筝\n---\n# 风筝\n",
};

function hasNginx() {
  try { execFileSync("nginx", ["-v"], { stdio: "ignore" }); return true; } catch { return false; }
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A configuration such as a host has it, with nothing of its own that the snippet should bring. */
function configuration(folder, site, port) {
  return `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log ${folder}/access.log;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy; fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  server { listen 127.0.0.1:${port}; root ${site}; include ${site}/_nginx.conf; }
}
`;
}

async function answers(url) {
  for (let tries = 0; tries < 100; tries++) {
    try { await fetch(url); return; } catch { await new Promise((done) => setTimeout(done, 50)); }
  }
  throw new Error("nginx does not answer");
}

test("nginx takes the snippet and serves the site as it says", { skip: !hasNginx() && process.env.CI === undefined && "skipped: nginx is absent" }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "hexapla-nginx-"));
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  execFileSync(hexapla, ["build", folder, "--quiet"], { stdio: "inherit" });
  const site = join(folder, "public");
  const port = await freePort();
  const conf = join(folder, "nginx.conf");
  writeFileSync(conf, configuration(folder, site, port));
  execFileSync("nginx", ["-t", "-q", "-e", join(folder, "error.log"), "-c", conf], { stdio: "inherit" });
  const nginx = spawn("nginx", ["-e", join(folder, "error.log"), "-c", conf], { stdio: "inherit" });
  t.after(() => { nginx.kill(); rmSync(folder, { recursive: true }); });
  const get = (path, headers = {}) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", headers });
  await answers(`http://127.0.0.1:${port}/`);

  await t.test("pages carry the policy and say what they are", async () => {
    const page = await get("/en-us/kites/");
    assert.equal(page.status, 200);
    assert.equal(page.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(page.headers.get("content-security-policy"), /default-src 'none'.*frame-ancestors 'none'/);
    assert.equal(page.headers.get("x-content-type-options"), "nosniff");
  });

  await t.test("files with hashed names are kept for ever, under the same policy", async () => {
    for (const kind of ["assets", "media"]) {
      const [name] = readdirSync(join(site, kind));
      const file = await get(`/${kind}/${name}`);
      assert.equal(file.headers.get("cache-control"), "public, max-age=31536000, immutable");
      assert.ok(file.headers.get("content-security-policy"), kind);
    }
    assert.equal((await get("/en-us/kites/")).headers.get("cache-control"), null);
  });

  await t.test("an unknown address answers in the language of its folder", async () => {
    for (const [path, lang] of [["/pt-br/nada/", "pt-BR"], ["/en-us/nothing", "en-US"], ["/nothing", "en-US"]]) {
      const page = await get(path);
      assert.equal(page.status, 404, path);
      assert.match(await page.text(), new RegExp(`<html lang="${lang}"`), path);
      assert.ok(page.headers.get("content-security-policy"), path);
    }
  });

  await t.test("Markdown, lists and feeds have their types", async () => {
    const types = { "/en-us/kites/index.md": "text/markdown; charset=utf-8", "/llms.txt": "text/plain; charset=utf-8", "/sitemap.xml": "text/xml; charset=utf-8" };
    for (const [path, type] of Object.entries(types)) {
      const file = await get(path);
      assert.equal(file.status, 200, path);
      assert.equal(file.headers.get("content-type"), type, path);
      assert.equal(file.headers.get("x-content-type-options"), "nosniff", path);
    }
  });

  await t.test("the root leads to the language that a reader wants most", async () => {
    const wanted = { "pt-BR,pt;q=0.9": "/pt-br/", "pt-PT": "/pt-pt/", "pt": "/pt-br/", "zh-Hant-TW,zh;q=0.8": "/zh-cn/", "en-GB": "/en-us/",
      // The first of the languages that the site has, however many others stand before it.
      "fr, pt-PT;q=0.9, en;q=0.8": "/pt-pt/", "xx-YY,fr;q=0.9,zh;q=0.5,pt": "/zh-cn/", "ptx, zh-TW, EN-us": "/en-us/", [`${"fr, ".repeat(400)}pt`]: "/pt-br/" };
    for (const [accepted, path] of Object.entries(wanted)) {
      const answer = await get("/", { "Accept-Language": accepted });
      assert.equal(answer.status, 302, accepted);
      assert.equal(new URL(answer.headers.get("location"), "http://x").pathname, path, accepted);
      assert.equal(answer.headers.get("vary"), "Accept-Language");
    }
    for (const accepted of ["fr", "ptx", "", "zh-TW", "zh-Hant-HK,fr", "fr, ptx, da;q=0.1"]) {
      const answer = await get("/", { "Accept-Language": accepted });
      assert.equal(answer.status, 200, `${accepted}: the page on which to choose`);
      assert.ok(answer.headers.get("content-security-policy"));
    }
  });

  await t.test("old addresses lead on, and answers of readers are logged", async () => {
    for (const [from, to] of [["/en-us/old%20kites/", "/en-us/kites/"], ["/pt-br/box/", "/pt-br/kites/"], ["/zh-cn/box/", encodeURI("/zh-cn/风筝/")]]) {
      const answer = await get(from);
      assert.equal(answer.status, 301, from);
      assert.equal(new URL(answer.headers.get("location"), "http://x").pathname, to);
    }
    assert.equal((await get("/feedback?page=%2Fen-us%2Fkites%2F&helpful=yes")).status, 204);
  });
});
