import type pg from 'pg';
import { newUser, signIn, type TestUser } from './api';
import { repoInState } from './repoRows';
import {
  changeScan,
  connectTo,
  coverageOf,
  insertDeletion,
  insertFinding,
  insertScan,
  insertStages,
  UNFINISHED,
} from './rows';
import { startServer, type TestServer } from './server';

/** An installation in use, with rows of every kind, so that every page has content. */
export type Installation = {
  server: TestServer;
  db: pg.Client;
  admin: TestUser;
  /** Has no repository. */
  newcomer: TestUser;
  /** Has a repository that is being deleted, and nothing else. */
  deleter: TestUser;
  /** Repos by their purpose; scans and one finding of the scanned one; the running scan of the busy one. */
  ids: Record<
    | ('scanned' | 'busy' | 'found' | 'empty' | 'failed' | 'none' | 'pending')
    | ('scan' | 'failedScan' | 'partial' | 'running' | 'cancelled' | 'finding'),
    string
  >;
  stop: () => Promise<void>;
};

const SNIPPET = [
  "const region = 'eu-west-1';",
  `const key = '${'•'.repeat(8)}';`,
  'connect(region, key);',
].join('\n');

const LONG_BRANCH = 'feature/a-branch-whose-name-is-longer-than-its-column';

export async function startInstallation(): Promise<Installation> {
  const server = await startServer();
  const db = await connectTo(server.database.url);
  const admin = await newUser(server.url);
  const newcomer = await newUser(server.url);
  await signIn(server.url, admin.email, {
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
  });
  await admin.trpc.account.createToken.mutate({
    name: 'nightly-build',
    scopes: ['repos:read'],
    expiresInDays: 90,
  });
  const repos = {
    scanned: await repoInState(db, admin, 'found', 'my-web-app'),
    busy: await repoInState(db, admin, 'found', 'busy'),
    found: await repoInState(db, admin, 'found'),
    empty: await repoInState(db, admin, 'empty'),
    failed: await repoInState(db, admin, 'failed'),
    none: await repoInState(db, admin, 'none'),
    pending: await repoInState(db, admin, 'pending'),
  };
  await db.query('UPDATE repos SET default_branch = $2 WHERE id = $1', [repos.busy, LONG_BRANCH]);
  const scans = await insertScans(db, repos.scanned);
  const running = await insertRunning(db, repos.busy);
  const { deleter } = await insertDeletions(server.url, db, admin);
  return {
    server,
    db,
    admin,
    newcomer,
    deleter,
    ids: { ...repos, ...scans, running },
    stop: async () => {
      await db.end();
      await server.stop();
    },
  };
}

/** A scan in each state, and findings of each severity and status below one of them. */
async function insertScans(db: pg.Client, repoId: string) {
  const done = { commit_sha: 'c'.repeat(40), started_at: new Date(), completed_at: new Date() };
  const counts = { finding_count: 4, new_count: 3, fixed_count: 1 };
  const whole = coverageOf({ complete: true, skipped: [], suppressed: [], limitsHit: [] });
  const scan = await insertScan(db, repoId, { ...done, ...counts, complete: true, coverage: whole });
  await insertStages(db, scan);
  const failedScan = await insertScan(db, repoId, {
    ...{ status: 'failed', complete: false, completed_at: new Date() },
    error_message: 'The remote did not answer in time.',
  });
  const over = { completed_at: new Date() };
  const cancelled = await insertScan(db, repoId, { status: 'cancelled', ...over });
  await insertStages(db, cancelled, 'tree');
  await changeScan(db, cancelled, { status: 'skipped', ...over }, 'tree');
  const partial = await insertScan(db, repoId, { ...done, complete: false, coverage: coverageOf() });
  await insertStages(db, partial);
  const finding = await insertFinding(
    db,
    { id: scan, repoId },
    {
      title: 'An access key in the source',
      severity: 'critical',
      description: 'Anyone who has read the source can use this key.',
      commit_sha: 'c'.repeat(40),
      introduced_at: new Date(),
      introduced_path: 'src/old.ts',
      cwe_id: 'CWE-798',
      line_start: 2,
      snippet_line: 1,
      code_snippet: SNIPPET,
      fix_summary: 'Revoke the key at its provider.\nMake a new one, and take it from the environment.',
      references: ['https://cwe.mitre.org/data/definitions/798.html'],
    },
  );
  for (const [severity, status] of [
    ['high', 'confirmed'],
    ['medium', 'dismissed'],
    ['low', 'fixed'],
  ])
    await insertFinding(db, { id: scan, repoId }, { severity, status, in_tree: severity !== 'low' });
  return { scan, failedScan, partial, cancelled, finding };
}

/** A deletion of each kind and in each state. The admin sees all of them. */
async function insertDeletions(url: string, db: pg.Client, admin: TestUser): Promise<{ deleter: TestUser }> {
  const deleter = await newUser(url);
  const counts = {
    scans: 214,
    scan_stages: 856,
    findings: 12_480,
    finding_events: 24_960,
    repo_contents: 51_002,
  };
  await insertDeletion(db, admin.id, { name: 'old-web-app', counts });
  await insertDeletion(db, admin.id, { name: 'ada@example.com', kind: 'user', counts: { repos: 3 } });
  await insertDeletion(db, null, {
    name: 'Scans older than 90 days',
    kind: 'retention',
    counts: { scans: 41 },
  });
  await insertDeletion(db, '01936d2f-8c4e-7890-b123-456789abcdef', { name: 'n'.repeat(120) });
  await insertDeletion(db, admin.id, { name: '', ...UNFINISHED, orphans: 2 });
  await insertDeletion(db, deleter.id, {
    ...{ name: 'a-large-repository-with-a-name-that-is-longer-than-a-phone-is-wide', ...UNFINISHED },
    ...{ counts: { findings: 12_000 }, total: 1_000_000 },
  });
  await insertDeletion(db, deleter.id, { name: 'not-counted-yet', ...UNFINISHED });
  return { deleter };
}

/** A running scan with a finding. */
async function insertRunning(db: pg.Client, repoId: string): Promise<string> {
  const id = await insertScan(db, repoId, { status: 'static_analysis', started_at: new Date() });
  await insertStages(db, id, 'history');
  await changeScan(db, id, { numbers: { commitsDone: 300, commitsTotal: 812, findings: 1 } }, 'history');
  await insertFinding(db, { id, repoId });
  return id;
}
