import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import type { RunningProcess } from '@tests/support/process';
import { connectTo } from '@tests/support/rows';
import { faultsIn, lineWith, newSecret } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

const USERS = 5;
const REPOS_EACH = 40;
const SCANS = USERS * REPOS_EACH;
const REMOTES = 20;
/** Scans after which a worker has loaded and cached all that it keeps. */
const WARM = 50;
/** What garbage may add to a worker in its fifty scans after that, in MB. A leak of half a megabyte a scan adds as much. */
const GROWTH_MB = 25;
/** For a busy machine. */
const PATIENT = 600_000;

let git: GitServer;
let server: TestServer;
let db: pg.Client;
/** One for each worker, as on machines of their own. */
const dataDirs = [0, 1, 2].map(() => mkdtempSync(path.join(tmpdir(), 'heimdall-worker-')));

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ env: { HEIMDALL_SECRET_KEY: 'k'.repeat(43), HEIMDALL_SCAN_PROCESSES: '1' } });
  db = await connectTo(server.database.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
  for (const directory of dataDirs) rmSync(directory, { recursive: true, force: true });
});

/** The memory that a process has now, in MB. Linux only, as is the gate. */
function memoryOf({ child }: RunningProcess): number {
  const kB = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
  return Number(kB) / 1024;
}

/** Waits until so many scans are over, whatever their outcome. */
async function untilOver(scans: number): Promise<void> {
  const over = async () =>
    Number(
      (await db.query(`SELECT count(*) FROM scans WHERE status IN ('completed', 'failed')`)).rows[0]?.count,
    );
  await until(over, (count) => count >= scans, PATIENT, 250);
}

it(
  'three workers do 200 scans of several users, each once, in memory that stays flat',
  async () => {
    for (let n = 0; n < REMOTES; n++) {
      const files = { 'a.py': lineWith(newSecret()), 'b.py': `n = ${n}\n` };
      git.makeRepository(`many-${n}.git`, commitStream([{ files }, { files: { 'c.py': 'x = 1\n' } }]));
    }
    const register = async () => {
      const user = await newUser(server.url);
      for (let n = 0; n < REPOS_EACH; n++) {
        await newRepo(user, { remote_url: git.url(`many-${n % REMOTES}.git`) });
      }
    };
    for (let n = 0; n < USERS; n++) await register();
    const workers = await Promise.all(
      dataDirs.map((directory) => server.startPart('worker', { HEIMDALL_DATA_DIR: directory })),
    );
    await untilOver(WARM);
    const before = workers.map(memoryOf);
    await untilOver(SCANS);
    const after = workers.map(memoryOf);

    const { rows } = await db.query(
      `SELECT status, complete, attempt, scan_type, findings::int AS findings, count(*)::int AS scans
     FROM (SELECT s.*, (SELECT count(*) FROM findings f WHERE f.scan_id = s.id) AS findings FROM scans s) s
     GROUP BY status, complete, attempt, scan_type, findings`,
    );
    const once = { status: 'completed', complete: true, attempt: 1, scan_type: 'full', findings: 1 };
    expect(rows).toEqual([{ ...once, scans: SCANS }]);
    const cached = dataDirs.map((directory) =>
      readdirSync(path.join(directory, 'repositories')).filter((name) => name.endsWith('.git')),
    );
    for (const repos of cached) expect(repos.length).toBeGreaterThan(SCANS / 10);
    expect(new Set(cached.flat()).size).toBe(SCANS);
    expect(cached.flat()).toHaveLength(SCANS);
    for (const [n, mb] of after.entries()) expect(mb - (before[n] ?? 0)).toBeLessThan(GROWTH_MB);
    for (const worker of workers) expect(faultsIn(worker.output())).toEqual([]);
  },
  PATIENT,
);
