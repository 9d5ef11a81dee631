// Measures whole builds: CPU time by user and system, and peak memory, of one cold build a round.
//
// usage: scripts/bench build --site=DIR [--rounds=5] [--hexapla=target/release/hexapla] [--against=OTHER_HEXAPLA]
// The site is a folder that `hexapla build` takes. Each round builds it into a new folder in memory (/dev/shm) where there is one,
// so that the disk decides nothing. With `--against`, each round builds with the other program as well, in turn, and the ratio of
// the pairs is printed. Prints minimum, median and maximum.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const options = Object.fromEntries(process.argv.slice(2).map((word) => word.replace(/^--/, '').split('=')));
const hexapla = path.resolve(options.hexapla ?? 'target/release/hexapla');
const rounds = Number(options.rounds ?? 5);
if (!options.site || !fs.existsSync(options.site) || !fs.existsSync(hexapla)) {
  console.error('usage: scripts/bench build --site=DIR [--rounds=5] [--hexapla=FILE] [--against=FILE]; build with `cargo build --release` first');
  process.exit(2);
}
const memory = fs.existsSync('/dev/shm') ? '/dev/shm' : os.tmpdir();

/** Peak memory in MiB of a process that is still running. */
function peak(pid) {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** One build into a new folder: seconds of user and system CPU, MiB at the peak, and what it said. */
function build(program) {
  const folder = fs.mkdtempSync(path.join(memory, 'hexapla-bench-'));
  const command = 'TIMEFORMAT="%U %S"; time "$0" build "$1" --output "$2/site" --format short >/dev/null 2>"$2/said" & wait';
  return new Promise((resolve) => {
    const shell = spawn('bash', ['-c', command, program, options.site, folder]);
    let said = '';
    let most = 0;
    shell.stderr.on('data', (data) => { said += data; });
    const look = setInterval(() => {
      for (const id of children(shell.pid)) most = Math.max(most, peak(id));
    }, 10);
    shell.on('close', () => {
      clearInterval(look);
      const [user, system] = said.trim().split(/\s+/).slice(-2).map(Number);
      const built = /Built .*/.exec(fs.readFileSync(path.join(folder, 'said'), 'utf8'))?.[0] ?? '';
      fs.rmSync(folder, { recursive: true });
      resolve({ user, system, memory: most, built });
    });
  });
}

/** The processes below one, at any depth. */
function children(pid) {
  let own = [];
  try {
    own = fs.readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  } catch {
    // It has ended.
  }
  return own.flatMap((id) => [id, ...children(id)]);
}

/** Minimum, median and maximum. */
function range(numbers, digits) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [least, middle, most] = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((number) => number.toFixed(digits));
  return `${middle} (${least} to ${most})`;
}

const runs = [];
const others = [];
for (let round = 0; round < rounds; round += 1) {
  runs.push(await build(hexapla));
  if (options.against) others.push(await build(path.resolve(options.against)));
}
if (!runs.every((run) => run.built)) {
  console.error('the build published nothing: `hexapla build` says why');
  process.exit(2);
}
console.log(runs[0].built.replace(/ into .* in [^:]*/, ''));
console.log(`user CPU    ${range(runs.map((run) => run.user), 2)} s`);
console.log(`system CPU  ${range(runs.map((run) => run.system), 2)} s`);
console.log(`peak memory ${range(runs.map((run) => run.memory), 0)} MiB`);
if (others.length) {
  const ratios = runs.map((run, at) => (run.user + run.system) / (others[at].user + others[at].system));
  console.log(`CPU against the other program ${range(ratios, 2)}`);
}
