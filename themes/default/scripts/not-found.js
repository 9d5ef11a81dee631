// What the page for an unknown address adds: the pages whose addresses are nearest to it. They are read from the list of all articles,
// so that no file has to be kept for it. Without a script the page has its search box. Nothing here parses text as HTML.

const MOST = 4;
const LEAST = 0.4;
const place = document.querySelector("[data-near]");

/** The list of all articles: where the search form leads. The site may lie below any path. */
const list = new URL(document.querySelector("[data-search]")?.action ?? "", document.baseURI);
const root = new URL("../../", list).pathname;

/** An address below its language, as words: `/da-dk/sky/old-kites.html` is `sky old kites`. */
function words(path) {
  let plain = path.startsWith(root) ? path.slice(root.length) : path.slice(1);
  try { plain = decodeURIComponent(plain); } catch { /* as it is */ }
  return plain.toLowerCase().replace(/(index)?\.(html?|md|php|aspx?)$/, "").split("/").slice(1).join(" ").split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);
}

/** The pairs of letters of a text: two spellings of one word have most of them in common. */
function pairs(text) {
  const letters = [...` ${text} `];
  return letters.slice(1).map((letter, index) => letters[index] + letter);
}

function likeness(wanted, address) {
  const own = pairs(words(address).join(" "));
  const rest = new Map();
  for (const pair of own) rest.set(pair, (rest.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of wanted) {
    const left = rest.get(pair) ?? 0;
    if (left) { shared++; rest.set(pair, left - 1); }
  }
  return 2 * shared / (own.length + wanted.length);
}

/** A request for a document is no sink for text, so trusted types allow it. */
function read(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.onload = () => resolve(request.response);
    request.onerror = reject;
    request.open("GET", url);
    request.responseType = "document";
    request.send();
  });
}

const wanted = words(location.pathname);
if (place && wanted.length) {
  const listed = await read(list).catch(() => null);
  const last = pairs(wanted.at(-1));
  const all = pairs(wanted.join(" "));
  const found = [...listed?.querySelectorAll("main .list a") ?? []]
    .map((link) => {
      const { pathname } = new URL(link.getAttribute("href"), list);
      const end = root + "x/" + pathname.split("/").at(-2);
      return { link, pathname, score: Math.max(likeness(all, pathname), likeness(last, end) * 0.9) };
    })
    .filter(({ score }) => score >= LEAST)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST);
  if (found.length) {
    const heading = document.createElement("h2");
    heading.textContent = place.dataset.near;
    const items = document.createElement("ul");
    items.className = "list";
    for (const { link, pathname } of found) {
      const near = document.createElement("a");
      near.href = pathname;
      near.textContent = link.textContent;
      if (link.lang) { near.lang = link.lang; near.dir = link.dir; }
      const item = document.createElement("li");
      item.append(near);
      items.append(item);
    }
    place.append(heading, items);
  }
}
