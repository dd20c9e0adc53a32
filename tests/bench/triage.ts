/**
 * `npm run bench -- triage [--findings N] [--embedded-findings N]`: what a change of many findings costs.
 * It is compared with the plain statements that change the same rows and insert their events.
 * It also measures how long other requests wait meanwhile. TEST_DATABASE_URL adds a PostgreSQL server.
 *
 * Other requests run beside the plain statements, too: they take as much of the machine from both.
 * Only those beside the change are measured. On the embedded database none are sent: they would wait for its end.
 */
import { parseArgs } from 'node:util';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { fillWithFindings } from './findingRows';
import { withEmbeddedDatabase, withInstallation, withServerDatabase } from './installation';
import { KINDS, type Latencies, quantile, watchOthers } from './otherRequests';

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    findings: { type: 'string', default: '100000' },
    'embedded-findings': { type: 'string', default: '100000' },
  },
});

const REPOS = 10;
/** In rounds, a machine that slows down for a while slows all compared measures. */
const ROUNDS = 2;
const IDLE_MS = 10_000;
const LONGEST_MS = 3_600_000;

async function measure(
  title: string,
  databaseUrl: string,
  { findings, isEmbedded }: { findings: number; isEmbedded: boolean },
): Promise<void> {
  await withInstallation(databaseUrl, { withWorker: true }, async (url) => {
    const db = await connectTo(databaseUrl);
    const [user, other] = [await newUser(url), await newUser(url)];
    const repoIds: string[] = [];
    for (let repo = 0; repo < REPOS; repo++) {
      const id = await makeRepo(user);
      await fillWithFindings(db, id, findings / REPOS, repo * findings);
      repoIds.push(id);
    }
    const otherRepo = await makeRepo(other);
    await fillWithFindings(db, otherRepo, 1_000, 0);
    await db.query('VACUUM ANALYZE');
    console.log(`\n${title}: a change of ${findings} findings in ${REPOS} repositories, ${ROUNDS} rounds`);
    const [plain, made, undone]: [number[], number[], number[]] = [[], [], []];
    const quiet = await watchOthers(other, otherRepo, IDLE_MS);
    const busy: Latencies = { list: [], create: [], 'findings page': [] };
    for (let round = 0; round < ROUNDS; round++) {
      const alone = new AbortController();
      const beside = isEmbedded ? undefined : watchOthers(other, otherRepo, LONGEST_MS, alone.signal);
      plain.push(await timed(() => changePlainly(db, repoIds)));
      alone.abort();
      await beside;
      await db.query('VACUUM findings, finding_events');
      const over = new AbortController();
      const others = watchOthers(other, otherRepo, LONGEST_MS, over.signal);
      const change = { filter: {}, status: 'dismissed', reason: 'measured' };
      let token: unknown;
      made.push(
        await timed(async () => {
          token = (await followed(user, '/api/findings/triage', change)).undo_token;
        }),
      );
      undone.push(await timed(() => followed(user, '/api/findings/triage/undo', { undo_token: token })));
      over.abort();
      for (const [kind, times] of Object.entries(await others)) busy[kind as keyof Latencies].push(...times);
      await db.query('VACUUM findings, finding_events');
    }
    await db.end();
    print('the change', made, plain);
    print('its undo', undone, plain);
    for (const kind of KINDS) {
      const [before, meanwhile] = [quantile(quiet[kind], 0.99), quantile(busy[kind], 0.99)];
      const times = `p99 ${before.toFixed(1)} and ${meanwhile.toFixed(1)} ms of ${busy[kind].length}`;
      console.log(`${(meanwhile / before).toFixed(2).padStart(6)}  others, ${kind.padEnd(18)} ${times}`);
    }
  });
}

async function makeRepo(user: TestUser): Promise<string> {
  return (await newRepo(user, { name: 'bench', source_type: 'github', remote_url: null })).id;
}

/** Changes the same rows as the filter does, inserts as many events, and takes it back. */
async function changePlainly(db: pg.Client, repoIds: string[]): Promise<void> {
  await db.query('BEGIN');
  await db.query(
    `UPDATE findings SET status = 'dismissed', status_reason = 'measured', version = version + 1, updated_at = now()
     WHERE repo_id = ANY($1) AND status IN ('open', 'confirmed')`,
    [repoIds],
  );
  // Ids ascend, as those of real events do.
  await db.query(
    `INSERT INTO finding_events (id, finding_id, actor_id, type, old_value, new_value, comment, created_at, replaced)
     SELECT ($1 || '-7000-8000-' || lpad(to_hex(row_number() OVER ()), 12, '0'))::uuid, id,
       (SELECT user_id FROM repos WHERE id = $2), 'status_changed', 'open', 'dismissed', 'measured', now(), '{"version": 2}'
     FROM findings WHERE repo_id = ANY($3) AND status_reason = 'measured'`,
    [v7().slice(0, 13), repoIds[0], repoIds],
  );
  await db.query('ROLLBACK');
}

/** The result of a change, of the worker's too. */
async function followed(user: TestUser, path: string, body: object): Promise<Record<string, unknown>> {
  const { status, data } = await user.ask('POST', path, { body });
  if (status === 200) return data;
  if (status !== 202) throw new Error(`${path} answered ${status}`);
  for (;;) {
    const job = (await user.ask('GET', `/api/jobs/${data.job_id}`)).data;
    if (job.state === 'completed') return job.result as Record<string, unknown>;
    if (job.state === 'failed') throw new Error(`${job.name} failed`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function print(name: string, times: readonly number[], plain: readonly number[]): void {
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0) / 1_000 / ROUNDS;
  const seconds = `${sum(times).toFixed(1)} s, plain statements ${sum(plain).toFixed(1)} s`;
  console.log(`${(sum(times) / sum(plain)).toFixed(2).padStart(6)}  ${name.padEnd(26)} ${seconds}`);
}

const adminUrl = process.env.TEST_DATABASE_URL;
if (adminUrl) {
  const size = { findings: Number(values.findings), isEmbedded: false };
  await withServerDatabase(adminUrl, (url) => measure('PostgreSQL', url, size));
} else console.log('TEST_DATABASE_URL names no PostgreSQL server: only the embedded database is measured.');
const size = { findings: Number(values['embedded-findings']), isEmbedded: true };
await withEmbeddedDatabase((url) => measure('Embedded database', url, size));
