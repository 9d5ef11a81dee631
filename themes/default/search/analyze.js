// Owns the analyzer in the browser: text in, terms out. Its twin is src/render/index/analyze.rs; one golden file holds both to the same answers.

import { LONGEST } from './numbers.js';

/** @typedef {{term: string, kind: 0 | 1 | 2, start: number, end: number, open: boolean}} Token A term (0 word, 1 joined word, 2 gram) and where it stands; `open` where it is only the beginning of a gram. */

const IGNORED = '\\u00AD\\u200B-\\u200F\\u2060\\uFEFF\\u202A-\\u202E\\u2066-\\u2069';
const WORD = `[\\p{Alphabetic}\\p{N}\\p{M}${IGNORED}]`;
const JOINER = "[.\\-_'\\\\’\\u2010\\u2011\\u05BE\\u05F3\\u05F4]";
const CHUNK = new RegExp(`${WORD}+(?:(?:${JOINER}|(?<=[א-ת])"(?=[א-ת]))${WORD}+)*`, 'gu');
const PIECE = new RegExp(`(${JOINER}|")`, 'u');
// Marks that spell (Indic and Thai vowels, kana voicing) are kept; those that readers leave out are dropped.
const DROPPED = new RegExp(`[${IGNORED}\\u0640]|(?![\\u0900-\\u0E47\\u0E4C-\\u0EC7\\u0ECC-\\u1AAF\\u1B00-\\u1DBF\\u3099\\u309A\\uA800-\\uABFF\\u{11000}-\\u{1FFFF}])\\p{M}`, 'gu');
/** @type {Record<string, string>} */
const PLAIN = { ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', ı: 'i', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ς: 'σ', ٱ: 'ا', ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه' };
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join('')}]|(?![0-9])\\p{Nd}`, 'gu');
const HANGUL = /[가-힣]/;
const UNSPACED = /[\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
// Thai and Lao write vowels in front of their consonant and after it; signs of Burmese and Khmer put the next one below.
const UNIT = /(?:[เ-ไເ-ໄ\u1039\u17D2].|[ะาະາ\p{M}])$/u;
const LATIN = /[\0-\u02AF\u1E00-\u1EFF]/;

/**
 * The folded form of a word: what two spellings that a reader takes for the same have in common.
 * @param {string} raw
 */
export function fold(raw) {
  if (/^[\0-\x7F]*$/.test(raw)) return raw.toLowerCase();
  const plain = raw.normalize('NFKC').toLowerCase().normalize('NFD').replace(DROPPED, '');
  return plain.replace(SPECIAL, (c) => PLAIN[c] ?? digit(/** @type {number} */ (c.codePointAt(0)))).normalize('NFC');
}

/** The digits of a script begin at the first or the seventh place of a row of sixteen. @param {number} code */
function digit(code) {
  const row = code & ~15;
  return String(code - row - (/\p{Nd}/u.test(String.fromCodePoint(row)) ? 0 : 6));
}

/**
 * All terms of a text, in reading order; a whole word comes before its parts.
 * @param {string} text
 * @returns {Token[]}
 */
export function tokens(text) {
  /** @type {Token[]} */
  const found = [];
  for (const { 0: chunk, index } of text.matchAll(CHUNK)) pushChunk(chunk, index, found);
  return found;
}

/** @param {string} chunk @param {number} start @param {Token[]} found */
function pushChunk(chunk, start, found) {
  const first = found.length;
  const pieces = chunk.split(PIECE);
  let whole = '';
  let at = start;
  pieces.forEach((piece, number) => {
    if (number % 2 === 0) {
      const folded = fold(piece);
      if (pieces[number - 1] === '.' && /\d$/.test(whole) && /^\d/.test(folded)) whole += '.';
      whole += folded;
      pushRuns(piece, folded, at, found);
    }
    at += piece.length;
  });
  const onlyWords = found.slice(first).every((token) => token.kind === 0);
  const isJoined = pieces.some((piece, number) => number % 2 && !/['’]/.test(piece));
  if (isJoined && onlyWords && found.length > first + 1 && [...whole].length <= LONGEST) {
    found.splice(first, 0, { term: whole, kind: 1, start, end: at, open: false });
  }
}

/** @param {string} piece @param {string} folded @param {number} start @param {Token[]} found */
function pushRuns(piece, folded, start, found) {
  // Where marks were dropped, letters of the folded form stand further on.
  const places = folded.length === piece.length ? [] : [...piece.matchAll(/.\p{M}*/gu)].flatMap(({ 0: unit, index }) => [...fold(unit)].map(() => index));
  const place = (/** @type {number} */ letter) => start + (letter < folded.length ? places[letter] ?? letter : piece.length);
  /** @type {string[]} */
  let run = [];
  let current = 0;
  let at = 0;
  const flush = () => {
    const text = run.join('');
    let from = at - text.length;
    const push = (/** @type {string} */ term, /** @type {0 | 2} */ kind, /** @type {number} */ length, open = false) =>
      found.push({ term, kind, start: place(from), end: place(from + length), open });
    if (current === 4 || (current === 3 && text.length < 3)) {
      run.forEach((unit, number) => {
        const next = run[number + 1];
        const term = unit + (next ?? '');
        if (next || !number) push(term, 2, term.length, !next);
        from += unit.length;
      });
    } else if (current) push([...text].slice(0, LONGEST).join(''), 0, text.length);
    run = [];
  };
  for (const c of folded) {
    // 1 Latin, 2 other words, 3 Korean words, 4 what has no spaces: overlapping pairs of units.
    const kind = /\p{M}/u.test(c) ? current : !/[\p{Alphabetic}\p{N}]/u.test(c) ? 0 : UNSPACED.test(c) ? 4 : HANGUL.test(c) ? 3 : LATIN.test(c) ? 1 : 2;
    if (kind !== current) flush();
    current = kind;
    if (run.length && UNIT.test(run[run.length - 1] + c)) run[run.length - 1] += c;
    else run.push(c);
    at += c.length;
  }
  flush();
}
