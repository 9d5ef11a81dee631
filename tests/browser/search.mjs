// The search box in a real browser: policy, keys, screen reader, hostile input, a folder on a disk.
//
// usage: node tests/browser/search.mjs SITE LOCALE QUERY, where SITE is a built site and QUERY finds five articles or
// more in LOCALE. Needs playwright-core and axe-core where Node finds them, and Chromium.
import assert from 'node:assert/strict';
import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [site, locale, query] = process.argv.slice(2);
const need = createRequire(path.join(process.cwd(), 'x.js'));
const { chromium } = need('playwright-core');
const axe = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8');
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

const server = http.createServer((request, response) => {
  let file = path.join(site, decodeURIComponent(new URL(request.url, 'http://x').pathname));
  if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, 'index.html');
  if (!existsSync(file)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const home = `http://127.0.0.1:${server.address().port}/${locale}/`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });

/** A page on a phone that remembers what went wrong. */
async function visit(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await page.goto(address);
  return { page, wrong, input: page.locator('form[data-search] input').first(), close: () => context.close() };
}

const tests = {
  async 'nothing is loaded before the box has the focus'() {
    const { page, close } = await visit(home);
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    assert.deepEqual(loaded.filter((name) => /\/search\//.test(name)), []);
    await close();
  },
  async 'results come under the strict policy, each with an address'() {
    const { page, wrong, input, close } = await visit(home);
    await input.fill(query);
    await page.waitForSelector('[role=option]');
    const links = await page.$$eval('[role=option]', (options) => options.map((option) => option.getAttribute('href')));
    assert.ok(links.length >= 5 && links.every(Boolean));
    assert.deepEqual(wrong, []);
    await close();
  },
  async 'the keys move through the list and Enter follows'() {
    const { page, input, close } = await visit(home);
    await input.fill(query);
    await page.waitForSelector('[role=option]');
    const active = () => page.evaluate(() => {
      const id = document.querySelector('form[data-search] input').getAttribute('aria-activedescendant');
      return [...document.querySelectorAll('[role=option]')].findIndex((option) => option.id === id);
    });
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), 0);
    await page.keyboard.press('ArrowDown');
    assert.equal(await active(), 1);
    await page.keyboard.press('Home');
    assert.equal(await active(), 0);
    await page.keyboard.press('End');
    assert.ok((await active()) >= 4);
    await page.keyboard.press('Escape');
    assert.equal(await page.isVisible('[role=listbox]'), false);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await Promise.all([page.waitForURL((url) => url.href !== home), page.keyboard.press('Enter')]);
    await close();
  },
  async 'the checker finds nothing with results open, nor with none'() {
    const { page, input, close } = await visit(home, { bypassCSP: true });
    await page.evaluate(`${axe};0`);
    for (const asked of [query, 'qqzzxxjjqq']) {
      await input.fill(asked);
      await page.waitForFunction(() => document.querySelector('[role=status]')?.textContent);
      await page.waitForTimeout(600);
      const found = await page.evaluate(async () => (await globalThis.axe.run('form[data-search]')).violations.map(({ id }) => id));
      assert.deepEqual(found, [], asked);
    }
    await close();
  },
  async 'hostile queries stay text'() {
    const { page, wrong, input, close } = await visit(home);
    for (const asked of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '\ud800', 'æ'.repeat(100_000), '%00', '{{q}}', '$& $1']) {
      await input.evaluate((node, value) => {
        node.focus();
        node.value = value;
        node.dispatchEvent(new Event('input', { bubbles: true }));
      }, asked);
      await page.waitForTimeout(250);
      assert.equal(await page.locator('.search-panel img, .search-panel script').count(), 0);
    }
    assert.deepEqual(wrong, []);
    await close();
  },
  async 'ids that come from content do not get in the way'() {
    const { page, wrong, input, close } = await visit(home);
    await page.evaluate(() => {
      for (const id of ['trustedTypes', 'hexaplaSearch', 'search', 'list', 'status', 'location', 'search-results-1']) {
        document.querySelector('main').append(Object.assign(document.createElement('a'), { id, name: id, href: 'x:y' }));
      }
    });
    await input.fill(query);
    await page.waitForSelector('.search-panel [role=option]');
    assert.deepEqual(wrong, []);
    await close();
  },
  async 'a folder on a disk can be searched'() {
    const { page, input, close } = await visit(`${pathToFileURL(path.resolve(site, locale)).href}/index.html`);
    await input.fill(query);
    await page.waitForSelector('[role=option]');
    await close();
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  try {
    await test();
    console.log(`ok ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}\n  ${error.message}`);
  }
}
await browser.close();
server.close();
process.exitCode = failed ? 1 : 0;
