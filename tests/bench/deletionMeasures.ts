import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, deletionRecord } from '@tests/support/rows';
import type pg from 'pg';
import { fillLikeYears, rowsOf, type Size } from './deletionRows';
import { withInstallation } from './installation';
import { type Latencies, quantile, watchOthers } from './otherRequests';

type Options = { findings: number; embedded: boolean };

const MANY_DELETES = 20;
const IDLE_MS = 20_000;

/** Measures one database, prints the table, and leaves nothing behind. */
export async function measureDeletion(title: string, url: string, options: Options): Promise<void> {
  await withInstallation(url, options, async (server) => {
    const db = await connectTo(url);
    try {
      await measure(title, { db, user: await newUser(server), ...options });
    } finally {
      await db.end();
    }
  });
}

type Bench = Options & { db: pg.Client; user: TestUser };

async function measure(title: string, bench: Bench): Promise<void> {
  const whole = sizeOf(bench.findings);
  const tenth = sizeOf(bench.findings / 10);
  console.log(
    `\n${title}: ${amount(whole.findings)} findings, ${amount(whole.findings * 3)} events, ${amount(whole.scans)} scans`,
  );
  const byCascade = await filled(bench, whole);
  const small = await filled(bench, tenth);
  const alone = await filled(bench, whole);
  const besideOthers = await filled(bench, whole);
  const watched = await filled(bench, sizeOf(500));
  await bench.db.query('VACUUM (ANALYZE)');

  const cascadeMs = await timed(() => bench.db.query('DELETE FROM repos WHERE id = $1', [byCascade]));
  const tenthRun = await purged(bench, small);
  const aloneRun = await purged(bench, alone);
  const idle = await watchOthers(bench.user, watched, IDLE_MS);
  const { run, others } = await purgedBesideOthers(bench, besideOthers, watched);
  const answers = await answersOfMany(bench);

  row('one raw SQL cascade', `${seconds(cascadeMs)}`);
  row(
    'the whole purge, alone',
    `${seconds(aloneRun.purgeMs)}, ${ratio(aloneRun.purgeMs, cascadeMs)} of the cascade (aim: 1.3)`,
  );
  row(
    'a tenth of the rows',
    `${seconds(tenthRun.purgeMs)}; the whole takes ${ratio(aloneRun.purgeMs, tenthRun.purgeMs)} times as long (aim: 11)`,
  );
  row(
    'DELETE answers, large',
    `${aloneRun.answerMs.toFixed(0)} and ${run.answerMs.toFixed(0)} ms (aim: 100)`,
  );
  row(
    `DELETE answers, ${MANY_DELETES} of a hundredth`,
    `p95 ${quantile(answers, 0.95).toFixed(0)} ms, longest ${Math.max(...answers).toFixed(0)} ms`,
  );
  for (const [name, times] of Object.entries(idle)) {
    const beside = others[name as keyof Latencies];
    row(
      `${name}, p99`,
      `idle ${quantile(times, 0.99).toFixed(1)} ms, during a purge ${quantile(beside, 0.99).toFixed(1)} ms, ` +
        `${ratio(quantile(beside, 0.99), quantile(times, 0.99))} (aim: 1.5; ${times.length} and ${beside.length} requests)`,
    );
  }
  row('the purge beside them', `${seconds(run.purgeMs)}`);
}

function sizeOf(findings: number): Size {
  return { scans: Math.max(1, Math.round(findings / 500)), findings, eventsPerFinding: 3 };
}

async function filled({ db, user, embedded }: Bench, size: Size): Promise<string> {
  const { id } = await newRepo(user, { source_type: 'github', remote_url: undefined });
  await fillLikeYears(db, id, size, embedded);
  return id;
}

type Run = { answerMs: number; purgeMs: number };

/** Deletes a repo and waits for its receipt, which has to say that nothing is left. */
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

/** How long each of many deletes of middling repos takes to answer, one after another. */
async function answersOfMany(bench: Bench): Promise<number[]> {
  const ids: string[] = [];
  for (let n = 0; n < MANY_DELETES; n++) ids.push(await filled(bench, sizeOf(bench.findings / 100)));
  const answers: number[] = [];
  for (const id of ids) answers.push(await timed(() => remove(bench.user, id)));
  for (const id of ids) while ((await deletionRecord(bench.db, id))?.finished_at === null) await pause(50);
  return answers;
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

function ratio(a: number, b: number): string {
  return (a / b).toFixed(2);
}
