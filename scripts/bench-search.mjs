// Compares the search of a built site with Pagefind and MiniSearch on the same pages: relevance by the real search box,
// bytes, requests, time on a slow network, size and cost of each index.
//
// usage: scripts/bench search --site=DIR [--locales=da-DK,ja-JP] [--per=40] [--engines=hexapla,pagefind,minisearch]
//                             [--source=DIR] [--evaluation=DIR]
// The site is what `hexapla build` wrote; its articles must be those of the evaluation's queries. `--source` is the folder
// it was built from: then the whole build is measured as well. Peers come from npm into a folder of their own and are only
// ever run here. Prints one table a locale: success@1 / success@5 / MRR@10 of each class, then what a search costs.
import { execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';

const options = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
const evaluation = path.resolve(options.evaluation ?? '../shared/search');
const site = path.resolve(options.site ?? 'public');
const per = Number(options.per ?? 40);
const chosen = (options.engines ?? 'hexapla,pagefind,minisearch').split(',');

if (!fs.existsSync(path.join(evaluation, 'eval.mjs'))) {
  console.log(`There is no evaluation at ${evaluation}: nothing to measure.`);
  process.exit(0);
}
const known = fs.readdirSync(path.join(evaluation, 'queries')).map((name) => name.replace('.jsonl', ''));
/** The folder of a locale in the site: its tag in small letters. */
const below = (locale) => locale.toLowerCase();
const locales = (options.locales?.split(',') ?? known).filter((locale) => fs.existsSync(path.join(site, below(locale))));
if (!locales.length) {
  console.error(`${site} has none of the evaluation's languages: ${known.join(', ')}`);
  process.exit(2);
}
const tools = path.join(os.tmpdir(), 'hexapla-bench-tools');
fs.mkdirSync(tools, { recursive: true });
if (!fs.existsSync(path.join(tools, 'node_modules/minisearch'))) {
  execFileSync('npm', ['install', '--silent', '--prefix', tools, 'playwright-core', 'pagefind', 'minisearch'], { stdio: 'inherit' });
}
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

/** Runs a program to its end; its seconds of CPU and its most memory in MB, as Linux tells them. */
async function measured(program, args) {
  const child = spawn(program, args, { stdio: 'ignore' });
  const cost = { cpu: 0, memory: 0 };
  const look = () => {
    try {
      const fields = fs.readFileSync(`/proc/${child.pid}/stat`, 'utf8').replace(/.*\) /, '').split(' ');
      cost.cpu = Math.max(cost.cpu, (Number(fields[11]) + Number(fields[12])) / 100);
      cost.memory = Number(/VmHWM:\s*(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? cost.memory * 1024) / 1024;
    } catch { /* It has ended. */ }
  };
  const timer = setInterval(look, 10);
  const code = await new Promise((resolve) => child.on('exit', resolve));
  clearInterval(timer);
  if (code) throw new Error(`${program} ended with ${code}`);
  return cost;
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
    await page.goto(`${origin}/${below(locale)}/`);
    const network = await context.newCDPSession(page);
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', { offline: false, latency: 150, downloadThroughput: 2e5, uploadThroughput: 2e5 });
    for (let turn = 0; turn < 4; turn++) {
      await page.evaluate(() => document.querySelector('[role=listbox]')?.replaceChildren());
      const start = performance.now();
      await page.locator('form[data-search] input').first().fill(queries[(visit * 37 + turn * 11) % queries.length].q);
      // Looked for with each frame: to wait for a selector looks ever more rarely.
      await page.waitForFunction(() => document.querySelector('[role=option]'), undefined, { polling: 'raf', timeout: 9000 }).catch(() => {});
      times[turn ? 'later' : 'first'].push(Math.round(performance.now() - start));
    }
    await context.close();
  }
  await browser.close();
  const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
  return { first: median(times.first), later: median(times.later) };
}

/** The index alone: the page with the list of all articles lies beside it. */
function indexSize(folder) {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith('.bin'));
  return { files: names.length, bytes: names.reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0) };
}

async function hexapla(locale) {
  return serving(site, async () => {
    const found = evaluate(locale, [`--base=${origin}/`, `--start=${origin}/${below(locale)}/`, '--input=form[data-search] input', '--link=[role=option]']);
    return { ...found, ...indexSize(path.join(site, below(locale), 'search')), slow: await slowly(locale) };
  });
}

async function pagefind(locale) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pagefind-'));
  fs.cpSync(path.join(site, below(locale)), path.join(folder, below(locale)), { recursive: true });
  // The program itself, not the script that starts it. The source of each sentence is no part of the translation.
  const program = path.join(path.dirname(need.resolve(`@pagefind/${process.platform}-${process.arch}/package.json`)), 'bin/pagefind_extended');
  const cost = await measured(program, ['--site', folder, '--root-selector', 'main', '--exclude-selectors', '.source', '--silent']);
  const index = folderSize(path.join(folder, 'pagefind'));
  const found = await serving(folder, () => {
    const adapter = path.join(evaluation, 'adapters/pagefind.js');
    return evaluate(locale, [`--base=${origin}/pagefind/`, `--start=${origin}/__blank`, `--adapter=${adapter}`]);
  });
  fs.rmSync(folder, { recursive: true });
  return { ...found, ...index, ...cost };
}

/** MiniSearch over words that the browser's own segmenter finds, in this process: relevance and size only. */
async function minisearch(locale) {
  const loaded = need('minisearch');
  const MiniSearch = loaded.default ?? loaded;
  const segmenter = new Intl.Segmenter(locale, { granularity: 'word' });
  const pages = fs.readdirSync(path.join(site, below(locale)), { recursive: true }).filter((name) => name.endsWith('index.html'));
  const plain = (html) => html.replace(/<script[\s\S]*?<\/script>/g, '').replace(/<span class="source"[\s\S]*?<\/span>/g, '').replace(/<[^>]+>/g, ' ').replace(/&(amp|lt|gt|quot|#39);/g, ' ');
  const docs = pages.flatMap((name) => {
    const html = fs.readFileSync(path.join(site, below(locale), name), 'utf8');
    const main = /<main[\s\S]*<\/main>/.exec(html)?.[0];
    return main ? [{ id: path.dirname(name), title: plain(/<h1[\s\S]*?<\/h1>/.exec(main)?.[0] ?? ''), text: plain(main) }] : [];
  });
  const [start, before] = [process.cpuUsage(), process.memoryUsage().rss];
  // Each segment that V8 gives holds a copy of all that is segmented: short stretches, or memory ends.
  const words = (text) => text.split(/(?<=[.!?。！？])|\n/).flatMap((line) => line.match(/.{1,400}/gu) ?? [])
    .flatMap((line) => [...segmenter.segment(line)].filter((part) => part.isWordLike).map((part) => part.segment));
  const engine = new MiniSearch({
    fields: ['title', 'text'],
    tokenize: words,
    processTerm: (term) => term.normalize('NFKC').toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '').normalize('NFC'),
  });
  engine.addAll(docs);
  const [cpu, memory] = [process.cpuUsage(start).user / 1e6, (process.memoryUsage().rss - before) / 1e6];
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
  // All of it comes with the first search, as a server would send it; nothing later.
  const bytes = zlib.gzipSync(JSON.stringify(engine), { level: 9 }).length;
  return { classes, files: 1, bytes, cpu, memory, first_query: { bytes, reqs: 1 }, later_query: { bytes: 0, reqs: 0 } };
}

const engines = { hexapla, pagefind, minisearch };

/** One row of a table. */
const row = (head, cells) => console.log(`| ${[head, ...cells].join(' | ')} |`);
const rate = (value) => value.toFixed(3).replace(/^0/, '');

function table(locale, found) {
  console.log(`\n### ${locale}\n`);
  row('success@1 / success@5 / MRR@10', chosen);
  row('---', chosen.map(() => '---'));
  const rates = ({ s1, s5, mrr10 }) => [s1, s5, mrr10].map(rate).join(' / ');
  for (const name of Object.keys(found[0].classes)) row(name, found.map(({ classes }) => rates(classes[name])));
  const all = found.map(({ classes }) => Object.values(classes));
  const mean = (list, key) => list.reduce((sum, of) => sum + of[key], 0) / list.length;
  row('**mean of classes**', all.map((list) => rates({ s1: mean(list, 's1'), s5: mean(list, 's5'), mrr10: mean(list, 'mrr10') })));
  const share = (list) => list.reduce((sum, of) => sum + of.none, 0) / list.reduce((sum, of) => sum + of.n, 0);
  row('no result', all.map((list) => `${(share(list) * 100).toFixed(1)} %`));
  const fetched = (query) => (query ? `${(query.bytes / 1000).toFixed(0)} KB in ${query.reqs}` : '');
  row('first search: data, requests', found.map((of) => fetched(of.first_query)));
  row('later searches', found.map((of) => fetched(of.later_query)));
  row('first / later at 150 ms, 1.6 Mbit/s', found.map(({ slow }) => (slow ? `${slow.first} / ${slow.later} ms` : '')));
  row('index', found.map(({ bytes, files }) => `${(bytes / 1000).toFixed(0)} KB in ${files}`));
  row('indexing: CPU, memory', found.map(({ cpu, memory }) => (cpu === undefined ? '' : `${cpu.toFixed(1)} s, ${memory.toFixed(0)} MB`)));
}

for (const locale of locales) {
  const found = [];
  for (const name of chosen) found.push(await engines[name](locale));
  table(locale, found);
}
if (options.source) {
  const output = fs.mkdtempSync(path.join(os.tmpdir(), 'hexapla-build-'));
  const program = options.hexapla ?? 'target/release/hexapla';
  const { cpu, memory } = await measured(program, ['build', options.source, '--quiet', '--output', path.join(output, 'site')]);
  fs.rmSync(output, { recursive: true });
  console.log(`\nThe whole build, index included: ${cpu.toFixed(1)} s of CPU, ${memory.toFixed(0)} MB`);
}
