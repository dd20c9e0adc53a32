import path from 'node:path';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from '@/cli/programs.mjs';
import { readSchema } from '../../prisma/schemaDiff';

/** Ids that others give, such as providers and databases of advisories. */
const FOREIGN_IDS = new Set([
  ...['provider_account_id', 'external_id', 'osv_id', 'advisory_id'],
  ...['rule_id', 'cwe_id', 'cve_id'],
]);

let database: TestDatabase;
let db: pg.Client;
beforeAll(async () => {
  database = await freshDatabase();
  db = await connectTo(database.url);
});
afterAll(async () => {
  await db?.end();
  await database?.stop();
});

it('every foreign key is first in an index, so that no cascade has to read a whole table', async () => {
  const { rows } = await db.query(`
    SELECT c.conrelid::regclass::text AS "table", c.conname AS key,
      EXISTS (
        SELECT FROM pg_index i
        WHERE i.indrelid = c.conrelid AND i.indpred IS NULL AND i.indisvalid
          AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey
      ) AS indexed
    FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype = 'f' AND n.nspname = 'public'`);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.filter(({ indexed }) => !indexed)).toEqual([]);
});

it('every foreign key cascades or sets null: nothing can block a delete', async () => {
  const { rows } = await db.query(`
    SELECT c.conname AS key, c.confdeltype AS rule FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace
    WHERE c.contype = 'f' AND n.nspname = 'public'`);
  for (const { key, rule } of rows) expect(['c', 'n'], key).toContain(rule);
});

it('every time has a time zone, every id is a uuid, and every name is snake_case', async () => {
  const { rows } = await db.query<{ table: string; column: string; type: string }>(`
    SELECT table_name AS "table", column_name AS "column", data_type AS type FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`);
  expect(rows.length).toBeGreaterThan(80);
  for (const { table, column, type } of rows) {
    expect(`${table}.${column}`).toMatch(/^[a-z_]+\.[a-z_]+$/);
    expect(type, `${table}.${column}`).not.toMatch(/without time zone/);
    const isId = column === 'id' || (column.endsWith('_id') && !FOREIGN_IDS.has(column));
    if (isId) expect(type, `${table}.${column}`).toBe('uuid');
  }
});

it('the schema states onDelete on each of its relations', () => {
  const relations = readSchema(path.join(ROOT, 'prisma'))
    .split('\n')
    .filter((line) => line.includes('fields: ['));
  expect(relations.length).toBeGreaterThan(10);
  for (const relation of relations) expect(relation).toMatch(/onDelete: (Cascade|SetNull)/);
});
