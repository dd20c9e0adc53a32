import { readdirSync } from 'node:fs';
import path from 'node:path';
import { newUser, type TestUser, until } from '@tests/support/api';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo, countRows, NOTHING_LEFT } from '@tests/support/rows';
import { faultsIn, findingsOf, getScan, isAlive, requestScan, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { HELD, HELD_STAGES } from '@tests/support/stages';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let git: GitServer;
let server: TestServer;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
});

const held = () => ({ git, server, user, db });

/** Waits until all of these processes have ended; two seconds are promised. */
const gone = (processes: readonly { pid: number }[]) =>
  until(
    async () => processes.filter(({ pid }) => isAlive(pid)),
    (left) => left.length === 0,
    2_000,
  );

/** For a busy machine. */
const PATIENT = { timeout: 180_000 };

describe('a scan that is cancelled', PATIENT, () => {
  it.each(HELD_STAGES)(
    'while it is at its %s ends there within two seconds, and never continues',
    async (stage) => {
      const { scan, repoId, processes, release } = await HELD[stage](held(), `cancelled-${stage}.git`);
      expect(processes.length > 0).toBe(stage !== 'report');
      const before = await findingsOf(user, repoId);
      const { status } = await user.ask('POST', `/api/scans/${scan.id}/cancel`);
      expect(status).toBe(200);
      await gone(processes);
      const cancelled = await getScan(user, scan.id);
      release();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await getScan(user, scan.id)).toEqual(cancelled);
      expect(cancelled).toMatchObject({ status: 'cancelled', finding_count: 0, error_message: null });
      const { rows } = await db.query(`SELECT status FROM scan_stages WHERE scan_id = $1`, [scan.id]);
      expect(rows.map((row) => row.status)).not.toContain('running');
      if (stage === 'fetch') expect(await findingsOf(user, repoId)).toEqual(before);
    },
  );

  it('does not affect the next one, even if it is requested at once', async () => {
    const { scan, repoId, release } = await HELD.fetch(held(), 'cancelled-again.git');
    await user.ask('POST', `/api/scans/${scan.id}/cancel`);
    const next = await requestScan(user, repoId);
    release();
    expect(await scanned(user, repoId)).toMatchObject({ id: next.id, status: 'completed', complete: true });
    expect(await findingsOf(user, repoId)).toHaveLength(2);
  });
});

describe('a repo that is deleted', PATIENT, () => {
  it.each(HELD_STAGES)('while its scan is at its %s leaves nothing', async (stage) => {
    const { repoId, processes, release } = await HELD[stage](held(), `deleted-${stage}.git`);
    expect(keptOf(repoId)).toEqual(expect.arrayContaining([`${repoId}.git`, `${repoId}.results`]));
    expect((await user.ask('DELETE', `/api/repos/${repoId}`)).status).toBe(200);
    await gone(processes);
    release();
    await until(
      () => countRows(db, repoId),
      (left) => JSON.stringify(left) === JSON.stringify(NOTHING_LEFT),
    );
    await until(
      async () => keptOf(repoId),
      (kept) => kept.length === 0,
    );
  });

  it('is not logged as an error', () => {
    expect(faultsIn(server.worker?.output() ?? 'no worker')).toEqual([]);
    expect(faultsIn(server.web.output())).toEqual([]);
  });
});

/** What is on disk of a repo. */
function keptOf(repoId: string): string[] {
  return readdirSync(path.join(server.dataDir, 'repositories')).filter((name) => name.startsWith(repoId));
}
