import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import type { RunningProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import {
  coverageOf,
  descendants,
  faultsIn,
  findingsOf,
  getScan,
  isAlive,
  lineWith,
  newSecret,
  requestScan,
  scanned,
} from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { HELD, HELD_STAGES, type HeldScan, scannedRepo } from '@tests/support/stages';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let db: pg.Client;
let user: TestUser;
/** The running worker, after the first has been killed. */
let worker: RunningProcess;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true, env: { HEIMDALL_SCAN_CONCURRENCY: '4' } });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
});

const attemptOf = async (scanId: string) =>
  (await db.query('SELECT attempt, worker_id FROM scans WHERE id = $1', [scanId])).rows[0] as {
    attempt: number;
    worker_id: string | null;
  };
/** Lets the lease of a killed worker expire at once. */
async function expire(scanId: string): Promise<void> {
  await db.query(`UPDATE scans SET lease_until = now() - interval '1 second' WHERE id = $1`, [scanId]);
}

/** For a busy machine. */
const PATIENT = { timeout: 180_000 };

describe('a worker that is killed', PATIENT, () => {
  it('loses no scan, at whatever stage, and leaves no process behind', async () => {
    const first = server.worker as RunningProcess;
    const held = { git, server, user, db };
    const scans: HeldScan[] = [];
    // After a long silence of the host, or after the report, the scan would not be running any more.
    const prepared = await Promise.all(HELD_STAGES.map((stage) => scannedRepo(held, `killed-${stage}.git`)));
    for (const [index, stage] of HELD_STAGES.entries()) {
      scans.push(await HELD[stage](held, `killed-${stage}.git`, prepared[index]));
    }
    const processes = descendants(first.child.pid ?? 0);
    expect(processes.length).toBeGreaterThan(2);
    await first.kill();
    for (const { release } of scans) release();
    worker = await server.startPart('worker');
    await until(
      async () => processes.filter(({ pid }) => isAlive(pid)),
      (left) => left.length === 0,
    );
    for (const { repoId, scan } of scans) {
      expect(await scanned(user, repoId, 120_000)).toMatchObject({
        id: scan.id,
        status: 'completed',
        complete: true,
      });
      expect((await attemptOf(scan.id)).attempt).toBe(2);
      // What the killed worker has kept is not used.
      expect(await coverageOf(user, scan.id)).toMatchObject({ files_reused: 0 });
    }
    expect(faultsIn(worker.output())).toEqual([]);
  });

  it('three times during the same scan makes it fail, with a message', async () => {
    const repoId = await scannedRepo({ git, server, user, db }, 'deadly.git');
    const release = git.hold('deadly.git');
    const { id } = await requestScan(user, repoId);
    for (let attempt = 1; attempt <= 3; attempt++) {
      await until(
        () => attemptOf(id),
        (now) => now.attempt === attempt && now.worker_id !== null,
      );
      await worker.kill();
      await expire(id);
      worker = await server.startPart('worker');
    }
    const scan = await scanned(user, repoId);
    expect(scan).toMatchObject({ id, status: 'failed', complete: false });
    expect(scan.error_message).toMatch(/^The scan failed: its worker stopped unexpectedly 3 times\./);
    release();
    expect((await requestScan(user, repoId)).id).not.toBe(id);
    expect(await scanned(user, repoId)).toMatchObject({ status: 'completed' });
  });

  it('after it took a job, and before it claimed the scan, loses nothing', async () => {
    const repoId = await scannedRepo({ git, server, user, db }, 'lost.git');
    await worker.stop();
    const { id } = await requestScan(user, repoId);
    expect((await db.query(`DELETE FROM pgboss.job WHERE name = 'repo.scan'`)).rowCount).toBe(1);
    worker = await server.startPart('worker');
    expect(await scanned(user, repoId)).toMatchObject({ id, status: 'completed' });
  });
});

describe('a worker that is stopped', PATIENT, () => {
  it('releases its scan at once, uncounted, and another claims it', async () => {
    const repoId = await scannedRepo({ git, server, user, db }, 'stopped.git');
    const release = git.hold('stopped.git');
    const { id } = await requestScan(user, repoId);
    await until(
      () => attemptOf(id),
      ({ worker_id }) => worker_id !== null,
    );
    const processes = descendants(worker.child.pid ?? 0);
    const begun = Date.now();
    await worker.stop();
    expect(Date.now() - begun).toBeLessThan(5_000);
    expect(await attemptOf(id)).toEqual({ attempt: 0, worker_id: null });
    expect(await getScan(user, id)).toMatchObject({ status: 'queued', error_message: null });
    expect(processes.filter(({ pid }) => isAlive(pid))).toEqual([]);
    release();
    worker = await server.startPart('worker');
    expect(await scanned(user, repoId)).toMatchObject({ id, status: 'completed' });
    expect((await attemptOf(id)).attempt).toBe(1);
  });
});

describe('an engine that is killed', PATIENT, () => {
  it('is replaced, and its worker keeps running', async () => {
    const repoId = await scannedRepo({ git, server, user, db }, 'engine.git');
    const files = Object.fromEntries(
      Array.from({ length: 1_500 }, (_, n) => [`f${n}.py`, n % 500 ? `n = ${n}\n` : lineWith(newSecret())]),
    );
    git.makeRepository('engine.git', commitStream([{ files }], 1));
    const { id } = await requestScan(user, repoId);
    let killed = 0;
    await until(
      async () => {
        const engine = descendants(worker.child.pid ?? 0).find(({ command }) =>
          /engineProcess/.test(command),
        );
        if (engine && killed < 2) {
          process.kill(engine.pid, 'SIGKILL');
          killed++;
        }
        return (await getScan(user, id)).status;
      },
      (status) => ['completed', 'failed'].includes(status),
      60_000,
    );
    expect(killed).toBeGreaterThan(0);
    expect(await getScan(user, id)).toMatchObject({ status: 'completed' });
    expect(isAlive(worker.child.pid ?? 0)).toBe(true);
    expect((await findingsOf(user, repoId)).length).toBeGreaterThanOrEqual(1);
  });
});

describe('several workers', PATIENT, () => {
  it('scan several repos at once, as many as each may, and each repo once', async () => {
    const another = await server.startPart('worker', { HEIMDALL_SCAN_CONCURRENCY: '1' });
    const names = Array.from({ length: 7 }, (_, n) => `many-${n}.git`);
    for (const name of names) git.makeRepository(name, commitStream([{ files: { a: 'x\n' } }]));
    const repos = await Promise.all(names.map((name) => newRepo(user, { remote_url: git.url(name) })));
    const ids = repos.map(({ id }) => id);
    await Promise.all(ids.map((id) => scanned(user, id)));
    const releases = names.map((name) => git.hold(name));
    const scans = await Promise.all(ids.map((id) => requestScan(user, id)));
    const running = async () =>
      (await Promise.all(scans.map(({ id }) => getScan(user, id)))).filter(
        ({ status }) => status === 'ingesting',
      ).length;
    await until(running, (count) => count === 5);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await running()).toBe(5);
    for (const release of releases) release();
    for (const id of ids) expect(await scanned(user, id)).toMatchObject({ status: 'completed' });
    const attempts = await Promise.all(scans.map(({ id }) => attemptOf(id)));
    expect(attempts.map(({ attempt }) => attempt)).toEqual(names.map(() => 1));
    for (const { output } of [worker, another]) expect(faultsIn(output())).toEqual([]);
  });
});
