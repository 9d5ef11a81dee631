// Owns what a result shows: the part of the article that answers best, and the words around the hit.

import { tokens } from './analyze.js';
import { WINDOW } from './numbers.js';

/** @typedef {{text: string, hit: boolean}} Piece */
/** @typedef {{term: string, prefix: boolean, rarity: number}} Term */
/** @typedef {{anchor: string, title: Piece[], heading: Piece[], text: Piece[]}} Excerpt */

/**
 * @param {import('./files.js').Doc} doc
 * @param {Term[]} terms
 * @returns {Excerpt}
 */
export function excerpt(doc, terms) {
  // What was found comes before what was asked for, and counts more.
  const exact = new Map([...terms].reverse().map((term) => [term.term, term]));

  /** What a word of the text has to do with the query. @param {string} word @param {number} kind */
  const match = (word, kind) => exact.get(word) ?? (kind === 2 ? undefined : terms.find(({ term, prefix }) => prefix && word.startsWith(term)) ?? terms.find(({ term }) => isForm(term, word)));

  /** @param {string} text */
  const hitsOf = (text) => tokens(text).flatMap(({ term, kind, start, end }) => {
    const found = match(term, kind);
    return found ? [{ start, end, term: found.term, rarity: found.rarity }] : [];
  });

  const marked = (/** @type {string} */ text) => pieces(text, 0, text.length, hitsOf(text));

  let best = { worth: 0, part: { ...(doc.parts[0] ?? { heading: '', text: '' }), anchor: '' }, hits: /** @type {ReturnType<typeof hitsOf>} */ ([]) };
  for (const part of doc.parts) {
    const hits = hitsOf(part.text);
    const worth = sum([...hitsOf(part.heading), ...hits]);
    if (worth > best.worth) best = { worth, part, hits };
  }
  const { part, hits } = best;
  return { anchor: part.anchor, title: marked(doc.title), heading: marked(part.heading), text: around(part.text, hits) };
}

/** What several hits are worth: each term counts once. @param {{term: string, rarity: number}[]} hits */
function sum(hits) {
  let worth = 0;
  new Map(hits.map(({ term, rarity }) => [term, rarity])).forEach((rarity) => (worth += rarity));
  return worth;
}

/** How much of a word tells which one it is. @param {string} word */
const least = (word) => (word < '가' ? 4 : 2);

/** Two forms of one word share all but their endings, which in Korean may be longer than the word. @param {string} a @param {string} b */
function isForm(a, b) {
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  return same >= least(a) && same >= Math.max(a.length, b.length) * (least(a) > 2 ? 0.7 : 0);
}

/** @param {string} text @param {{start: number, end: number, term: string, rarity: number}[]} hits */
function around(text, hits) {
  let from = 0;
  let most = 0;
  for (const { start } of hits) {
    const worth = sum(hits.filter((hit) => hit.start >= start && hit.end <= start + WINDOW));
    if (worth > most) [from, most] = [start, worth];
  }
  // Begin with the sentence, or a few words before the hit.
  const before = text.slice(Math.max(0, from - 60), from);
  const cut = Math.max(before.lastIndexOf('\n') + 1, before.search(/[^.!?。！？]*$/));
  from = from <= 60 ? 0 : from - before.length + (cut || before.indexOf(' ') + 1);
  const to = Math.min(text.length, from + WINDOW);
  const end = to < text.length ? Math.max(text.lastIndexOf(' ', to), from + WINDOW * 0.7) : to;
  const found = pieces(text, from, end, hits);
  if (from > 0) found.unshift({ text: '…', hit: false });
  if (end < text.length) found.push({ text: '…', hit: false });
  return found;
}

/** @param {string} text @param {number} from @param {number} to @param {{start: number, end: number}[]} hits @returns {Piece[]} */
function pieces(text, from, to, hits) {
  /** @type {Piece[]} */
  const found = [];
  let at = from;
  const push = (/** @type {number} */ end, /** @type {boolean} */ hit) => {
    if (end <= at) return;
    const part = text.slice(at, end).replace(/\s+/g, ' ');
    const last = found[found.length - 1];
    if (last?.hit === hit) last.text += part;
    else found.push({ text: part, hit });
    at = end;
  };
  for (const { start, end } of hits) {
    if (end > to || end <= at) continue;
    push(start, false);
    push(end, true);
  }
  push(to, false);
  return found;
}
