import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { coverageOf, type RestFinding } from '@tests/support/scans';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;
let repoId: string;
let scanId: string;
/** Findings by their purpose, in the order of creation. */
let ids: Record<'low' | 'fixed' | 'critical' | 'folder' | 'static', string>;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
  repoId = (await newRepo(user)).id;
  scanId = await insertScan(db, repoId);
  const put = (fields: Record<string, unknown>) => insertFinding(db, { id: scanId, repoId }, fields);
  ids = {
    low: await put({ severity: 'low', file_path: 'src/a.ts', title: 'Slack token' }),
    fixed: await put({ severity: 'high', status: 'fixed', file_path: 'src2/b.ts' }),
    critical: await put({ severity: 'critical', rule_id: 'aws-access-key', file_path: 'src/100%_a.ts' }),
    folder: await put({ severity: 'high', status: 'dismissed', file_path: 'src/deep/c.ts' }),
    static: await put({ severity: 'medium', source: 'static', file_path: 'd.ts' }),
  };
});
afterAll(async () => {
  await db?.end();
});

type Page = { items: RestFinding[]; total: number; page: number; per_page: number; total_pages: number };
const namesOf = (items: RestFinding[]) =>
  items.map(({ id }) => Object.entries(ids).find(([, known]) => known === id)?.[0]);
const ofScan = async (query: string) =>
  (await user.ask('GET', `/api/scans/${scanId}/findings${query}`)).data as Page;
const ofRepo = async (query: string) =>
  (await user.ask('GET', `/api/repos/${repoId}/findings${query}`)).data as {
    items: RestFinding[];
    next_cursor: string | null;
  };

describe("a scan's findings", () => {
  it('are returned by numbered pages, what matters most first, with their total', async () => {
    const { items, ...page } = await ofScan('?page=1&per_page=2');
    expect(page).toEqual({ total: 5, page: 1, per_page: 2, total_pages: 3 });
    expect(namesOf(items)).toEqual(['critical', 'static']);
    expect(Object.keys(items[0] ?? {})).toHaveLength(39);
    expect(namesOf((await ofScan('?page=3&per_page=2')).items)).toEqual(['fixed']);
    expect(await ofScan('?page=9&per_page=2')).toMatchObject({
      items: [],
      total: 5,
      page: 9,
      total_pages: 3,
    });
    expect(await ofScan('')).toMatchObject({ page: 1, per_page: 25, total_pages: 1 });
    expect(await ofScan('?severity=low&status=fixed')).toMatchObject({ items: [], total: 0, total_pages: 0 });
  });

  it.each([
    ['?severity=low&severity=critical', ['critical', 'low']],
    ['?status=fixed&status=dismissed', ['folder', 'fixed']],
    ['?source=static', ['static']],
    ['?source=static&source=secrets&severity=medium', ['static']],
    ['?severity=&status=open', ['critical', 'static', 'low']],
    ['?rule_id=aws-access-key', ['critical']],
  ])('are filtered: %s', async (query, expected) => {
    expect(namesOf((await ofScan(query)).items)).toEqual(expected);
  });

  it.each([
    ['severity=fatal', 'severity must be one of critical, high, medium, low'],
    ['severity=low&severity=fatal', 'severity must be one of critical, high, medium, low'],
    ['status=gone', 'status must be one of open, confirmed, dismissed, false_positive, fixed'],
    ['source=x', 'source must be one of secrets, static, dependencies, import'],
    ['page=0', 'page must be a whole number from 1 to 1000000'],
    ['page=1.5', 'page must be a whole number from 1 to 1000000'],
    ['page=1&page=2', 'page must be a whole number from 1 to 1000000'],
    ['per_page=101', 'per_page must be a whole number from 1 to 100'],
    ['path=a%00b', 'path must not contain control characters'],
    ['rule_id=%00', 'rule_id must not contain control characters'],
    ['q=%00', 'q must not contain control characters'],
  ])('are refused for %s, which is named', async (query, message) => {
    for (const list of [`/api/scans/${scanId}/findings`, `/api/repos/${repoId}/findings`]) {
      if (query.includes('page') && list.includes('repos')) continue;
      const { status, body } = await user.ask('GET', `${list}?${query}`);
      expect([status, body]).toEqual([400, { success: false, code: 400, message }]);
    }
  });
});

describe("a repo's findings", () => {
  it.each([
    ['?severity=high&status=fixed', ['fixed']],
    ['?path=src', ['critical', 'low', 'folder']],
    ['?path=src/', ['critical', 'low', 'folder']],
    ['?path=src/a.ts', ['low']],
    ['?path=src/100%25_a.ts', ['critical']],
    ['?path=s%25', []],
    ['?rule_id=aws-access-key', ['critical']],
    ['?q=SLACK', ['low']],
    ['?q=aws', ['critical']],
    ['?q=deep', ['folder']],
    ['?q=%ED%A0%80', []],
    ['?source=static', ['static']],
  ])('are filtered: %s', async (query, expected) => {
    expect(namesOf((await ofRepo(query)).items)).toEqual(expected);
  });

  it('are returned newest first on request, page by page', async () => {
    const first = await ofRepo('?sort=newest&limit=3');
    expect(namesOf(first.items)).toEqual(['static', 'folder', 'critical']);
    const second = await ofRepo(`?sort=newest&limit=3&cursor=${first.next_cursor}`);
    expect([namesOf(second.items), second.next_cursor]).toEqual([['fixed', 'low'], null]);
  });
});

describe('a finding and the coverage of its scan', () => {
  it('are returned as documented', async () => {
    const { data } = await user.ask('GET', `/api/findings/${ids.critical}`);
    expect(data).toMatchObject({ id: ids.critical, scan_id: scanId, repo_id: repoId, severity: 'critical' });
    expect(Object.keys(data)).toHaveLength(39);
    expect(await coverageOf(user, scanId)).toEqual({
      ...{ complete: null, files_scanned: 0, bytes_scanned: 0, files_reused: 0, skipped: [] },
      history: { scope: 'branch', commits_walked: 0, commits_known: 0, bytes_added: 0 },
      ...{ suppressed: [], limits_hit: [], notes: [], engines: [], packages: null, advisory_data_at: null },
    });
  });
});
