import { newRepo, newUser, type TestUser, until, withToken } from '@tests/support/api';
import { exported, readCsv } from '@tests/support/exports';
import { connectTo, coverageOf, insertFinding, insertScan } from '@tests/support/rows';
import { sarifRuns } from '@tests/support/sarifSchema';
import { findMany, scannedRepo } from '@tests/support/scannedRepo';
import { sharedServer } from '@tests/support/sharedServer';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/** Findings as files, in every format, of all repos, of one, and of a scan. */
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

const get = (path: string) => exported(server.url, user, path);
const rowsOf = async (path: string) => readCsv((await get(path)).text);
const repoIdOf = async (name: string): Promise<string> => {
  const sql = 'SELECT id FROM repos WHERE user_id = $1 AND name = $2';
  return (await db.query<{ id: string }>(sql, [user.id, name])).rows[0]?.id ?? '';
};
const titlesOf = async (path: string) => (await rowsOf(path)).map(({ title }) => title);

/** Cells that a spreadsheet would run, texts that end a cell, an element or a document, and rare characters. */
const HOSTILE = [
  '=HYPERLINK("http://evil.example","click")',
  '+1+1',
  '-2+3',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  '＝1',
  '"quoted", and\r\nbroken',
  '</pre></title><script>alert(1)</script><img src=x onerror=alert(1)>',
  '\u202egnp.exe \u200b \x1b[31m \x07',
  '😀 𝒳 \u{10ffff}',
  ']]>--><!--{"}',
];

describe('what all formats have', () => {
  let repo: Awaited<ReturnType<typeof scannedRepo>>;
  let other: typeof repo;
  beforeEach(async () => {
    repo = await scannedRepo(db, user, 'payments-api');
    other = await scannedRepo(db, user, 'web');
    await repo.find({ title: 'B', severity: 'high', file_path: 'src/b.ts' });
    await repo.find({ title: 'C', severity: 'low', status: 'fixed' });
    await other.find({ title: 'A', severity: 'critical', file_path: 'src/a.ts' });
  });

  it('has the findings of all repos, of one, and of a scan, in the order of the list', async () => {
    expect(await titlesOf('/api/findings/export?format=csv')).toEqual(['A', 'B', 'C']);
    expect(await titlesOf('/api/findings/export?format=csv&sort=newest')).toEqual(['A', 'C', 'B']);
    expect(await titlesOf(`/api/repos/${repo.repoId}/findings/export?format=csv`)).toEqual(['B', 'C']);
    expect(await titlesOf(`/api/scans/${other.scanId}/findings/export?format=csv`)).toEqual(['A']);
  });

  it('has what the filters of the list leave', async () => {
    expect(await titlesOf('/api/findings/export?format=csv&status=open&status=confirmed')).toEqual([
      'A',
      'B',
    ]);
    expect(await titlesOf(`/api/findings/export?format=csv&repo_id=${repo.repoId}&q=src/b`)).toEqual(['B']);
    expect(await titlesOf(`/api/repos/${repo.repoId}/findings/export?format=csv&severity=low`)).toEqual([
      'C',
    ]);
    const { text } = await get('/api/findings/export?format=html&status=open&severity=high');
    expect(text).toContain('<h2>1 finding</h2>');
    expect(text).toContain('<dt>Severity</dt><dd>high</dd>');
  });

  it('has no finding of repos that others do not share', async () => {
    const outsider = await newUser(server.url);
    for (const format of ['csv', 'json', 'sarif', 'html']) {
      const { status, text } = await exported(server.url, outsider, `/api/findings/export?format=${format}`);
      expect(status).toBe(200);
      expect(text).not.toContain('src/a.ts');
    }
    const path = `/api/repos/${repo.repoId}/findings/export?format=csv`;
    expect((await exported(server.url, outsider, path)).status).toBe(403);
  });

  it.each([
    ['csv', 'text/csv; charset=utf-8'],
    ['json', 'application/json; charset=utf-8'],
    ['sarif', 'application/sarif+json'],
    ['html', 'text/html; charset=utf-8'],
  ])('is a file in %s, with a name and a type', async (format, type) => {
    const { headers } = await user.ask('HEAD', `/api/repos/${repo.repoId}/findings/export?format=${format}`);
    expect(headers.get('content-type')).toBe(type);
    const name = /^attachment; filename="findings-payments-api-\d{4}-\d\d-\d\d\.(\w+)"$/;
    expect(name.exec(headers.get('content-disposition') ?? '')?.[1]).toBe(format);
  });

  it('refuses an unknown format by naming those that exist, and an unknown order', async () => {
    const message = 'format must be one of csv, json, sarif, html';
    for (const query of ['', '?format=', '?format=pdf', '?format=csv&format=json']) {
      const { status, body } = await user.ask('GET', `/api/findings/export${query}`);
      expect([status, body.message]).toEqual([400, message]);
    }
    const { status, body } = await user.ask('GET', '/api/findings/export?format=csv&sort=size');
    expect(status).toBe(400);
    expect(body.message).toMatch(/^sort must be one of /);
  });

  it('needs no other scope than that of findings', async () => {
    const token = await withToken(server.url, user, ['findings:read']);
    for (const path of [
      '/api/findings',
      `/api/repos/${repo.repoId}/findings`,
      `/api/scans/${repo.scanId}/findings`,
    ]) {
      expect((await token.ask('HEAD', `${path}/export?format=html`)).status).toBe(200);
    }
    const scans = await withToken(server.url, user, ['scans:read']);
    expect((await scans.ask('HEAD', '/api/findings/export?format=html')).status).toBe(403);
  });
});

describe('JSON', () => {
  it('is one array of what the list returns', async () => {
    const { repoId, find } = await scannedRepo(db, user, 'api');
    for (const title of HOSTILE) await find({ title, references: ['https://a.example'] });
    const { body } = await user.ask('GET', `/api/repos/${repoId}/findings?limit=100`);
    const { text } = await get(`/api/repos/${repoId}/findings/export?format=json`);
    expect(JSON.parse(text)).toEqual((body.data as { items: unknown[] }).items);
  });

  it('is an empty array without findings', async () => {
    expect(JSON.parse((await get('/api/findings/export?format=json')).text)).toEqual([]);
  });
});

describe('CSV', () => {
  it('keeps every text, and disarms those that a spreadsheet would run', async () => {
    const { find } = await scannedRepo(db, user, '=cmd()');
    for (const [at, title] of HOSTILE.entries()) await find({ title, file_path: title, line_start: at + 1 });
    const rows = await rowsOf('/api/findings/export?format=csv&sort=oldest');
    expect(rows.map(({ title }) => title?.replace(/^'/, ''))).toEqual(HOSTILE);
    expect(rows.map(({ line_start }) => Number(line_start))).toEqual(HOSTILE.map((_, at) => at + 1));
    for (const cell of rows.flatMap((row) => Object.values(row)))
      expect(cell).not.toMatch(/^[=+\-@\t\r\n＝]/);
    expect(rows[0]?.repository).toBe("'=cmd()");
  });

  it('has a header without findings', async () => {
    const { text } = await get('/api/findings/export?format=csv');
    expect(text).toMatch(/^id,repository,severity,status,[a-z_,]+\r\n$/);
  });
});

describe('SARIF', () => {
  it('has a run of each repository, with suppressions, fingerprints, data flows and weaknesses', async () => {
    const api = await scannedRepo(db, user, 'api');
    const web = await scannedRepo(db, user, 'web');
    await scannedRepo(db, user, 'without findings');
    const place = (filePath: string, line: number) => ({ filePath, line, message: `step at ${filePath}` });
    const details = { flows: [[place('a.ts', 1), place('b.ts', 2)]], related: [place('c.ts', 3)] };
    const imported = { source: 'import', tool: 'Semgrep', cwe_id: 'CWE-79' };
    await api.find({ ...imported, details, fingerprint: 'f1' });
    await api.find({ status: 'false_positive', status_reason: 'a sample', severity: 'low' });
    for (const title of HOSTILE) await web.find({ title, file_path: title, code_snippet: title });
    const runs = sarifRuns(JSON.parse((await get('/api/findings/export?format=sarif')).text));
    expect(runs.map(({ properties }) => properties?.repository)).toEqual(['api', 'web']);
    const [flow, sample] = runs[0]?.results ?? [];
    expect(runs[0]?.results).toHaveLength(2);
    expect(flow?.codeFlows?.[0]?.threadFlows[0]?.locations).toHaveLength(2);
    expect(flow?.relatedLocations).toHaveLength(1);
    expect(Object.values(flow?.partialFingerprints ?? {})).toEqual(['f1']);
    expect(sample?.suppressions).toMatchObject([{ kind: 'external', justification: 'a sample' }]);
    expect(runs[0]?.taxonomies?.[0]?.taxa?.map(({ id }) => id)).toContain('79');
    const messages = runs[1]?.results?.map(({ message }) => message.text ?? '') ?? [];
    for (const title of HOSTILE) expect(messages.some((text) => text.startsWith(title))).toBe(true);
  });

  it('has the same results of each repository, whether they are read with those of others or alone', async () => {
    const sizes = { a: 3, b: 0, c: 501, d: 2, e: 498, f: 1 };
    for (const [name, size] of Object.entries(sizes)) {
      const repo = await scannedRepo(db, user, name);
      if (size > 0) await findMany(db, repo, size, { title: `'${name} ' || n` });
    }
    const runs = sarifRuns(JSON.parse((await get('/api/findings/export?format=sarif')).text));
    const textsOf = (run: (typeof runs)[number]) => run.results?.map(({ message }) => message.text) ?? [];
    const found = runs.map((run) => [run.properties?.repository, textsOf(run).length]);
    expect(found).toEqual(Object.entries(sizes).filter(([, size]) => size > 0));
    for (const run of runs) {
      const name = String(run.properties?.repository);
      const repoId = await repoIdOf(name);
      const alone = await get(`/api/repos/${repoId}/findings/export?format=sarif`);
      const [own] = sarifRuns(JSON.parse(alone.text));
      expect(textsOf(run)).toEqual(own && textsOf(own));
      expect(textsOf(run).every((text) => text?.startsWith(`${name} `))).toBe(true);
    }
  });

  it('has a run without results where there are no findings', async () => {
    const runs = sarifRuns(JSON.parse((await get('/api/findings/export?format=sarif')).text));
    expect(runs.map(({ results }) => results)).toEqual([[]]);
  });

  it('of a scan says that it is partial, and why', async () => {
    const { id: repoId } = await newRepo(user);
    const scan = { id: await insertScan(db, repoId, { complete: false, coverage: coverageOf() }), repoId };
    await insertFinding(db, scan);
    const { text } = await get(`/api/scans/${scan.id}/findings/export?format=sarif`);
    const [run] = sarifRuns(JSON.parse(text));
    expect(run?.invocations?.[0]?.executionSuccessful).toBe(false);
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.length).toBeGreaterThan(0);
  });
});

describe('the report', () => {
  it('escapes every text, and lets nothing run', async () => {
    const { find } = await scannedRepo(db, user, '<b>repo</b>');
    for (const text of HOSTILE) {
      const texts = { title: text, file_path: text, code_snippet: text, fix_summary: text, rule_id: text };
      const more = { evidence: [text], references: [text, 'javascript:alert(1)'], description: text };
      await find({ ...texts, ...more, status: 'dismissed', status_reason: text, introduced_by: text });
    }
    const { text } = await get('/api/findings/export?format=html');
    expect(text.match(/<(?:script|img|b>repo)/g)).toBeNull();
    expect(text).not.toContain('href="javascript:');
    for (const char of ['\u202e', '\u200b', '\x1b', '\x07']) expect(text).not.toContain(char);
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('😀 𝒳');
    expect(text).toMatch(/<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;/);
  });

  it('counts all findings in its summary and in its charts', async () => {
    const repo = await scannedRepo(db, user, 'api');
    await findMany(db, repo, 1_500);
    await repo.find({ severity: 'critical', status: 'dismissed', rule_id: 'other' });
    const { text } = await get(`/api/repos/${repo.repoId}/findings/export?format=html`);
    expect(text).toContain('1,500 critical or high findings are open. In all: 1,500 open, 1 dismissed.');
    expect(text).toContain('Critical: 1 not open');
    expect(text).toContain('key: 1,500 high');
    expect(text.match(/<article>/g)).toHaveLength(1_501);
  });

  it('says first that a scan is partial, and why', async () => {
    const { id: repoId } = await newRepo(user);
    const id = await insertScan(db, repoId, { complete: false, coverage: coverageOf() });
    await insertFinding(db, { id, repoId });
    const { text } = await get(`/api/scans/${id}/findings/export?format=html`);
    const body = text.slice(text.indexOf('<main>'));
    expect(body).toMatch(/^<main>\s*<aside class="notice"><h2>The scan is partial/);
    expect(body).toContain('2 files not scanned: too large.');
    expect(body).toContain('The history is longer than a scan may read');
    expect(body).toContain('data/dump.sql');
  });

  it('names the repositories of which not everything is known', async () => {
    await newRepo(user, { name: 'never-scanned' });
    const { text } = await get('/api/findings/export?format=html');
    expect(text).toContain('1 repository never scanned: never-scanned.');
    const of = await newRepo(user, { name: 'new' });
    const own = await get(`/api/repos/${of.id}/findings/export?format=html`);
    expect(own.text).toContain('This repository has not been scanned yet');
  });
});

describe('the progress of an export', () => {
  const progressOf = (of: TestUser, name: string) => of.trpc.finding.exportProgress.query({ name });

  it.each(['csv', 'json', 'sarif', 'html'])('counts the findings of its user: %s', async (format) => {
    const repo = await scannedRepo(db, user, 'payments-api');
    await findMany(db, repo, 12);
    const name = `progress${format}`;
    expect(await progressOf(user, name)).toBeNull();
    await get(`/api/findings/export?format=${format}&progress=${name}`);
    expect(await progressOf(user, name)).toEqual({ done: 12, state: 'completed' });
    await get(`/api/scans/${repo.scanId}/findings/export?format=${format}&progress=${name}2`);
    expect(await progressOf(user, `${name}2`)).toEqual({ done: 12, state: 'completed' });
    expect(await progressOf(await newUser(server.url), name)).toBeNull();
  });

  it('ends where its reader leaves', async () => {
    await findMany(db, await scannedRepo(db, user, 'large'), 5_000);
    const leave = new AbortController();
    const answer = await fetch(`${server.url}/api/findings/export?format=json&progress=leaves123`, {
      headers: { authorization: `Bearer ${user.token}` },
      signal: leave.signal,
    });
    await answer.body?.getReader().read();
    leave.abort();
    const over = await until(
      () => progressOf(user, 'leaves123'),
      (it) => it?.state === 'failed',
    );
    expect(over?.done).toBeLessThan(5_000);
  });

  it('has a name of letters and digits', async () => {
    const { status } = await user.ask('GET', '/api/findings/export?format=csv&progress=a%20b');
    expect(status).toBe(400);
  });
});
