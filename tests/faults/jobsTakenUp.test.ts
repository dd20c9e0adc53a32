import { newRepo, until } from '@tests/support/api';
import { receiptOf } from '@tests/support/hostItems';
import { osvOf } from '@tests/support/osvDocuments';
import { type OsvServer, startOsvServer } from '@tests/support/osvServer';
import { ownServer } from '@tests/support/ownServer';
import type { RunningProcess } from '@tests/support/process';
import { repositories } from '@tests/support/providers/host';
import { type LocalHost, startHost } from '@tests/support/providers/servers';
import { scannedRepo } from '@tests/support/scannedRepo';
import { findingsOf } from '@tests/support/scans';
import { stopEngine } from '@tests/support/stages';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@/domain/ids';
import { JOBS } from '@/domain/jobs/schema';

/** Work that a killed worker has held, and that no other file of these tests kills. */

let osv: OsvServer;
let gitea: LocalHost;
beforeAll(async () => {
  osv = await startOsvServer();
  osv.documents.set('GHSA-a', osvOf('GHSA-a', 'left'));
  gitea = await startHost('gitea');
  gitea.state.repositories = repositories('acme', 1);
  gitea.state.tokens.set('good', { login: 'ana', id: 9 });
});
const own = ownServer(() => ({
  HEIMDALL_ADVISORIES: 'download',
  HEIMDALL_OSV_DOWNLOAD_URL: osv.url,
  HEIMDALL_OSV_ECOSYSTEMS: 'npm',
}));
afterAll(async () => {
  await gitea?.git.stop();
  await osv?.stop();
});

const PATIENCE_MS = 60_000;
const TAKEN_UP_SECONDS = 30;

/** The tables of the rows, by their jobs. */
const TABLES = {
  'host.remove': 'host_items',
  'advisories.import': 'advisory_imports',
  'repo.match': 'inventories',
} as const;
type Held = keyof typeof TABLES;

const wake = (job: Held) =>
  own.db.query(`INSERT INTO pgboss.job (name, policy) VALUES ($1, 'standard')`, [job]);

/** The lease of a job's row, and the database's time. */
async function leaseOf(job: Held, id: string) {
  const key = job === 'host.remove' ? 'made_for_id' : 'id';
  const { rows } = await own.db.query(
    `SELECT attempt, worker_id, clock_timestamp() AS now FROM ${TABLES[job]} WHERE ${key} = $1`,
    [id],
  );
  return rows[0] as { attempt: number; worker_id: string | null; now: Date };
}

/** Waits until a worker holds a row. Returns how often it was claimed. */
async function heldAs(job: Held, id: string): Promise<number> {
  const isHeld = (lease: { worker_id: string | null }) => lease?.worker_id != null;
  return (await until(() => leaseOf(job, id), isHeld, PATIENCE_MS, 20)).attempt;
}

/** A webhook whose host does not answer its removal. */
async function holdRemoval(): Promise<string> {
  const body = { provider: 'gitea', host: gitea.url, token: 'good' };
  expect((await own.user.ask('POST', '/api/connections', { body })).status).toBe(201);
  const { id } = await newRepo(own.user, { remote_url: `${gitea.url}/acme/repo-1.git` });
  const made = await own.user.ask('PUT', `/api/repos/${id}/webhook`, { body: { mode: 'provider' } });
  expect(made.status).toBe(200);
  gitea.state.hangs = true;
  expect((await own.user.ask('DELETE', `/api/repos/${id}`)).status).toBe(200);
  return id;
}

/** An import whose archive does not come. */
async function holdImport(): Promise<string> {
  const id = newId();
  osv.troubles.push('silence');
  await own.db.query(`INSERT INTO advisory_imports (id, ecosystem, created_at) VALUES ($1, 'npm', now())`, [
    id,
  ]);
  await wake('advisories.import');
  return id;
}

/** A comparison whose engine is paused. */
async function holdMatch(workerPid: number): Promise<{ id: string; engine: number }> {
  const { repoId: id } = await scannedRepo(own.db, own.user, 'matched');
  await own.db.query(
    `INSERT INTO packages (id, repo_id, key, ecosystem, name, version, purl, dev, via, file_path, line)
     VALUES ($1, $2, 'npm/left', 'npm', 'left', '1.0.0', 'pkg:npm/left@1.0.0', false, '{}', 'package-lock.json', 1)`,
    [newId(), id],
  );
  const engine = stopEngine(workerPid, new Set());
  await own.db.query(
    `INSERT INTO inventories (id, owner_id, digest, declarations, gaps, requested)
     VALUES ($1, $2, 'd', '[]', '[]', 1)`,
    [id, own.user.id],
  );
  await wake('repo.match');
  return { id, engine: await engine };
}

it('removals at hosts, imports of advisories and comparisons go on soon after a SIGKILL', async () => {
  const { db, server, user } = own;
  const known = () => db.query('SELECT FROM advisory_sources');
  await until(known, ({ rowCount }) => rowCount === 1, PATIENCE_MS);
  const worker = server.worker as RunningProcess;
  const { engine, id: matched } = await holdMatch(worker.child.pid ?? 0);
  const ids = {
    'repo.match': matched,
    'advisories.import': await holdImport(),
    'host.remove': await holdRemoval(),
  };
  const jobs = Object.keys(ids) as Held[];
  const before = new Map<Held, number>();
  for (const job of jobs) before.set(job, await heldAs(job, ids[job]));

  await worker.kill();
  process.kill(engine, 'SIGKILL');
  const killedAt = (await db.query('SELECT clock_timestamp() AS now')).rows[0].now as Date;
  gitea.state.hangs = false;
  await server.startPart('worker');
  const takenUp = async (job: Held) => {
    const isAgain = ({ attempt }: { attempt: number }) => attempt > (before.get(job) ?? 0);
    const { now } = await until(() => leaseOf(job, ids[job]), isAgain, PATIENCE_MS);
    const seconds = (now.getTime() - killedAt.getTime()) / 1000;
    expect(seconds, job).toBeLessThan(TAKEN_UP_SECONDS + JOBS[job].pollSeconds);
  };
  for (const job of jobs) await takenUp(job);

  expect(await receiptOf(user, ids['host.remove'], 'removed')).toHaveLength(1);
  const ended = async () =>
    (
      await db.query('SELECT error, finished_at FROM advisory_imports WHERE id = $1', [
        ids['advisories.import'],
      ])
    ).rows[0] as { error: string | null; finished_at: Date | null };
  expect((await until(ended, ({ finished_at }) => finished_at !== null, PATIENCE_MS)).error).toBeNull();
  const found = await until(
    () => findingsOf(user, matched),
    ({ length }) => length > 0,
    PATIENCE_MS,
  );
  expect(found).toMatchObject([{ file_path: 'package-lock.json', status: 'open' }]);
}, 300_000);
