import type pg from 'pg';
import { newUser, signIn, type TestUser } from './api';
import { repoInState } from './repoRows';
import { connectTo, insertFinding, insertScan } from './rows';
import { startServer, type TestServer } from './server';

/** An installation in use: something of every kind in it, so that every page has something to show. */
export type Installation = {
  server: TestServer;
  db: pg.Client;
  admin: TestUser;
  /** Has no repository. */
  newcomer: TestUser;
  /** Repos by what they are good for, and one scan and one finding of the scanned one. */
  ids: Record<
    'scanned' | 'found' | 'empty' | 'failed' | 'none' | 'pending' | 'scan' | 'cutShort' | 'finding',
    string
  >;
  stop: () => Promise<void>;
};

const SNIPPET = [
  "const region = 'eu-west-1';",
  `const key = '${'*'.repeat(20)}';`,
  'connect(region, key);',
].join('\n');

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
    found: await repoInState(db, admin, 'found'),
    empty: await repoInState(db, admin, 'empty'),
    failed: await repoInState(db, admin, 'failed'),
    none: await repoInState(db, admin, 'none'),
    pending: await repoInState(db, admin, 'pending'),
  };
  const scans = await insertScans(db, repos.scanned);
  return {
    server,
    db,
    admin,
    newcomer,
    ids: { ...repos, ...scans },
    stop: async () => {
      await db.end();
      await server.stop();
    },
  };
}

/** A scan in each state, and findings of each severity and status below one of them. */
async function insertScans(db: pg.Client, repoId: string) {
  const whole = { commit_sha: 'c'.repeat(40), complete: true, completed_at: new Date(), finding_count: 4 };
  const scan = await insertScan(db, repoId, whole);
  const cutShort = await insertScan(db, repoId, {
    ...{ status: 'failed', complete: false, completed_at: new Date() },
    error_message: 'The remote did not answer in time.',
  });
  await insertScan(db, repoId, { complete: false, completed_at: new Date() });
  for (const status of ['queued', 'static_analysis', 'cancelled']) await insertScan(db, repoId, { status });
  const finding = await insertFinding(
    db,
    { id: scan, repoId },
    {
      title: 'An access key in the source',
      severity: 'critical',
      description: 'Whoever has read the source can use this key.',
      commit_sha: 'c'.repeat(40),
      code_snippet: SNIPPET,
      fix_summary: 'Revoke the key, then take it from the environment.',
      references: ['https://cwe.mitre.org/data/definitions/798.html'],
    },
  );
  for (const [severity, status] of [
    ['high', 'confirmed'],
    ['medium', 'dismissed'],
    ['low', 'fixed'],
  ])
    await insertFinding(db, { id: scan, repoId }, { severity, status });
  return { scan, cutShort, finding };
}
