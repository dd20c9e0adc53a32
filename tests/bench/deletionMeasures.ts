import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, deletionRecord } from '@tests/support/rows';
import type pg from 'pg';
import { fillLikeYears, rowsOf, type Size } from './deletionRows';
import { withInstallation } from './installation';
import { KINDS, type Kind, type Latencies, quantile, watchOthers } from './otherRequests';

type Options = { findings: number; embedded: boolean };

/** In rounds, a machine that slows down for a while slows all compared measures. */
const ROUNDS = 2;
const MANY_DELETES = 50;
const IDLE_MS = 20_000;

/** Measures one database, prints the table, and removes all of its rows. */
export async function measureDeletion(title: string, url: string, options: Options): Promise<void> {
  const whole = sizeOf(options.findings);
  console.log(
    `\n${title}: ${amount(whole.findings)} findings, ${amount(whole.findings * 3)} events, ${amount(whole.scans)} scans`,
  );
  // Without a worker, as these repos are only there to be deleted again.
  await withBench(url, { ...options, withWorker: false }, async (bench) => {
    printAnswers(await answersOfOne(bench, await filled(bench, whole)));
  });
  await withBench(url, { ...options, withWorker: true }, async (bench) => {
    printPurges(await purgesBesideCascades(bench, whole));
    await measureOthers(bench, whole);
  });
}

type Bench = Options & { db: pg.Client; user: TestUser };

async function withBench(
  url: string,
  options: Options & { withWorker: boolean },
  use: (bench: Bench) => Promise<void>,
): Promise<void> {
  await withInstallation(url, options, async (server) => {
    const db = await connectTo(url);
    try {
      await use({ db, user: await newUser(server), ...options });
    } finally {
      await db.end();
    }
  });
}

/** How long each of many deletes of one repo takes to answer. The repo is restored after each. */
async function answersOfOne(bench: Bench, id: string): Promise<number[]> {
  const answers: number[] = [];
  for (let n = 0; n < MANY_DELETES; n++) {
    answers.push(await timed(() => remove(bench.user, id)));
    await bench.db.query(
      `WITH back AS (UPDATE repos SET deleted_at = NULL WHERE id = $1),
       job AS (DELETE FROM pgboss.job WHERE name = 'repo.purge')
       DELETE FROM deletions WHERE id = $1`,
      [id],
    );
  }
  await bench.db.query('DELETE FROM repos WHERE id = $1', [id]);
  return answers;
}

function printAnswers(answers: readonly number[]): void {
  row(
    `DELETE answers, ${MANY_DELETES} times`,
    `p95 ${quantile(answers, 0.95).toFixed(0)} ms, longest ${Math.max(...answers).toFixed(0)} ms (aim: 100)`,
  );
}

type Rounds = { cascades: number[]; tenths: Run[]; wholes: Run[] };

/** Deletes the same rows by one raw SQL cascade and by a purge, and a tenth of them, in turn. */
async function purgesBesideCascades(bench: Bench, whole: Size): Promise<Rounds> {
  const filledRounds: { cascade: string; tenth: string; whole: string }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const tenth = await filled(bench, sizeOf(bench.findings / 10));
    filledRounds.push({ cascade: await filled(bench, whole), tenth, whole: await filled(bench, whole) });
  }
  const rounds: Rounds = { cascades: [], tenths: [], wholes: [] };
  for (const ids of filledRounds) {
    await calm(bench);
    rounds.cascades.push(await timed(() => bench.db.query('DELETE FROM repos WHERE id = $1', [ids.cascade])));
    await calm(bench);
    rounds.tenths.push(await purged(bench, ids.tenth));
    await calm(bench);
    rounds.wholes.push(await purged(bench, ids.whole));
  }
  return rounds;
}

/** Each measure begins after a vacuum and a checkpoint, so that it does not pay for the one before. */
async function calm({ db }: Bench): Promise<void> {
  await db.query('VACUUM (ANALYZE)');
  await db.query('CHECKPOINT');
}

function printPurges({ cascades, tenths, wholes }: Rounds): void {
  const wholeMs = wholes.map(({ purgeMs }) => purgeMs);
  const tenthMs = tenths.map(({ purgeMs }) => purgeMs);
  row('one raw SQL cascade', cascades.map(seconds).join(', '));
  row(
    'the whole purge, alone',
    `${wholeMs.map(seconds).join(', ')}; ${ratio(sum(wholeMs), sum(cascades))} of the cascade (aim: 3)`,
  );
  row(
    'a tenth of the rows',
    `${tenthMs.map(seconds).join(', ')}; the whole takes ${ratio(sum(wholeMs), sum(tenthMs))} times as long (aim: 11)`,
  );
  row(
    'DELETE answers, the whole',
    `${wholes.map(({ answerMs }) => `${answerMs.toFixed(0)} ms`).join(', ')} (aim: 100)`,
  );
}

async function measureOthers(bench: Bench, whole: Size): Promise<void> {
  const watched = await filled(bench, sizeOf(500));
  const doomed: string[] = [];
  for (let round = 0; round < ROUNDS; round++) doomed.push(await filled(bench, whole));
  const idle: Latencies[] = [];
  const beside: Latencies[] = [];
  const purges: number[] = [];
  for (const id of doomed) {
    await calm(bench);
    idle.push(await watchOthers(bench.user, watched, IDLE_MS));
    const { run, others } = await purgedBesideOthers(bench, id, watched);
    beside.push(others);
    purges.push(run.purgeMs);
  }
  for (const name of KINDS) printOthers(name, kindOf(name, idle), kindOf(name, beside));
  row('the purges beside them', purges.map(seconds).join(', '));
}

function kindOf(name: Kind, rounds: Latencies[]): number[] {
  return rounds.flatMap((times) => times[name]);
}

function printOthers(name: Kind, idle: number[], beside: number[]): void {
  const [alone, together] = [quantile(idle, 0.99), quantile(beside, 0.99)];
  row(
    `${name}, p99`,
    `idle ${alone.toFixed(1)} ms, during a purge ${together.toFixed(1)} ms, ${ratio(together, alone)} ` +
      `(aim: 1.5; ${idle.length} and ${beside.length} requests)`,
  );
}

function sizeOf(findings: number): Size {
  return {
    scans: Math.max(1, Math.round(findings / 500)),
    findings,
    eventsPerFinding: 3,
    packages: Math.round(findings / 100),
  };
}

async function filled({ db, user, embedded }: Bench, size: Size): Promise<string> {
  const { id } = await newRepo(user, { source_type: 'github', remote_url: undefined });
  await fillLikeYears(db, id, size, embedded);
  return id;
}

type Run = { answerMs: number; purgeMs: number };

/** Deletes a repo and waits for its receipt, which must report that nothing is left. */
async function purged({ db, user }: Bench, id: string): Promise<Run> {
  let answerMs = 0;
  const purgeMs = await timed(async () => {
    answerMs = await timed(() => remove(user, id));
    while ((await deletionRecord(db, id))?.finished_at === null) await pause(50);
  });
  const receipt = await deletionRecord(db, id);
  if (receipt?.orphans !== 0 || (await rowsOf(db, id)) !== 0) throw new Error('rows were left behind');
  return { answerMs, purgeMs };
}

async function remove(user: TestUser, id: string): Promise<void> {
  const { status } = await user.ask('DELETE', `/api/repos/${id}`);
  if (status !== 200) throw new Error(`DELETE answered ${status}`);
}

async function purgedBesideOthers(
  bench: Bench,
  id: string,
  watched: string,
): Promise<{ run: Run; others: Latencies }> {
  const over = new AbortController();
  const watching = watchOthers(bench.user, watched, Number.POSITIVE_INFINITY, over.signal);
  const run = await purged(bench, id);
  over.abort();
  return { run, others: await watching };
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function row(name: string, text: string): void {
  console.log(`  ${name.padEnd(34)} ${text}`);
}

function amount(n: number): string {
  return n.toLocaleString('en');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}
