import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newUser, type TestUser, until, withToken } from '@tests/support/api';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { osvOf } from '@tests/support/osvDocuments';
import { connectTo } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { zipOf } from '@tests/support/zips';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSource } from '@/advisories/readSource';
import type { Db } from '@/domain/context';
import { type RecordResult, recordSource } from '@/jobs/recordSource';
import { openDb } from '@/server/db';

let server: KeptServer;
let db: pg.Client;
let client: Db;
let admin: TestUser;
let root: string;
beforeAll(async () => {
  server = await keptServer();
  db = await connectTo(server.database.url);
  client = openDb(server.database.url, 2);
  admin = await newUser(server.url);
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-advisories-'));
});
afterAll(async () => {
  await db?.end();
  await client?.$disconnect();
  rmSync(root, { recursive: true });
});
beforeEach(async () => {
  await db.query(
    'TRUNCATE advisories, advisory_packages, advisory_sources, advisory_touches, advisory_imports, exploitation',
  );
});

let made = 0;
/** Writes a directory of documents. */
function write(files: Record<string, unknown>): string {
  made += 1;
  const place = path.join(root, String(made));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return place;
}

/** Imports a source as the command line does. */
function importOf(source: string): Promise<RecordResult> {
  return recordSource(readSource(source), { db: client, origin: 'import' });
}

/** Imports documents by their names. */
async function importFiles(files: Record<string, unknown>) {
  return (await importOf(write(files))).counts;
}

async function stored(): Promise<Record<string, string[]>> {
  const { rows } = await db.query(
    `SELECT a.osv_id AS id, COALESCE(array_agg(p.key ORDER BY p.key) FILTER (WHERE p.key IS NOT NULL), '{}') AS keys
     FROM advisories a LEFT JOIN advisory_packages p ON p.advisory_id = a.osv_id GROUP BY a.osv_id ORDER BY a.osv_id`,
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
  type Source = { ecosystem: string; count: number; source: string; updated_at: string };
  return data.items as Source[];
}

async function isWhole(): Promise<boolean[]> {
  const { items } = await admin.trpc.advisory.sources.query();
  return items.map((source) => source.isWhole);
}

const at = (day: number) => `2026-02-0${day}T00:00:00Z`;

describe('an import', () => {
  it('stores, skips what is unchanged, and takes over what is newer, also in another order', async () => {
    const files = {
      'a.json': osvOf('GHSA-a', 'left', { modified: at(2) }),
      'b.json': osvOf('GHSA-b', 'right'),
    };
    expect(await importFiles(files)).toEqual({ read: 2, changed: 2, removed: 0, refused: 0 });
    expect(await stored()).toEqual({ 'GHSA-a': ['npm/left'], 'GHSA-b': ['npm/right'] });
    expect(await takeTouched()).toEqual(['npm/left', 'npm/right']);

    const older = { ...files, 'a.json': osvOf('GHSA-a', 'older', { modified: at(1) }) };
    expect(await importFiles(older)).toMatchObject({ read: 2, changed: 0 });
    expect(await takeTouched()).toEqual([]);

    const newer = { 'a.json': osvOf('GHSA-a', 'other', { modified: at(3) }) };
    expect(await importFiles(newer)).toMatchObject({ read: 1, changed: 1 });
    expect(await stored()).toMatchObject({ 'GHSA-a': ['npm/other'] });
    // Those that had it must be matched again, too.
    expect(await takeTouched()).toEqual(['npm/left', 'npm/other']);
  });

  it('stores the newest of several copies in one source', async () => {
    const copy = (name: string, day: number) => osvOf('GHSA-a', name, { modified: at(day) });
    await importFiles({ 'all.json': [copy('first', 1), copy('third', 3), copy('second', 2)] });
    expect(await stored()).toEqual({ 'GHSA-a': ['npm/third'] });
  });

  it('removes what was withdrawn, and does not take an older copy back', async () => {
    const old = { 'a.json': osvOf('GHSA-a', 'left', { modified: at(1) }) };
    await importFiles(old);
    await takeTouched();
    await importFiles({ 'a.json': osvOf('GHSA-a', 'left', { modified: at(2), withdrawn: at(2) }) });
    expect(await stored()).toEqual({ 'GHSA-a': [] });
    expect(await takeTouched()).toEqual(['npm/left']);
    await importFiles(old);
    expect(await stored()).toEqual({ 'GHSA-a': [] });
  });

  it('removes what a whole repository no longer has, but nothing newer than it', async () => {
    const rust = (id: string) => ({
      [`crates/x/${id}.json`]: osvOf(id, 'x', { ecosystem: 'crates.io', modified: at(2) }),
    });
    await importFiles({ ...rust('RUSTSEC-1'), ...rust('RUSTSEC-2') });
    const beside = { ecosystem: 'crates.io', modified: at(3) };
    await importFiles({
      'new.json': osvOf('RUSTSEC-3', 'x', beside),
      'other.json': osvOf('GHSA-x', 'x', beside),
    });
    expect(await importFiles(rust('RUSTSEC-1'))).toEqual({ read: 1, changed: 0, removed: 1, refused: 0 });
    expect(Object.keys(await stored())).toEqual(['GHSA-x', 'RUSTSEC-1', 'RUSTSEC-3']);
  });

  it('keeps all that is gone at once, as the source is hardly whole', async () => {
    const many = Array.from({ length: 60 }, (_, index) => `GO-2026-${index}`);
    const go = (id: string) => ({ [`data/osv/${id}.json`]: osvOf(id, 'x', { ecosystem: 'Go' }) });
    await importFiles(Object.assign({}, ...many.map(go)));
    const { notes } = await importOf(write(go('GO-2026-0')));
    expect(notes).toEqual(['59 GO advisories are not in this source; as these are many, they were kept.']);
    expect(Object.keys(await stored())).toHaveLength(60);
  });

  it('continues where one was stopped', async () => {
    const all = Array.from({ length: 1_200 }, (_, index) => osvOf(`GHSA-${index}`, `p${index}`));
    const source = path.join(write({ 'all.json': all }), 'all.json');
    const stopping = new AbortController();
    const stopped = recordSource(readSource(source), {
      db: client,
      origin: 'import',
      signal: stopping.signal,
      onProgress: () => stopping.abort(new Error('stopped')),
    });
    await expect(stopped).rejects.toThrow('stopped');
    // What was not read to its end is no source.
    expect(await sources()).toEqual([]);
    expect((await importOf(source)).counts).toMatchObject({ read: 1_200, changed: 1_000 });
    expect(await sources()).toMatchObject([{ ecosystem: 'npm', count: 1_200 }]);
  });

  it('stores texts that the database can not hold as they are', async () => {
    const details = 'a NUL \0, half a pair \ud800 and \\u0000';
    await importFiles({ 'a.json': osvOf('GHSA-a', 'left', { details }) });
    const { rows } = await db.query("SELECT document->>'details' AS details FROM advisories");
    expect(rows).toEqual([{ details: 'a NUL \ufffd, half a pair \ufffd and \\u0000' }]);
  });

  it('stores EPSS scores and exploited CVEs', async () => {
    const kev = (...ids: string[]) => ({
      catalogVersion: '1',
      vulnerabilities: ids.map((cveID) => ({ cveID })),
    });
    const epss = 'cve,epss,percentile\nCVE-2021-1000,0.5,0.9\nCVE-2021-2000,0.1,0.2\n';
    await importFiles({ 'epss.csv': epss });
    await importFiles({ 'kev.json': kev('CVE-2021-1000', 'CVE-2021-3000') });
    await importFiles({ 'kev.json': kev('CVE-2021-3000') });
    const { rows } = await db.query(
      'SELECT cve, epss, is_exploited AS exploited FROM exploitation ORDER BY cve',
    );
    expect(rows).toEqual([
      { cve: 'CVE-2021-1000', epss: 0.5, exploited: false },
      { cve: 'CVE-2021-2000', epss: 0.1, exploited: false },
      { cve: 'CVE-2021-3000', epss: null, exploited: true },
    ]);
  });

  it('marks the packages of CVEs whose exploitation has changed, by a percent at least', async () => {
    await importFiles({
      'a.json': osvOf('GHSA-a', 'left', { aliases: ['CVE-2021-1000', 'CVE-2021-9'] }),
      'b.json': osvOf('CVE-2021-2000', 'right'),
      'c.json': osvOf('GHSA-c', 'other', { aliases: ['CVE-2021-4000'] }),
    });
    await takeTouched();
    const scores = (first: number, second: number) =>
      importFiles({
        'epss.csv': `cve,epss,percentile\nCVE-2021-1000,${first},0.9\nCVE-2021-2000,${second},0.2\n`,
      });
    const kev = (...cves: string[]) =>
      importFiles({ 'kev.json': { catalogVersion: '1', vulnerabilities: cves.map((cveID) => ({ cveID })) } });
    expect((await scores(0.4, 0.101)).changed).toBe(2);
    expect(await takeTouched()).toEqual(['npm/left', 'npm/right']);
    expect((await scores(0.6, 0.102)).changed).toBe(2);
    expect(await takeTouched()).toEqual(['npm/left']);
    expect((await scores(0.6, 0.102)).changed).toBe(0);
    expect(await takeTouched()).toEqual([]);
    await kev('CVE-2021-4000', 'CVE-2021-2000');
    expect(await takeTouched()).toEqual(['npm/other', 'npm/right']);
    await kev('CVE-2021-2000');
    expect(await takeTouched()).toEqual(['npm/other']);
  });
});

it('has the age of the data for the ecosystems that were imported, and for no others', async () => {
  const both = osvOf('GHSA-c', 'left');
  const affected = [...(both.affected as unknown[]), { package: { ecosystem: 'Maven', name: 'a:b' } }];
  const zip = zipOf([
    { name: 'a.json', content: JSON.stringify(osvOf('GHSA-a', 'left')), at: new Date(2026, 0, 5) },
    { name: 'b.json', content: JSON.stringify({ ...both, affected }), at: new Date(2026, 0, 6) },
    { name: 'c.json', content: JSON.stringify(osvOf('USN-1', 'x', { ecosystem: 'Ubuntu:22.04' })) },
  ]);
  writeFileSync(path.join(root, 'npm.zip'), zip);
  const { notes } = await importOf(path.join(root, 'npm.zip'));
  expect(notes).toEqual(['1 advisory is about ecosystems that Heimdall does not read.']);
  expect(await sources()).toEqual([
    { ecosystem: 'npm', count: 2, source: 'import', updated_at: new Date(2026, 0, 6).toISOString() },
  ]);
  // Single advisories do not make the others newer.
  await importFiles({ 'd.json': osvOf('GHSA-d', 'left'), 'e.json': osvOf('GHSA-e', 'left') });
  await importFiles({ 'all.json': [osvOf('GHSA-d', 'left'), osvOf('GHSA-f', 'left')] });
  expect(await sources()).toMatchObject([{ count: 5, updated_at: new Date(2026, 0, 6).toISOString() }]);
  await importFiles({ 'advisories/github-reviewed/GHSA-a.json': osvOf('GHSA-a', 'left') });
  const [source] = await sources();
  expect(Date.now() - Date.parse(source?.updated_at ?? '')).toBeLessThan(60_000);
});

it('has an ecosystem as a whole only by an archive or a checkout, which also decides its age', async () => {
  await importFiles({ 'a.json': osvOf('GHSA-a', 'left'), 'b.json': osvOf('GHSA-b', 'right') });
  expect([await sources(), await isWhole()]).toMatchObject([[{ ecosystem: 'npm', count: 2 }], [false]]);
  const at = new Date(2026, 0, 6);
  const zip = zipOf([{ name: 'a.json', content: JSON.stringify(osvOf('GHSA-a', 'left')), at }]);
  writeFileSync(path.join(root, 'whole.zip'), zip);
  await importOf(path.join(root, 'whole.zip'));
  const updated_at = at.toISOString();
  expect([await sources(), await isWhole()]).toMatchObject([[{ count: 2, updated_at }], [true]]);
  await importFiles({ 'c.json': osvOf('GHSA-c', 'left') });
  expect([await sources(), await isWhole()]).toMatchObject([[{ count: 3, updated_at }], [true]]);
});

describe('by REST', () => {
  let worker: WorkerHere;
  beforeAll(async () => {
    worker = await startWorkerHere(server);
  });
  afterAll(async () => {
    expect(worker?.faults).toEqual([]);
    await worker?.stop();
  });

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
    // A worker may have claimed it before the answer.
    expect(sent).toMatchObject({ status: 202, location: `/api/advisories/imports/${sent.data.id}` });
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
