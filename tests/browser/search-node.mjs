// Answers the Rust tests from the browser's modules: `tokens`, or `rank FOLDER`; one JSON string a line in, one line out.
import { readFileSync } from 'node:fs';
import path from 'node:path';

const modules = new URL('../../themes/default/search/', import.meta.url);
const source = (name) => readFileSync(new URL(name, modules), 'utf8').replace(/from '(\.\/[\w-]+\.js)'/g, (_, other) => `from '${address(other)}'`);
const address = (name) => `data:text/javascript;base64,${Buffer.from(source(name)).toString('base64')}`;

const [mode, folder] = process.argv.slice(2);
const questions = readFileSync(0, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

if (mode === 'tokens') {
  const { tokens } = await import(address('./analyze.js'));
  const shown = ({ term, kind, open }) => (kind === 0 ? term : kind === 1 ? `=${term}` : `~${term}${open ? '…' : ''}`);
  for (const question of questions) console.log(tokens(question).map(shown).join(' '));
} else {
  const { open } = await import(address('./engine.js'));
  const { unwrap } = await import(address('./files.js'));
  const index = await open(async (name) => unwrap(new Uint8Array(readFileSync(path.join(folder, name)))));
  for (const question of questions) {
    const found = await index.rank(question);
    const shown = await index.show(found);
    console.log(`${found.results.length} ${found.results.slice(0, 10).map(({ doc }) => doc).join(' ')} ${shown.map(({ url }) => url).join(' ')}`);
  }
}
