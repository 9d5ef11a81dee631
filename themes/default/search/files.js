// Owns the files of an index in the browser: fetching them (or loading them as scripts from a disk) and reading their bytes.

import { TITLE, WEAK } from './numbers.js';

/** @typedef {{terms: string[], familiar: (at: number) => number}} Words Words, and how likely a reader means each. */
/** @typedef {Words & {rarity: Uint8Array, lists: (at: number) => {docs: Uint16Array | Uint32Array, marks: Uint8Array}}} Block */
/** @typedef {{heading: string, anchor: string, text: string}} Part */
/** @typedef {{url: string, title: string, section: string, parts: Part[]}} Doc */
/** @typedef {(name: string) => Promise<Uint8Array>} Load */

const utf8 = new TextDecoder();

/** Reads numbers, texts and front-coded words. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  byte() {
    return this.bytes[this.at++];
  }

  number() {
    let number = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      number |= (byte & 127) << shift;
      if (!(byte & 128)) return number;
    }
  }

  /**
   * @template T
   * @param {() => T} read
   * @param {number} [count]
   */
  many(read, count = this.number()) {
    return Array.from({ length: count }, read);
  }

  numbers(count = this.number()) {
    return this.many(() => this.number(), count);
  }

  /** @param {number} count */
  slice(count) {
    return this.bytes.subarray(this.at, (this.at += count));
  }

  text() {
    return utf8.decode(this.slice(this.number()));
  }

  /** @param {number} count */
  words(count) {
    let last = new Uint8Array();
    return this.many(() => {
      const shared = last.subarray(0, this.number());
      const rest = this.slice(this.number());
      last = new Uint8Array([...shared, ...rest]);
      return utf8.decode(last);
    }, count);
  }
}

/**
 * @param {Uint8Array} payload
 * @returns {Promise<[Reader, Uint8Array]>} what was compressed, and what follows it
 */
async function unpack(payload) {
  const reader = new Reader(payload);
  const length = reader.number();
  const stream = new Blob([/** @type {any} */ (reader.slice(length))]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return [new Reader(new Uint8Array(await new Response(stream).arrayBuffer())), payload.subarray(reader.at)];
}

/**
 * @param {Uint8Array} payload
 * @param {number} limit how many articles there are
 * @returns {Promise<Block>}
 */
async function readBlock(payload, limit) {
  const [reader, bits] = await unpack(payload);
  const count = reader.number();
  const terms = reader.words(count);
  const counts = reader.numbers(count);
  const rarity = reader.slice(count);
  const marks = counts.map((of) => reader.slice(of));
  let bit = 0;
  const next = () => (bits[bit >> 3] >> (7 - (bit++ & 7))) & 1;
  const docs = counts.map((of) => {
    let low = 0;
    while (Math.floor(limit / of) >> (low + 1) > 0) low++;
    let doc = -1;
    return Uint32Array.from({ length: of }, () => {
      let gap = 0;
      while (next()) gap++;
      for (let at = 0; at < low; at++) gap = gap * 2 + next();
      return (doc += gap + 1);
    });
  });
  const familiar = (/** @type {number} */ at) => {
    const own = marks[at].filter((mark) => !(mark & WEAK));
    return (31 - Math.clz32(own.length || 1)) * 2 + (own.some((mark) => mark & TITLE) ? 5 : 0);
  };
  return { terms, familiar, rarity, lists: (at) => ({ docs: docs[at], marks: marks[at] }) };
}

/**
 * What is made once and kept; what failed is made again.
 * @template T
 * @param {Map<string, Promise<T>>} known
 * @param {string} name
 * @param {() => Promise<T>} make
 * @returns {Promise<T>}
 */
export function once(known, name, make) {
  const found = known.get(name) ?? make();
  found.catch(() => known.delete(name));
  known.set(name, found);
  return found;
}

/**
 * Opens an index by its manifest.
 * @param {Load} load gives a file's payload
 */
export async function openFiles(load) {
  const [facts, rest] = await unpack(await load('index.bin'));
  if (facts.number() !== 2) throw new Error('version');
  const count = facts.number();
  const docCounts = facts.numbers();
  const firsts = facts.words(facts.number());
  const lists = facts.numbers();
  const titles = facts.slice(count);
  const leads = facts.slice(count);
  const weights = facts.byte() ? facts.slice(count) : null;
  const filters = facts.many(() => ({ tag: facts.text(), label: facts.text(), count: facts.number() }));
  const pairs = facts.many(() => [facts.text(), facts.text()]);
  /** @param {string} letter @param {Iterable<number>} numbers */
  const names = (letter, numbers) => Array.from(numbers, (number) => `${letter}${number}-${facts.number()}.bin`);
  const docNames = names('d', docCounts.keys());
  const blockNames = names('t', firsts.keys());
  const wordNames = names('w', lists);
  /** @type {Map<string, Promise<any>>} */
  const known = new Map();
  /**
   * @template T
   * @param {string} name
   * @param {(payload: Uint8Array) => Promise<T>} read
   * @returns {Promise<T>}
   */
  const get = (name, read) => once(known, name, () => load(name).then(read));
  const hot = await readBlock(rest, count);
  const starts = docCounts.map(((sum) => (of) => (sum += of) - of)(0));
  return {
    count,
    titles,
    leads,
    weights,
    filters,
    pairs,
    hot,
    /** The block in which a term would stand. @param {string} term */
    blockOf: (term) => Math.max(0, firsts.findLastIndex((first) => first <= term)),
    /** The blocks that longer words may stand in: one, or two where a border cuts through them. @param {string} term */
    blocksFrom(term) {
      const at = this.blockOf(term);
      return firsts[at + 1]?.startsWith(term) ? [at, at + 1] : [at];
    },
    /** One block of terms; where the manifest holds all terms of a site, what it holds. @param {number} at @returns {Promise<Block>} */
    block: async (at) => (blockNames[at] ? get(blockNames[at], (payload) => readBlock(payload, count)) : hot),
    /** Words of a length, with some one letter longer or shorter. @param {number} length @returns {Promise<Words>} */
    async spellings(length) {
      const at = lists.indexOf(Math.min(length >> 1, 8));
      if (at < 0) return { terms: [], familiar: Number };
      return get(wordNames[at], async (payload) => {
        const [reader] = await unpack(payload);
        const terms = reader.words(reader.number());
        const familiar = reader.slice(terms.length);
        return { terms, familiar: (/** @type {number} */ at) => familiar[at] };
      });
    },
    /** The block of articles that holds one. @param {number} doc */
    docBlockOf: (doc) => starts.findLastIndex((start) => start <= doc),
    /** @param {number} doc @returns {Promise<Doc>} */
    async doc(doc) {
      const at = this.docBlockOf(doc);
      const docs = await get(docNames[at], (payload) => readDocs(payload, docCounts[at]));
      return docs[doc - starts[at]];
    },
  };
}

/** @param {Uint8Array} payload @param {number} count @returns {Promise<Doc[]>} */
async function readDocs(payload, count) {
  const [reader] = await unpack(payload);
  const part = () => ({ heading: reader.text(), anchor: reader.text(), text: reader.text() });
  return reader.many(() => ({ url: reader.text(), title: reader.text(), section: reader.text(), parts: reader.many(part) }), count);
}

/** Line ends as a script writes them. @type {Record<number, number>} */
const ESCAPED = { 110: 10, 114: 13 };

/**
 * The payload of a wrapped file.
 * @param {Uint8Array} bytes
 */
export function unwrap(bytes) {
  const payload = [];
  for (let at = bytes.indexOf(44) + 2; at < bytes.length - 2; at++) {
    payload.push(bytes[at] === 92 ? (ESCAPED[bytes[++at]] ?? bytes[at]) : bytes[at]);
  }
  return Uint8Array.from(payload);
}
