// Owns the search box: what the reader sees and hears, and the keys. All text is set as text, never as markup.

import { excerpt } from './excerpt.js';
import { open } from './engine.js';
import { once } from './files.js';
import { loader } from './load.js';
import { FEW, PAUSE } from './numbers.js';

/** @typedef {{lang: string, dir: string, url: string, name: string}} Other Another language to look in, with the address of its search page. */

let boxes = 0;

/**
 * @param {string} name
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
function element(name, attributes = {}, ...children) {
  const node = set(document.createElement(name), attributes);
  node.append(...children);
  return node;
}

/** @param {HTMLElement} node @param {Record<string, any>} attributes */
function set(node, attributes) {
  for (const key in attributes) node.setAttribute(key, attributes[key]);
  return node;
}

/**
 * Makes a search form answer while the reader types.
 * @param {HTMLFormElement} form
 */
export function start(form) {
  const input = /** @type {HTMLInputElement} */ (form.querySelector('input[type=search]'));
  const { results = '', loading = '', failed = '', none = '', hint = '', all = '', chain = '[]', 'filters': offered, root: to = '/', report: endpoint } = form.dataset;
  const page = new URL(form.getAttribute('action') ?? '', document.baseURI);
  const root = new URL(to, document.baseURI);
  const onDisk = root.protocol === 'file:';
  const lang = document.documentElement.lang;
  const id = `search-results-${++boxes}`;
  const list = element('div', { role: 'listbox', id, 'aria-label': results });
  const status = element('div', { role: 'status' });
  const bar = element('div', { class: 'search-filters' });
  const panel = element('div', { class: 'search-panel' }, bar, status, list);
  /** @type {HTMLSelectElement[]} */
  const filters = [];
  /** @type {Map<string, ReturnType<typeof open>>} */
  const engines = new Map();
  let turn = 0;
  let timer = 0;
  let length = 0;
  let active = -1;
  let made = 0;
  let asked = '';
  /** @type {() => Promise<void>} */
  let more = async () => {};

  panel.hidden = true;
  list.hidden = true;
  form.append(panel);
  set(input, { role: 'combobox', 'aria-autocomplete': 'list', 'aria-controls': id, 'aria-expanded': 'false' });

  /** @param {string} locale @param {URL} at */
  const engine = (locale, at) => once(engines, locale, () => open(loader(at)));

  const warmUp = () => engine(lang, page).catch(() => {});
  const options = () => /** @type {HTMLAnchorElement[]} */ ([...list.querySelectorAll('[role=option]')]);

  /** @param {boolean} shown */
  function toggle(shown) {
    panel.hidden = !shown;
    set(input, { 'aria-expanded': shown && !list.hidden });
    if (!shown) point(-1);
  }

  /** @param {number} at */
  function point(at) {
    const all = options();
    active = at;
    all.forEach((option, of) => set(option, { 'aria-selected': of === at }));
    if (all[at]) {
      set(input, { 'aria-activedescendant': all[at].id });
      all[at].scrollIntoView({ 'block': 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  const number = (/** @type {number} */ value) => value.toLocaleString(lang);

  /** Shows results and what is to be said of them. @param {string} text @param {Node[]} [nodes] */
  function show(text, nodes = []) {
    list.replaceChildren(...nodes);
    list.hidden = !nodes.length;
    point(-1);
    if (status.textContent !== text) status.textContent = text;
    toggle(!!text);
  }

  async function run() {
    const query = input.value.trim();
    const mine = ++turn;
    asked = query;
    if (!query) return show('');
    const slow = setTimeout(() => mine === turn && show(loading), 400);
    try {
      const found = await find(input.value, lang, page, mine);
      const others = found.total < FEW ? await findElsewhere(query, mine) : [];
      if (mine !== turn) return;
      more = found.more;
      const nothing = `${none.replace('{q}', () => query)} ${others[0]?.firstChild?.textContent ?? hint}`;
      show(found.total ? `${results}: ${number(found.total)}` : nothing, [...found.nodes, ...others]);
      if (!found.total) report(query, mine);
    } catch {
      if (mine === turn) show(failed);
    } finally {
      clearTimeout(slow);
    }
  }

  /** @param {string} query @param {string} locale @param {URL} at @param {number} mine */
  async function find(query, locale, at, mine) {
    const searcher = await engine(locale, at);
    if (locale === lang) addFilters(searcher.filters);
    const answer = await searcher.rank(query, filters.map(({ value }) => value).filter(Boolean));
    let shown = 0;
    const next = async () => {
      const docs = await searcher.show(answer, shown);
      shown += docs.length;
      return docs.map((doc) => option(doc, excerpt(doc, answer.terms)));
    };
    let busy = false;
    return {
      total: answer.found.length,
      nodes: await next(),
      more: async () => {
        if (busy || shown >= Math.min(answer.found.length, 50)) return;
        busy = true;
        const nodes = await next();
        if (mine === turn) (options()[shown - nodes.length - 1] ?? list.lastChild)?.after(...nodes);
        busy = false;
      },
    };
  }

  /** Asks the languages that this site falls back to, nearest first. @param {string} query @param {number} mine */
  async function findElsewhere(query, mine) {
    for (const other of /** @type {Other[]} */ (JSON.parse(chain))) {
      const found = await find(query, other.lang, address(other.url), mine).catch(() => undefined);
      if (!found?.total) continue;
      const title = element('span', { class: 'search-language', id: `${id}-${other.lang}` }, `${other.name}: ${number(found.total)}`);
      return [element('div', { role: 'group', lang: other.lang, dir: other.dir, 'aria-labelledby': title.id }, title, ...found.nodes.slice(0, 5))];
    }
    return [];
  }

  /** @param {import('./files.js').Doc} doc @param {import('./excerpt.js').Excerpt} shown */
  function option(doc, shown) {
    /** @param {string} name @param {(Node | string)[]} nodes */
    const line = (name, nodes) => element('span', { class: `search-${name}`, dir: 'auto' }, ...nodes);
    const where = shown.heading.length ? marked(shown.heading) : [doc.section];
    const lines = [line('title', marked(shown.title)), line('where', where), line('text', marked(shown.text))];
    const to = address(doc.url);
    to.hash = shown.anchor;
    return element('a', { role: 'option', id: `${id}-${++made}`, 'aria-selected': 'false', tabindex: '-1', href: to.href }, ...lines);
  }

  /** The address of a page that the index names from the root of the site; a disk has no server that knows a folder's page. @param {string} url */
  function address(url) {
    const at = new URL(`.${url}`, root);
    if (onDisk && at.pathname.endsWith('/')) at.pathname += 'index.html';
    return at;
  }

  /** @param {import('./excerpt.js').Piece[]} pieces */
  function marked(pieces) {
    return pieces.map(({ text, hit }) => (hit ? element('mark', {}, text) : text));
  }

  /** One list of choices a filter; one that leaves no choice is none. @param {{tag: string, label: string, count: number}[]} known */
  function addFilters(known) {
    if (filters.length || !offered) return;
    for (const [key, name] of JSON.parse(offered)) {
      const choices = known.filter(({ tag }) => tag.startsWith(`${key}:`));
      const options = choices.map(({ tag, label, count }) => element('option', { value: tag }, `${label} (${number(count)})`));
      const select = /** @type {HTMLSelectElement} */ (element('select', {}, element('option', { value: '' }, all), ...options));
      filters.push(select);
      if (choices.length > 1) bar.append(element('label', {}, name, select));
    }
  }

  /** Tells the site's own endpoint what readers miss, if it asks for that. @param {string} query @param {number} mine */
  function report(query, mine) {
    if (endpoint && !onDisk) setTimeout(() => mine === turn && navigator.sendBeacon(endpoint, JSON.stringify({ query, lang })), 2000);
  }

  input.addEventListener('input', () => {
    // What is pasted, dictated or completed is there at once; what is typed has more to come.
    const typed = Math.abs(input.value.length - length) < 2;
    length = input.value.length;
    clearTimeout(timer);
    timer = window.setTimeout(run, typed ? PAUSE : 0);
  });
  form.addEventListener('focusin', (event) => {
    warmUp();
    if (event.target === input && asked && asked === input.value.trim()) toggle(true);
  });
  form.addEventListener('focusout', (event) => {
    if (!form.contains(/** @type {Node | null} */ (event.relatedTarget))) toggle(false);
  });
  bar.addEventListener('change', run);
  panel.addEventListener('scroll', () => panel.scrollTop + panel.clientHeight > panel.scrollHeight - 80 && more());
  form.addEventListener('submit', (event) => {
    const chosen = options()[active];
    if (!chosen || panel.hidden) return;
    event.preventDefault();
    chosen.click();
  });
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || panel.hidden) return;
    event.preventDefault();
    input.focus();
    toggle(false);
  });
  input.addEventListener('keydown', async (event) => {
    if (event.isComposing) return;
    const { key } = event;
    const last = options().length - 1;
    const open = !panel.hidden && last >= 0;
    if (key === 'ArrowDown' && !open && asked) toggle(true);
    else if (key === 'ArrowDown' && open) {
      if (active === last) await more();
      point(active < options().length - 1 ? active + 1 : 0);
    } else if (key === 'ArrowUp' && open) point(active > 0 ? active - 1 : last);
    else if (/^(Home|End)$/.test(key) && open && active >= 0) point(key === 'Home' ? 0 : last);
    else return;
    event.preventDefault();
  });

  warmUp();
  const given = page.pathname === location.pathname && new URLSearchParams(location.search).get('q');
  if (given && !input.value) {
    input.value = given;
    input.focus();
  }
  if (input.value) run();
}
