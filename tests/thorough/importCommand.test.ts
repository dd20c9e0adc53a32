import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, type TestUser } from '@tests/support/api';
import { heimdall, startHeimdall } from '@tests/support/commandLine';
import { type KeptServer, keptServer } from '@tests/support/keptServer';
import { packed, resultAt, sarifOf } from '@tests/support/sarif';
import { findingsOf } from '@tests/support/scans';
import { startWorkerHere, type WorkerHere } from '@tests/support/workerHere';
import { afterAll, beforeAll, expect, it } from 'vitest';

let server: KeptServer;
let worker: WorkerHere | undefined;
let user: TestUser;
let repoId: string;
let token: string;
let directory: string;

beforeAll(async () => {
  server = await keptServer();
  worker = await startWorkerHere(server);
  user = await newUser(server.url);
  repoId = (await newRepo(user)).id;
  const scopes = ['repos:read', 'scans:read', 'scans:write'];
  const made = await user.ask('POST', '/api/tokens', { body: { name: 'ci', scopes, expires_in_days: 1 } });
  token = String(made.data.token);
  directory = mkdtempSync(path.join(tmpdir(), 'heimdall-import-'));
});
afterAll(async () => {
  await worker?.stop();
  if (directory) rmSync(directory, { recursive: true });
});

function write(name: string, content: unknown): string {
  const file = path.join(directory, name);
  writeFileSync(file, content instanceof Uint8Array ? content : JSON.stringify(content));
  return file;
}
const run = (args: readonly string[], env: Record<string, string> = { HEIMDALL_TOKEN: token }) =>
  heimdall(['import', ...args], { cwd: directory, env });

it('imports a file into the repository of this directory, whose remote has another form', async () => {
  execFileSync('git', ['init', '-q', directory]);
  const remote = 'https://ci:secret@git.example.com/my-web-app';
  execFileSync('git', ['-C', directory, 'remote', 'add', 'origin', remote]);
  const file = write('a.sarif', sarifOf([resultAt('a', 1), resultAt('b', 1)]));
  const { code, stdout, stderr } = await run([file, '--to', `${server.url}/`]);
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(new RegExp(`^2 open findings in my-web-app: ${server.url}/scans/[0-9a-f-]{36}\n$`));
  expect(await findingsOf(user, repoId)).toHaveLength(2);
});

it('imports a packed file by the id of the repository, and says what was left out', async () => {
  const file = write('b.sarif.gz', packed(sarifOf([resultAt('a', 1), { message: 7 }])));
  const { code, stdout, stderr } = await run([file, '--to', server.url, '--repo', repoId]);
  expect(code).toBe(2);
  expect(stdout).toContain('1 open findings in my-web-app');
  expect(stderr).toBe(
    'heimdall: Not everything was imported:\n  /runs/0/results/1/message must be an object.\n',
  );
});

it('reads standard input, and may end without the result', async () => {
  const file = write('c.sarif', sarifOf([]));
  const shell = `"${process.execPath}" "${path.resolve('src/cli/heimdall.mjs')}" import - --no-wait --to ${server.url} --repo ${repoId} < "${file}"`;
  const env = { NODE_ENV: 'production' as const, PATH: process.env.PATH, HEIMDALL_TOKEN: token };
  const printed = execFileSync('sh', ['-c', shell], { env, encoding: 'utf8' });
  expect(printed).toMatch(new RegExp(`^${server.url}/scans/[0-9a-f-]{36}\n$`));
});

it.each([
  ['no token', {}, 'a.sarif', null, 'HEIMDALL_TOKEN is not set. Make an API token in the settings of'],
  [
    'a wrong token',
    { HEIMDALL_TOKEN: 'hmd_x' },
    'a.sarif',
    null,
    'HEIMDALL_TOKEN has no valid token for this server.',
  ],
  ['no file', null, 'none.sarif', null, 'There is no none.sarif.'],
  ['a directory', null, '.', null, '. is a directory.'],
  [
    'no server',
    null,
    'a.sarif',
    'http://127.0.0.1:65535',
    "http://127.0.0.1:65535 can't be reached (ECONNREFUSED).",
  ],
  ['no address', null, 'a.sarif', 'example.com', '--to must be an http or https URL'],
])('says what is wrong with %s', async (_, env, file, to, message) => {
  const { code, stdout, stderr } = await run(
    [file, '--to', to ?? server.url, '--repo', repoId],
    env ?? undefined,
  );
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
});

it('says what is wrong with repository and document', async () => {
  const other = 'https://user:pass@git.example.com/other.git';
  const none = await run(['a.sarif', '--to', server.url, '--repo', other]);
  expect([none.code, none.stderr]).toEqual([
    2,
    'heimdall: The server has no repository with the remote https://git.example.com/other.git.\n',
  ]);
  const unknown = await run([
    'a.sarif',
    '--to',
    server.url,
    '--repo',
    '01936d2f-8c4e-7890-b123-456789abcdef',
  ]);
  expect(unknown.stderr).toBe("heimdall: Repo '01936d2f-8c4e-7890-b123-456789abcdef' not found.\n");
  const wrong = write('wrong.sarif', { version: '2.1.0' });
  expect((await run([wrong, '--to', server.url, '--repo', repoId])).stderr).toBe(
    'heimdall: /runs is required.\n',
  );
  truncateSync(write('large.sarif', {}), 100 * 1024 * 1024 + 1);
  const large = await run(['large.sarif', '--to', server.url, '--repo', repoId]);
  expect(large.stderr).toBe('heimdall: large.sarif is larger than 100 MiB; pack it by gzip.\n');
});

it('ends as its signal would', async () => {
  await worker?.stop();
  worker = undefined;
  const file = write('d.sarif', sarifOf([]));
  const { child, ended } = startHeimdall(['import', file, '--to', server.url, '--repo', repoId], {
    env: { HEIMDALL_TOKEN: token },
  });
  const waits = async () => {
    const { data } = await user.ask('GET', `/api/repos/${repoId}/scans`);
    return (data.items as { status: string; scan_type: string }[]).some(
      (scan) => scan.status === 'queued' && scan.scan_type === 'import',
    );
  };
  while (!(await waits())) await new Promise((resolve) => setTimeout(resolve, 50));
  child.kill('SIGINT');
  const { signal, stderr } = await ended;
  expect([signal, stderr]).toEqual(['SIGINT', 'heimdall: interrupted; what the server has it imports.\n']);
}, 60_000);
