import { caller, newRepo, newUser, type TestUser, withToken } from '@tests/support/api';
import { refusal } from '@tests/support/refusal';
import { connectTo, insertFinding, insertScan } from '@tests/support/rows';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const server = sharedServer();
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
});

const UNKNOWN = '01936d2f-8c4e-7890-b123-456789abcdef';
const NO_ACCESS = { message: 'You do not have access to this repository', httpStatus: 403 };
const notFound = (noun: string, id: string) => ({ message: `${noun} '${id}' not found`, httpStatus: 404 });
const CURSOR = { message: 'cursor must be a next_cursor that a list gave out', httpStatus: 400 };

type Page = { items: { id: string }[]; nextCursor: string | null };

/** The ids of a list, read two at a time. */
async function readAll(ask: (page: { limit: number; cursor?: string }) => Promise<Page>): Promise<string[]> {
  const ids: string[] = [];
  let page: Page | undefined;
  do {
    page = await ask({ limit: 2, cursor: page?.nextCursor ?? undefined });
    ids.push(...page.items.map(({ id }) => id));
  } while (page.nextCursor !== null && ids.length < 50);
  return ids;
}

/** A repo with one scan and one finding, and every call that reads them. */
async function scannedRepo(owner: TestUser) {
  const { id: repoId } = await newRepo(owner);
  const scanId = await insertScan(db, repoId);
  const findingId = await insertFinding(db, { id: scanId, repoId });
  const calls = ({ trpc }: { trpc: TestUser['trpc'] }) => ({
    scan: () => trpc.scan.byId.query({ id: scanId }),
    scans: () => trpc.scan.list.query({ repoId }),
    finding: () => trpc.finding.byId.query({ id: findingId }),
    findings: () => trpc.finding.list.query({ repoId }),
  });
  return { repoId, scanId, findingId, calls };
}

describe('reading scans and findings', () => {
  it("another user's are refused, with the message of their repo", async () => {
    const { calls, repoId, scanId } = await scannedRepo(user);
    const other = await newUser(server.url);
    for (const call of Object.values(calls(other))) expect(await refusal(call())).toMatchObject(NO_ACCESS);
    const mine = await scannedRepo(other);
    const { finding } = other.trpc;
    expect(await refusal(finding.list.query({ repoId: mine.repoId, scanId }))).toMatchObject(NO_ACCESS);
    expect(await refusal(finding.list.query({ repoId, scanId: mine.scanId }))).toMatchObject(NO_ACCESS);
  });

  it.each([UNKNOWN, 'abc', ''])('unknown ones, such as "%s", are not found', async (id) => {
    const { scan, finding } = user.trpc;
    expect(await refusal(scan.byId.query({ id }))).toMatchObject(notFound('Scan', id));
    expect(await refusal(finding.byId.query({ id }))).toMatchObject(notFound('Finding', id));
    expect(await refusal(scan.list.query({ repoId: id }))).toMatchObject(notFound('Repo', id));
    expect(await refusal(finding.list.query({ repoId: id }))).toMatchObject(notFound('Repo', id));
  });

  it('those of a deleted repo are not found, also while its purge is running', async () => {
    const { calls, repoId, scanId, findingId } = await scannedRepo(user);
    const { scan, scans, finding, findings } = calls(user);
    await db.query('UPDATE repos SET deleted_at = now() WHERE id = $1', [repoId]);
    expect(await refusal(scan())).toMatchObject(notFound('Scan', scanId));
    expect(await refusal(finding())).toMatchObject(notFound('Finding', findingId));
    expect(await refusal(scans())).toMatchObject(notFound('Repo', repoId));
    expect(await refusal(findings())).toMatchObject(notFound('Repo', repoId));
  });

  it('a token needs the scope of what it reads; an anonymous client reads nothing', async () => {
    const { calls } = await scannedRepo(user);
    const lacking = (scope: string) => ({ message: `This token lacks the scope ${scope}`, httpStatus: 403 });
    const scanReader = calls(await withToken(server.url, user, ['scans:read']));
    const findingReader = calls(await withToken(server.url, user, ['findings:read']));
    for (const noun of ['scan', 'scans'] as const) {
      await scanReader[noun]();
      expect(await refusal(findingReader[noun]())).toMatchObject(lacking('scans:read'));
    }
    for (const noun of ['finding', 'findings'] as const) {
      await findingReader[noun]();
      expect(await refusal(scanReader[noun]())).toMatchObject(lacking('findings:read'));
    }
    for (const call of Object.values(calls(caller(server.url))))
      expect(await refusal(call())).toMatchObject({ httpStatus: 401 });
  });
});

describe('scan', () => {
  it('byId returns the documented fields, and the numbers of new and fixed findings', async () => {
    const { id: repoId } = await newRepo(user);
    const parent = await insertScan(db, repoId);
    const id = await insertScan(db, repoId, {
      status: 'static_analysis',
      complete: false,
      triggered_by: user.id,
      parent_scan_id: parent,
      critical_count: 2,
      new_count: 3,
      fixed_count: 1,
    });
    expect(await user.trpc.scan.byId.query({ id })).toEqual({
      id,
      repoId,
      scanType: 'full',
      status: 'static_analysis',
      complete: false,
      triggeredBy: user.id,
      commitSha: null,
      baseCommitSha: null,
      parentScanId: parent,
      findingCount: 0,
      criticalCount: 2,
      highCount: 0,
      mediumCount: 0,
      lowCount: 0,
      startedAt: null,
      completedAt: null,
      errorMessage: null,
      createdAt: expect.stringMatching(/Z$/),
      updatedAt: expect.stringMatching(/Z$/),
      newCount: 3,
      fixedCount: 1,
    });
  });

  it('list returns those of the repo, newest first, page by page', async () => {
    const { id: repoId } = await newRepo(user);
    await scannedRepo(user);
    const made: string[] = [];
    for (let n = 0; n < 5; n++) made.push(await insertScan(db, repoId));
    const ids = await readAll((page) => user.trpc.scan.list.query({ repoId, ...page }));
    expect(ids).toEqual(made.reverse());
    expect(await refusal(user.trpc.scan.list.query({ repoId, cursor: 'abc' }))).toMatchObject(CURSOR);
  });
});

describe('finding', () => {
  it('byId returns the documented fields, and the facts of history', async () => {
    const { repoId, scanId } = await scannedRepo(user);
    const fields = {
      references: ['https://example.com/a'],
      line_end: 3,
      cwe_id: 'CWE-798',
      fingerprint: 'f',
    };
    const id = await insertFinding(db, { id: scanId, repoId }, fields);
    const finding = await user.trpc.finding.byId.query({ id });
    expect(Object.keys(finding)).toHaveLength(51);
    expect(finding).toMatchObject({
      ...{ id, scanId, repoId, source: 'secrets', status: 'open', severity: 'high', confidence: 'high' },
      ...{ title: 'A finding', description: null, ruleId: 'a-rule', cweId: 'CWE-798', cveId: null },
      ...{ filePath: 'src/a.ts', lineStart: 1, lineEnd: 3, commitSha: null, inTree: true, codeSnippet: null },
      ...{ suggestedPatch: null, fixType: 'manual_review', fixSummary: null, fingerprint: 'f' },
      references: ['https://example.com/a'],
    });
  });

  it('list returns those of the repo, filtered, newest first on request, page by page', async () => {
    const { id: repoId } = await newRepo(user);
    const [first, second] = [await insertScan(db, repoId), await insertScan(db, repoId)];
    const put = (id: string, fields: object) => insertFinding(db, { id, repoId }, { ...fields });
    const a = await put(first, { severity: 'critical', title: 'Key_1 leaked' });
    const b = await put(first, { severity: 'low', status: 'fixed', rule_id: 'KEY-rule' });
    const c = await put(second, { severity: 'high', status: 'dismissed', file_path: 'lib/keys/100%.ts' });
    const d = await put(second, { severity: 'high' });
    const list = (filter: object) =>
      readAll((page) => user.trpc.finding.list.query({ repoId, sort: 'newest', ...filter, ...page }));
    expect(await list({})).toEqual([d, c, b, a]);
    expect(await list({ scanId: first })).toEqual([b, a]);
    expect(await list({ severity: ['high', 'critical'] })).toEqual([d, c, a]);
    expect(await list({ status: ['open'] })).toEqual([d, a]);
    expect(await list({ status: ['open', 'fixed'], severity: ['low', 'high'] })).toEqual([d, b]);
    expect(await list({ severity: [], status: [], q: '' })).toEqual([d, c, b, a]);
    expect(await list({ q: 'KEY' })).toEqual([c, b, a]);
    expect(await list({ q: 'y_1' })).toEqual([a]);
    expect(await list({ q: '0%' })).toEqual([c]);
    expect(await list({ q: 'key', scanId: second, status: ['dismissed'], severity: ['high'] })).toEqual([c]);
  });

  it('list says what is wrong with its filters', async () => {
    const { repoId } = await scannedRepo(user);
    const elsewhere = (await scannedRepo(user)).scanId;
    const { list } = user.trpc.finding;
    expect(await refusal(list.query({ repoId, cursor: 'abc' }))).toMatchObject(CURSOR);
    for (const scanId of [UNKNOWN, 'abc', elsewhere])
      expect(await refusal(list.query({ repoId, scanId }))).toMatchObject(notFound('Scan', scanId));
    expect(await refusal(list.query({ repoId, severity: ['fatal' as 'low'] }))).toMatchObject({
      message: 'severity must be one of critical, high, medium, low',
      httpStatus: 400,
      field: 'severity',
    });
  });
});
