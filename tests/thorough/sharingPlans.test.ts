import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { type LoggedDb, openLogged } from '@tests/support/loggedDb';
import { connectTo } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext } from '@/domain/context';
import { countFindings, listOverviews } from '@/domain/findingCounts/service';
import { listFindings } from '@/domain/findings/service';
import { getRepo, listRepos, listReposByIds, summarizeRepos } from '@/domain/repos/service';

/** What PostgreSQL reads for a user's lists, among many repos of others. An OR over all repos would read them all. */
const REPOS = 20_000;
/** Own and shared repos of each reader, all older than the others' or all newer. */
const FEW = 30;
/** More than a page or the few repos need, in several statements, and much less than there are repos. */
const ROWS_READ = 2_000;

let database: TestDatabase;
let rows: pg.Client;
let logged: LoggedDb;
const [many, oldest, newest] = [v7(), v7(), v7()];

/** Repos with ascending ids, as their numbers are. */
async function insertRepos(userId: string, from: number, to: number): Promise<void> {
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     SELECT ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, $1, 'r' || n, 'github', 'none', now(), now()
     FROM generate_series($2::int, $3::int) n`,
    [userId, from, to],
  );
}

const share = (userId: string, order: string) =>
  rows.query(
    `INSERT INTO members (repo_id, user_id, role, created_at)
     SELECT id, $1, 'viewer', now() FROM repos WHERE user_id = $2 ORDER BY id ${order} LIMIT $3`,
    [userId, many, FEW],
  );

beforeAll(async () => {
  database = await freshDatabase();
  rows = await connectTo(database.url);
  for (const id of [many, oldest, newest]) {
    await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, $2, 'user', now())`, [
      id,
      `${id}@example.com`,
    ]);
  }
  await insertRepos(oldest, 1, FEW);
  await insertRepos(many, FEW + 1, REPOS);
  await insertRepos(newest, REPOS + 1, REPOS + FEW);
  await share(oldest, '');
  await share(newest, 'DESC');
  // Autovacuum does so, and the embedded database's upkeep.
  await rows.query('ANALYZE');
  logged = openLogged(database.url, 'repos');
}, 120_000);
afterAll(async () => {
  await logged?.prisma.$disconnect();
  await rows?.end();
  await database?.stop();
});

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

/** How many rows, or their entries in an index, a use case reads by its statements on repos. */
async function readBy(userId: string, run: (ctx: ActorContext) => Promise<unknown>): Promise<number> {
  const credential = { kind: 'session', sessionId: v7() } as const;
  const actor = proveActor({ userId, role: 'user', credential });
  logged.statements.length = 0;
  await run({ db: logged.prisma, now: new Date(), actor } as unknown as ActorContext);
  expect(logged.statements.length).toBeGreaterThan(0);
  let sum = 0;
  for (const { query, params } of logged.statements.slice()) {
    const { rows: found } = await rows.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`, params);
    for (const node of nodesOf(found[0]['QUERY PLAN'][0].Plan)) {
      if (!/Scan$/.test(node['Node Type'])) continue;
      sum += (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'];
    }
  }
  return sum;
}

const LISTS: [string, (ctx: ActorContext) => Promise<unknown>][] = [
  ['repos, newest first', (ctx) => listRepos(ctx, none)],
  ['repos, oldest first', (ctx) => listRepos(ctx, { ...none, sort: 'oldest' })],
  ['repos by name', (ctx) => listRepos(ctx, { ...none, sort: 'name' })],
  ['repos by ids', (ctx) => listReposByIds(ctx, { ids: someIds })],
  ['one repo', (ctx) => getRepo(ctx, { id: String(someIds[0]) })],
  ['overviews', (ctx) => listOverviews(ctx, { repoIds: someIds })],
];
/** Lists that look at all visible repos. */
const OF_ALL: typeof LISTS = [
  ['summary of repos', (ctx) => summarizeRepos(ctx)],
  ['findings', (ctx) => listFindings(ctx, {})],
  ['counts of findings', (ctx) => countFindings(ctx, {})],
];
const none = { limit: undefined, cursor: undefined, q: undefined, sort: undefined, state: undefined };
let someIds: string[] = [];

it.each([...LISTS, ...OF_ALL])('%s: few rows for users with few repos', async (_name, run) => {
  for (const user of [oldest, newest]) {
    const { rows: shared } = await rows.query('SELECT repo_id FROM members WHERE user_id = $1', [user]);
    someIds = shared.map(({ repo_id }) => repo_id);
    expect(await readBy(user, run)).toBeLessThan(ROWS_READ);
  }
});

it.each(LISTS)('%s: few rows for a user with many repos', async (_name, run) => {
  const { rows: own } = await rows.query('SELECT id FROM repos WHERE user_id = $1 LIMIT $2', [many, FEW]);
  someIds = own.map(({ id }) => id);
  expect(await readBy(many, run)).toBeLessThan(ROWS_READ);
});
