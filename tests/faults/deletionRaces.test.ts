import { existsSync } from 'node:fs';
import path from 'node:path';
import { newRepo, newUser, type TestUser, until } from '@tests/support/api';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { orphansIn } from '@tests/support/orphans';
import { untilPurged } from '@tests/support/purges';
import {
  connectTo,
  countRows,
  deletionRecord,
  fillRepo,
  insertClaimedScan,
  NOTHING_LEFT,
} from '@tests/support/rows';
import { faultsIn, findingsOf, scanned } from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { HELD } from '@tests/support/stages';
import type pg from 'pg';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/domain/context';
import { purgeRepo } from '@/domain/deletions/lifecycle';
import { recordDetections } from '@/domain/findings/lifecycle';
import { ScanEnded } from '@/domain/scans/lifecycle';
import type { Located } from '@/scan/located';
import { openDb } from '@/server/db';

let git: GitServer;
let server: TestServer;
let db: pg.Client;
let admin: TestUser;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true });
  db = await connectTo(server.database.url);
  admin = await newUser(server.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
});

/** For a busy machine. */
const PATIENT = { timeout: 240_000 };
const PATIENCE_MS = 90_000;
/** With one session, an open transaction blocks everything, and not only the holders of its locks. */
const isServer = () => !server.database.url.includes('host=');
const remove = (id: string, who = user) => who.ask('DELETE', `/api/repos/${id}`);
const plain = { source_type: 'github', remote_url: null };
const gone = (id: string) => untilPurged(db, id, PATIENCE_MS);
const newDetection = (): Located => ({
  source: 'secrets',
  fingerprint: v7(),
  identity: v7(),
  formerIdentities: [],
  groupId: v7(),
  anchors: [],
  evidence: [],
  fileRole: 'product',
  ruleId: 'a-rule',
  ruleName: 'A rule',
  title: 'A finding',
  description: 'What it is.',
  severity: 'high',
  confidence: 'high',
  cweId: 'CWE-798',
  filePath: 'src/a.ts',
  lineStart: 1,
  lineEnd: 1,
  codeSnippet: 'a = "••••"',
  snippetLine: 1,
  fixType: 'manual_review',
  fixSummary: 'Take it out.',
  references: [],
  inTree: true,
  history: null,
  suppressed: null,
});

describe('deletes at once', PATIENT, () => {
  it('of one large repo: one succeeds, and every row is counted once', async () => {
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 3, 5_000);
    const another = await server.startPart('worker');
    const answers = await Promise.all([remove(id), remove(id), remove(id)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404]);
    // Two at once, as after a live worker was taken for dead.
    const prisma = openDb(server.database.url, 4);
    const ctx = { db: prisma, now: new Date() } as Context;
    const go = async () => undefined;
    await Promise.all([purgeRepo(ctx, id, go), purgeRepo(ctx, id, go)]);
    await prisma.$disconnect();
    await gone(id);
    const counts = { counts: { scans: 3, findings: 15_000 }, orphans: 0 };
    expect(await deletionRecord(db, id)).toMatchObject(counts);
    expect(faultsIn(another.output())).toEqual([]);
    await another.stop();
  });

  it('of many repos of one user run concurrently, and do not affect other repos', async () => {
    const ids = await Promise.all(Array.from({ length: 6 }, async () => (await newRepo(user, plain)).id));
    for (const id of ids) await fillRepo(db, id, 1, 1_000);
    const [kept = '', ...doomed] = ids;
    const before = await countRows(db, kept);
    const answers = await Promise.all(doomed.map((id) => remove(id)));
    expect(answers.map(({ status }) => status)).toEqual(doomed.map(() => 200));
    for (const id of doomed) await gone(id);
    expect(await countRows(db, kept)).toEqual(before);
  });
});

describe('a purge', PATIENT, () => {
  it('whose worker has lost its lease is claimed again without any restart', async () => {
    const { id } = await newRepo(user, plain);
    await fillRepo(db, id, 1, 3_000);
    expect((await remove(id)).status).toBe(200);
    // As left by a worker that has lost its database meanwhile, and so can't release it.
    await db.query(
      `UPDATE deletions SET worker_id = $2, lease_until = now() - interval '1 second'
       WHERE id = $1 AND finished_at IS NULL`,
      [id, v7()],
    );
    await gone(id);
    expect(await deletionRecord(db, id)).toMatchObject({ counts: { findings: 3_000 }, orphans: 0 });
  });
});

describe('a delete during a scan', PATIENT, () => {
  it('that is running and has many findings leaves nothing, in the database and on disk', async () => {
    const { repoId, release } = await HELD.fetch({ git, server, user, db }, 'raced.git');
    await fillRepo(db, repoId, 1, 2_000);
    const cache = path.join(server.dataDir, 'repositories', `${repoId}.git`);
    expect(existsSync(cache)).toBe(true);
    const removal = remove(repoId);
    release();
    expect((await removal).status).toBe(200);
    await gone(repoId);
    await until(
      async () => existsSync(cache),
      (there) => !there,
      PATIENCE_MS,
    );
    expect(await countRows(db, repoId)).toEqual(NOTHING_LEFT);
  });

  it('does not delete rows of the same remote when it is registered again', async () => {
    const { repoId, release } = await HELD.fetch({ git, server, user, db }, 'again.git');
    await fillRepo(db, repoId, 2, 8_000);
    release();
    expect((await remove(repoId)).status).toBe(200);
    const again = await newRepo(user, { remote_url: git.url('again.git') });
    expect(again.id).not.toBe(repoId);
    expect(await scanned(user, again.id)).toMatchObject({ status: 'completed', complete: true });
    const found = await findingsOf(user, again.id);
    expect(found.length).toBeGreaterThan(0);
    await gone(repoId);
    expect(await findingsOf(user, again.id)).toEqual(found);
  });
});

describe('a delete during an import', PATIENT, () => {
  it('ends it at its next write, and deletes and counts all rows that it had written', async () => {
    const { id: repoId } = await newRepo(user, plain);
    const run = await insertClaimedScan(db, repoId);
    const prisma = openDb(server.database.url, 4);
    const ctx = { db: prisma, now: new Date() } as Context;
    let written = 0;
    const importUntilItEnds = async () => {
      for (;;) {
        const added = await recordDetections(ctx, run, Array.from({ length: 500 }, newDetection));
        written += added;
      }
    };
    const imports = [importUntilItEnds(), importUntilItEnds()].map((it) =>
      it.catch((reason: unknown) => reason),
    );
    await until(
      async () => written,
      (rows) => rows >= 3_000,
      PATIENCE_MS,
    );
    const before = written;
    expect((await remove(repoId)).status).toBe(200);
    // While writes follow each other without a gap, a lock that excludes them could never be acquired.
    expect(written - before).toBeLessThan(20_000);
    for (const ending of await Promise.all(imports)) expect(ending).toBeInstanceOf(ScanEnded);
    await prisma.$disconnect();
    await gone(repoId);
    const counts = { counts: { scans: 1, findings: written }, orphans: 0 };
    expect(await deletionRecord(db, repoId)).toMatchObject(counts);
  });
});

describe('an account', PATIENT, () => {
  it('with thousands of repos is deleted by one request, and each record names the user who requested it', async () => {
    const many = await newUser(server.url);
    await db.query(
      `INSERT INTO repos (id, user_id, name, source_type, remote_state, created_at, updated_at)
       SELECT gen_random_uuid(), $1, 'r' || n, 'github', 'none', now(), now() FROM generate_series(1, 2000) n`,
      [many.id],
    );
    const { rows: repos } = await db.query('SELECT id FROM repos WHERE user_id = $1', [many.id]);
    expect((await admin.ask('DELETE', `/api/users/${many.id}`)).status).toBe(200);
    await until(
      () => deletionRecord(db, many.id),
      (record) => record?.finished_at instanceof Date,
      PATIENCE_MS,
    );
    expect(await deletionRecord(db, many.id)).toMatchObject({ counts: { repos: 2_000 }, orphans: 0 });
    const { rows } = await db.query(
      'SELECT count(*)::int AS n FROM deletions WHERE id = ANY($1) AND actor_id = $2 AND orphans = 0',
      [repos.map(({ id }) => id), admin.id],
    );
    expect(rows[0].n).toBe(2_000);
  });

  it('that is deleted while a repo of its user is being purged is deleted after it', async () => {
    const owner = await newUser(server.url);
    const { id } = await newRepo(owner, plain);
    await fillRepo(db, id, 2, 8_000);
    expect((await remove(id, owner)).status).toBe(200);
    await until(
      () => deletionRecord(db, id),
      (record) => record?.total !== null,
      PATIENCE_MS,
    );
    expect((await admin.ask('DELETE', `/api/users/${owner.id}`)).status).toBe(200);
    await gone(id);
    const ended = await until(
      () => deletionRecord(db, owner.id),
      (record) => record?.finished_at instanceof Date,
      PATIENCE_MS,
    );
    expect(ended).toMatchObject({ orphans: 0 });
    expect(await deletionRecord(db, id)).toMatchObject({
      actor_id: owner.id,
      counts: { findings: 16_000 },
    });
  });

  it.for(['FOR KEY SHARE', 'FOR NO KEY UPDATE'])(
    'that is deleted while its user requests a scan, with the repo locked %s, aborts neither',
    async (lock, test) => {
      if (!isServer()) return test.skip();
      const owner = await newUser(server.url);
      const { id } = await newRepo(owner, plain);
      const writer = await connectTo(server.database.url);
      await writer.query('BEGIN');
      // In the order of every request that writes below a repo: first the repo, then the requesting user.
      await writer.query(`SELECT 1 FROM repos WHERE id = $1 AND deleted_at IS NULL ${lock}`, [id]);
      const removal = admin.ask('DELETE', `/api/users/${owner.id}`);
      // Longer than a server waits before it checks for a deadlock. It would now cancel the writer.
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      await writer.query(
        `INSERT INTO scans (id, repo_id, scan_type, status, triggered_by, created_at, updated_at)
       VALUES ($1, $2, 'full', 'queued', $3, now(), now())`,
        [v7(), id, owner.id],
      );
      await writer.query('COMMIT');
      await writer.end();
      expect((await removal).status).toBe(200);
      await gone(id);
      expect(await deletionRecord(db, id)).toMatchObject({ counts: { scans: 1 } });
    },
  );
});

it('leaves no row that refers to a deleted one', async () => {
  expect(await orphansIn(db)).toEqual({});
});
