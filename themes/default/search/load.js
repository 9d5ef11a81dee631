// Owns getting the bytes of index files: by fetch from a server, as scripts from a disk.

import { unwrap } from './files.js';

/**
 * @param {URL} base the address of the search folder
 * @returns {import('./files.js').Load}
 */
export function loader(base) {
  if (base.protocol === 'file:') return fromDisk(base);
  return async (name) => {
    const answer = await fetch(new URL(name, base));
    if (!answer.ok) throw new Error(name);
    return unwrap(new Uint8Array(await answer.arrayBuffer()));
  };
}

/** What scripts have handed over: each loads right after it ran. @type {Uint8Array[]} */
const payloads = [];
const scope = /** @type {any} */ (globalThis);
/** What the page's policy lets be added: files of an index on a disk. */
const own = { createScriptURL: (/** @type {string} */ url) => (/^file:.*\.bin$/.test(url) ? url : null) };
/** @type {any} */
let policy;

/**
 * A page opened from a disk may not fetch, but it may run scripts: each file is one, and hands its bytes over.
 * @param {URL} base
 * @returns {import('./files.js').Load}
 */
function fromDisk(base) {
  policy ??= scope.trustedTypes?.createPolicy('hexapla-search', own) ?? own;
  scope.hexaplaSearch = (/** @type {string} */ _, /** @type {string} */ text) => payloads.push(Uint8Array.from(text, (c) => c.charCodeAt(0) & 255));
  return (name) =>
    new Promise((resolve, reject) => {
      const script = document.createElement('script');
      script.charset = 'x-user-defined';
      script.onerror = reject;
      script.onload = () => {
        script.remove();
        resolve(/** @type {Uint8Array} */ (payloads.pop()));
      };
      script.src = policy.createScriptURL(new URL(name, base).href);
      document.head.append(script);
    });
}
