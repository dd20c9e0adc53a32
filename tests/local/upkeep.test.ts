import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedDatabase } from '@/server/embedded/database';

const ROWS = 20_000;

let socketDir: string;
let database: EmbeddedDatabase;
let client: pg.Client;
const faults = vi.fn();

beforeAll(async () => {
  socketDir = mkdtempSync(path.join(tmpdir(), 'heimdall-upkeep-'));
  database = await startEmbeddedDatabase({
    socketDir,
    upkeepMs: 50,
    onFault: faults,
    onUpkeepFault: faults,
  });
  client = await connectTo(database.url);
});
beforeEach(async () => {
  await client.query('CREATE TABLE "Odd name" (id int PRIMARY KEY, filler text)');
});
afterEach(async () => {
  await client.query('DROP TABLE "Odd name"');
  expect(faults).not.toHaveBeenCalled();
});
afterAll(async () => {
  await client?.end();
  await database?.close();
  rmSync(socketDir, { recursive: true });
});

const fill = () =>
  client.query(
    `INSERT INTO "Odd name" SELECT n, repeat('x', 200) FROM generate_series(1, ${ROWS}) n ON CONFLICT DO NOTHING`,
  );
const ask = async (sql: string) => (await client.query(sql)).rows[0];
const sizeOf = async () => Number((await ask(`SELECT pg_relation_size('"Odd name"') AS size`)).size);
const vacuums = async () =>
  Number(
    (await ask(`SELECT vacuum_count AS count FROM pg_stat_user_tables WHERE relname = 'Odd name'`)).count,
  );

it('frees the space of deleted rows', async () => {
  await fill();
  const full = await sizeOf();
  await client.query('DELETE FROM "Odd name"');
  await expect.poll(sizeOf).toBeLessThan(full / 10);
});

it('updates the statistics of the planner', async () => {
  await fill();
  const estimate = async () =>
    Number((await ask(`SELECT reltuples FROM pg_class WHERE relname = 'Odd name'`)).reltuples);
  await expect.poll(estimate).toBe(ROWS);
});

it('skips a table in which little has changed', async () => {
  await fill();
  await expect.poll(vacuums).toBeGreaterThan(0);
  const before = await vacuums();
  await client.query('DELETE FROM "Odd name" WHERE id <= 100');
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(await vacuums()).toBe(before);
});

it('goes on after a table that it can not analyze', async () => {
  // Upkeep waits for the end of the transaction, and thus finds both tables at once.
  await client.query(`BEGIN;
    CREATE FUNCTION same(n int) RETURNS int IMMUTABLE LANGUAGE sql RETURN n;
    CREATE TABLE broken (id int);
    CREATE INDEX ON broken (same(id));
    INSERT INTO broken SELECT generate_series(1, 1000);
    CREATE TABLE later (id int);
    INSERT INTO later SELECT generate_series(1, 1000);
    CREATE OR REPLACE FUNCTION same(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS
      $$ BEGIN RAISE 'broken'; END $$;
    COMMIT`);
  const analyzed = async () =>
    Number((await ask(`SELECT reltuples FROM pg_class WHERE relname = 'later'`)).reltuples);
  await expect.poll(analyzed).toBe(1000);
  expect(faults).toHaveBeenCalled();
  await client.query('DROP TABLE broken, later');
  faults.mockClear();
});

it('waits for the end of a transaction, and never runs between its statements', async () => {
  await client.query('BEGIN');
  await fill();
  await new Promise((resolve) => setTimeout(resolve, 300));
  await client.query('DELETE FROM "Odd name" WHERE id > 10');
  await client.query('COMMIT');
  await expect.poll(vacuums).toBeGreaterThan(0);
  expect(await ask('SELECT count(*)::int AS count FROM "Odd name"')).toEqual({ count: 10 });
});
