// Compares the search of a built site with Pagefind and MiniSearch on the same pages: relevance by the real search box,
// bytes, requests, time on a slow network, size and cost of each index.
//
// usage: scripts/bench search --site=DIR [--locales=da-DK,ja-JP] [--per=40] [--peers=pagefind,minisearch]
// DIR is what `hexapla build` wrote; its articles must be those of the evaluation's queries. Peers come from npm into a
// folder of their own and are only ever run here.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';

const options = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
const evaluation = path.resolve(options.evaluation ?? '../shared/search');
const site = path.resolve(options.site ?? 'public');
const per = Number(options.per ?? 40);
const peers = (options.peers ?? 'pagefind,minisearch').split(',');

if (!fs.existsSync(path.join(evaluation, 'eval.mjs'))) {
  console.log(`There is no evaluation at ${evaluation}: nothing to measure.`);
  process.exit(0);
}
const known = fs.readdirSync(path.join(evaluation, 'queries')).map((name) => name.replace('.jsonl', ''));
const locales = (options.locales?.split(',') ?? known).filter((locale) => fs.existsSync(path.join(site, locale)));
const tools = path.join(os.tmpdir(), 'hexapla-bench-tools');
fs.mkdirSync(tools, { recursive: true });
execFileSync('npm', ['install', '--silent', '--prefix', tools, 'playwright-core', 'pagefind', 'minisearch'], { stdio: 'inherit' });
const need = createRequire(path.join(tools, 'x.js'));

const port = 8190;
const origin = `http://127.0.0.1:${port}`;

/** Runs something while a folder is served. */
async function serving(folder, run) {
  const server = spawn('node', [path.join(evaluation, 'server.mjs'), folder, String(port)], { stdio: 'ignore' });
  await new Promise((resolve) => setTimeout(resolve, 500));
  try {
    return await run();
  } finally {
    server.kill();
  }
}

/** One run of the evaluation's driver; its summary. */
function evaluate(locale, args) {
  const common = [path.join(evaluation, 'eval.mjs'), `--locale=${locale}`, `--per=${per}`, '--bytes=6'];
  const output = execFileSync('node', [...common, ...args], { cwd: tools, maxBuffer: 1 << 28 });
  return JSON.parse(output.toString().trim().split('\n').pop());
}

function folderSize(folder) {
  const files = fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, file) => sum + fs.statSync(path.join(file.parentPath ?? file.path, file.name)).size, 0);
  return { files: files.length, bytes };
}

/** The median time to the first option on a slow network: of first searches, and of later ones. */
async function slowly(locale) {
  const { chromium } = need('playwright-core');
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
  const lines = fs.readFileSync(path.join(evaluation, 'queries', `${locale}.jsonl`), 'utf8').trim().split('\n');
  const queries = lines.map((line) => JSON.parse(line)).filter((query) => query.class === 'title');
  const times = { first: [], later: [] };
  for (let visit = 0; visit < 4; visit++) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const page = await context.newPage();
    await page.goto(`${origin}/${locale}/`);
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 2e5, uploadThroughput: 2e5 });
    for (let turn = 0; turn < 4; turn++) {
      await page.evaluate(() => document.querySelector('[role=listbox]')?.replaceChildren());
      const start = performance.now();
      await page.locator('form[data-search] input').first().fill(queries[(visit * 37 + turn * 11) % queries.length].q);
      await page.waitForSelector('[role=option]', { timeout: 9000 }).catch(() => {});
      times[turn ? 'later' : 'first'].push(Math.round(performance.now() - start));
    }
    await context.close();
  }
  await browser.close();
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  return { first: median(times.first), later: median(times.later) };
}

async function hexapla(locale) {
  return serving(site, async () => {
    const found = evaluate(locale, [`--base=${origin}/`, `--start=${origin}/${locale}/`, '--input=form[data-search] input', '--link=[role=option]']);
    return { ...found, ...folderSize(path.join(site, locale, 'search')), slow: await slowly(locale) };
  });
}

async function pagefind(locale) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pagefind-'));
  fs.cpSync(path.join(site, locale), path.join(folder, locale), { recursive: true });
  execFileSync(path.join(tools, 'node_modules/.bin/pagefind'), ['--site', folder, '--root-selector', 'main', '--silent']);
  const index = folderSize(path.join(folder, 'pagefind'));
  const found = await serving(folder, () => {
    const adapter = path.join(evaluation, 'adapters/pagefind.js');
    return evaluate(locale, [`--base=${origin}/pagefind/`, `--start=${origin}/__blank`, `--adapter=${adapter}`]);
  });
  fs.rmSync(folder, { recursive: true });
  return { ...found, ...index };
}

/** MiniSearch over words that the browser's own segmenter finds, in this process: relevance and size only. */
async function minisearch(locale) {
  const loaded = need('minisearch');
  const MiniSearch = loaded.default ?? loaded;
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  const pages = fs.readdirSync(path.join(site, locale), { recursive: true }).filter((name) => name.endsWith('index.html'));
  const plain = (html) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<span class="source"[\s\S]*?<\/span>/g, '').replace(/<[^>]+>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, ' ');
  const docs = pages.flatMap((name) => {
    const html = fs.readFileSync(path.join(site, locale, name), 'utf8');
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0];
    return main ? [{ id: path.dirname(name), title: plain(/<h1[\s\S]*?<\/h1>/.exec(main)?.[0] ?? ''), text: plain(main) }] : [];
  });
  const start = process.cpuUsage();
  const engine = new MiniSearch({
    fields: ['title', 'text'],
    tokenize: (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment),
    processTerm: (term) => term.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC'),
  });
  engine.addAll(docs);
  const cpu = process.cpuUsage(start).user / 1e6;
  const slug = (name) => name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const counts = {};
  const classes = {};
  for (const line of fs.readFileSync(path.join(evaluation, 'queries', `${locale}.jsonl`), 'utf8').trim().split('\n')) {
    const query = JSON.parse(line);
    counts[query.class] = (counts[query.class] ?? 0) + 1;
    if (counts[query.class] > per) continue;
    const results = engine.search(query.q, { prefix: (_, at, all) => at === all.length - 1, fuzzy: (term) => (term.length > 3 ? 0.2 : false), boost: { title: 3 } });
    const ids = [...new Set(results.slice(0, 20).map(({ id }) => slug(path.basename(id))))];
    const rank = ids.findIndex((id) => query.rel.some((wanted) => slug(path.basename(wanted)) === id));
    const of = (classes[query.class] ??= { n: 0, s1: 0, s5: 0, mrr10: 0, none: 0 });
    of.n += 1;
    of.s1 += Number(rank === 0);
    of.s5 += Number(rank >= 0 && rank < 5);
    of.mrr10 += rank >= 0 && rank < 10 ? 1 / (rank + 1) : 0;
    of.none += Number(!ids.length);
  }
  for (const of of Object.values(classes)) for (const key of ['s1', 's5', 'mrr10']) of[key] /= of.n;
  return { classes, files: 1, bytes: Buffer.byteLength(JSON.stringify(engine)), cpu };
}

const engines = { hexapla, pagefind, minisearch };
for (const locale of locales) {
  for (const name of ['hexapla', ...peers]) {
    const found = await engines[name](locale);
    const rates = Object.entries(found.classes).map(([of, { s1, s5, mrr10 }]) => `${of} ${s1.toFixed(2)}/${s5.toFixed(2)}/${mrr10.toFixed(2)}`);
    const all = Object.values(found.classes);
    const mean = (key) => (all.reduce((sum, of) => sum + of[key], 0) / all.length).toFixed(3);
    const none = all.reduce((sum, of) => sum + of.none, 0);
    console.log(`${locale} ${name}: macro ${mean('s1')}/${mean('s5')}/${mean('mrr10')}, none ${none}; ${rates.join(', ')}`);
    const { first_query: first, later_query: later, slow } = found;
    if (first) console.log(`  first ${first.bytes} B in ${first.reqs} requests, later ${later.bytes} B in ${later.reqs}`);
    if (slow) console.log(`  slow network: first ${slow.first} ms, later ${slow.later} ms`);
    console.log(`  index ${found.bytes} B in ${found.files} files${found.cpu === undefined ? '' : `, ${found.cpu.toFixed(2)} s of CPU`}`);
  }
}
