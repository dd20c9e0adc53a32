import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newRepo, until } from '@tests/support/api';
import { commitStream } from '@tests/support/commits';
import { connectTo } from '@tests/support/rows';
import { scanPlace } from '@tests/support/scanPlace';
import {
  coverageOf,
  faultsIn,
  findingsOf,
  lineWith,
  newSecret,
  scanAgain,
  scanned,
} from '@tests/support/scans';
import { startWorkerHere, type WorkerHereOptions } from '@tests/support/workerHere';
import { describe, expect, it, onTestFinished } from 'vitest';

const here = scanPlace();
/** What went wrong in the workers that have stopped. */
const faults: string[] = [];

const PATIENT = { timeout: 180_000 };
const FILES = 40;
/** Two files with a secret each, and others. */
const filesOf = () =>
  Object.fromEntries(
    Array.from({ length: FILES }, (_, n) => [`f${n}.py`, n < 2 ? lineWith(newSecret()) : `n = ${n}\n`]),
  );

/** A repo of these files that has been scanned once. */
async function scannedRepo(name: string, files: Record<string, string> = filesOf()): Promise<string> {
  here.git.makeRepository(name, commitStream([{ files }]));
  const { id } = await newRepo(here.user, { remote_url: here.git.url(name) });
  const scan = await scanned(here.user, id);
  expect(scan).toMatchObject({ status: 'completed', complete: true });
  expect(await coverageOf(here.user, scan.id)).toMatchObject({ files_scanned: FILES, files_reused: 0 });
  return id;
}

const fileOf = (repoId: string) => path.join(here.server.dataDir, 'repositories', `${repoId}.results`);
/** How many results a file holds: see resultCache.ts. Every one names its blob. */
const resultsIn = (file: string) => readFileSync(file, 'utf8').match(/[0-9a-f]{40} /g)?.length;

/** What stays the same of findings that are found again. */
async function foundIn(repoId: string) {
  const findings = await findingsOf(here.user, repoId);
  return findings.map(({ id, status, file_path, code_snippet }) => ({ id, status, file_path, code_snippet }));
}

/** How many files the next scan does not scan again. */
async function reusedIn(repoId: string): Promise<number> {
  const scan = await scanAgain(here.user, repoId);
  expect(scan).toMatchObject({ status: 'completed', complete: true });
  return (await coverageOf(here.user, scan.id)).files_reused;
}

/** Stops the worker until the test is over. */
async function withoutWorker(): Promise<void> {
  await here.worker.stop();
  faults.push(...here.worker.faults);
  onTestFinished(async () => {
    here.worker = await startWorkerHere(here.server);
  });
}

/** Runs the scans of a test by another worker, alone. */
async function byAnother(changes: Partial<WorkerHereOptions>): Promise<void> {
  const another = await startWorkerHere({ ...here.server, ...changes });
  // Before the first worker starts again: what was registered last runs first.
  onTestFinished(async () => {
    await another.stop();
    faults.push(...another.faults);
  });
}

describe('results of an earlier scan', PATIENT, () => {
  it('are used for all files that a push has not changed, and go with the files', async () => {
    const id = await scannedRepo('pushed.git');
    const before = await foundIn(id);
    expect(before).toHaveLength(2);
    here.git.makeRepository('pushed.git', commitStream([{ files: { 'f7.py': lineWith(newSecret()) } }], 1));
    expect(await reusedIn(id)).toBe(FILES - 1);
    const after = await foundIn(id);
    expect(after).toHaveLength(3);
    expect(after).toEqual(expect.arrayContaining(before));
    here.git.makeRepository('pushed.git', commitStream([{ files: { 'f8.py': null, 'f9.py': null } }], 2));
    expect(await reusedIn(id)).toBe(FILES - 2);
    expect(resultsIn(fileOf(id))).toBe(FILES - 2);
  });

  it('are of one repo alone, and are deleted with it', async () => {
    const files = filesOf();
    const [one, two] = [await scannedRepo('one.git', files), await scannedRepo('two.git', files)];
    expect(await foundIn(two)).toHaveLength(2);
    await here.user.ask('DELETE', `/api/repos/${one}`);
    const left = () => readdirSync(path.dirname(fileOf(one))).filter((name) => name.startsWith(one));
    await until(
      async () => left(),
      (names) => names.length === 0,
    );
    expect(await reusedIn(two)).toBe(FILES);
  });

  it('are of one machine alone', async () => {
    const id = await scannedRepo('machines.git');
    const before = await foundIn(id);
    const dataDir = mkdtempSync(path.join(tmpdir(), 'heimdall-machine-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    await withoutWorker();
    await byAnother({ dataDir });
    expect(await reusedIn(id)).toBe(0);
    expect(await reusedIn(id)).toBe(FILES);
    expect(await foundIn(id)).toEqual(before);
  });

  it('are not used with another secret key, as digests are keyed', async () => {
    const id = await scannedRepo('keys.git');
    const db = await connectTo(here.server.database.url);
    const { rows } = await db.query('DELETE FROM installation RETURNING key_check');
    await withoutWorker();
    onTestFinished(async () => {
      await db.query('UPDATE installation SET key_check = $1', [rows[0].key_check]);
      await db.end();
    });
    const secretKey = 'the secret key of another installation';
    // A process of its own, as it takes its key from the environment.
    const another = await here.server.startPart('worker', { HEIMDALL_SECRET_KEY: secretKey });
    expect(await reusedIn(id)).toBe(0);
    await another.stop();
    expect(faultsIn(another.output())).toEqual([]);
    await byAnother({ secretKey });
    expect(await reusedIn(id)).toBe(FILES);
  });

  it('that a power failure has damaged are made again', async () => {
    const id = await scannedRepo('damaged.git');
    const before = await foundIn(id);
    truncateSync(fileOf(id), 1_000);
    const reused = await reusedIn(id);
    expect(reused).toBeGreaterThan(0);
    expect(reused).toBeLessThan(FILES);
    expect(await reusedIn(id)).toBe(FILES);
    rmSync(fileOf(id));
    expect(await reusedIn(id)).toBe(0);
    expect(existsSync(fileOf(id))).toBe(true);
    expect(await foundIn(id)).toEqual(before);
  });

  it('are no fault to anybody', () => {
    expect([...faults, ...here.worker.faults]).toEqual([]);
  });
});
