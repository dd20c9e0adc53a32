import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo, fillRepo } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { Db } from '@/domain/context';
import { deleteBatch, deleteSmallRepo, rowsOf } from '@/domain/deletions/store';
import { LOWEST_ID } from '@/domain/ids';
import { Prisma } from '@/generated/prisma/client';

/** What PostgreSQL reads for a deletion, with statistics of any age: its plans follow them, and the bounds must not. */
const FINDINGS = 12_000;
/** More than a batch of 1,000 and what hangs on it, and much less than a repo has. */
const FEW = 8_000;

let database: TestDatabase;
let rows: pg.Client;
const userId = v7();
/** Two large repos: one's rows all stand before the other's. */
const repoIds = [v7(), v7()] as const;
beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  await rows.query(
    `INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.example', 'user', now())`,
    [userId],
  );
  for (const id of repoIds) {
    await rows.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
      [id, userId],
    );
    await fillRepo(rows, id, 1, FINDINGS);
  }
}, 120_000);
afterAll(async () => {
  await rows?.end();
  await database?.stop();
});

const actor = proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: v7() } });

/** The first statement that something sends. */
async function statementOf(run: (db: Db) => Promise<unknown>): Promise<Prisma.Sql> {
  let first: Prisma.Sql | undefined;
  const listening = {
    $queryRaw: async (strings: TemplateStringsArray, ...values: Prisma.Sql[]) => {
      first ??= Prisma.sql(strings, ...values);
      return [];
    },
    $transaction: async (work: (tx: Db) => Promise<unknown>) => work(listening),
  } as unknown as Db;
  await run(listening);
  if (!first) throw new Error('no statement was sent');
  return first;
}

type PlanNode = {
  'Node Type': string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
};

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** How many rows, or their entries in an index, a statement reads. What it does is undone. */
async function readBy({ text, values }: Prisma.Sql): Promise<number> {
  await rows.query('BEGIN');
  try {
    const { rows: found } = await rows.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, [...values]);
    const scans = nodesOf(found[0]['QUERY PLAN'][0].Plan).filter((node) => /Scan$/.test(node['Node Type']));
    return scans.reduce(
      (sum, node) =>
        sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
      0,
    );
  } finally {
    await rows.query('ROLLBACK');
  }
}

/** Each in its turn, as statistics are only ever renewed. */
describe.each([
  ['that were never made', async () => undefined],
  ['of now, before any vacuum', () => rows.query('ANALYZE')],
  ['of now, after a vacuum', () => rows.query('VACUUM (ANALYZE)')],
])('with statistics %s', (_age, prepare) => {
  beforeAll(async () => {
    await prepare();
  }, 60_000);

  describe.each(repoIds.map((id, index) => ({ id, index })))('of repo $index', ({ id }) => {
    it('a request to delete it reads few rows', async () => {
      expect(
        await readBy(await statementOf((db) => deleteSmallRepo(db, actor, id, new Date()))),
      ).toBeLessThan(FEW);
    });

    it('a batch of its purge reads few rows', async () => {
      const page = rowsOf('findings', id, LOWEST_ID);
      const batch = await statementOf((db) => deleteBatch(db, { table: 'findings', page, recordId: id }));
      expect(await readBy(batch)).toBeLessThan(FEW);
    });
  });
});
