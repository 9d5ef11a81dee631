// Owns the search in the browser: a query in, articles out, best first. Its twin is src/render/index/query.rs, step by step.

import { tokens } from './analyze.js';
import { openFiles } from './files.js';
import { ALIAS_WORTH, BODY_WORTH, CANDIDATES, CODE_WORTH, DOC_BLOCKS, FILL_WORTH, GRAM_BLOCKS, JOINED_WORTH, LEAD, LEAD_FILL_WORTH, LEAD_WORTH, LONGER_WORTH, LONGEST_QUERY, NEAR_WORTH, NEXT_TYPO_WORTH, PAIR_BLOCKS, PREFIX_WORTH, RARER_WORTH, REQUESTS, SHOWN, SPARE_BLOCKS, TITLE, TITLE_WORTH, TYPO_WORTH, WEAK, WEAK_WORTH, WORD_BLOCKS } from './numbers.js';

/** @typedef {import('./files.js').Block} Block */
/** @typedef {import('./analyze.js').Token} Token */
/** @typedef {{text: number, lead: number, title: number}} Hit What a slot is worth in an article. */
/** @typedef {{term: string, weight: number}} Way One spelling by which a slot may be found. */
/** @typedef {{term: string, prefix: boolean}} Asked A term of the query, and whether it is only the beginning of one. */
/** @typedef {{term: string, kind: number, ways: Way[], prefix: boolean, rarity: number, hits: Map<number, Hit>}} Slot One thing the reader asked for. */

/**
 * Opens the index of one locale.
 * @param {import('./files.js').Load} load gives the payload of a file
 */
export async function open(load) {
  const files = await openFiles(load);
  const hot = new Set(files.hot.terms);

  /**
   * The articles for a query, best first; with tags, only those that have them all.
   * @param {string} query
   * @param {string[]} [tags]
   */
  async function rank(query, tags = []) {
    const slots = slotsOf([...query].slice(0, LONGEST_QUERY).join(''));
    const asked = slots.filter((slot) => slot.kind !== 1).map(({ term, prefix }) => ({ term, prefix, rarity: 1 }));
    const filters = tags.map((tag) => slotOf(`\u0001${tag}`, 1, false));
    const words = fewer(slots.filter((slot) => slot.kind !== 2));
    const grams = slots.filter((slot) => slot.kind === 2);
    const wanted = new Set([...words, ...filters].flatMap(blocksOf));
    const chosen = chooseGrams(grams, wanted, Math.max(1, GRAM_BLOCKS - wanted.size));
    /** @type {Map<number, Block>} */
    const blocks = new Map();
    await fetchAll(blocks, [...wanted, ...chosen.flatMap(blocksOf)]);
    [...words, ...chosen, ...filters].forEach((slot) => look(slot, blocks));
    const lost = words.filter((slot) => !slot.rarity && slot.kind === 0);
    // A gram that no article has may be a slip of the hand: others are asked in its place.
    const spare = chosen.every((slot) => slot.rarity) ? [] : chooseGrams(grams.filter((slot) => !chosen.includes(slot)), new Set(blocks.keys()), SPARE_BLOCKS);
    const mended = (await Promise.all(lost.map((slot) => mend(slot, blocks)))).flat();
    const unknown = chosen.filter((slot) => !slot.rarity);
    const second = [...mended, ...spare];
    await fetchAll(blocks, [...second.flatMap(blocksOf), ...unknown.flatMap((slot) => (stump(slot) ? files.blocksFrom(stump(slot)) : []))], left(blocks, lost) - DOC_BLOCKS + 1);
    second.forEach((slot) => look(slot, blocks));
    [...unknown, ...spare].filter((slot) => !slot.rarity).forEach((slot) => lengthen(slot, stump(slot), NEAR_WORTH, blocks));
    chosen.push(...spare);
    const active = [...words.filter((slot) => !lost.includes(slot)), ...mended, ...chosen];
    const found = score(active, chosen.length ? grams.length / chosen.length : 1).filter(({ doc }) => filters.every((slot) => slot.hits.has(doc)));
    const known = active.filter((slot) => slot.rarity).flatMap(({ ways, prefix, rarity }) => ways.map(({ term }) => ({ term, prefix, rarity })));
    return { found, terms: [...known, ...asked], asked, left: left(blocks, lost) };
  }

  /**
   * Of a long query, the words that take few fetches: what is at hand anyway, and the longest others, which tell most.
   * @param {Slot[]} words
   */
  function fewer(words) {
    const blocks = new Set();
    const telling = (/** @type {Slot} */ { term }) => (/\d/.test(term) ? 99 : 0) + term.length;
    return [...words].sort((a, b) => telling(b) - telling(a)).filter((slot) => {
      const own = blocksOf(slot);
      if (blocks.size >= WORD_BLOCKS && own.some((block) => !blocks.has(block))) return false;
      own.forEach((block) => blocks.add(block));
      return true;
    });
  }

  /** An unknown gram may differ in its last character alone. @param {Slot} slot */
  const stump = ({ term }) => [...term].slice(0, -1).join('');

  /** How many fetches are left to a query. @param {Map<number, Block>} blocks @param {Slot[]} lost */
  const left = (blocks, lost) => Math.max(DOC_BLOCKS, REQUESTS - blocks.size - lost.length);

  /** @param {Map<number, Block>} blocks @param {number[]} wanted @param {number} [most] */
  async function fetchAll(blocks, wanted, most) {
    const missing = [...new Set(wanted)].filter((at) => !blocks.has(at)).slice(0, most);
    await Promise.all(missing.map(async (at) => blocks.set(at, await files.block(at))));
  }

  /** @param {string} query */
  function slotsOf(query) {
    const all = tokens(query);
    const isCrumb = (/** @type {Token} */ { term, start, end }) => !term[1] && all.some((whole) => whole.kind === 1 && whole.start <= start && end <= whole.end);
    const found = all.filter((token) => token.kind !== 0 || !isCrumb(token)).flatMap(apart);
    return found.map((token, at) => slotOf(token.term, token.kind, token.open || (at === found.length - 1 && token.end === query.length)));
  }

  /** `windows10` is meant as it is mostly written: apart. @param {Token} token */
  function apart(token) {
    const parts = token.kind ? [] : pieces(token.term);
    return parts.length === 2 && parts.every((part) => hot.has(part)) ? parts.map((term) => ({ ...token, term })) : [token];
  }

  /** @param {string} term @param {number} kind @param {boolean} prefix @returns {Slot} */
  function slotOf(term, kind, prefix) {
    const ways = [{ term, weight: 1 }];
    const other = files.pairs.reduce((spelling, [from, to]) => spelling.replaceAll(from, to), term);
    if (kind === 0 && other !== term) ways.push({ term: other, weight: ALIAS_WORTH });
    return { term, kind, ways, prefix, rarity: 0, hits: new Map() };
  }

  /** @param {Slot} slot */
  function blocksOf(slot) {
    return slot.ways.filter(({ term }) => !hot.has(term)).flatMap(({ term }) => (slot.prefix ? files.blocksFrom(term) : [files.blockOf(term)]));
  }

  /**
   * The grams that cover the query with the fewest blocks.
   * @param {Slot[]} grams
   * @param {Set<number>} taken blocks that are fetched anyway
   * @param {number} budget how many others may be
   */
  function chooseGrams(grams, taken, budget) {
    const blocks = grams.map(({ term }) => (hot.has(term) ? -1 : files.blockOf(term)));
    const need = grams.map(({ term }) => (/^[\u3040-\u309F]+$/.test(term) ? 0.3 : 1));
    const use = new Set();
    const take = (/** @type {number} */ block) => {
      // A common gram tells less, so its place still wants another.
      const [own, near] = block < 0 ? [0.5, 0.75] : [0, 0.5];
      blocks.forEach((of, at) => {
        if (of !== block) return;
        use.add(at);
        need[at] *= own;
        if (at > 0) need[at - 1] *= near;
        if (at + 1 < need.length) need[at + 1] *= near;
      });
    };
    take(-1);
    taken.forEach(take);
    for (let left = budget; left > 0; left--) {
      /** @type {Map<number, number>} */
      const gains = new Map();
      blocks.forEach((of, at) => use.has(at) || gains.set(of, (gains.get(of) ?? 0) + need[at]));
      const [best] = [...gains].reduce((most, gain) => (gain[1] > most[1] ? gain : most), [-1, 0.01]);
      if (best < 0) break;
      take(best);
    }
    return grams.filter((_, at) => use.has(at));
  }

  /** Finds a slot's articles in what is fetched. @param {Slot} slot @param {Map<number, Block>} blocks */
  function look(slot, blocks) {
    for (const { term, weight } of slot.ways) {
      const block = hot.has(term) ? files.hot : blocks.get(files.blockOf(term));
      const at = block ? block.terms.indexOf(term) : -1;
      if (block && at >= 0) {
        slot.rarity ||= block.rarity[at];
        // A rarer spelling tells more where it is the right one.
        add(slot, block, at, weight * Math.max(1, Math.min(RARER_WORTH, block.rarity[at] / slot.rarity)));
      }
      if (slot.prefix) lengthen(slot, term, weight * (at < 0 ? PREFIX_WORTH : LONGER_WORTH), blocks);
      if (at >= 0 && weight === 1) break;
    }
  }

  /** Adds the longer words that begin with what is typed. @param {Slot} slot @param {string} term @param {number} weight @param {Map<number, Block>} blocks */
  function lengthen(slot, term, weight, blocks) {
    for (const block of [files.hot, ...files.blocksFrom(term).map((at) => blocks.get(at))]) {
      block?.terms.forEach((other, at) => {
        if (!term || other.length <= term.length || !other.startsWith(term)) return;
        slot.rarity = Math.min(slot.rarity || 127, block.rarity[at]);
        add(slot, block, at, weight);
      });
    }
  }

  /** @param {Slot} slot @param {Block} block @param {number} at @param {number} weight */
  function add(slot, block, at, weight) {
    const { docs, marks } = block.lists(at);
    docs.forEach((doc, n) => {
      const mark = marks[n];
      const worth = weight * (mark & WEAK ? WEAK_WORTH : 1);
      const hit = slot.hits.get(doc) ?? { text: 0, lead: 0, title: 0 };
      hit.text = Math.max(hit.text, (worth * (mark & 7)) / 7);
      if (mark & (TITLE | LEAD)) hit.lead = Math.max(hit.lead, worth);
      if (mark & TITLE) hit.title = Math.max(hit.title, worth);
      slot.hits.set(doc, hit);
    });
  }

  /** What an unknown word may have been meant for: two words typed together, other spellings, or in Korean, what has most of its pairs. @param {Slot} slot @param {Map<number, Block>} blocks @returns {Promise<Slot[]>} */
  async function mend(slot, blocks) {
    const { term, prefix } = slot;
    const apart = (/** @type {string[]} */ [left, right]) => [slotOf(left, 0, false), slotOf(right, 0, prefix)];
    const parts = pieces(term);
    if (parts.length === 2) return apart(parts);
    if (/^[가-힣]/.test(term)) return chooseGrams([...term.slice(1)].map((c, at) => slotOf(term[at] + c, 2, false)), new Set(), PAIR_BLOCKS);
    if (await respell(slot, blocks)) return [slot];
    const bare = term.replace(PREFIX, '');
    if (bare !== term) return [slotOf(bare, 0, prefix)];
    for (let at = term.length - 3; at > 2; at--) if (hot.has(term.slice(0, at))) return apart([term.slice(0, at), term.slice(at)]);
    return [slot];
  }

  /** Replaces an unknown word by the likeliest known ones; false where there are none. @param {Slot} slot @param {Map<number, Block>} blocks */
  async function respell(slot, blocks) {
    const { length } = slot.term;
    if (length < 3 || /^\d+$/.test(slot.term)) return true;
    // Most slips leave the beginning as it is, or befall a common word: then the right one is at hand.
    const block = /** @type {Block} */ (blocks.get(files.blockOf(slot.term)));
    if (choose(slot, new Set([files.hot, block]), 1)) return true;
    const lists = await Promise.all([length - 1, length + 1].map(files.spellings));
    return choose(slot, new Set(lists), length < 8 ? 1 : 2);
  }

  /** @param {Slot} slot @param {Iterable<import('./files.js').Words>} lists @param {number} most */
  function choose(slot, lists, most) {
    /** @type {{term: string, value: number}[]} */
    const found = [];
    for (const { terms, familiar } of lists) {
      terms.forEach((term, at) => {
        const away = distance(slot.term, term, most);
        if (away <= most) found.push({ term, value: familiar(at) - 12 * away - (term[0] === slot.term[0] ? 0 : 6) });
      });
    }
    found.sort((a, b) => b.value - a.value || (a.term < b.term ? -1 : 1));
    const near = found.slice(0, CANDIDATES).filter(({ value }) => value > found[0].value - 12);
    if (!near[0]) return false;
    slot.ways = near.map(({ term }, at) => ({ term, weight: at ? NEXT_TYPO_WORTH : TYPO_WORTH }));
    slot.prefix = false;
    return true;
  }

  /** @param {Slot[]} slots @param {number} scale how many grams each one that was looked up stands for */
  function score(slots, scale) {
    const sums = new Float64Array(files.count * 4);
    let all = 0;
    let asked = 0;
    for (const slot of slots) {
      const rarity = slot.rarity * (slot.kind !== 1 ? 1 : /\d{5}|^[\d.]+$/.test(slot.term) ? CODE_WORTH : JOINED_WORTH);
      all += rarity;
      if (slot.kind !== 1) asked += rarity * (slot.kind === 2 ? scale : 1);
      slot.hits.forEach((hit, doc) => {
        sums[doc * 4] += rarity * hit.text;
        sums[doc * 4 + 1] += rarity * Math.min(1, Math.max(hit.title, hit.text + BODY_WORTH));
        sums[doc * 4 + 2] += rarity * hit.lead;
        sums[doc * 4 + 3] += rarity * hit.title;
      });
    }
    /** How much of a title or an opening was asked for. @param {number} share @param {number} rarity of all its terms */
    const fill = (share, rarity) => Math.min(1, (share * asked) / Math.max(1, rarity));
    const results = [];
    for (let doc = 0; doc < files.count; doc++) {
      if (!sums[doc * 4]) continue;
      const [text, cover, lead, title] = [...sums.subarray(doc * 4, doc * 4 + 4)].map((sum) => sum / all);
      const value = text * cover * cover * cover + lead * (LEAD_WORTH * lead * lead + LEAD_FILL_WORTH * fill(lead, files.leads[doc] * 8)) + title * (TITLE_WORTH * title + FILL_WORTH * fill(title, files.titles[doc] * 4));
      results.push({ doc, score: files.weights ? (value * files.weights[doc]) / 32 : value });
    }
    return results.sort((a, b) => b.score - a.score || a.doc - b.doc);
  }

  /**
   * As many articles as a look needs: five where the fetches left to the query allow it, ten at most.
   * @param {{found: {doc: number, score: number}[], asked: Asked[], left: number}} ranked
   * @param {number} from
   */
  async function show({ found, asked, left }, from = 0) {
    const blocks = new Set();
    const shown = [];
    for (const result of found.slice(from, from + 10)) {
      const block = files.docBlockOf(result.doc);
      if (!blocks.has(block) && (blocks.size >= left || (blocks.size >= DOC_BLOCKS && shown.length >= SHOWN))) break;
      blocks.add(block);
      shown.push(result);
    }
    // Not all that was asked was looked up, so the titles themselves have the last word.
    const docs = await Promise.all(shown.map(async ({ doc: at, score }) => {
      const doc = await files.doc(at);
      return { doc, score: score + likeness(asked, doc.title) };
    }));
    return docs.sort((a, b) => b.score - a.score).map(({ doc }) => doc);
  }

  /** How much of the query a title has, and how much of the title the query. @param {Asked[]} asked @param {string} title */
  function likeness(asked, title) {
    const has = tokens(title).filter(({ kind }) => kind !== 1).map(({ term }) => term);
    const met = asked.filter(({ term, prefix }) => has.some((other) => other === term || (prefix && other.startsWith(term)))).length;
    const share = met / asked.length;
    return share * share * share * (TITLE_WORTH * share + FILL_WORTH * Math.min(1, met / Math.max(1, has.length)));
  }

  return { filters: files.filters, files, rank, show };
}

// What Arabic and Hebrew write in front of a word; the same as in spell.rs.
const PREFIX = /^(?:[ושהבכלמ]{1,3}|[وف]?(?:[بك]?ال|لل)|[وفبكل])(?=.{3})/;

/** A word cut where letters end and digits begin, or the other way round. @param {string} term */
const pieces = (term) => term.split(/(?<=\d)(?=\D)|(?<=\D)(?=\d)/);

/**
 * Edits between two words (insert, delete, substitute, transpose), or more than `most`.
 * @param {string} a @param {string} b @param {number} most
 */
export function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const rows = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const [last, before] = [rows[i - 1], rows[i - 2]];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (before && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    rows.push(row);
  }
  return rows[a.length][b.length];
}
