import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type LoggedDb, openLogged } from '@tests/support/loggedDb';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext } from '@/domain/context';
import { deleteUnusedNames } from '@/domain/packages/lifecycle';
import { listPackages } from '@/domain/packages/service';

/** What a search of packages reads. Rows of one name lie on all pages of the table, and on few of its index. */

const REPOS = 300;
const PACKAGES = 60_000;
/** Pages of the table that have a row of the common name: nearly all. Each is 8 kB. */
const LEAST_PAGES = 1_500;
const MOST_BLOCKS = 800;

let database: TestDatabase;
let rows: pg.Client;
let logged: LoggedDb;
const userId = v7();

beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.c', 'user', now())`, [
    userId,
  ]);
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'r' || n, 'github', 'none', now(), now()
     FROM generate_series(0, $2::int - 1) n`,
    [userId, REPOS],
  );
  await rows.query(
    `INSERT INTO packages (id, repo_id, key, ecosystem, name, version, purl, dev, via, file_path, line)
     SELECT gen_random_uuid(), ('00000000-0000-7000-8000-' || lpad((n % $1)::text, 12, '0'))::uuid, 'npm/' || name, 'npm',
       name, n % 30 || '.0.0', 'pkg:npm/' || name, false, '{"express@4.17.1","body-parser@1.19.0","raw-body@2.4.0"}',
       'services/part/package-lock.json', n
     FROM (SELECT n, CASE WHEN n % 10 = 0 THEN 'Log4j-core' ELSE 'other-' || n % 9000 END AS name
       FROM generate_series(0, $2::int - 1) n) AS g`,
    [REPOS, PACKAGES],
  );
  await rows.query(
    `INSERT INTO package_names SELECT DISTINCT sort_name, '2026-01-01'::timestamptz FROM packages
     UNION ALL VALUES ('gone', '2026-01-01'::timestamptz), ('new', '2026-01-03')`,
  );
  // Autovacuum does so, and the embedded database's upkeep.
  await rows.query('VACUUM ANALYZE');
  logged = openLogged(database.url, 'packages');
}, 120_000);
afterAll(async () => {
  await logged?.prisma.$disconnect();
  await rows?.end();
  await database?.stop();
});

type PlanNode = { 'Shared Hit Blocks': number; 'Shared Read Blocks': number };

async function search(input: { q: string; version?: string; cursor?: string }) {
  const credential = { kind: 'session', sessionId: v7() } as const;
  const actor = proveActor({ userId, role: 'user', credential });
  logged.statements.length = 0;
  const page = await listPackages(
    { db: logged.prisma, now: new Date(), actor } as unknown as ActorContext,
    input,
  );
  let blocks = 0;
  for (const { query, params } of logged.statements.slice()) {
    const { rows: found } = await rows.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${query}`, params);
    const plan: PlanNode = found[0]['QUERY PLAN'][0].Plan;
    blocks += plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
  }
  return { ...page, blocks };
}

it('a search by name and version reads few pages, whichever repositories have the name', async () => {
  const { rows: pages } = await rows.query(
    `SELECT count(DISTINCT (ctid::text::point)[0])::int AS count FROM packages WHERE sort_name = 'log4j-core'`,
  );
  expect(pages[0].count).toBeGreaterThan(LEAST_PAGES);
  const first = await search({ q: '4J-core', version: '<3.0' });
  expect(first.items).toHaveLength(25);
  expect(new Set(first.items.map(({ name, version }) => `${name} ${version}`))).toEqual(
    new Set(['Log4j-core 0.0.0']),
  );
  expect(first.blocks).toBeLessThan(MOST_BLOCKS);
  const second = await search({ q: '4J-core', version: '<3.0', cursor: String(first.nextCursor) });
  expect(second.blocks).toBeLessThan(MOST_BLOCKS);
  const ids = new Set([...first.items, ...second.items].map(({ id }) => id));
  expect(ids.size).toBe(50);
});

it('a search of many names reads those of its page alone', async () => {
  const found = await search({ q: 'other' });
  expect(found.items[0]?.name).toBe('other-1');
  expect(found.blocks).toBeLessThan(MOST_BLOCKS);
});

it('forgets names that no package has, unless they are new', async () => {
  await deleteUnusedNames({ db: logged.prisma, now: new Date('2026-01-03T12:00:00Z') } as never);
  const { rows: left } = await rows.query(
    `SELECT name FROM package_names WHERE name IN ('gone', 'new', 'log4j-core') ORDER BY name`,
  );
  expect(left.map(({ name }) => name)).toEqual(['log4j-core', 'new']);
});
