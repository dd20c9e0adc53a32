import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Context, Db, Tx } from '@/domain/context';
import { claimDeletion } from '@/domain/deletions/lifecycle';
import { newId } from '@/domain/ids';
import type { Claimant } from '@/domain/jobs/schema';
import { claimNext } from '@/domain/jobs/store';
import { claimProbe } from '@/domain/repos/lifecycle';
import { claimScan } from '@/domain/scans/lifecycle';
import { LINE } from '@/domain/scans/store';
import { Prisma } from '@/generated/prisma/client';
import { openDb } from '@/server/db';

/** A database without a worker: only the test claims what waits. */
let database: TestDatabase;
let rows: pg.Client;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  db = openDb(database.url, 2);
});
afterEach(() => rows.query('TRUNCATE users, deletions, turns CASCADE'));
afterAll(async () => {
  await db?.$disconnect();
  await rows?.end();
  await database?.stop();
});

const PATIENT = { timeout: 120_000 };
const ctx = () => ({ db, now: new Date() }) as Context;
const worker = (slots: number): Claimant => ({ workerId: newId(), slots });

async function newUser(): Promise<string> {
  const id = newId();
  const values = [id, `${id}@example.com`];
  await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, $2, 'user', now())`, values);
  return id;
}

/** Inserts so many repos of a user; with the right `state`, the remotes wait for a probe. */
async function newRepos(userId: string, count: number, state = 'none'): Promise<void> {
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     SELECT gen_random_uuid(), $1, 'r' || n, 'github', $3::remote_state, now(), now() FROM generate_series(1, $2::int) n`,
    [userId, count, state],
  );
}

/** Inserts so many repos of a user, each with a queued scan. */
async function newScans(userId: string, count: number): Promise<void> {
  await newRepos(userId, count);
  await rows.query(
    `INSERT INTO scans (id, repo_id, owner_id, scan_type, status, created_at, updated_at)
     SELECT gen_random_uuid(), r.id, $1, 'full', 'queued', now(), now() FROM repos r
     WHERE r.user_id = $1 AND NOT EXISTS (SELECT FROM scans s WHERE s.repo_id = r.id)`,
    [userId],
  );
}

/** The owner of the scan that a worker claims next; undefined if none waits. */
async function turnOf(claimant: Claimant): Promise<string | undefined> {
  const run = await claimScan(ctx(), claimant);
  if (!run) return undefined;
  const { rows: found } = await rows.query('SELECT owner_id FROM scans WHERE id = $1', [run.scanId]);
  return found[0].owner_id as string;
}

/** Ends all that is running. */
const finishAll = () =>
  rows.query(
    `UPDATE scans SET status = 'completed', completed_at = now(), worker_id = NULL, lease_until = NULL WHERE worker_id IS NOT NULL`,
  );

describe('scans', PATIENT, () => {
  it('a thousand of one user delay the one of another by at most one', async () => {
    const [many, one] = [await newUser(), await newUser()];
    await newScans(many, 1_000);
    const claimant = worker(1);
    expect(await turnOf(claimant)).toBe(many);
    await newScans(one, 1);
    await finishAll();
    expect(await turnOf(claimant)).toBe(one);
    await finishAll();
    expect(await turnOf(claimant)).toBe(many);
  });

  it('of users who all have many are claimed in turns, one each', async () => {
    const users = [await newUser(), await newUser(), await newUser()];
    for (const user of users) await newScans(user, 50);
    const order: (string | undefined)[] = [];
    for (let n = 0; n < 9; n++) {
      order.push(await turnOf(worker(1)));
      await finishAll();
    }
    for (const round of [0, 3, 6]) {
      expect(new Set(order.slice(round, round + 3))).toEqual(new Set(users));
    }
  });

  it('of one user never get more than half of a worker while those of another wait', async () => {
    const [first, second] = [await newUser(), await newUser()];
    await newScans(first, 100);
    await newScans(second, 100);
    const claimant = worker(5);
    // In another queue, one of them has so much running that the other would be next five times.
    for (let n = 0; n < 20; n++) await turnOf(worker(1));
    await rows.query(`UPDATE scans SET worker_id = NULL, lease_until = NULL WHERE owner_id = $1`, [first]);
    const turns = [
      await turnOf(claimant),
      await turnOf(claimant),
      await turnOf(claimant),
      await turnOf(claimant),
    ];
    expect(turns).toEqual([first, first, second, second]);
  });

  it('of the only user with any get the whole worker', async () => {
    const user = await newUser();
    await newScans(user, 10);
    const claimant = worker(4);
    for (let n = 0; n < 4; n++) expect(await turnOf(claimant)).toBe(user);
  });

  it('are each claimed once, by any number of workers', async () => {
    const users = [await newUser(), await newUser()];
    for (const user of users) await newScans(user, 10);
    const claims = await Promise.all(Array.from({ length: 25 }, () => claimScan(ctx(), worker(2))));
    const taken = claims.flatMap((run) => (run ? [run.scanId] : []));
    expect(new Set(taken).size).toBe(20);
    expect(taken).toHaveLength(20);
  });

  it('are found among twenty thousand by an index', async () => {
    const [many, one] = [await newUser(), await newUser()];
    await rows.query('BEGIN');
    // The checks of 40,000 foreign keys would take longer than the rest of this file.
    await rows.query('SET LOCAL session_replication_role = replica');
    await newScans(many, 20_000);
    await rows.query('COMMIT');
    await newScans(one, 1);
    await rows.query('ANALYZE');
    const statement = await claimStatement(worker(4));
    const { rows: explained } = await rows.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${statement.text}`, [
      ...statement.values,
    ]);
    const read = nodesOf(explained[0]['QUERY PLAN'][0].Plan).filter(
      (node) => node['Relation Name'] === 'scans',
    );
    expect(read.length).toBeGreaterThan(3);
    for (const node of read) {
      const seen = (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
      expect(seen, JSON.stringify(node)).toBeLessThan(100);
    }
  });
});

/** The statement that claims a scan, as the store sends it. */
async function claimStatement(claimant: Claimant): Promise<Prisma.Sql> {
  let sent = Prisma.empty;
  const listening = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: Prisma.Sql[]) => {
      sent = Prisma.sql(strings, ...values);
      return [];
    },
  } as unknown as Tx;
  await claimNext(listening, LINE, claimant);
  return sent;
}

type PlanNode = {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

describe('probes and purges', PATIENT, () => {
  it('of one user delay the probe of another by at most one', async () => {
    const [many, one] = [await newUser(), await newUser()];
    await newRepos(many, 1_000, 'pending');
    const claimant = worker(8);
    const turn = async () => (await claimProbe(ctx(), claimant))?.repo.userId;
    expect([await turn(), await turn()]).toEqual([many, many]);
    await newRepos(one, 3, 'pending');
    expect([await turn(), await turn(), await turn(), await turn()]).toEqual([one, one, many, one]);
  });

  it('of one user delay the purge of another by at most one', async () => {
    const [many, one] = [newId(), newId()];
    const purges = `INSERT INTO deletions (id, name, actor_id, requested_at)
      SELECT gen_random_uuid(), 'gone', $1, now() + n * interval '1 ms' FROM generate_series(1, $2::int) n`;
    await rows.query(purges, [many, 1_000]);
    await rows.query(purges, [one, 1]);
    const claimant = worker(2);
    const turn = async () => {
      const lease = await claimDeletion(ctx(), 'repo.purge', claimant);
      const found = await rows.query('SELECT actor_id FROM deletions WHERE id = $1', [lease?.id]);
      return found.rows[0]?.actor_id as string | undefined;
    };
    expect([await turn(), await turn(), await turn()]).toEqual([many, one, many]);
  });
});
