import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Answer, newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type Cluster, startCluster } from '@tests/support/cluster';
import {
  endLaunched,
  findPart,
  freePort,
  type Launched,
  launch,
  type Part,
  processesOf,
  readyAt,
} from '@tests/support/launched';
import { orphansIn, tornIndexes } from '@tests/support/orphans';
import { seeded, shuffled } from '@tests/support/random';
import { connectTo, countRows, deletionRecord, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';

const ROUNDS = Number(process.env.HEIMDALL_CHAOS_ROUNDS ?? 10);
const SEED = Number(process.env.HEIMDALL_CHAOS_SEED ?? Date.now() % 1_000_000);
/** After running so long, a part counts as recovered for the launcher. Otherwise it may die five times. */
const STEADY_MS = 61_000;
const DEATHS = 4;
const PATIENCE_MS = 60_000;
/** How long after the requests a part is killed at most. By then an undisturbed purge is over. */
const LATEST_MS = 3_000;
const FILLED = { scans: 2, findings: 3_000 };
const KEPT = { repos: 1, scans: 1, stages: 1, findings: 200, events: 400 };

/** The directory of PostgreSQL's programs, for a server that may be killed. Without it, the database is embedded. */
const POSTGRES_BIN = process.env.TEST_POSTGRES_BIN;

let dataDir: string;
let cluster: Cluster | undefined;
let installation: Launched;
let user: TestUser;
beforeAll(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-chaos-'));
  cluster = POSTGRES_BIN ? await startCluster(POSTGRES_BIN) : undefined;
  const env = { PORT: String(await freePort()), HEIMDALL_RATE_LIMITS: 'off' };
  installation = launch(dataDir, cluster ? { ...env, DATABASE_URL: cluster.url } : env);
  user = await newUser(await readyAt(installation));
});
afterAll(async () => {
  if (installation) await endLaunched(installation.child, 'SIGKILL');
  const left = async () => processesOf(dataDir).length;
  await until(left, (count) => count === 0, PATIENCE_MS);
  await cluster?.stop();
  rmSync(dataDir, { recursive: true });
});

/** The database, as soon as it is ready. When it is killed, its connections end, too. */
async function database(): Promise<pg.Client> {
  const socketDir = encodeURIComponent(path.join(dataDir, 'run'));
  const url = cluster?.url ?? `postgresql://postgres@localhost/postgres?host=${socketDir}`;
  const connected = await until(() => connectTo(url).catch(() => undefined), Boolean, PATIENCE_MS);
  if (!connected) throw new Error('no database');
  return connected;
}

/** Asks until the answer is no server error: a killed part answers nothing, or 500. */
async function insist(method: string, at: string): Promise<{ answer: Answer; asked: number }> {
  let asked = 0;
  const answer = await until(
    () => {
      asked += 1;
      return user.ask(method, at).catch(() => undefined);
    },
    (it) => it !== undefined && it.status < 500,
    PATIENCE_MS,
  );
  if (!answer) throw new Error('no answer');
  return { answer, asked };
}

async function remove(id: string): Promise<void> {
  const { answer, asked } = await insist('DELETE', `/api/repos/${id}`);
  // The answer to the request that deleted it may have been lost.
  expect(asked > 1 ? [200, 404] : [200], `the delete of ${id}`).toContain(answer.status);
}

const make = async () => {
  const made = () => newRepo(user, { source_type: 'github', remote_url: null }).catch(() => undefined);
  const repo = await until(made, Boolean, PATIENCE_MS);
  return repo?.id ?? '';
};

/** One repo to keep and two to delete, complete. Repos that a killed process has left incomplete are not used. */
async function prepare(): Promise<{ kept: string; doomed: string[] }> {
  const db = await database();
  const [kept, ...doomed] = [await make(), await make(), await make()];
  await fillRepo(db, kept, KEPT.scans, KEPT.findings);
  for (const id of doomed) await fillRepo(db, id, FILLED.scans, FILLED.findings / FILLED.scans);
  await db.end();
  return { kept, doomed };
}

const deaths: Record<Part, { count: number; revivedAt: number }> = {
  web: { count: 0, revivedAt: Date.now() },
  worker: { count: 0, revivedAt: Date.now() },
  database: { count: 0, revivedAt: Date.now() },
};

/** Kills a part, and waits until the launcher has restarted it. One that has died often first runs undisturbed. */
async function kill(part: Part): Promise<void> {
  if (part === 'database' && cluster) return cluster.crash();
  const life = deaths[part];
  if (life.count === DEATHS) {
    await pause(Math.max(0, life.revivedAt + STEADY_MS - Date.now()));
    life.count = 0;
  }
  const pid = await until(async () => findPart(dataDir, part), Boolean, PATIENCE_MS);
  if (pid) process.kill(pid, 'SIGKILL');
  const another = async () => {
    const now = findPart(dataDir, part);
    return now !== undefined && now !== pid;
  };
  await until(another, Boolean, PATIENCE_MS);
  life.count += 1;
  life.revivedAt = Date.now();
}

it(`${ROUNDS} times a part killed in the middle of deletes loses nothing and leaves nothing`, {
  timeout: 120_000 + ROUNDS * 60_000,
}, async () => {
  const random = seeded(SEED);
  const kept: string[] = [];
  const doomed: string[] = [];
  const story: string[] = [];
  try {
    let order: Part[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      if (order.length === 0) order = shuffled(['web', 'worker', 'database'], random);
      const part = order.pop() ?? 'database';
      const repos = await prepare();
      kept.push(repos.kept);
      doomed.push(...repos.doomed);
      const delay = Math.round(random() * LATEST_MS);
      story.push(`${part} after ${delay} ms`);
      const removals = Promise.all(repos.doomed.map(remove));
      await pause(delay);
      await kill(part);
      await removals;
    }
    await proveWhole(kept, doomed);
  } catch (error) {
    throw new Error(`HEIMDALL_CHAOS_SEED=${SEED}: ${story.join(', ')}\n${installation.output()}`, {
      cause: error,
    });
  }
});

async function proveWhole(kept: string[], doomed: string[]): Promise<void> {
  const db = await database();
  const open = async () =>
    (await db.query('SELECT id, total, counts, orphans FROM deletions WHERE finished_at IS NULL')).rows;
  await until(open, (records) => records.length === 0, 2 * PATIENCE_MS);

  for (const id of doomed) {
    const counted = { counts: FILLED, orphans: 0 };
    expect(await deletionRecord(db, id), `the record of ${id}`).toMatchObject(counted);
    expect(await countRows(db, id), `what is left of ${id}`).toEqual(NOTHING_LEFT);
    expect((await insist('GET', `/api/repos/${id}`)).answer.status).toBe(404);
  }
  for (const id of kept) {
    expect(await countRows(db, id), `what is there of ${id}`).toMatchObject(KEPT);
    expect((await insist('GET', `/api/repos/${id}`)).answer.status).toBe(200);
  }
  const { rows: records } = await db.query('SELECT id, orphans FROM deletions');
  expect(records.map(({ id }) => id).sort()).toEqual([...doomed].sort());
  const { rows: hidden } = await db.query('SELECT id FROM repos WHERE deleted_at IS NOT NULL');
  expect(hidden).toEqual([]);
  expect(await orphansIn(db)).toEqual({});
  expect(await tornIndexes(db)).toEqual([]);
  await db.end();
}
