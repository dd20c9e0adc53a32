import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context, Db } from '@/domain/context';
import { givingWay } from '@/jobs/givingWay';
import { openDb } from '@/server/db';

let database: TestDatabase;
let purging: Db;
let requests: Db;
beforeAll(async () => {
  database = await freshDatabase();
  purging = openDb(database.url, 1);
  requests = openDb(database.url, 1);
});
afterAll(async () => {
  await purging?.$disconnect();
  await requests?.$disconnect();
  await database?.stop();
});

const MOST_MS = 50;
/** Longer than this test takes: whoever was at work in it was so beside the batch. */
const A_WHILE = 600_000;
/** The embedded database has one session, and nobody in it gives way. */
const isServer = () => !database.url.includes('host=');

/** What a purge does between its batches, and how long it has rested, in milliseconds. */
function purge() {
  const rests: number[] = [];
  const context = { db: purging, now: new Date() } as Context;
  const between = givingWay(
    () => context,
    MOST_MS,
    async (ms) => rests.push(ms),
  );
  return { rests, between };
}

describe('a purge', () => {
  it('rests for nobody but those who use the database as Heimdall does', async (test) => {
    if (!isServer()) return test.skip();
    const visitor = await connectTo(database.url);
    const { rests, between } = purge();
    for (let n = 0; n < 3; n++) {
      await visitor.query('SELECT 1');
      await between(A_WHILE);
    }
    await visitor.end();
    expect(rests).toEqual([]);
  });

  it('rests as long as the last batch took, and no longer than one should, where others were at work beside two', async (test) => {
    if (!isServer()) return test.skip();
    const { rests, between } = purge();
    await requests.$queryRaw`SELECT 1`;
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
    // Prisma begins with a statement only when it is waited for.
    const going = requests.$queryRaw`SELECT pg_sleep(1)::text`.then(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await between(10);
    await between(20);
    await going;
    expect(rests).toEqual([20]);
  });
});
