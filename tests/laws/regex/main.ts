import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { readSources } from '../sources';
import { collectPatterns, filesToJudge } from './collect';
import { digestOf, type Pattern } from './patterns';
import { readVerdicts, VERDICTS_FILE, type Verdict } from './verdicts';

const known = readVerdicts();
const { patterns } = await collectPatterns(filesToJudge(readSources()));
const wanted = new Map(patterns.map((pattern) => [digestOf(pattern), pattern]));
/** With `-- --again`, also patterns that took the checker too long: an idle machine may get a verdict. */
const again = process.argv.includes('--again');
const fresh = [...wanted].filter(([digest, { at }]) => {
  const verdict = known[digest];
  return verdict === undefined || (again && verdict === 'unjudged' && !at.startsWith('rule '));
});
const judged = new Map<string, Verdict>(Object.entries(known).filter(([digest]) => wanted.has(digest)));

console.log(`${wanted.size} patterns, ${fresh.length} of them without a verdict.`);
await Promise.all([
  judgeNext(new Worker(new URL('./worker.mjs', import.meta.url))),
  judgeNext(new Worker(new URL('./worker.mjs', import.meta.url))),
]);
save();

/** Has one worker judge pattern after pattern, and saves the verdicts so far. */
async function judgeNext(worker: Worker): Promise<void> {
  for (let next = fresh.shift(); next; next = fresh.shift()) {
    const [digest, pattern] = next;
    const verdict = await ask(worker, pattern);
    judged.set(digest, verdict);
    if (typeof verdict === 'object')
      console.log(`${verdict.complexity}: ${pattern.at} /${pattern.source}/${pattern.flags}`);
    if (judged.size % 50 === 0) {
      console.log(`${fresh.length} to go`);
      save();
    }
  }
  await worker.terminate();
}

async function ask(worker: Worker, pattern: Pattern): Promise<Verdict> {
  worker.postMessage(pattern);
  const [verdict] = await once(worker, 'message');
  return verdict;
}

function save(): void {
  const sorted = [...judged].sort(([a], [b]) => (a < b ? -1 : 1));
  writeFileSync(VERDICTS_FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}
