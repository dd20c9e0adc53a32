import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { SEARCH_PATH } from '@tests/support/gitRepositories';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { LINE_RULE, MARKER_ENGINE, TWICE_RULE } from '@tests/support/markerEngine';
import { bundleMarked, type Programs } from '@tests/support/programs';
import {
  coverageOf,
  detailOf,
  findingsOf,
  lineWith,
  newSecret,
  scanAgain,
  scanned,
} from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ENGINES } from '@/engines/registry';
import { createEnginePool } from '@/scan/pool/pool';

/** An engine that this installation's server has never heard of: only its worker was started with it. */

let git: GitServer;
let server: KeptServer;
let programs: Programs;
let worker: WorkerHere;
let user: TestUser;

beforeAll(async () => {
  git = await startGitServer();
  server = await keptServer();
  programs = await bundleMarked();
  const main = programs.fileOf('markerEngineProcess');
  const pool = createEnginePool({ memoryMb: 512, searchPath: SEARCH_PATH, main, processes: 2 });
  worker = await startWorkerHere({ ...server, engines: [...ENGINES, MARKER_ENGINE], pool });
  user = await newUser(server.url);
});
afterAll(async () => {
  await worker?.stop();
  await git?.stop();
  programs?.remove();
});

const FILES = {
  'code.py': `one\nmarker: here\n${lineWith(newSecret())}`,
  'a/marker.lock': 'left\nboth\n',
  'b/marker.lock': 'both\nright\n',
};

it('has its findings in the database, in both APIs and on the page of a finding, like those of the first', async () => {
  git.makeRepository('marked.git', commitStream([{ files: FILES }]));
  const { id: repoId } = await newRepo(user, { remote_url: git.url('marked.git') });
  const scan = await scanned(user, repoId);
  expect(scan).toMatchObject({ status: 'completed', complete: true, finding_count: 3 });
  expect((await coverageOf(user, scan.id)).engines).toMatchObject([
    { name: 'secrets' },
    { name: 'dependencies' },
    { name: MARKER_ENGINE.id, rules: 2 },
  ]);

  const found = await findingsOf(user, repoId);
  const ofMarker = found.filter(({ source }) => source === 'marker');
  expect(found.map(({ source }) => source).sort()).toEqual(['marker', 'marker', 'secrets']);
  const texts = {
    ...{ cwe_id: 'CWE-1104', severity: 'high', confidence: 'medium', fix_type: 'dependency_upgrade' },
    ...{ status: 'open', fix_summary: LINE_RULE.remedy.join('\n') },
  };
  expect(ofMarker.sort((a, b) => a.rule_id.localeCompare(b.rule_id))).toMatchObject([
    { ...texts, rule_id: LINE_RULE.id, title: LINE_RULE.name, file_path: 'code.py', line_start: 2 },
    { ...texts, rule_id: TWICE_RULE.id, title: TWICE_RULE.name, file_path: 'b/marker.lock', line_start: 1 },
  ]);

  const [inCode] = ofMarker;
  const detail = await detailOf(user, inCode?.id ?? '');
  expect(detail).toMatchObject({
    source: 'marker',
    codeSnippet: 'marker: here',
    references: LINE_RULE.references,
  });
  const page = await fetch(`${server.url}/findings/${inCode?.id}`, {
    headers: { cookie: `session=${user.token}` },
  });
  const html = await page.text();
  expect(page.status).toBe(200);
  for (const text of [LINE_RULE.name, LINE_RULE.id, LINE_RULE.why, ...LINE_RULE.remedy, 'code.py:2']) {
    expect(html).toContain(text);
  }

  // All results are in the cache now, with the facts from which the engine concludes.
  const again = await scanAgain(user, repoId);
  expect(await coverageOf(user, again.id)).toMatchObject({ files_scanned: 3, files_reused: 3 });
  expect(again).toMatchObject({ complete: true, finding_count: 3 });

  git.makeRepository(
    'marked.git',
    commitStream([{ files: { 'b/marker.lock': null, 'code.py': 'one\n' } }], 1),
  );
  expect(await scanAgain(user, repoId)).toMatchObject({ complete: true });
  const after = await findingsOf(user, repoId);
  expect(after.map(({ source, status }) => `${source} ${status}`).sort()).toEqual([
    'marker fixed',
    'marker fixed',
    'secrets open',
  ]);
});
