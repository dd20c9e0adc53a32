import { newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { connectTo, countFindings, insertFinding, insertScan, pointToScans } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
beforeAll(async () => {
  db = await connectTo(server.database.url);
});
beforeEach(async () => {
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const NONE = { critical: 0, high: 0, medium: 0, low: 0 };
const overviewOf = async (who = user) => {
  const { status, data } = await who.ask('GET', '/api/overview');
  expect(status).toBe(200);
  return data;
};
const today = () => new Date().toISOString().slice(0, 10);

/** A repo with a scan of this state, and a function that adds findings to it. */
async function scanned(name: string, fields: Record<string, unknown> = { complete: true }) {
  const repoId = (await newRepo(user, { name })).id;
  const id = await insertScan(db, repoId, { completed_at: new Date(), ...fields });
  await pointToScans(db);
  const find = (row: Record<string, unknown> = {}) => insertFinding(db, { id, repoId }, row);
  return { repoId, find };
}

it('has exactly the documented fields, also of a user without repositories', async () => {
  const data = await overviewOf();
  const { series, ...rest } = data;
  expect(Object.keys(data)).toEqual([
    ...['open', 'change_30d', 'never_scanned', 'partial', 'failed', 'unreachable', 'median_days_to_fix'],
    ...['series', 'fix_first', 'repos'],
  ]);
  expect(rest).toEqual({
    ...{ open: NONE, change_30d: NONE, never_scanned: 0, partial: 0, failed: 0, unreachable: 0 },
    median_days_to_fix: { critical: null, high: null, medium: null, low: null },
    ...{ fix_first: [], repos: [] },
  });
  expect(series).toHaveLength(90);
  expect((series as unknown[]).at(-1)).toEqual({ date: today(), ...NONE, opened: 0, fixed: 0 });
});

it('counts what is open and what has changed, and a triage changes both at once', async () => {
  const { repoId, find } = await scanned('api');
  const id = await find({ severity: 'critical' });
  for (const status of ['confirmed', 'dismissed', 'false_positive', 'fixed'])
    await find({ severity: 'high', status });
  await db.query(
    `INSERT INTO finding_days (repo_id, day, severity, opened, fixed, net) VALUES
       ($1, $2::date - 10, 'critical', 4, 3, 1), ($1, $2::date - 40, 'high', 1, 0, 1), ($1, $2::date - 200, 'high', 9, 0, 9)`,
    [repoId, today()],
  );
  await db.query(
    `INSERT INTO finding_fixes (repo_id, day, severity, age_days, count) VALUES
       ($1, $2::date - 10, 'critical', 3, 2), ($1, $2::date - 10, 'critical', 8, 1), ($1, $2::date - 200, 'low', 1, 1)`,
    [repoId, today()],
  );
  const before = await overviewOf();
  expect(before).toMatchObject({
    open: { ...NONE, critical: 1, high: 1 },
    change_30d: { ...NONE, critical: 1 },
    median_days_to_fix: { critical: 3, high: null, medium: null, low: null },
  });
  const series = before.series as Record<string, unknown>[];
  expect(series.at(-1)).toEqual({ date: today(), ...NONE, critical: 1, high: 1, opened: 0, fixed: 0 });
  expect(series.at(-11)).toMatchObject({ critical: 1, high: 1, opened: 4, fixed: 3 });
  expect(series.at(-12)).toMatchObject({ critical: 0, high: 1 });
  expect(series.at(-42)).toMatchObject({ critical: 0, high: 0 });

  const body = { status: 'dismissed', reason: 'used in tests' };
  expect((await user.ask('PATCH', `/api/findings/${id}/status`, { body })).status).toBe(200);
  expect((await user.ask('PATCH', `/api/findings/${id}/status`, { body: { status: 'open' } })).status).toBe(
    200,
  );
  const severity = { severity: 'low' };
  expect((await user.ask('PATCH', `/api/findings/${id}/severity`, { body: severity })).status).toBe(200);
  const after = await overviewOf();
  expect(after).toMatchObject({
    open: { ...NONE, high: 1, low: 1 },
    change_30d: { ...NONE, critical: 0, low: 1 },
  });
  expect((after.series as unknown[]).at(-1)).toMatchObject({ critical: 0, low: 1, opened: 1, fixed: 0 });
  expect((after.series as unknown[]).at(-2)).toMatchObject({ critical: 1, low: 0 });
});

it('shows which repositories are not known: never scanned, partial, failed, unreachable', async () => {
  const { repoId } = await scanned('whole');
  await scanned('partial', { complete: false });
  await scanned('failed', { status: 'failed', complete: false });
  const lost = await newRepo(user, { name: 'lost' });
  await db.query(`UPDATE repos SET remote_state = 'failed' WHERE id = $1`, [lost.id]);
  // The newest completed scan counts for being partial, and the newest ended one for having failed.
  const counts = { never_scanned: 2, partial: 1, failed: 1, unreachable: 1 };
  expect(await overviewOf()).toMatchObject(counts);
  await insertScan(db, repoId, { status: 'cancelled' });
  await insertScan(db, repoId, { status: 'ingesting' });
  expect(await overviewOf()).toMatchObject(counts);
  const page = await user.trpc.overview.get.query();
  expect(page).toMatchObject({ repoCount: 4, scanning: 1 });
  expect(page.notKnown.neverScanned.map(({ name }) => name)).toEqual(['lost', 'failed']);
  await insertScan(db, repoId, { status: 'failed' });
  expect(await overviewOf()).toMatchObject({ ...counts, failed: 2 });
});

it('says which repositories have packages that nothing was compared with', async () => {
  await scanned('without packages');
  const { repoId } = await scanned('web');
  await db.query(
    `INSERT INTO packages (id, repo_id, key, ecosystem, name, version, purl, dev, via, file_path, line)
      VALUES ($1, $2, 'npm lodash', 'npm', 'lodash', '4.17.11', 'pkg:npm/lodash@4.17.11', false, '{}', 'package-lock.json', 1)`,
    [v7(), repoId],
  );
  const page = await user.trpc.overview.get.query();
  expect([page.unchecked, page.notKnown.unchecked]).toEqual([1, [{ id: repoId, name: 'web' }]]);
  await db.query("INSERT INTO advisory_sources VALUES ('npm', 'import', 1, now())");
  const { unchecked } = await user.trpc.overview.get.query();
  await db.query("DELETE FROM advisory_sources WHERE ecosystem = 'npm'");
  expect(unchecked).toBe(0);
});

it('lists the ten findings that matter most, one of each group, and the ten repositories most at risk', async () => {
  const repos = [];
  const group_id = v7();
  for (let n = 0; n < 12; n++) {
    const { repoId, find } = await scanned(`repo-${n}`);
    repos.push(repoId);
    for (let place = 0; place < 3; place++)
      await find({ group_id, severity: 'critical', file_path: `${place}.ts` });
    await find({ severity: n < 2 ? 'critical' : 'high', title: `Own ${n}` });
    await find({ severity: 'critical', status: 'dismissed' });
  }
  const data = await overviewOf();
  const fixFirst = data.fix_first as Record<string, unknown>[];
  expect(fixFirst).toHaveLength(10);
  expect(new Set(fixFirst.map((one) => one.group_id)).size).toBe(10);
  expect(fixFirst.filter((one) => one.severity === 'critical')).toHaveLength(3);
  expect(fixFirst.map((one) => one.severity).indexOf('high')).toBe(3);
  const [listed] = (await user.ask('GET', '/api/findings?limit=1')).data.items as object[];
  expect(Object.keys(fixFirst[0] ?? {})).toEqual(Object.keys(listed ?? {}));
  expect(data.repos).toHaveLength(10);
  expect((data.repos as unknown[])[0]).toEqual({ repo_id: repos[0], name: 'repo-0', ...NONE, critical: 4 });
  expect((data.repos as unknown[])[2]).toMatchObject({ critical: 3, high: 1 });
  const page = await user.trpc.overview.get.query();
  expect(page.fixFirst[0]?.repoName).toMatch(/^repo-/);
  const { rows } = await db.query(`SELECT id FROM findings WHERE repo_id = $1 ORDER BY id LIMIT 1`, [
    repos[0],
  ]);
  expect((await user.trpc.overview.ages.query()).oldest?.id).toBe(rows[0].id);
});

it('has only what the caller sees: repositories that are shared, and none that is deleted', async () => {
  const { repoId, find } = await scanned('shared');
  await find({ severity: 'critical' });
  const viewer = await newUser(server.url);
  expect(await overviewOf(viewer)).toMatchObject({ open: NONE, repos: [], fix_first: [] });
  await user.ask('PUT', `/api/repos/${repoId}/members`, { body: { user_id: viewer.id, role: 'viewer' } });
  expect(await overviewOf(viewer)).toMatchObject({
    open: { ...NONE, critical: 1 },
    repos: [{ repo_id: repoId }],
  });
  expect((await user.ask('DELETE', `/api/repos/${repoId}`)).status).toBe(200);
  for (const who of [user, viewer]) {
    expect(await overviewOf(who)).toMatchObject({ open: NONE, never_scanned: 0, repos: [], fix_first: [] });
  }
});

it('groups open critical findings by age', async () => {
  const { repoId, find } = await scanned('api');
  const daysAgo = (days: number) => ({ id: v7({ msecs: Date.now() - days * 86_400_000 }) });
  for (const days of [0.5, 2, 6.9, 7.1, 29, 31, 400]) await find({ severity: 'critical', ...daysAgo(days) });
  await find({ severity: 'critical', status: 'confirmed', ...daysAgo(3) });
  await find({ severity: 'critical', status: 'dismissed', ...daysAgo(3) });
  await find({ severity: 'high', ...daysAgo(3) });
  await countFindings(db, repoId);
  const ages = { day: 1, week: 3, month: 2, older: 2, isMore: false };
  expect(await user.trpc.overview.ages.query()).toMatchObject(ages);
  const none = { day: 0, week: 0, month: 0, older: 0, isMore: false, oldest: null };
  expect(await (await newUser(server.url)).trpc.overview.ages.query()).toEqual(none);
});

it('stops to count by age where there are too many', async () => {
  const { repoId, find } = await scanned('huge');
  const columns = `scan_id, repo_id, source, status, severity, confidence, title, rule_id, file_path, line_start, in_tree,
    fix_type, fingerprint, first_seen_at, last_seen_at, created_at, updated_at, group_id, file_role`;
  await db.query(
    `INSERT INTO findings (id, ${columns}) SELECT x.id, ${columns} FROM findings, unnest($2::uuid[]) AS x(id)
     WHERE findings.id = $1`,
    [await find({ severity: 'critical' }), Array.from({ length: 2_001 }, () => v7())],
  );
  await countFindings(db, repoId);
  const { day, older, isMore } = await user.trpc.overview.ages.query();
  expect({ day, older, isMore }).toEqual({ day: 2_001, older: null, isMore: true });
});

it('lists the newest scans and what users did, of the visible repositories alone', async () => {
  const { repoId, find } = await scanned('api', { complete: true, new_count: 3 });
  const other = await newUser(server.url);
  await user.ask('PUT', `/api/repos/${repoId}/members`, { body: { user_id: other.id, role: 'triager' } });
  const ids = [await find(), await find(), await find()];
  await other.ask('PATCH', `/api/findings/${ids[0]}/severity`, { body: { severity: 'low' } });
  await user.ask('POST', '/api/findings/triage', { body: { ids, status: 'confirmed' } });
  await user.ask('POST', `/api/findings/${ids[0]}/comment`, { body: { comment: 'Why?' } });
  const { items, names } = await user.trpc.overview.latest.query();
  expect(items).toMatchObject([
    { kind: 'change', type: 'commented', actorId: user.id, findingId: ids[0], count: 1, repoName: 'api' },
    { kind: 'change', type: 'status_changed', newValue: 'confirmed', count: 3 },
    { kind: 'change', type: 'severity_changed', actorId: other.id, newValue: 'low' },
    { kind: 'scan', status: 'completed', complete: true, newCount: 3, repoId },
  ]);
  expect(Object.keys(names).sort()).toEqual([user.id, other.id].sort());
  await user.ask('DELETE', `/api/repos/${repoId}/members/${other.id}`);
  expect((await other.trpc.overview.latest.query()).items).toEqual([]);
});

it('needs the scope findings:read of a token', async () => {
  const reader = await withToken(server.url, user, ['findings:read']);
  expect((await reader.ask('GET', '/api/overview')).status).toBe(200);
  const other = await withToken(server.url, user, ['scans:read']);
  const { body } = await other.ask('GET', '/api/overview');
  expect(body).toMatchObject({ code: 403, message: 'This token lacks the scope findings:read' });
});
