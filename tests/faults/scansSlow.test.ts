import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, newUser, until } from '@tests/support/api';
import { type Running, startHeimdall } from '@tests/support/commandLine';
import { type GitServer, startGitServer } from '@tests/support/gitServer';
import { gitIn, streamOf } from '@tests/support/hostileRepos';
import { HANGING } from '@tests/support/plantedRules';
import { startProcess } from '@tests/support/process';
import { bundlePlanted, type Programs } from '@tests/support/programs';
import {
  coverageOf,
  descendants,
  findingsOf,
  isAlive,
  lineWith,
  newSecret,
  scanned,
} from '@tests/support/scans';
import { startServer, type TestServer } from '@tests/support/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MARK_FD } from '@/scan/pool/child';

/** An engine whose rules hang on some text, run by a worker and by the command line. */

let root: string;
let git: GitServer;
let planted: Programs;

beforeAll(async () => {
  planted = await bundlePlanted();
  root = mkdtempSync(path.join(tmpdir(), 'heimdall-slow-'));
  git = await startGitServer();
});
afterAll(async () => {
  await git?.stop();
  planted?.remove();
  rmSync(root, { recursive: true });
});

const PATIENT = { timeout: 240_000 };
const SLOW = 'Files that took longer than 2 s were skipped. Raise HEIMDALL_SCAN_FILE_SECONDS.';
const HANG = `x\n${HANGING}\n`;
const GONE = `gone\n${HANGING}\n`;
const FILES = { 'a.py': lineWith(newSecret()), 'hang.py': HANG, 'z.py': lineWith(newSecret()) };
/** Two texts on which an engine hangs, one of them twice, among three secrets. */
const REPO = streamOf([
  { files: { 'gone.py': GONE, 'old.py': lineWith(newSecret()) } },
  { files: { ...FILES, 'gone.py': null, 'old.py': null } },
]);
const SKIPS = ['hang.py', 'gone.py (in history)', 'hang.py (in history)'];

/** The engine of a process, once it has scanned one content for a while. */
async function hangingEngine(pid: number): Promise<number> {
  const markOf = (engine: number) => readFileSync(`/proc/${engine}/fd/${MARK_FD}`).toString('hex');
  // The content's number, what is done with it, and how many of its bytes are done.
  const SCANS = /^.{8}02000000.{8}$/;
  let before = '';
  const engine = await until(
    async () => descendants(pid).find(({ command }) => /EngineProcess/.test(command)),
    (found) => {
      const now = found ? markOf(found.pid) : '';
      const hangs = SCANS.test(now) && now === before;
      before = now;
      return hangs;
    },
    100_000,
  );
  return engine?.pid ?? 0;
}

const isGone = (pid: number) =>
  until(
    async () => isAlive(pid),
    (alive) => !alive,
  );

describe('a worker', PATIENT, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server?.stop());
  const startWorker = (fileSeconds: string) =>
    startProcess(planted.fileOf('plantedWorker'), [], {
      NODE_ENV: 'production',
      DATABASE_URL: server.database.url,
      HEIMDALL_DATA_DIR: server.dataDir,
      HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1',
      HEIMDALL_SCAN_FILE_SECONDS: fileSeconds,
    });

  it('scans all but the contents that take too long, and names them', async () => {
    const user = await newUser(server.url);
    const worker = await startWorker('2');
    git.makeRepository('slow.git', REPO);
    const { id } = await newRepo(user, { remote_url: git.url('slow.git') });
    const scan = await scanned(user, id);
    expect(scan).toMatchObject({ status: 'completed', complete: false, error_message: null });
    const { skipped, limits_hit } = await coverageOf(user, scan.id);
    expect(skipped).toMatchObject([{ reason: 'time_limit', files: 3, examples: SKIPS, cuts_short: true }]);
    expect(limits_hit).toEqual([SLOW]);
    const found = (await findingsOf(user, id)).map(({ file_path, in_tree }) => `${file_path} ${in_tree}`);
    expect(found.sort()).toEqual(['a.py true', 'old.py false', 'z.py true']);
    await worker.stop();
  });

  it('that is killed ends a hanging engine too', async () => {
    const user = await newUser(server.url);
    const worker = await startWorker('3600');
    git.makeRepository('killed.git', REPO);
    await newRepo(user, { remote_url: git.url('killed.git') });
    const engine = await hangingEngine(worker.child.pid ?? 0);
    await worker.kill();
    await isGone(engine);
  });
});

describe('the command line', PATIENT, () => {
  const env = (fileSeconds: string) => ({
    HEIMDALL_GIT_ALLOWED_HOSTS: '127.0.0.1',
    HEIMDALL_SCAN_FILE_SECONDS: fileSeconds,
    TMPDIR: root,
  });
  const start = (args: string[], fileSeconds: string): Running =>
    startHeimdall(args, { env: env(fileSeconds), program: planted.fileOf('plantedCommand') });

  it('scans all but the contents that take too long, and names them', async () => {
    const made = path.join(root, 'tree');
    git.makeRepository('command.git', REPO);
    gitIn(root, ['clone', '--quiet', git.directory('command.git'), made]);
    mkdirSync(path.join(made, 'sub'));
    writeFileSync(path.join(made, 'sub/new.py'), lineWith(newSecret()));
    for (const [target, files, own] of [
      [made, ['a.py', 'old.py', 'sub/new.py', 'z.py'], SKIPS],
      [git.url('command.git'), ['a.py', 'old.py', 'z.py'], SKIPS],
    ] as const) {
      const run = await start(['scan', target, '--format', 'json'], '2').ended;
      expect(run.code).toBe(2);
      expect(run.stderr).toContain(`3 files that were not scanned in time: ${own.join(', ')}`);
      const { complete, coverage, findings } = JSON.parse(run.stdout);
      expect([complete, coverage.limits_hit]).toEqual([false, [SLOW]]);
      expect(findings.map((it: { path: string }) => it.path).sort()).toEqual(files);
    }
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ends by %s while a pattern runs, and leaves nothing',
    async (signal) => {
      git.makeRepository('signal.git', REPO);
      const { child, ended } = start(['scan', git.url('signal.git')], '3600');
      const engine = await hangingEngine(child.pid ?? 0);
      child.kill(signal);
      expect(await ended).toMatchObject({ signal, stdout: '' });
      await isGone(engine);
      expect(readdirSync(root).filter((name) => /^heimdall-(?:scan|mark)-/.test(name))).toEqual([]);
    },
  );

  it('that is killed ends a hanging engine too', async () => {
    const made = path.join(root, 'killed');
    mkdirSync(made);
    writeFileSync(path.join(made, 'hang.py'), HANG);
    const { child } = start(['scan', made], '3600');
    const engine = await hangingEngine(child.pid ?? 0);
    child.kill('SIGKILL');
    await isGone(engine);
  });
});
