// Answers the Rust tests from the browser's modules: `tokens`, `places`, or `rank FOLDER`; one JSON string a line in, one line out.
import { readFileSync } from 'node:fs';

import { engineOf, load } from './search-modules.js';

const [mode, folder] = process.argv.slice(2);
const questions = readFileSync(0, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line));

if (mode === 'tokens') {
  const { tokens } = await load('./analyze.js');
  const shown = ({ term, kind, open }) => (kind === 0 ? term : kind === 1 ? `=${term}` : `~${term}${open ? '…' : ''}`);
  for (const question of questions) console.log(tokens(question).map(shown).join(' '));
} else if (mode === 'places') {
  const { tokens } = await load('./analyze.js');
  for (const question of questions) console.log(tokens(question).map(({ start, end }) => question.slice(start, end)).join(' '));
} else {
  const index = await engineOf(folder);
  for (const question of questions) {
    const ranked = await index.rank(question);
    const shown = await index.show(ranked);
    console.log(`${ranked.found.length} ${ranked.found.slice(0, 10).map(({ doc }) => doc).join(' ')} ${shown.map(({ url }) => url).join(' ')}`);
  }
}
