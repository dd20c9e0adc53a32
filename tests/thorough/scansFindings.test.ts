import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { type Commit, commitStream, FIRST_COMMIT_AT } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { initBare } from '@tests/support/hostileRepos';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { connectTo, insertFinding } from '@tests/support/rows';
import {
  coverageOf,
  detailOf,
  findingsOf,
  lineWith,
  newSecret,
  type RestFinding,
  scanAgain,
  scanned,
} from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineVersion } from '@/engines/version';
import { encodeLine } from '@/scan/lineFile';

let git: GitServer;
let server: KeptServer;
let worker: WorkerHere;
let db: pg.Client;
let user: TestUser;
let made = 0;

beforeAll(async () => {
  git = await startGitServer();
  server = await keptServer();
  worker = await startWorkerHere(server);
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await worker?.stop();
  await git?.stop();
});

/** A scanned repository of these commits, with functions that add to it. */
async function scannedRepo(...commits: Commit[]) {
  const name = `findings-${made++}.git`;
  git.makeRepository(name, commitStream(commits));
  const { id } = await newRepo(user, { remote_url: git.url(name) });
  const first = await scanned(user, id);
  expect(first).toMatchObject({ status: 'completed', complete: true });
  let after = commits.length;
  return {
    id,
    name,
    first,
    findings: () => findingsOf(user, id),
    /** Adds a commit and scans again. */
    next: async (files: Commit['files']) => {
      const sha = git.makeRepository(name, commitStream([{ files }], after++));
      return { sha, scan: await scanAgain(user, id) };
    },
    again: () => scanAgain(user, id),
  };
}

const only = (findings: RestFinding[]): RestFinding => {
  expect(findings).toHaveLength(1);
  return findings[0] as RestFinding;
};

/** Each test scans several times, on a machine that may be busy. */
const PATIENT = { timeout: 180_000 };

describe('a newly registered repository', PATIENT, () => {
  it('is scanned by itself, tree and history, and its secrets become findings without their value', async () => {
    const secret = newSecret();
    const { id, first } = await scannedRepo(
      { files: { 'config/settings.py': lineWith(secret), 'README.md': 'hello\n' } },
      { files: { 'other.txt': 'nothing here\n' } },
    );
    expect(first).toMatchObject({
      scan_type: 'full',
      triggered_by: null,
      finding_count: 1,
      error_message: null,
    });
    const finding = only(await findingsOf(user, id));
    expect(finding).toMatchObject({ file_path: 'config/settings.py', line_start: 1, in_tree: true });
    const detail = await detailOf(user, finding.id);
    expect(detail.introducedPath).toBe('config/settings.py');
    expect(JSON.stringify([finding, detail])).not.toContain(secret.slice(4));
  });
});

describe('a finding', PATIENT, () => {
  it('has a title that says what and where from, why it is believed, and who introduced it', async () => {
    const secret = newSecret();
    const password = 'Tiger!Harbor42';
    const repo = await scannedRepo({
      files: {
        'a.py': lineWith(secret),
        '.env': `DB_PASSWORD=${password}\nCOPY_PASSWORD=${password}\n`,
        'dist/app.js': `const backup = "${secret}";\n`,
      },
    });
    const past = await repo.next({ '.env': null, 'a.py': `x = 1\n${lineWith(secret)}` });
    const findings = await repo.findings();
    const places = findings.map((finding) => ({
      finding,
      place: `${finding.file_path}:${finding.line_start}`,
    }));
    const sorted = places.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ finding }) => finding);
    const [env, copy, source, built] = sorted;
    expect(copy).toMatchObject({ title: 'Password in COPY_PASSWORD', group_id: env?.group_id });
    expect(env).toMatchObject({
      ...{ file_path: '.env', title: 'Password in DB_PASSWORD', file_role: 'product', introduced_by: 'T' },
      evidence: [
        'The name DB_PASSWORD is one for a password.',
        'The value has letters, digits and signs, as policies for passwords demand.',
        'Programs read their credentials from such a file.',
      ],
    });
    const ofKey = { introduced_by: 'T', group_id: source?.group_id };
    expect(source).toMatchObject({ ...ofKey, title: 'AWS access key id', file_role: 'product' });
    expect(built).toMatchObject({
      ...{ ...ofKey, title: 'AWS access key id in backup', file_role: 'generated' },
    });
    expect(env?.group_id).not.toBe(source?.group_id);
    expect(past.scan).toMatchObject({ status: 'completed' });
  });

  it('is the same one after lines were added above it, and after its file was renamed', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({ files: { 'a.py': lineWith(secret) } });
    const before = only(await repo.findings());
    const second = await repo.next({ 'a.py': `# one\n# two\n${lineWith(secret)}` });
    expect(only(await repo.findings())).toMatchObject({ id: before.id, line_start: 3, status: 'open' });
    const { scan } = await repo.next({ 'a.py': null, 'lib/b.py': `# one\n# two\n${lineWith(secret)}` });
    const moved = only(await repo.findings());
    expect(moved).toMatchObject({ id: before.id, file_path: 'lib/b.py', in_tree: true, status: 'open' });
    expect(moved.first_seen_at).toBe(before.first_seen_at);
    expect(scan).toMatchObject({ scan_type: 'incremental', base_commit_sha: second.sha });
  });

  it('has the engine that detected it as its source, and stays as it is in scans without that engine', async () => {
    const repo = await scannedRepo({ files: { 'a.py': lineWith(newSecret()) } });
    const own = only(await repo.findings());
    expect(own.source).toBe('secrets');
    const identity = { identity: 'd', fingerprint: 'f' };
    const of = { id: repo.first.id, repoId: repo.id };
    const id = await insertFinding(db, of, { ...identity, source: 'licences', file_path: 'b.py' });
    await repo.next({ 'a.py': null });
    const byId = new Map((await repo.findings()).map((finding) => [finding.id, finding]));
    expect(byId.get(own.id)).toMatchObject({ in_tree: false });
    expect(byId.get(id)).toMatchObject({ source: 'licences', status: 'open', in_tree: true });
    expect(await detailOf(user, id)).toMatchObject({ source: 'licences' });
  });

  it('reports the commit that introduced it and its time, and the commit that removed it from the tree', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({ files: { 'a.py': lineWith(secret) } }, { files: { 'b.py': 'x = 1\n' } });
    const before = only(await repo.findings());
    const { sha, scan } = await repo.next({ 'a.py': 'x = 2\n' });
    const after = only(await repo.findings());
    expect(after).toMatchObject({
      id: before.id,
      in_tree: false,
      status: 'open',
      commit_sha: before.commit_sha,
    });
    expect(before.commit_sha).toMatch(/^[0-9a-f]{40}$/);
    expect(scan.finding_count).toBe(1);
    expect(await detailOf(user, after.id)).toMatchObject({
      removedCommit: sha,
      introducedPath: 'a.py',
      introducedAt: new Date(FIRST_COMMIT_AT * 1000).toISOString(),
    });
    await repo.next({ 'a.py': lineWith(secret) });
    expect(only(await repo.findings())).toMatchObject({ id: before.id, in_tree: true, status: 'open' });
    expect((await detailOf(user, after.id)).removedCommit).toBeNull();
  });

  it('only in history is a separate one, with the commits that added and removed it', async () => {
    const secret = newSecret();
    const repo = await scannedRepo(
      { files: { 'old.py': lineWith(secret) } },
      { files: { 'old.py': null, b: 'x\n' } },
    );
    const finding = only(await repo.findings());
    expect(finding).toMatchObject({ file_path: 'old.py', line_start: 1, in_tree: false, status: 'open' });
    expect(await detailOf(user, finding.id)).toMatchObject({
      introducedAt: new Date(FIRST_COMMIT_AT * 1000).toISOString(),
      removedCommit: repo.first.commit_sha,
    });
    await repo.again();
    expect(only(await repo.findings()).id).toBe(finding.id);
  });

  it('is fixed once history was rewritten without it', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({ files: { 'a.py': lineWith(secret) } });
    const before = only(await repo.findings());
    rmSync(git.directory(repo.name), { recursive: true });
    initBare(git.directory(repo.name));
    git.makeRepository(repo.name, commitStream([{ files: { 'a.py': 'clean = 1\n' } }]));
    expect(await repo.again()).toMatchObject({ finding_count: 0, complete: true });
    expect(only(await repo.findings())).toMatchObject({ id: before.id, status: 'fixed' });
    git.makeRepository(repo.name, commitStream([{ files: { 'a.py': lineWith(secret) } }], 1));
    expect(await repo.again()).toMatchObject({ finding_count: 1 });
    expect(only(await repo.findings())).toMatchObject({ id: before.id, status: 'open', in_tree: true });
    const events = await user.ask('GET', `/api/findings/${before.id}/events?limit=2`);
    expect(events.data.items).toMatchObject([
      { old_value: 'fixed', new_value: 'open', comment: 'Found again in a.py' },
      { new_value: 'fixed', comment: 'No longer in the repository' },
    ]);
  });

  it('is not fixed by a scan with older rules, and is once they are as new', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({ files: { 'a.py': lineWith(secret) } });
    await repo.again();
    // The rules of the second scan, which saw it last, came later than those that this worker has.
    await db.query(`UPDATE scans SET rule_set = 'newer' WHERE repo_id = $1 AND id <> $2`, [
      repo.id,
      repo.first.id,
    ]);
    git.makeRepository(repo.name, commitStream([{ files: { 'a.py': 'clean = 1\n' } }]));
    expect(await repo.again()).toMatchObject({ finding_count: 0, complete: true });
    expect(only(await repo.findings())).toMatchObject({ status: 'open' });
    // As after an update of the worker, which reads all of history again.
    await db.query(`UPDATE scans SET rule_set = 'older' WHERE repo_id = $1`, [repo.id]);
    await repo.again();
    expect(only(await repo.findings())).toMatchObject({ status: 'fixed' });
  });

  it('is one for each occurrence of its secret, and each ends by itself', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({
      files: { 'a.py': `${lineWith(secret)}\n${lineWith(secret)}`, 'b.py': lineWith(secret) },
    });
    const before = await repo.findings();
    expect(before.map((it) => [it.file_path, it.line_start]).sort()).toEqual([
      ['a.py', 1],
      ['a.py', 3],
      ['b.py', 1],
    ]);
    await repo.next({ 'a.py': `# first\n${lineWith(secret)}`, 'b.py': null });
    const after = await repo.findings();
    expect(after.map((it) => [it.file_path, it.status]).sort()).toEqual([
      ['a.py', 'fixed'],
      ['a.py', 'open'],
      ['b.py', 'fixed'],
    ]);
  });
});

describe('what suppresses a finding', PATIENT, () => {
  it('a comment with a reason does, one without does not; without the comment it is open again', async () => {
    const [allowed, open] = [newSecret(), newSecret()];
    const repo = await scannedRepo({
      files: {
        'a.py': lineWith(allowed).replace('\n', '  # heimdall:allow revoked long ago\n'),
        'b.py': lineWith(open).replace('\n', '  # heimdall:allow\n'),
      },
    });
    const statuses = async () =>
      Object.fromEntries((await repo.findings()).map((it) => [it.file_path, it.status]));
    expect(await statuses()).toEqual({ 'a.py': 'dismissed', 'b.py': 'open' });
    expect(repo.first.finding_count).toBe(1);
    expect((await coverageOf(user, repo.first.id)).suppressed).toMatchObject([
      { by: 'comment', findings: 1 },
    ]);
    await repo.next({ 'a.py': lineWith(allowed) });
    expect(await statuses()).toEqual({ 'a.py': 'open', 'b.py': 'open' });
  });

  it('an ignore file does, and the files that it names are counted as skipped', async () => {
    const repo = await scannedRepo({
      files: { 'test/a.py': lineWith(newSecret()), 'b.py': lineWith(newSecret()) },
    });
    expect(await repo.findings()).toHaveLength(2);
    const { scan } = await repo.next({ '.heimdallignore': '/test/\n' });
    expect(scan).toMatchObject({ complete: true, finding_count: 1 });
    const quiet = (await repo.findings()).find(({ file_path }) => file_path === 'test/a.py');
    expect(quiet).toMatchObject({ status: 'dismissed' });
    const { skipped } = await coverageOf(user, scan.id);
    expect(skipped).toContainEqual(
      expect.objectContaining({ reason: 'ignored', files: 1, cuts_short: false }),
    );
    await repo.next({ '.heimdallignore': null });
    expect((await repo.findings()).map(({ status }) => status)).toEqual(['open', 'open']);
  });

  it('an entry of the allow-list does, by rule, by path, and by both, from the next scan on', async () => {
    const repo = await scannedRepo({
      files: { 'a.py': lineWith(newSecret()), 'docs/b.py': lineWith(newSecret()) },
    });
    const ruleId = (await repo.findings())[0]?.rule_id ?? '';
    const dismissed = async () => {
      const quiet = (await repo.findings()).filter(({ status }) => status === 'dismissed');
      return quiet.map(({ file_path }) => file_path).sort();
    };
    const entries = [
      [{ ruleId }, ['a.py', 'docs/b.py']],
      [{ path: 'docs/' }, ['docs/b.py']],
      [{ ruleId, path: '*.py' }, ['a.py', 'docs/b.py']],
      [{ ruleId: 'another', path: 'docs/' }, []],
    ] as const;
    let before: readonly string[] = [];
    for (const [what, quiet] of entries) {
      const { id } = await user.trpc.suppression.create.mutate({ repoId: repo.id, reason: 'known', ...what });
      expect(await dismissed()).toEqual(before);
      const scan = await repo.again();
      expect(await dismissed()).toEqual(quiet);
      before = quiet;
      expect(scan.finding_count).toBe(2 - quiet.length);
      const { suppressed } = await coverageOf(user, scan.id);
      expect(suppressed.map(({ findings }) => findings)).toEqual(quiet.length ? [quiet.length] : []);
      await user.trpc.suppression.delete.mutate({ repoId: repo.id, id });
    }
  });

  it('an entry by fingerprint covers one occurrence alone, and an entry ends when its end has come', async () => {
    const secret = newSecret();
    const repo = await scannedRepo({ files: { 'a.py': lineWith(secret), 'b.py': lineWith(secret) } });
    const statuses = async () =>
      Object.fromEntries((await repo.findings()).map((it) => [it.file_path, it.status]));
    const known = (await repo.findings()).find(({ file_path }) => file_path === 'a.py');
    const entry = await user.ask('POST', `/api/repos/${repo.id}/suppressions`, {
      body: { fingerprint: known?.fingerprint, reason: 'known', until: '2100-01-01' },
    });
    expect(entry.status).toBe(201);
    await repo.again();
    expect(await statuses()).toEqual({ 'a.py': 'dismissed', 'b.py': 'open' });
    await db.query(`UPDATE suppressions SET until = now() - interval '1 second' WHERE id = $1`, [
      entry.data.id,
    ]);
    await repo.again();
    expect(await statuses()).toEqual({ 'a.py': 'open', 'b.py': 'open' });
    const events = await user.ask('GET', `/api/findings/${known?.id}/events?limit=1`);
    expect(events.data.items).toMatchObject([
      { new_value: 'open', actor_id: null, comment: 'No entry of the allow-list covers it any more' },
    ]);
  });
});

/** Changes the stored results to those of another engine version, which found no secrets and masked none. */
async function pretendOtherVersion(repoId: string, snippet: string): Promise<void> {
  const file = path.join(server.dataDir, 'repositories', `${repoId}.results`);
  const [, ...results] = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line)[1]);
  expect(results).toHaveLength(1);
  const others = [{ version: 'before' }, ...results.map(({ key }) => ({ key, verdict: 'text' }))];
  writeFileSync(file, Buffer.concat(others.map(encodeLine)));
  await db.query(`UPDATE scans SET rule_set = 'before' WHERE repo_id = $1`, [repoId]);
  await db.query(
    `UPDATE findings SET code_snippet = $2, severity = 'low', cwe_id = 'CWE-1' WHERE repo_id = $1`,
    [repoId, snippet],
  );
}

describe('after an update of the engine', PATIENT, () => {
  it('everything is scanned again, and the text of known findings is replaced, also in history', async () => {
    const [inTree, gone, neighbour] = [newSecret(), newSecret(), 'password = summer71\n'];
    const repo = await scannedRepo(
      { files: { 'now.py': neighbour + lineWith(inTree), 'once.py': neighbour + lineWith(gone) } },
      { files: { 'once.py': null } },
    );
    const before = await repo.findings();
    expect(before.map(({ in_tree }) => in_tree).sort()).toEqual([false, true]);
    await pretendOtherVersion(repo.id, `${neighbour}${inTree}${gone}`);

    const again = await repo.again();
    expect(again).toMatchObject({ status: 'completed', complete: true, scan_type: 'full' });
    const coverage = await coverageOf(user, again.id);
    expect(coverage).toMatchObject({ files_scanned: 1, files_reused: 0 });
    expect(coverage.engines).toEqual([
      expect.objectContaining({ name: 'secrets', version: engineVersion() }),
      expect.objectContaining({ name: 'dependencies', version: engineVersion() }),
    ]);
    const after = await repo.findings();
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    for (const { id } of after) {
      const { codeSnippet, severity, cweId } = await detailOf(user, id);
      expect({ severity, cweId }).toEqual({ severity: 'medium', cweId: 'CWE-798' });
      expect(codeSnippet).toContain('AKIA');
      for (const value of ['summer71', inTree, gone]) expect(codeSnippet).not.toContain(value);
    }

    const unchanged = await repo.again();
    expect(await coverageOf(user, unchanged.id)).toMatchObject({ files_scanned: 1, files_reused: 1 });
  });
});
