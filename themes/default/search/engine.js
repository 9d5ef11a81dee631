// Owns the search in the browser: a query in, articles out, best first. Its twin is src/render/index/query.rs, step by step.

import { tokens } from './analyze.js';
import { openFiles } from './files.js';

/** @typedef {import('./files.js').Block} Block */
/** @typedef {{term: string, weight: number}} Way One spelling by which a slot may be found. */
/** @typedef {{ways: Way[], prefix: boolean, kind: number, rarity: number, hits: Map<number, {text: number, title: number, lead: number}>, share: number, term: string}} Slot One thing the reader asked for. */

const TITLE = 8;
const WEAK = 16;
const LEAD = 32;
export const tune = { weak: 0.7, prefix: 0.7, prefixExact: 0.5, covBase: 0.3, cube: 3, alpha: 0.3, beta: 0.2, maxBlocks: 5, hotCover: 0.5, kana: 0.3, typo: 0.7, firstLetter: 3, candidates: 4, lead: 0.3, alias: 0.9, whole: 0.5, code: 1.5, unknown: 0.0 };

/** @type {Record<string, [string, string][]>} */
const TRANSLITERATIONS = { de: [['ae', 'a'], ['oe', 'o'], ['ue', 'u']] };
for (const language of ['da', 'nb', 'nn', 'no', 'sv', 'fi', 'et']) TRANSLITERATIONS[language] = [['aa', 'a'], ['oe', 'o'], ['ae', 'a'], ['ue', 'u']];

/**
 * Opens the index of one locale.
 * @param {import('./files.js').Load} load
 * @param {string} locale
 */
export async function open(load, locale) {
  const files = await openFiles(load);
  const hot = new Map(files.hot.terms.map((term, at) => [term, at]));
  const transliterations = TRANSLITERATIONS[locale.split(/[-_]/)[0]] ?? [];

  /** @param {string} query @returns {Promise<{doc: number, score: number}[]>} */
  async function rank(query) {
    const slots = slotsOf(query);
    const blocks = new Map();
    const fetchAll = async (/** @type {Iterable<number>} */ wanted) => {
      await Promise.all([...new Set(wanted)].filter((at) => !blocks.has(at)).map(async (at) => blocks.set(at, await files.block(at))));
    };
    const grams = slots.filter((slot) => slot.kind === 2);
    const words = slots.filter((slot) => slot.kind !== 2);
    const wanted = words.flatMap((slot) => blocksOf(slot));
    const used = chooseGrams(grams, new Set(wanted), query);
    await fetchAll([...wanted, ...used.flatMap((slot) => blocksOf(slot))]);
    const active = [...words, ...used];
    for (const slot of active) look(slot, blocks);
    const lost = words.filter((slot) => !slot.rarity && slot.kind === 0);
    await Promise.all(lost.map((slot) => respell(slot)));
    await fetchAll(lost.flatMap((slot) => blocksOf(slot)));
    for (const slot of lost) look(slot, blocks);
    return score(active, grams.length / (used.length || 1));
  }

  /** @param {string} query @returns {Slot[]} */
  function slotsOf(query) {
    const all = tokens(query);
    const joined = all.filter((token) => token.kind === 1);
    const isCrumb = (/** @type {import('./analyze.js').Token} */ token) => token.term.length === 1 && joined.some(({ start, end }) => start <= token.start && token.end <= end);
    const found = all.filter((token) => token.kind !== 0 || !isCrumb(token));
    return found.map((token, at) => {
      const last = token.end === query.length && token.kind === found[found.length - 1].kind && at >= found.length - 1;
      const ways = [{ term: token.term, weight: 1 }];
      if (token.kind === 0) {
        const other = transliterations.reduce((term, [from, to]) => term.replaceAll(from, to), token.term);
        if (other !== token.term) ways.push({ term: other, weight: tune.alias });
      }
      return { ways, prefix: last || token.open, kind: token.kind, rarity: 0, hits: new Map(), share: 0, term: token.term };
    });
  }

  /** @param {Slot} slot */
  function blocksOf(slot) {
    const wanted = new Set();
    for (const { term } of slot.ways) {
      if (!hot.has(term)) wanted.add(files.blockOf(term));
    }
    return [...wanted];
  }

  /** The grams that cover the query with the fewest blocks. @param {Slot[]} grams @param {Set<number>} taken @param {string} query */
  function chooseGrams(grams, taken, query) {
    const cover = grams.map((slot) => (/^[\u3040-\u309F]+$/.test(slot.term) ? tune.kana : 1));
    const need = new Float64Array(grams.length + 2).fill(1);
    const use = new Set();
    const blocks = grams.map((slot) => (hot.has(slot.term) ? -1 : files.blockOf(slot.term)));
    const take = (/** @type {number} */ block) => {
      blocks.forEach((of, at) => {
        if (of !== block) return;
        use.add(at);
        for (let near = at - 1; near <= at + 1; near++) if (near >= 0) need[near] *= near === at ? (block < 0 ? tune.hotCover : 0) : block < 0 ? 0.75 : 0.5;
      });
    };
    take(-1);
    for (const block of taken) take(block);
    for (let left = Math.max(2, tune.maxBlocks - taken.size); left > 0; left--) {
      let best = -1;
      let most = 0.01;
      const gains = new Map();
      blocks.forEach((of, at) => {
        if (!use.has(at)) gains.set(of, (gains.get(of) ?? 0) + need[at] * cover[at]);
      });
      for (const [of, gain] of gains) if (gain > most) [best, most] = [of, gain];
      if (best < 0) break;
      take(best);
    }
    return grams.filter((_, at) => use.has(at));
  }

  /** Finds a slot's articles in what is fetched. @param {Slot} slot @param {Map<number, Block>} blocks */
  function look(slot, blocks) {
    for (const { term, weight } of slot.ways) {
      const exact = find(term, blocks);
      if (exact) {
        slot.rarity ||= exact.rarity;
        add(slot, exact.block, exact.at, weight);
      }
      if (slot.prefix) {
        const seen = [files.hot, blocks.get(files.blockOf(term))];
        for (const block of seen) {
          if (!block) continue;
          block.terms.forEach((other, at) => {
            if (other.length > term.length && other.startsWith(term)) {
              slot.rarity = Math.min(slot.rarity || 127, block.rarity[at]);
              add(slot, block, at, weight * (exact ? tune.prefixExact : tune.prefix));
            }
          });
        }
      }
      if (slot.rarity && slot.ways.length === 2 && slot.kind === 0 && exact && weight === 1) break;
    }
  }

  /** @param {string} term @param {Map<number, Block>} blocks */
  function find(term, blocks) {
    const near = hot.get(term);
    if (near !== undefined) return { block: files.hot, at: near, rarity: files.hot.rarity[near] };
    const block = blocks.get(files.blockOf(term));
    const at = block ? block.terms.indexOf(term) : -1;
    return block && at >= 0 ? { block, at, rarity: block.rarity[at] } : undefined;
  }

  /** @param {Slot} slot @param {Block} block @param {number} at @param {number} weight */
  function add(slot, block, at, weight) {
    const { docs, marks } = block.lists(at);
    for (let n = 0; n < docs.length; n++) {
      const worth = weight * (marks[n] & WEAK ? tune.weak : 1);
      const hit = slot.hits.get(docs[n]) ?? { text: 0, title: 0, lead: 0 };
      hit.text = Math.max(hit.text, (worth * (marks[n] & 7)) / 7);
      if (marks[n] & TITLE) hit.title = Math.max(hit.title, worth);
      if (marks[n] & (TITLE | LEAD)) hit.lead = Math.max(hit.lead, worth);
      slot.hits.set(docs[n], hit);
    }
  }

  /** Replaces an unknown word by the likeliest known ones. @param {Slot} slot */
  async function respell(slot) {
    const word = slot.term;
    const length = [...word].length;
    if (length < 3 || /^\d+$/.test(word)) return;
    const most = length >= 8 ? 2 : 1;
    const near = [length, length - 1, length + 1];
    const lists = await Promise.all([...new Set(near.map((of) => Math.min(of, 16)))].filter((of) => of > 2).map((of) => files.spellings(of)));
    /** @type {{term: string, value: number}[]} */
    const found = [];
    for (const [other, familiar] of lists.flat()) {
      const away = distance(word, other, most);
      if (away <= most) found.push({ term: other, value: familiar - away * 12 - (other[0] === word[0] ? 0 : tune.firstLetter) });
    }
    found.sort((a, b) => b.value - a.value || (a.term < b.term ? -1 : 1));
    slot.ways = found.slice(0, tune.candidates).filter(({ value }) => value > found[0].value - 12).map(({ term }, at) => ({ term, weight: at ? tune.typo * 0.8 : tune.typo }));
    slot.prefix = false;
  }

  /** @param {Slot[]} slots @param {number} scale how many grams each one that was looked up stands for */
  function score(slots, scale) {
    const known = slots.filter((slot) => slot.rarity);
    let all = 0;
    let sum = 0;
    const text = new Float64Array(files.count);
    const share = new Float64Array(files.count);
    const title = new Float64Array(files.count);
    const lead = new Float64Array(files.count);
    for (const slot of known) {
      const rarity = slot.kind === 1 ? slot.rarity * (/\d/.test(slot.term) ? tune.code : tune.whole) : slot.rarity;
      all += rarity;
      sum += slot.kind === 2 ? rarity * scale : slot.kind === 1 ? 0 : rarity;
      for (const [doc, hit] of slot.hits) {
        text[doc] += rarity * hit.text;
        share[doc] += rarity * Math.min(1, Math.max(hit.title, hit.text + tune.covBase));
        title[doc] += rarity * hit.title;
        lead[doc] += rarity * hit.lead;
      }
    }
    const results = [];
    for (let doc = 0; doc < files.count; doc++) {
      if (!text[doc]) continue;
      const covered = share[doc] / all;
      const titled = title[doc] / all;
      const fill = Math.min(1, (titled * sum) / (files.titles[doc] * 4 || 1));
      let value = (text[doc] / all) * covered ** tune.cube + tune.lead * (lead[doc] / all) ** 3 + tune.alpha * titled * titled + tune.beta * titled * fill;
      if (files.weights) value *= files.weights[doc] / 32;
      results.push({ doc, score: value });
    }
    return results.sort((a, b) => b.score - a.score || a.doc - b.doc);
  }

  return { files, rank };
}

/**
 * Edits between two words (insert, delete, substitute, transpose), or more than `most`.
 * @param {string} a @param {string} b @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = new Uint8Array(b.length + 1);
  let last = Uint8Array.from(before, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint8Array(b.length + 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
    [before, last] = [last, row];
  }
  return last[b.length];
}
