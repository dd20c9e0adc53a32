import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newUser, type TestUser, until, withToken } from '@tests/support/api';
import { type Ended, heimdall } from '@tests/support/commandLine';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { osvOf } from '@tests/support/osvDocuments';
import { connectTo } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { zipOf } from '@tests/support/zips';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let admin: TestUser;
let root: string;
beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-advisories-'));
});
afterAll(async () => {
  expect(worker?.faults).toEqual([]);
  await worker?.stop();
  await db?.end();
  rmSync(root, { recursive: true });
});
beforeEach(async () => {
  await db.query(
    'TRUNCATE advisories, advisory_packages, advisory_sources, advisory_touches, advisory_imports, exploitation',
  );
});

/** Writes a source of several documents, each by its id, and imports it by the command line. */
let made = 0;
function write(files: Record<string, unknown>): string {
  made += 1;
  const place = path.join(root, String(made));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return place;
}

function importBy(...sources: string[]): Promise<Ended> {
  return heimdall(['advisories', 'import', ...sources], { env: server.settings });
}

async function stored(): Promise<Record<string, string[]>> {
  const { rows } = await db.query(
    `SELECT a.id, COALESCE(array_agg(p.key ORDER BY p.key) FILTER (WHERE p.key IS NOT NULL), '{}') AS keys
     FROM advisories a LEFT JOIN advisory_packages p ON p.advisory_id = a.id GROUP BY a.id ORDER BY a.id`,
  );
  return Object.fromEntries(rows.map(({ id, keys }) => [id, keys]));
}

async function takeTouched(): Promise<string[]> {
  const { rows } = await db.query('DELETE FROM advisory_touches RETURNING key');
  return rows.map(({ key }) => key).sort();
}

async function sources() {
  const { status, data } = await admin.ask('GET', '/api/advisories/sources');
  expect(status).toBe(200);
  return data.items as { ecosystem: string; count: number; source: string; updated_at: string }[];
}

const at = (day: number) => `2026-02-0${day}T00:00:00Z`;

describe('by command line', () => {
  it('stores, skips what is unchanged, and takes over what is newer, also in another order', async () => {
    const files = {
      'a.json': osvOf('GHSA-a', 'left', { modified: at(2) }),
      'b.json': osvOf('GHSA-b', 'right'),
    };
    const first = await importBy(write(files));
    expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('2 documents read, 2 changes') });
    expect(await stored()).toEqual({ 'GHSA-a': ['npm/left'], 'GHSA-b': ['npm/right'] });
    expect(await takeTouched()).toEqual(['npm/left', 'npm/right']);

    const again = write({ ...files, 'a.json': osvOf('GHSA-a', 'older', { modified: at(1) }) });
    expect((await importBy(again)).stdout).toContain('2 documents read, 0 changes');
    expect(await takeTouched()).toEqual([]);

    const newer = write({ 'a.json': osvOf('GHSA-a', 'other', { modified: at(3) }) });
    expect((await importBy(newer)).stdout).toContain('1 documents read, 1 changes');
    expect(await stored()).toMatchObject({ 'GHSA-a': ['npm/other'] });
    // Those that had it must be matched again, too.
    expect(await takeTouched()).toEqual(['npm/left', 'npm/other']);
  });

  it('removes what was withdrawn, and does not take an older copy back', async () => {
    const old = write({ 'a.json': osvOf('GHSA-a', 'left', { modified: at(1) }) });
    await importBy(old);
    await takeTouched();
    await importBy(write({ 'a.json': osvOf('GHSA-a', 'left', { modified: at(2), withdrawn: at(2) }) }));
    expect(await stored()).toEqual({ 'GHSA-a': [] });
    expect(await takeTouched()).toEqual(['npm/left']);
    await importBy(old);
    expect(await stored()).toEqual({ 'GHSA-a': [] });
  });

  it('removes what a whole repository no longer has, but nothing newer than it', async () => {
    const rust = (id: string) => ({
      [`crates/x/${id}.json`]: osvOf(id, 'x', { ecosystem: 'crates.io', modified: at(2) }),
    });
    await importBy(write({ ...rust('RUSTSEC-1'), ...rust('RUSTSEC-2') }));
    const beside = { ecosystem: 'crates.io', modified: at(3) };
    await importBy(
      write({ 'new.json': osvOf('RUSTSEC-3', 'x', beside), 'other.json': osvOf('GHSA-x', 'x', beside) }),
    );
    const ended = await importBy(write(rust('RUSTSEC-1')));
    expect(ended.stdout).toContain('1 documents read, 0 changes, 1 removed');
    expect(Object.keys(await stored())).toEqual(['GHSA-x', 'RUSTSEC-1', 'RUSTSEC-3']);
  });

  it('keeps all that is gone at once, as the source is hardly whole', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `GO-2026-${index}`);
    const go = (id: string) => ({ [`data/osv/${id}.json`]: osvOf(id, 'x', { ecosystem: 'Go' }) });
    await importBy(write(Object.assign({}, ...many.map(go))));
    const { stderr } = await importBy(write(go('GO-2026-0')));
    expect(stderr).toContain('59 GO advisories are not in this source; as these are many, they were kept.');
    expect(Object.keys(await stored())).toHaveLength(60);
  });

  it('names a bad document, and reads the others', async () => {
    const place = write({ 'a.json': osvOf('GHSA-a', 'left'), 'bad.json': '{', 'other.json': { name: 'x' } });
    const ended = await importBy(place, path.join(root, 'nowhere'));
    expect(ended.stdout).toContain('3 documents read, 1 changes, 2 could not be used');
    expect(ended.stderr).toMatch(/bad\.json can't be read: /);
    expect(ended.stderr).toContain("other.json is no advisory in OSV's schema");
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no such file') });
  });

  it('stores texts that the database can not hold as they are', async () => {
    const details = 'a NUL \0, half a pair \ud800 and \\u0000';
    await importBy(write({ 'a.json': osvOf('GHSA-a', 'left', { details }) }));
    const { rows } = await db.query("SELECT document->>'details' AS details FROM advisories");
    expect(rows).toEqual([{ details: 'a NUL \ufffd, half a pair \ufffd and \\u0000' }]);
  });

  it('stores EPSS scores and exploited CVEs', async () => {
    const kev = (...ids: string[]) => ({
      catalogVersion: '1',
      vulnerabilities: ids.map((cveID) => ({ cveID })),
    });
    const place = write({
      'epss.csv': 'cve,epss,percentile\nCVE-2021-1000,0.5,0.9\nCVE-2021-2000,0.1,0.2\n',
      'kev.json': kev('CVE-2021-1000', 'CVE-2021-3000'),
      'later.json': kev('CVE-2021-3000'),
    });
    await importBy(
      path.join(place, 'epss.csv'),
      path.join(place, 'kev.json'),
      path.join(place, 'later.json'),
    );
    const { rows } = await db.query(
      'SELECT cve, epss, is_exploited AS exploited FROM exploitation ORDER BY cve',
    );
    expect(rows).toEqual([
      { cve: 'CVE-2021-1000', epss: 0.5, exploited: false },
      { cve: 'CVE-2021-2000', epss: 0.1, exploited: false },
      { cve: 'CVE-2021-3000', epss: null, exploited: true },
    ]);
  });

  it.each([
    [[], 'Name what to do'],
    [['import'], 'No SOURCE was given'],
    [['export'], 'Name what to do'],
  ])('refuses %j', async (args, message) => {
    const ended = await heimdall(['advisories', ...args], { env: server.settings });
    expect(ended.code).not.toBe(0);
    expect(ended.stderr).toContain(message);
  });
});

describe('sources', () => {
  it('have the age of the data, and only those ecosystems that were imported', async () => {
    const both = osvOf('GHSA-c', 'left');
    const affected = [...(both.affected as unknown[]), { package: { ecosystem: 'Maven', name: 'a:b' } }];
    const zip = zipOf([
      { name: 'a.json', content: JSON.stringify(osvOf('GHSA-a', 'left')), at: new Date(2026, 0, 5) },
      { name: 'b.json', content: JSON.stringify({ ...both, affected }), at: new Date(2026, 0, 6) },
      { name: 'c.json', content: JSON.stringify(osvOf('USN-1', 'x', { ecosystem: 'Ubuntu:22.04' })) },
    ]);
    writeFileSync(path.join(root, 'npm.zip'), zip);
    const { stderr } = await importBy(path.join(root, 'npm.zip'));
    expect(stderr).toContain('1 advisories are about ecosystems that Heimdall does not read.');
    expect(await sources()).toEqual([
      { ecosystem: 'npm', count: 2, source: 'import', updated_at: new Date(2026, 0, 6).toISOString() },
    ]);
    // One advisory does not make the others newer.
    await importBy(path.join(write({ 'd.json': osvOf('GHSA-d', 'left') }), 'd.json'));
    expect(await sources()).toMatchObject([{ count: 3, updated_at: new Date(2026, 0, 6).toISOString() }]);
    await importBy(write({ 'd.json': osvOf('GHSA-d', 'left'), 'e.json': osvOf('GHSA-e', 'left') }));
    const [source] = await sources();
    expect(source?.count).toBe(4);
    expect(Date.now() - Date.parse(source?.updated_at ?? '')).toBeLessThan(60_000);
  });
});

describe('by REST', () => {
  async function send(body: string | Buffer, type: string, who = admin) {
    const response = await fetch(`${server.url}/api/advisories/import`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}`, 'content-type': type },
      body: body as BodyInit,
    });
    const answer = (await response.json()) as { message?: string; data: { id: string; state: string } };
    return { status: response.status, location: response.headers.get('location') ?? '', ...answer };
  }

  const over = (location: string) =>
    until(
      () => admin.ask('GET', location),
      ({ data }) => data.state === 'completed' || data.state === 'failed',
      60_000,
    );

  it('imports a zip in the background, and says what came of it', async () => {
    const zip = zipOf([
      { name: 'a.json', content: JSON.stringify(osvOf('GHSA-a', 'left')) },
      { name: 'bad.json', content: '{}' },
    ]);
    const sent = await send(zip, 'application/zip');
    expect(sent).toMatchObject({ status: 202, data: { state: 'queued' } });
    const { data } = await over(sent.location);
    expect(data).toMatchObject({
      ...{ id: sent.data.id, state: 'completed', read: 2, changed: 1, refused: 1, error: null },
      notes: ["bad.json is no advisory in OSV's schema: it has no valid id."],
    });
    expect(await stored()).toEqual({ 'GHSA-a': ['npm/left'] });
    expect(await admin.trpc.advisory.overview.query()).toMatchObject({
      mode: 'import',
      sources: [{ ecosystem: 'npm', count: 1 }],
      imports: [{ id: sent.data.id }],
    });
  });

  it('imports JSON, and says why a file can not be read', async () => {
    const taken = await send(JSON.stringify([osvOf('GHSA-b', 'right')]), 'application/json');
    expect((await over(taken.location)).data).toMatchObject({ state: 'completed', changed: 1 });
    const broken = await send('PK no zip', 'application/zip');
    expect((await over(broken.location)).data).toMatchObject({
      state: 'failed',
      error: expect.stringMatching(/^It is no zip file that can be read/),
    });
  });

  it('refuses other files, other types and other users', async () => {
    expect(await send('hello', 'application/json')).toMatchObject({
      status: 400,
      message: 'The file must be a zip, JSON, gzip, or CSV of EPSS scores',
    });
    expect(await send('{}', 'text/plain')).toMatchObject({ status: 415 });
    const user = await newUser(server.url);
    expect(await send('{}', 'application/json', user)).toMatchObject({ status: 403 });
    expect((await user.ask('GET', '/api/advisories/sources')).status).toBe(200);
    await expect(user.trpc.advisory.overview.query()).rejects.toThrow('Only an admin');
    const reader = await withToken(server.url, admin, ['findings:read']);
    expect((await reader.ask('POST', '/api/advisories/import', { body: {} })).status).toBe(403);
    expect((await admin.ask('GET', '/api/advisories/imports/abc')).status).toBe(404);
  });
});
