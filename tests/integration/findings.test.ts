import { caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo, insertFinding, insertScan, pointToScans } from '@tests/support/rows';
import type { RestFinding } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let outsider: TestUser;
/** Two repos with one scan each, the other user's repo, and groups of findings. */
const repos = { web: '', api: '', other: '' };
const scans = { web: '', api: '', older: '' };
const [salts, key] = [v7(), v7()];
const names = new Map<string, string>();

async function put(name: string, repo: 'web' | 'api', fields: Record<string, unknown>): Promise<void> {
  const scan = { id: scans[repo], repoId: repos[repo] };
  names.set(await insertFinding(db, scan, { title: name, ...fields }), name);
}

const day = (number: number) => new Date(Date.UTC(2026, 0, number));

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  outsider = await newUser(server.url);
  for (const name of ['web', 'api'] as const) {
    repos[name] = (await newRepo(user, { name })).id;
    scans.older = await insertScan(db, repos[name]);
    scans[name] = await insertScan(db, repos[name]);
  }
  repos.other = (await newRepo(outsider, { name: 'other' })).id;
  await insertFinding(db, { id: await insertScan(db, repos.other), repoId: repos.other });
  await pointToScans(db);

  const seen = (number: number) => ({ first_seen_at: day(number), last_seen_at: day(20 - number) });
  await put('low', 'web', { severity: 'low', file_path: 'src/z.ts', ...seen(1) });
  await put('test', 'web', { severity: 'high', file_path: 'tests/a.ts', file_role: 'test', ...seen(2) });
  await put('history', 'web', { severity: 'high', file_path: 'src/app/b.ts', in_tree: false, ...seen(3) });
  await put('fixed', 'web', {
    ...{ severity: 'critical', status: 'fixed', fixed_at: day(6), file_path: 'c.php', ...seen(4) },
  });
  await put('api key', 'api', { severity: 'high', file_path: 'src/d.ts', group_id: key, ...seen(5) });
  await put('api key too', 'api', { severity: 'high', file_path: 'src/e.ts', group_id: key, ...seen(6) });
  await put('web key', 'web', { severity: 'high', file_path: 'src/f.ts', group_id: key, ...seen(7) });
  await put('salt', 'web', {
    ...{ severity: 'medium', status: 'confirmed', confidence: 'medium', group_id: salts, rule_id: 'salts' },
    ...{ assignee_id: user.id, introduced_by: 'Ana', file_path: 'wp/[x]/config.php', version: 3, ...seen(8) },
  });
  await put('unsure', 'api', {
    ...{ severity: 'critical', confidence: 'low', source: 'static', introduced_by: 'Bo', ...seen(9) },
    ...{ file_path: 'a\nb.ts', evidence: ['It has the form of one.'], scan_id: scans.older },
  });
});
afterAll(async () => {
  await db?.end();
});

it('has null for a remedy that the tool of an import did not give', async () => {
  const other = await newUser(server.url);
  const { id: repoId } = await newRepo(other);
  const scan = { id: await insertScan(db, repoId), repoId };
  const id = await insertFinding(db, scan, { source: 'import', fix_summary: '' });
  expect((await other.ask('GET', `/api/findings/${id}`)).data.fix_summary).toBeNull();
  const { data } = await other.ask('GET', '/api/findings');
  expect(data.items).toMatchObject([{ id, fix_summary: null }]);
});

it('has what is exploited first among findings that are alike, then what is likely to be', async () => {
  const other = await newUser(server.url);
  const { id: repoId } = await newRepo(other);
  const scan = { id: await insertScan(db, repoId), repoId };
  const put = (title: string, severity: string, epss: number | null, isExploited = false) => {
    const found = { ecosystem: 'npm', name: 'left', version: '1.0.0', purl: '', direct: true, path: [] };
    const more = { package: found, identifiers: [], upgrade: null, symbols: [] };
    const details = { flows: [], related: [], vulnerability: { ...more, epss, isExploited } };
    return insertFinding(db, scan, { title, severity, details: JSON.stringify(details) });
  };
  await put('exploited', 'high', 0.01, true);
  await put('likely', 'high', 0.5);
  await put('possible', 'high', 0.1);
  await put('unlikely', 'high', 0.099);
  await put('worse', 'critical', null);
  await insertFinding(db, scan, { title: 'no vulnerability', severity: 'high' });
  await put('not known', 'high', null);
  await pointToScans(db);
  const titles: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await list(`?limit=2${cursor && `&cursor=${cursor}`}`, other);
    titles.push(...page.items.map(({ title }) => String(title)));
    cursor = page.next_cursor;
  }
  const alike = ['not known', 'no vulnerability', 'unlikely'];
  expect(titles).toEqual(['worse', 'exploited', 'likely', 'possible', ...alike]);
});

type Page = { items: RestFinding[]; next_cursor: string | null; facets: Facets; total: unknown };
type Facets = Record<string, Record<string, unknown>>;
const namesOf = (items: readonly { id: string }[]) => items.map(({ id }) => names.get(id));
const list = async (query = '', who: Pick<TestUser, 'ask'> = user) =>
  (await who.ask('GET', `/api/findings${query}`)).data as Page;
const listed = async (query: string) => namesOf((await list(query)).items);

/** All findings of a list, in pages of two. */
async function readAll(query: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Page = await list(`?${query}&limit=2${cursor && `&cursor=${cursor}`}`);
    expect(page.items.length).toBeLessThanOrEqual(2);
    found.push(...namesOf(page.items));
    cursor = page.next_cursor;
  }
  return found;
}

const PRIORITY = [
  ...['unsure', 'web key', 'api key too', 'api key', 'history', 'test', 'salt', 'low', 'fixed'],
];

describe('the findings of all repositories', () => {
  it('are those of the visible ones, what matters most first', async () => {
    const page = await list();
    expect([namesOf(page.items), page.next_cursor]).toEqual([PRIORITY, null]);
    expect(Object.keys(page)).toEqual(['items', 'next_cursor']);
    expect(namesOf((await list('', outsider)).items)).toEqual([undefined]);
  });

  it.each([
    ['priority', () => PRIORITY],
    ['newest', () => [...names.values()].reverse()],
    ['oldest', () => [...names.values()]],
    [
      'path',
      () => ['unsure', 'fixed', 'history', 'api key', 'api key too', 'web key', 'low', 'test', 'salt'],
    ],
    ['last_seen', () => [...names.values()]],
  ])('are sorted by %s, in stable pages', async (sort, expected) => {
    expect(await readAll(`sort=${sort}`)).toEqual(expected());
    const { next_cursor: cursor } = await list(`?sort=${sort}&limit=1`);
    const other = sort === 'newest' ? 'oldest' : 'newest';
    const { status, body } = await user.ask('GET', `/api/findings?sort=${other}&cursor=${cursor}`);
    expect([status, body.message]).toEqual([400, 'cursor must be a next_cursor that a list gave out']);
  });

  it.each([
    ['severity=low&severity=medium', ['salt', 'low']],
    ['status=fixed&status=confirmed', ['salt', 'fixed']],
    ['severity=critical', ['unsure', 'fixed']],
    ['confidence=low&confidence=medium', ['unsure', 'salt']],
    ['source=static', ['unsure']],
    ['rule_id=salts&rule_id=other', ['salt']],
    ['file_role=test', ['test']],
    ['in_tree=false', ['history']],
    ['in_tree=false&in_tree=true&severity=high', ['web key', 'api key too', 'api key', 'history', 'test']],
    ['assignee=me', ['salt']],
    ['assignee=none&severity=low', ['low']],
    ['introduced_by=Ana&introduced_by=Bo', ['unsure', 'salt']],
    [`group_id=${key}`, ['web key', 'api key too', 'api key']],
    ['group_id=x', []],
    ['repo_id=x&repo_id=y', []],
    ['path=src', ['web key', 'api key too', 'api key', 'history', 'low']],
    ['path=src/app/&path=c.php', ['history', 'fixed']],
    ['path=*.php', ['salt', 'fixed']],
    ['path=src/*.ts', ['web key', 'api key too', 'api key', 'low']],
    ['path=src/**/b.ts', ['history']],
    ['path=**/?.ts', ['web key', 'api key too', 'api key', 'history', 'test', 'low']],
    ['path=wp/[x]', ['salt']],
    ['path=wp/[x]/*.php', ['salt']],
    ['path=te*', ['test']],
    ['path=(a|b)*', []],
    ['q=API', ['api key too', 'api key']],
    ['q=salts', ['salt']],
    ['q=.PHP', ['salt', 'fixed']],
    ['q=too+src/e+api', ['api key too']],
    ['q=too+src/d', []],
    ['q=%25', []],
    ['first_seen_after=2026-01-08&first_seen_before=2026-01-09T00:00:00Z', ['salt']],
    ['fixed_after=2026-01-06', ['fixed']],
    ['fixed_after=2026-01-06T00:00:01Z', []],
    ['status=open&severity=high&in_tree=true&file_role=product&q=too', ['api key too']],
  ])('are filtered by %s', async (query, expected) => {
    expect(await listed(`?${query}`)).toEqual(expected);
    expect(await readAll(query)).toEqual(expected);
  });

  it.each([
    ['sort=severity', 'sort must be one of priority, newest, oldest, path, last_seen'],
    ['confidence=sure', 'confidence must be one of high, medium, low'],
    ['file_role=app', 'file_role must be one of product, test, example, docs, generated, vendored'],
    ['in_tree=yes', 'in_tree must be true or false'],
    ['assignee=ana', "assignee must be the id of a user, 'me' or 'none'"],
    ['facets=all', 'facets must be true or false'],
    [
      'first_seen_before=1',
      'first_seen_before must be a time in RFC 3339, such as 2026-01-31T12:00:00Z, or a date',
    ],
    ['cursor=abc', 'cursor must be a next_cursor that a list gave out'],
  ])('are refused for %s, with what would be right', async (query, message) => {
    for (const path of ['/api/findings', `/api/repos/${repos.web}/findings`]) {
      const { status, body } = await user.ask('GET', `${path}?${query}`);
      expect([status, body]).toEqual([400, { success: false, code: 400, message }]);
    }
  });

  it('are refused without a credential or scope, and for a single repo that is not visible', async () => {
    expect((await caller(server.url).ask('GET', '/api/findings')).status).toBe(401);
    const token = await withToken(server.url, user, ['repos:read']);
    expect((await token.ask('GET', '/api/findings')).body.message).toBe(
      'This token lacks the scope findings:read',
    );
    expect((await user.ask('GET', `/api/findings?repo_id=${repos.other}`)).status).toBe(403);
    expect((await user.ask('GET', `/api/findings?repo_id=${v7()}`)).status).toBe(404);
    expect(await listed(`?repo_id=${repos.other}&repo_id=${repos.api}&severity=critical`)).toEqual([
      'unsure',
    ]);
  });

  it('have the fields of groups, people and times', async () => {
    const { items } = await list('?path=wp&path=src/f.ts');
    expect(items).toMatchObject([
      { group_id: key, occurrences: 1, evidence: [], package: null, flow: [] },
      {
        ...{ group_id: salts, occurrences: 1, file_role: 'product', status_reason: null, status_until: null },
        ...{ assignee_id: user.id, introduced_by: 'Ana', introduced_at: null, version: 3 },
      },
    ]);
    const [finding] = (await list('?q=too')).items;
    expect(finding).toMatchObject({ group_id: key, occurrences: 2 });
    const { data } = await user.ask('GET', `/api/findings/${finding?.id}`);
    expect(data).toEqual(finding);
  });
});

describe('facets', () => {
  it('are exact for what is counted, and apply all filters but their own', async () => {
    const { facets, total, items } = await list('?facets=true&severity=high&in_tree=true&limit=1');
    expect([items.length, total]).toEqual([1, 4]);
    expect(facets).toEqual({
      severity: { critical: 2, high: 4, medium: 1, low: 1 },
      status: { open: 4 },
      confidence: { high: 4 },
      source: { secrets: 4 },
      repo_id: { [repos.web]: 2, [repos.api]: 2 },
      file_role: { product: 3, test: 1 },
      in_tree: { true: 4, false: 1 },
      rule_id: { 'a-rule': 4 },
      assignee: { none: 4 },
      introduced_by: {},
    });
  });

  it('count by other filters, too', async () => {
    const { facets, total } = await list('?facets=true&introduced_by=Ana&introduced_by=Bo&severity=medium');
    expect(total).toBe(1);
    expect(facets).toMatchObject({
      severity: { critical: 1, medium: 1 },
      repo_id: { [repos.web]: 1 },
      assignee: { [user.id]: 1 },
      introduced_by: { Ana: 1 },
      rule_id: { salts: 1 },
    });
  });

  it('of a repo are its own', async () => {
    const { data } = await user.ask('GET', `/api/repos/${repos.api}/findings?facets=true`);
    expect(data).toMatchObject({ total: 3, facets: { repo_id: { [repos.api]: 3 }, status: { open: 3 } } });
  });

  it('of the dashboard have names', async () => {
    const { facets, total, names: named } = await user.trpc.finding.facets.query({ status: ['confirmed'] });
    expect([total, facets.assignee, facets.fileRole]).toEqual([1, { [user.id]: 1 }, { product: 1 }]);
    expect(named).toEqual({ [repos.web]: 'web', [user.id]: user.email });
  });
});

describe('the rows of the dashboard', () => {
  it('have what a list shows, and say what the newest scan has not checked again', async () => {
    const { items } = await user.trpc.finding.list.query({ q: 's', limit: 2 });
    const [unsure] = items;
    expect(unsure).toMatchObject({
      ...{ title: 'unsure', repoId: repos.api, repoName: 'api', filePath: 'a\nb.ts', lineStart: 1 },
      ...{ occurrences: 1, isRechecked: false, assignee: null, version: 1, fileRole: 'product' },
    });
    const salt = await user.trpc.finding.list.query({ assignee: ['me'] });
    expect(salt.items).toMatchObject([{ isRechecked: true, assignee: { id: user.id, email: user.email } }]);
  });

  it('can be one for each group in each repo', async () => {
    const grouped = async (input: object) =>
      (await user.trpc.finding.list.query({ grouped: true, ...input })).items;
    expect(namesOf(await grouped({}))).toEqual(PRIORITY.filter((name) => name !== 'api key'));
    const [row] = await grouped({ groupId: [key], repoId: [repos.api] });
    expect([names.get(row?.id ?? ''), row?.occurrences]).toEqual(['api key too', 2]);
    expect(namesOf(await grouped({ groupId: [key], sort: 'oldest' }))).toEqual(['api key', 'web key']);
    expect(namesOf(await grouped({ groupId: [key], path: ['src/d.ts'] }))).toEqual(['api key']);
  });

  it('of a scan are those that it was the last to see', async () => {
    const { items } = await user.trpc.finding.list.query({ scanId: scans.older });
    expect(namesOf(items)).toEqual(['unsure']);
    const { facets, total } = await user.trpc.finding.facets.query({ scanId: scans.older });
    expect([total, facets.severity, facets.repoId]).toEqual([1, { critical: 1 }, { [repos.api]: 1 }]);
    const otherRepo = user.trpc.finding.list.query({ scanId: scans.older, repoId: [repos.web] });
    expect(await refusal(otherRepo)).toMatchObject({ httpStatus: 404 });
  });
});
