import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { until } from '@tests/support/api';
import { freshDatabase, type TestDatabase } from '@tests/support/database';
import { osvOf } from '@tests/support/osvDocuments';
import { type OsvServer, startOsvServer } from '@tests/support/osvServer';
import { connectTo } from '@tests/support/rows';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { advisoriesOf } from '@/domain/advisories/lifecycle';
import type { AdvisorySettings } from '@/domain/advisories/schema';
import type { Context, Db } from '@/domain/context';
import { resolveHost } from '@/git/address';
import { askAdvisories } from '@/jobs/checkAdvisories';
import { openDb } from '@/server/db';

let database: TestDatabase;
let osv: OsvServer;
let db: pg.Client;
let client: Db;
beforeAll(async () => {
  database = await freshDatabase();
  db = await connectTo(database.url);
  client = openDb(database.url, 2);
});
afterAll(async () => {
  await db?.end();
  await client?.$disconnect();
  await database?.stop();
});
beforeEach(async () => {
  await db.query(
    'TRUNCATE advisories, advisory_packages, advisory_sources, advisory_touches, advisory_imports, advisory_checks, exploitation',
  );
  osv = await startOsvServer();
  return () => osv.stop();
});

const NOW = new Date('2026-03-01T12:00:00Z');

/** What a job or a scan has of the context. */
function contextAt(now: Date, mode: AdvisorySettings['mode'] = 'api'): () => Context {
  const advisories = { mode, apiUrl: osv.url, downloadUrl: osv.url, ecosystems: [] };
  return () => ({ db: client, longDb: client, now, settings: { advisories } }) as unknown as Context;
}

const options = {
  policy: { allowPrivate: false, allowedHosts: ['127.0.0.1'] },
  resolve: resolveHost,
  signal: new AbortController().signal,
  ...{ pauseMs: 5, attempts: 2, silenceMs: 300, answerMs: 500 },
};

/** What a scan is given for these packages. */
async function ask(keys: string[], now = NOW) {
  const { data, problem } = await askAdvisories(contextAt(now), keys, options);
  const ids = [...data.advisories].map(([key, found]) => [key, found.map(({ id }) => id)]);
  const { sources, unchecked = new Set() } = data;
  return { ids: Object.fromEntries(ids), sources, unchecked: [...unchecked], problem };
}

function add(...documents: Record<string, unknown>[]): void {
  for (const document of documents) osv.documents.set(String(document.id), document);
}

const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

describe('by the OSV API', () => {
  it('asks once a day, and fetches what is new alone', async () => {
    add(osvOf('GHSA-a', 'left'), osvOf('GHSA-b', 'left'));
    const first = await ask(['npm/left', 'npm/none']);
    expect(first).toEqual({
      ids: { 'npm/left': ['GHSA-a', 'GHSA-b'] },
      sources: [{ ecosystem: 'npm', source: 'api', count: 2, updatedAt: NOW.toISOString(), isWhole: true }],
      ...{ unchecked: [], problem: undefined },
    });
    expect(osv.asked.toSorted()).toEqual(['querybatch 2', 'vulns GHSA-a', 'vulns GHSA-b']);

    osv.asked.length = 0;
    expect(await ask(['npm/left'], later(23))).toMatchObject({ ids: first.ids });
    expect(osv.asked).toEqual([]);

    add(osvOf('GHSA-b', 'left', { modified: '2026-02-28T00:00:00Z' }), osvOf('GHSA-c', 'left'));
    const next = await ask(['npm/left'], later(25));
    expect(next.ids).toEqual({ 'npm/left': ['GHSA-a', 'GHSA-b', 'GHSA-c'] });
    expect(next.sources).toMatchObject([{ updatedAt: later(25).toISOString() }]);
    expect(osv.asked.toSorted()).toEqual(['querybatch 1', 'vulns GHSA-b', 'vulns GHSA-c']);
  });

  it('notices what was withdrawn, which the API no longer lists', async () => {
    add(osvOf('GHSA-a', 'left'));
    await ask(['npm/left']);
    add(osvOf('GHSA-a', 'left', { modified: '2026-02-28T00:00:00Z', withdrawn: '2026-02-28T00:00:00Z' }));
    expect((await ask(['npm/left'], later(25))).ids).toEqual({});
  });

  it('says which packages it knows nothing about', async () => {
    add(osvOf('GHSA-a', 'left'));
    osv.badNames.add('bad');
    expect(await ask(['npm/left', 'npm/bad', 'PyPI/x'])).toMatchObject({
      ids: { 'npm/left': ['GHSA-a'] },
      unchecked: ['npm/bad'],
      sources: [{ ecosystem: 'npm' }, { ecosystem: 'PyPI' }],
      problem: 'The OSV API does not have an answer for npm/bad.',
    });
  });

  it('does not count a package as checked whose advisory can not be read', async () => {
    add(osvOf('GHSA-a', 'left'));
    osv.troubles.push({ status: 200, headers: { 'x-empty': '1' } });
    const { problem, sources } = await ask(['npm/left']);
    expect(problem).toMatch(/no complete JSON/);
    expect(sources).toEqual([]);
  });

  it('keeps what it knows while the host is silent, and what was imported counts', async () => {
    add(osvOf('GHSA-a', 'left'));
    await ask(['npm/left']);
    osv.troubles.push('silence', 'silence');
    expect(await ask(['npm/left', 'npm/new', 'Go/x'], later(25))).toMatchObject({
      ids: { 'npm/left': ['GHSA-a'] },
      sources: [{ ecosystem: 'npm', updatedAt: NOW.toISOString() }],
      unchecked: ['npm/new', 'Go/x'],
      problem: expect.stringMatching(/did not answer in time/),
    });
    await db.query("INSERT INTO advisory_sources VALUES ('Go', 'import', 3, '2026-02-01')");
    osv.troubles.push('silence', 'silence');
    const { sources, unchecked } = await ask(['Go/x'], later(26));
    expect(sources).toMatchObject([{ ecosystem: 'Go', source: 'import' }]);
    expect(unchecked).toEqual([]);
  });

  it('does not count as checked what a host answers byte by byte without an end', async () => {
    add(osvOf('GHSA-a', 'left'));
    osv.troubles.push('trickle', 'trickle');
    expect(await ask(['npm/left'])).toMatchObject({
      ...{ ids: {}, sources: [], unchecked: ['npm/left'] },
      problem: expect.stringMatching(/did not answer in time/),
    });
    osv.troubles.push('trickle');
    expect(await ask(['npm/left'])).toMatchObject({ ids: { 'npm/left': ['GHSA-a'] }, unchecked: [] });
  });

  it('asks nobody in the other modes, and knows nothing where advisories are off', async () => {
    await db.query("INSERT INTO advisory_sources VALUES ('npm', 'import', 3, '2026-02-01')");
    for (const mode of ['import', 'download', 'off'] as const) {
      const { data } = await askAdvisories(contextAt(NOW, mode), ['npm/left'], options);
      expect(data.sources).toHaveLength(mode === 'off' ? 0 : 1);
    }
    expect(osv.asked).toEqual([]);
  });
});

it('finds thousands of packages by the index, each with its advisories and how they are exploited', async () => {
  await db.query(
    `INSERT INTO advisories (osv_id, modified, digest, document)
     SELECT 'GHSA-' || n, now(), '', jsonb_build_object('id', 'GHSA-' || n, 'aliases', jsonb_build_array('CVE-2026-' || 10000 + n))
     FROM generate_series(1, 4000) AS n`,
  );
  await db.query(
    `INSERT INTO advisory_packages (key, advisory_id, ecosystem)
     SELECT 'npm/p' || n % 2000, 'GHSA-' || n, 'npm' FROM generate_series(1, 4000) AS n`,
  );
  await db.query("INSERT INTO exploitation VALUES ('CVE-2026-12007', 0.5, true)");
  await db.query('ANALYZE advisories, advisory_packages');
  const keys = Array.from({ length: 11_000 }, (_, index) => `npm/p${index + 1_000}`);
  const data = await advisoriesOf(contextAt(NOW, 'import')(), [...keys, 'npm/p7']);
  expect(data.advisories.size).toBe(1_001);
  expect(data.advisories.get('npm/p7')?.map(({ id }) => id)).toEqual(['GHSA-2007', 'GHSA-7']);
  expect([...data.exploitation]).toEqual([['CVE-2026-12007', { epss: 0.5, isExploited: true }]]);
  const { rows } = await db.query(
    "EXPLAIN SELECT advisory_id FROM advisory_packages WHERE key = ANY(ARRAY['npm/p1','npm/p2'])",
  );
  expect(JSON.stringify(rows)).toContain('advisory_packages_pkey');
});

describe('by downloads', () => {
  let worker: WorkerHere;
  let dataDir: string;
  beforeEach(async () => {
    dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-data-'));
    worker = await startWorkerHere({
      database,
      dataDir,
      advisories: { mode: 'download', downloadUrl: osv.url, ecosystems: ['npm', 'crates.io'] },
    });
    return async () => {
      await worker.stop();
      rmSync(dataDir, { recursive: true });
    };
  });

  const imports = async () =>
    (
      await db.query(
        'SELECT ecosystem, read, changed, error, finished_at FROM advisory_imports ORDER BY ecosystem',
      )
    ).rows as { ecosystem: string; error: string | null; finished_at: Date | null }[];
  const over = () =>
    until(imports, (rows) => rows.length >= 2 && rows.every(({ finished_at }) => finished_at));

  it('reads each archive once a day', async () => {
    add(osvOf('GHSA-a', 'left'), osvOf('RUSTSEC-1', 'time', { ecosystem: 'crates.io' }));
    expect(await over()).toMatchObject([
      { ecosystem: 'crates.io', read: 1, changed: 1, error: null },
      { ecosystem: 'npm', read: 1, changed: 1, error: null },
    ]);
    await worker.sweep();
    expect(await imports()).toHaveLength(2);
    const { rows } = await db.query(
      `SELECT ecosystem, source, updated_at > now() - interval '1 hour' AS is_new FROM advisory_sources ORDER BY ecosystem`,
    );
    expect(rows).toEqual([
      { ecosystem: 'crates.io', source: 'download', is_new: true },
      { ecosystem: 'npm', source: 'download', is_new: true },
    ]);
    await db.query(
      "UPDATE advisory_imports SET created_at = created_at - interval '25 hours' WHERE ecosystem = 'npm'",
    );
    await worker.sweep();
    expect(await imports()).toHaveLength(3);
    expect(worker.faults).toEqual([]);
  });

  it('says why an archive did not come', async () => {
    osv.troubles.push({ status: 404 }, { status: 404 });
    const rows = await over();
    for (const { error } of rows)
      expect(error).toMatch(/^The host 127\.0\.0\.1:\d+ answered with status 404\.$/);
  });
});
