// Owns the files of an index in the browser: fetching them (or loading them as scripts from a disk) and reading their bytes.

/** @typedef {{terms: string[], rarity: Uint8Array, lists: (at: number) => {docs: Uint16Array | Uint32Array, marks: Uint8Array}}} Block */
/** @typedef {{heading: string, anchor: string, question: boolean, text: string}} Part */
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
      if (!(byte & 128)) return number >>> 0;
    }
  }

  numbers() {
    return Array.from({ length: this.number() }, () => this.number());
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
    return Array.from({ length: count }, () => {
      const shared = last.subarray(0, this.number());
      const rest = this.slice(this.number());
      last = new Uint8Array([...shared, ...rest]);
      return utf8.decode(last);
    });
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
  const counts = Array.from({ length: count }, () => reader.number());
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
  return { terms, rarity, lists: (at) => ({ docs: docs[at], marks: marks[at] }) };
}

/**
 * Opens an index by its manifest.
 * @param {Load} load gives a file's payload
 */
export async function openFiles(load) {
  const [facts, rest] = await unpack(await load('index.bin'));
  if (facts.number() !== 1) throw new Error('another version of the search index');
  const count = facts.number();
  const docCounts = facts.numbers();
  const firsts = facts.words(facts.number());
  const lengths = facts.numbers();
  const titles = facts.slice(count);
  const weights = facts.byte() ? facts.slice(count) : null;
  const filters = Array.from({ length: facts.number() }, () => ({ tag: facts.text(), label: facts.text(), count: facts.number() }));
  /** @param {number} of @param {string} letter @param {(number: number) => number} number */
  const hashes = (of, letter, number) => Array.from({ length: of }, (_, at) => ({ name: `${letter}${number(at)}`, hash: facts.slice(3) }));
  const named = [
    hashes(docCounts.length, 'd', (at) => at),
    hashes(firsts.length, 't', (at) => at),
    hashes(lengths.length, 'w', (at) => lengths[at]),
  ];
  /** @type {Map<string, Promise<any>>} */
  const known = new Map();
  /**
   * @template T
   * @param {{name: string, hash: Uint8Array}} file
   * @param {(payload: Uint8Array) => Promise<T>} read
   * @returns {Promise<T>}
   */
  const get = ({ name, hash }, read) => {
    const path = `${name}-${[...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')}.bin`;
    let file = known.get(path);
    if (!file) {
      file = load(path).then(read);
      file.catch(() => known.delete(path));
      known.set(path, file);
    }
    return file;
  };
  const starts = docCounts.map(((sum) => (of) => (sum += of) - of)(0));
  return {
    count,
    titles,
    weights,
    filters,
    hot: await readBlock(rest, count),
    /** The block in which a term would stand. @param {string} term */
    blockOf(term) {
      let low = 0;
      let high = firsts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (firsts[middle] <= term) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    },
    /** @param {number} at @returns {Promise<Block>} */
    block: (at) => get(named[1][at], (payload) => readBlock(payload, count)),
    blocks: firsts.length,
    /** The words of one length with how familiar each is. @param {number} length @returns {Promise<[string, number][]>} */
    async spellings(length) {
      const at = lengths.indexOf(Math.min(length, 16));
      if (at < 0) return [];
      return get(named[2][at], async (payload) => {
        const [reader] = await unpack(payload);
        const words = reader.words(reader.number());
        return words.map((word) => /** @type {[string, number]} */ ([word, reader.byte()]));
      });
    },
    /** The block of articles that holds one. @param {number} doc */
    docBlockOf: (doc) => starts.findLastIndex((start) => start <= doc),
    /** @param {number} doc @returns {Promise<Doc>} */
    async doc(doc) {
      const at = this.docBlockOf(doc);
      const docs = await get(named[0][at], (payload) => readDocs(payload, docCounts[at]));
      return docs[doc - starts[at]];
    },
  };
}

/** @param {Uint8Array} payload @param {number} count @returns {Promise<Doc[]>} */
async function readDocs(payload, count) {
  const [reader] = await unpack(payload);
  return Array.from({ length: count }, () => ({
    url: reader.text(),
    title: reader.text(),
    section: reader.text(),
    parts: Array.from({ length: reader.number() }, () => ({
      heading: reader.text(),
      anchor: reader.text(),
      question: reader.byte() === 1,
      text: reader.text(),
    })),
  }));
}

/**
 * The payload of a wrapped file.
 * @param {Uint8Array} bytes
 */
export function unwrap(bytes) {
  let from = bytes.indexOf(44) + 2;
  const payload = new Uint8Array(bytes.length - from);
  let length = 0;
  while (from < bytes.length - 2) {
    let byte = bytes[from++];
    if (byte === 92) {
      byte = bytes[from++];
      if (byte === 110) byte = 10;
      else if (byte === 114) byte = 13;
    }
    payload[length++] = byte;
  }
  return payload.subarray(0, length);
}
