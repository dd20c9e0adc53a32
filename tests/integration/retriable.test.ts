import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '@/domain/context';
import { isRetriable } from '@/domain/retry';
import { openDb } from '@/server/db';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 4);
  await db.$executeRaw`CREATE TABLE locked (id int PRIMARY KEY)`;
  await db.$executeRaw`INSERT INTO locked VALUES (1), (2)`;
});
afterAll(async () => {
  await db?.$disconnect();
  await database?.stop();
});

/** The error of an attempt; undefined if it succeeds. */
const faultOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => undefined,
    (fault: unknown) => fault ?? 'nothing',
  );
/** An error of PostgreSQL, as thrown by a raw query and by a transaction. */
const raised = async (code: string) => {
  const statement = `DO $$ BEGIN RAISE EXCEPTION 'as asked' USING ERRCODE = '${code}'; END $$`;
  return [
    await faultOf(db.$executeRawUnsafe(statement)),
    await faultOf(db.$transaction((tx) => tx.$executeRawUnsafe(statement))),
  ];
};
const isServer = () => !database.url.includes('host=');

describe('an error of PostgreSQL through Prisma', () => {
  it.each([
    ['40P01', true],
    ['40001', true],
    ['57014', false],
    ['55P03', false],
    ['23503', false],
  ])('%s is tried again: %s', async (code, again) => {
    for (const fault of await raised(code)) {
      expect(fault).toBeDefined();
      expect(isRetriable(fault)).toBe(again);
    }
  });

  // The embedded database has one session, without lock waits and timeouts.
  it('of two that deadlock, one fails with an error that allows a retry', async (test) => {
    if (!isServer()) return test.skip();
    let arrived = 0;
    const both: (() => void)[] = [];
    const meet = () =>
      new Promise<void>((resolve) => {
        both.push(resolve);
        arrived += 1;
        if (arrived === 2) for (const go of both) go();
      });
    const crossing = ([first, second]: readonly [number, number]) =>
      db.$transaction(async (tx) => {
        await tx.$queryRaw`SELECT id FROM locked WHERE id = ${first} FOR UPDATE`;
        await meet();
        await tx.$queryRaw`SELECT id FROM locked WHERE id = ${second} FOR UPDATE`;
      });
    const faults = await Promise.all([faultOf(crossing([1, 2])), faultOf(crossing([2, 1]))]);
    expect(faults.map((fault) => fault !== undefined && isRetriable(fault)).sort()).toEqual([false, true]);
    expect(faults.filter((fault) => fault === undefined)).toHaveLength(1);
  });

  it('a statement that takes too long fails with an error that allows no retry', async (test) => {
    if (!isServer()) return test.skip();
    const fault = await faultOf(
      db.$transaction(async (tx) => {
        await tx.$executeRaw`SELECT set_config('statement_timeout', '50', true)`;
        await tx.$queryRaw`SELECT pg_sleep(30)::text`;
      }),
    );
    expect(String(fault instanceof Error ? fault.message : fault)).toContain('57014');
    expect(isRetriable(fault)).toBe(false);
  });

  it('every statement has a timeout by default', async (test) => {
    if (!isServer()) return test.skip();
    const [limit] = await db.$queryRaw<{ statement_timeout: string }[]>`SHOW statement_timeout`;
    expect(limit?.statement_timeout).toBe('20s');
  });
});
