import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { seeded } from '@tests/support/random';
import { connectTo, countFindings, insertScan } from '@tests/support/rows';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveActor } from '@/domain/actor';
import type { ActorContext, Db } from '@/domain/context';
import { countFindings as countFacets } from '@/domain/findingCounts/service';
import type { FindingSort } from '@/domain/findings/schema';
import { listFindingRows, listFindings } from '@/domain/findings/service';
import { openDb } from '@/server/db';

/** More findings than a page examines in these repos. So what is further down is found by the index alone. */
const FINDINGS = 3_000;
/** More than a search reads by the index. */
const COMMON = 10_400;

let database: TestDatabase;
let db: Db;
let rows: pg.Client;
let ctx: ActorContext;
const random = seeded(1);
const mine: string[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  db = openDb(database.url, 4);
  rows = await connectTo(database.url);
  const userId = await newUser();
  ctx = { db, longDb: db, now: new Date(), actor: actorOf(userId) } as ActorContext;
  mine.push(await fill(userId), await fill(userId));
  // Another user's, which no search may find.
  await fill(await newUser(), 0);
  await rows.query('VACUUM ANALYZE');
}, 120_000);
afterAll(async () => {
  await rows?.end();
  await db?.$disconnect();
  await database?.stop();
});

const actorOf = (userId: string) =>
  proveActor({ userId, role: 'user', credential: { kind: 'session', sessionId: v7() } });

async function newUser(): Promise<string> {
  const id = v7();
  await rows.query(`INSERT INTO users (id, email, role, created_at) VALUES ($1, $2, 'user', now())`, [
    id,
    `${id}@example.com`,
  ]);
  return id;
}

/** Parts of texts with everything that a pattern, a trigram or the case of a letter may get wrong. */
const PARTS = [
  'Key',
  'DB_PASS',
  'ä',
  'É',
  'a%b',
  'c_d',
  '\\x',
  '-',
  '.',
  '/',
  ' ',
  'ab',
  'x1',
  'Zo',
  '密码',
  '•',
  'ıİ',
];
const textOf = (parts: number) => {
  let text = '';
  for (let part = 0; part < parts; part++) text += PARTS[Math.floor(random() * PARTS.length)];
  return text;
};

/** A repo with random texts, and many low findings of one text. */
async function fill(userId: string, common = COMMON / 2, others = FINDINGS): Promise<string> {
  const repoId = v7();
  await rows.query(
    `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
     VALUES ($1, $2, 'a', 'github', 'none', now(), now())`,
    [repoId, userId],
  );
  const scanId = await insertScan(rows, repoId);
  const texts = Array.from({ length: others }, () => ({ t: textOf(3), r: textOf(2), p: textOf(4) }));
  await rows.query(
    `INSERT INTO findings (id, scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start,
       in_tree, fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role)
     SELECT gen_random_uuid(), $1::uuid, $2::uuid, 'secrets', (ARRAY['open', 'fixed'])[1 + n % 2]::finding_status,
       (ARRAY['critical', 'high', 'medium', 'low'])[CASE WHEN t = 'Very common' THEN 4 ELSE 1 + n % 4 END]::severity, 'high', t, r, p, 1, true, 'manual_review', n,
       now(), now() - n * interval '1 s', now(), now(), md5((n / 3)::text)::uuid, 'product'
     FROM (SELECT *, row_number() OVER ()::int AS n FROM (
       SELECT t, r, p FROM jsonb_to_recordset($3::jsonb) AS j(t text, r text, p text)
       UNION ALL SELECT 'Very common', 'rule', 'path' FROM generate_series(1, $4::int)) AS texts) AS numbered`,
    [scanId, repoId, JSON.stringify(texts), common],
  );
  await countFindings(rows, repoId);
  return repoId;
}

/** The ids that a plain filter of all rows finds: those that have each word. */
async function plain(q: string): Promise<string[]> {
  const { rows: found } = await rows.query<{ id: string }>(
    `SELECT id FROM findings WHERE repo_id = ANY($1) AND NOT EXISTS (SELECT FROM unnest($2::text[]) AS word
       WHERE NOT EXISTS (SELECT FROM unnest(ARRAY[title, rule_id, file_path]) AS one
         WHERE strpos(lower(one), lower(word)) > 0))`,
    [mine, q.split(' ')],
  );
  return found.map(({ id }) => id).sort();
}

/** All pages of a search, and how many there were. */
async function search(q: string, sort: FindingSort = 'priority'): Promise<{ ids: string[]; pages: number }> {
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let pages = 1; ; pages++) {
    const page = await listFindings(ctx, { q, sort, limit: 100, cursor });
    ids.push(...page.items.map(({ id }) => id));
    if (page.nextCursor === null) return { ids, pages };
    cursor = page.nextCursor;
  }
}

const ROUNDS = 30;
const SORTS = ['priority', 'newest', 'oldest', 'path', 'last_seen'] as const;

it('finds exactly what a plain filter of all findings finds, in each order', {
  timeout: 120_000,
}, async () => {
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    // A single letter has no trigram.
    const q = round === 0 ? 'É' : textOf(2 + (round % 3)).trim();
    if (q === '') continue;
    const expected = await plain(q);
    const { ids } = await search(q, SORTS[round % SORTS.length]);
    expect([...ids].sort(), JSON.stringify(q)).toEqual(expected);
    found += expected.length;
  }
  expect(found).toBeGreaterThan(1_000);
});

it('finds a rare text in the first page, wherever it is, and follows each change of it', async () => {
  const { rows: last } = await rows.query<{ id: string }>(
    'SELECT id FROM findings WHERE repo_id = $1 ORDER BY priority DESC, id LIMIT 3',
    [mine[0]],
  );
  const [title = '', rule = '', path = ''] = last.map(({ id }) => id);
  expect(await search('needle')).toEqual({ ids: [], pages: 1 });
  await rows.query(`UPDATE findings SET title = 'A Needle' WHERE id = $1`, [title]);
  await rows.query(`UPDATE findings SET rule_id = 'needle-rule' WHERE id = $1`, [rule]);
  await rows.query(`UPDATE findings SET file_path = 'src/NEEDLES/a' WHERE id = $1`, [path]);
  const { ids, pages } = await search('needle');
  expect([[...ids].sort(), pages]).toEqual([[title, rule, path].sort(), 1]);
  const { total, facets } = await countFacets(ctx, { q: 'needle' });
  expect([total, facets.ruleId['needle-rule']]).toEqual([3, 1]);
  await rows.query(`UPDATE findings SET title = 'Found' WHERE id = $1`, [title]);
  await rows.query('DELETE FROM findings WHERE id = $1', [rule]);
  expect((await search('needle')).ids).toEqual([path]);
  const { rows: kept } = await rows.query('SELECT FROM finding_texts WHERE finding_id = $1', [rule]);
  expect(kept).toEqual([]);
});

it('shows the best finding of each group', async () => {
  const q = 'Key';
  const { rows: best } = await rows.query<{ id: string }>(
    `SELECT DISTINCT ON (repo_id, group_id) id FROM findings WHERE id = ANY($1) ORDER BY repo_id, group_id, priority, id DESC`,
    [await plain(q)],
  );
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listFindingRows(ctx, { q, grouped: true, limit: 100, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  expect(ids.sort()).toEqual(best.map(({ id }) => id).sort());
});

it('examines page after page where very many findings have the text', async () => {
  const { ids, pages } = await search('very common');
  expect([...ids].sort()).toEqual(await plain('very common'));
  expect(pages).toBeGreaterThan(COMMON / 100);
  const { total } = await countFacets(ctx, { q: 'very common' });
  expect(total).toEqual({ value: 10_000, more: true });
});

it('counts exactly in many repos, each of which has few that match', async () => {
  const userId = await newUser();
  for (let repo = 0; repo < 30; repo++) await fill(userId, 80, 0);
  const ofMany = { ...ctx, actor: actorOf(userId) };
  const { total, facets } = await countFacets(ofMany, { q: 'very common' });
  expect([total, Object.values(facets.repoId)]).toEqual([2_400, Array.from({ length: 30 }, () => 80)]);
});

it('counts what a filter finds exactly, and stops at 10,000', async () => {
  await rows.query(
    `UPDATE findings SET rule_id = 'half-rule'
     WHERE id IN (SELECT id FROM findings WHERE repo_id = $1 ORDER BY priority DESC LIMIT 2500)`,
    [mine[0]],
  );
  const { total, facets } = await countFacets(ctx, { ruleId: ['half-rule'] });
  expect([total, facets.ruleId['half-rule'], facets.repoId[mine[0] ?? '']]).toEqual([2_500, 2_500, 2_500]);
  const others = await countFacets(ctx, { path: ['**'] });
  expect(others.total).toEqual({ value: 10_000, more: true });
  // None of the repos is absent, although one has more than are counted.
  expect(Object.keys(others.facets.repoId).sort()).toEqual([...mine].sort());
});
