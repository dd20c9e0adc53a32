import { until } from '@tests/support/api';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo, countRows, fillRepo, NOTHING_LEFT } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { purgeRepo } from '@/domain/deletions/lifecycle';
import { givingWay } from '@/jobs/givingWay';
import { openDb } from '@/server/db';

let database: TestDatabase;
let visitor: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  visitor = await connectTo(database.url);
});
afterAll(async () => {
  await visitor?.end();
  await database?.stop();
});

const MOST_MS = 50;
/** Longer than this test takes: whoever was at work in it was so beside the batch. */
const A_WHILE = 600_000;
/** The embedded database has one session, and nobody in it gives way. */
const isServer = () => !database.url.includes('host=');

/** One of Heimdall's connections, for as long as a test goes on. */
function connection(): Db {
  const db = openDb(database.url, 1);
  onTestFinished(() => db.$disconnect());
  return db;
}

/** What a purge does between its batches, and how long it has rested, in milliseconds. */
function purge() {
  const rests: number[] = [];
  const context = { db: connection(), now: new Date() } as Context;
  const between = givingWay(
    () => context,
    MOST_MS,
    async (ms) => rests.push(ms),
  );
  return { rests, between };
}

/** A hidden repo with findings, and the record of its deletion. */
async function hiddenRepo(findings: number): Promise<string> {
  const [user, id] = [v7(), v7()];
  await visitor.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, $2, 'user', now())`, [
    user,
    `${user}@example.com`,
  ]);
  await visitor.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at, deleted_at)
     VALUES ($1, $2, 'hidden', 'github', 'none', now(), now(), now())`,
    [id, user],
  );
  await fillRepo(visitor, id, 1, findings);
  await visitor.query(`INSERT INTO deletion_records (id, name, requested_at) VALUES ($1, 'hidden', now())`, [
    id,
  ]);
  return id;
}

describe('a purge', () => {
  it('rests for nobody but those who use the database as Heimdall does', async (test) => {
    if (!isServer()) return test.skip();
    const { rests, between } = purge();
    for (let n = 0; n < 3; n++) {
      await visitor.query('SELECT 1');
      await between(A_WHILE);
    }
    expect(rests).toEqual([]);
  });

  it('rests as long as the last batch took, and no longer than one should, where others were at work beside two', async (test) => {
    if (!isServer()) return test.skip();
    const { rests, between } = purge();
    await connection().$queryRaw`SELECT 1`;
    await between(A_WHILE);
    expect(rests).toEqual([]);
    await between(A_WHILE);
    expect(rests).toEqual([MOST_MS]);
    // Beside a batch of no length nobody can have been at work.
    await between(0);
    await between(A_WHILE);
    expect(rests).toEqual([MOST_MS]);
    await between(A_WHILE);
    expect(rests).toEqual([MOST_MS, MOST_MS]);
  });

  it('rests beside somebody whose statement goes on', async (test) => {
    if (!isServer()) return test.skip();
    const { rests, between } = purge();
    await visitor.query('SELECT pg_advisory_lock(1)');
    // Prisma begins with a statement only when it is waited for.
    const going = connection().$queryRaw`SELECT pg_advisory_lock(1)::text`.then(() => undefined);
    const waiting = () =>
      visitor.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
      );
    await until(waiting, ({ rowCount }) => rowCount === 1, 30_000);
    await between(0);
    await between(20);
    await visitor.query('SELECT pg_advisory_unlock(1)');
    await going;
    expect(rests).toEqual([20]);
  });

  it('is told after each batch, but the last of each table, how long it took', async () => {
    const id = await hiddenRepo(1_000);
    const told: number[] = [];
    const ctx = { db: connection(), now: new Date() } as Context;
    // A clock by which every batch takes as long as it should, so that they keep their size.
    let now = 0;
    const clock = () => (now += 25);
    const pace = {
      keepGoing: () => true,
      clock,
      batchMs: 25,
      between: async (ms: number) => void told.push(ms),
    };
    await purgeRepo(ctx, id, pace);
    expect(await countRows(visitor, id)).toEqual(NOTHING_LEFT);
    // Of 200 findings each: five that are counted, and as many that are deleted.
    expect(told).toEqual(Array(10).fill(25));
  });
});
