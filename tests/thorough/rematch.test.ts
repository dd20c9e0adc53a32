import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type LoggedDb, openLogged } from '@tests/support/loggedDb';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { requestMatches } from '@/domain/packages/lifecycle';
import type { WorkerEnv } from '@/jobs/handler';
import { matchPackagesJob } from '@/jobs/matchPackages';

/** Which repositories are compared again when advisories of a package change, among many. */

const REPOS = 3_000;
const ROWS_READ = 500;

let database: TestDatabase;
let rows: pg.Client;
let logged: LoggedDb;

beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  const userId = v7();
  await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, 'a@b.c', 'user', now())`, [
    userId,
  ]);
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'r' || n, 'github', 'none', now(), now()
     FROM generate_series(1, $2::int) n`,
    [userId, REPOS],
  );
  await rows.query(
    `INSERT INTO inventories (id, owner_id, digest, declarations, gaps) SELECT id, user_id, 'd', '[]', '[]' FROM repos`,
  );
  await rows.query(
    `INSERT INTO packages (id, repo_id, key, ecosystem, name, version, purl, dev, via, file_path, line)
     SELECT gen_random_uuid(), r.id, 'npm/' || name, 'npm', name, '1.0.0', 'pkg:npm/' || name, false, '{}', 'p.json', 1
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM repos) AS r,
       LATERAL (SELECT CASE WHEN k = 1 AND r.n % 1000 = 0 THEN 'rare' ELSE 'p' || k END AS name
         FROM generate_series(1, 10) k) AS g`,
  );
  await rows.query('VACUUM ANALYZE');
  logged = openLogged(database.url, 'packages WHERE key');
}, 120_000);
afterAll(async () => {
  await logged?.prisma.$disconnect();
  await rows?.end();
  await database?.stop();
});

type PlanNode = { 'Node Type': string; 'Actual Rows': number; 'Actual Loops': number; Plans?: PlanNode[] };

function rowsRead(node: PlanNode): number {
  const own = /Scan$/.test(node['Node Type']) ? node['Actual Rows'] * node['Actual Loops'] : 0;
  return (node.Plans ?? []).reduce((sum, it) => sum + rowsRead(it), own);
}

const waiting = async () => (await rows.query('SELECT FROM inventories WHERE requested > finished')).rowCount;

it('one statement finds them by an index', async () => {
  await rows.query(`INSERT INTO advisory_touches VALUES ('npm/rare', now())`);
  await requestMatches({ db: logged.prisma, now: new Date() } as never);
  expect(await waiting()).toBe(3);
  expect(logged.statements).toHaveLength(1);
  const [statement] = logged.statements;
  await rows.query('BEGIN');
  const { rows: plans } = await rows.query(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${statement?.query}`,
    statement?.params,
  );
  await rows.query('ROLLBACK');
  expect(rowsRead(plans[0]['QUERY PLAN'][0].Plan)).toBeLessThan(ROWS_READ);
});

it('a comparison ends where no engine knows of packages', async () => {
  await rows.query(
    `INSERT INTO scans (id, repo_id, scan_type, status, complete, completed_at, created_at, updated_at)
     SELECT gen_random_uuid(), id, 'full', 'completed', true, now(), now(), now() FROM inventories WHERE requested > 0`,
  );
  await rows.query('UPDATE repos SET latest_scan_id = s.id FROM scans s WHERE s.repo_id = repos.id');
  const makeContext = () => ({
    db: logged.prisma,
    now: new Date(),
    settings: { advisories: { mode: 'import' } },
  });
  const env = {
    ...{ makeContext, stopping: new AbortController().signal },
    scan: { makeContext, engines: [], digestKey: 'k' },
  } as unknown as WorkerEnv;
  for (let left = 3; left > 0; left -= 1) {
    expect(await waiting()).toBe(left);
    const work = await matchPackagesJob(env, { workerId: v7(), slots: 1 });
    await work?.();
  }
  expect(await waiting()).toBe(0);
});
