import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { connectTo } from '@tests/support/rows';
import {
  coverageOf,
  detailOf,
  findingsOf,
  lineWith,
  newSecret,
  scanAgain,
  scanned,
} from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engineVersion } from '@/engines/version';
import { encodeLine } from '@/scan/lineFile';

let git: GitServer;
let server: TestServer;
let db: pg.Client;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await startServer({ withWorker: true });
  db = await connectTo(server.database.url);
  user = await newUser(server.url);
});
afterAll(async () => {
  await db?.end();
  await server?.stop();
  await git?.stop();
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

describe('after an update of the engine', () => {
  it('everything is scanned again, and the text of known findings is replaced, also in history', async () => {
    const [inTree, gone, neighbour] = [newSecret(), newSecret(), 'password = summer71\n'];
    git.makeRepository(
      'updated.git',
      commitStream([
        { files: { 'now.py': neighbour + lineWith(inTree), 'once.py': neighbour + lineWith(gone) } },
        { files: { 'once.py': null } },
      ]),
    );
    const { id: repoId } = await newRepo(user, { remote_url: git.url('updated.git') });
    await scanned(user, repoId);
    const before = await findingsOf(user, repoId);
    expect(before.map(({ in_tree }) => in_tree).sort()).toEqual([false, true]);
    await pretendOtherVersion(repoId, `${neighbour}${inTree}${gone}`);

    const again = await scanAgain(user, repoId);
    expect(again).toMatchObject({ status: 'completed', complete: true, scan_type: 'full' });
    const coverage = await coverageOf(user, again.id);
    expect(coverage).toMatchObject({ files_scanned: 1, files_reused: 0 });
    expect(coverage.engines).toEqual([
      expect.objectContaining({ name: 'secrets', version: engineVersion() }),
    ]);
    const after = await findingsOf(user, repoId);
    expect(after.map(({ id }) => id).sort()).toEqual(before.map(({ id }) => id).sort());
    for (const { id } of after) {
      const { codeSnippet, severity, cweId } = await detailOf(user, id);
      expect({ severity, cweId }).toEqual({ severity: 'medium', cweId: 'CWE-798' });
      expect(codeSnippet).toContain('AKIA');
      for (const value of ['summer71', inTree, gone]) expect(codeSnippet).not.toContain(value);
    }

    const unchanged = await scanAgain(user, repoId);
    expect(await coverageOf(user, unchanged.id)).toMatchObject({ files_scanned: 1, files_reused: 1 });
  });
});
