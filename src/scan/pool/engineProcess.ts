/**
 * The engine's own process: reads a repository and scans it. A content that takes too much time or memory ends
 * this process, and not the worker. It has no access to the database. Its parent starts and kills it: see child.ts.
 */

import { Worker } from 'node:worker_threads';
import type { Engine } from '@/engines/engine';
import { readBlobs } from '@/git/blobs';
import { findRenames } from '@/git/renames';
import type { Repository } from '@/git/repository';
import { readDiskFile } from '@/scan/sources/diskFiles';
import { createFileLister, type FileLister } from '@/scan/sources/fileLister';
import { walkHistory } from '@/scan/sources/walkHistory';
import {
  type AnalyzeFile,
  analyzeBlob,
  createGuardedScan,
  type GuardedScan,
  prepareEngines,
} from '../analyzeFile';
import { readExceptions } from '../exceptions/readExceptions';
import { createMarkWriter, MARK_FD } from './child';
import type {
  Ack,
  ConcludeTask,
  DiskTask,
  EngineAnswer,
  EngineMessage,
  EngineSetUp,
  EngineTask,
  FileOutcome,
  InventoryTask,
  Release,
  RenamesAnswer,
  RenamesTask,
  TreeTask,
} from './messages';
import { answerPackages } from './packageAnswers';

/** How often results are sent while there are any, in milliseconds. */
const EMIT_EVERY_MS = 100;

/** The most memory that an engine may hold between two scans, in bytes. */
const MAX_IDLE_BYTES = 400 * 1024 * 1024;

type Tools = {
  repository: Repository | null;
  analyze: AnalyzeFile;
  maxFileBytes: number;
  lister: FileLister;
};

const mark = createMarkWriter(MARK_FD);
/** Resolves the promise that waits for the parent's acknowledgement of the last answer. */
let acknowledged = () => {};

/**
 * Runs the tasks of the parent process with these engines, until the parent ends.
 * @param args of this process: the parent's process id
 */
export function runEngine(engines: readonly Engine[], args: readonly string[]): void {
  const analyzeWith = createPreparation(engines);
  let tools: Tools | undefined;
  process.on('message', (message: EngineSetUp | EngineTask | Ack | Release) => {
    if (!('type' in message)) {
      tools = prepare(message, analyzeWith(message.digestKey));
      return;
    }
    if (message.type === 'ack') {
      acknowledged();
      return;
    }
    if (message.type === 'release') {
      void tools?.lister.close();
      tools = undefined;
      return;
    }
    runTask(message, engines, tools).then(
      () => post({ type: 'done', isLarge: process.memoryUsage.rss() > MAX_IDLE_BYTES }),
      (error: unknown) =>
        post({ type: 'fault', message: error instanceof Error ? error.message : 'unknown' }),
    );
  });
  // Without the parent the results have no use.
  process.on('disconnect', () => process.exit(0));
  dieWithParent(Number(args[0]));
}

/** Keeps the last preparation: it takes half a second, and all scans of a worker have the same key. */
function createPreparation(engines: readonly Engine[]): (digestKey: string) => AnalyzeFile {
  let last: { readonly digestKey: string; readonly analyze: AnalyzeFile } | undefined;
  return (digestKey) => {
    if (last?.digestKey !== digestKey) {
      last = { digestKey, analyze: prepareEngines(engines, { digestKey }) };
    }
    return last.analyze;
  };
}

function prepare(
  { gitDir, searchPath, maxFileBytes, timeoutMs, allowList }: EngineSetUp,
  analyze: AnalyzeFile,
): Tools {
  const repository = gitDir === null ? null : { gitDir, searchPath, timeoutMs };
  return { repository, analyze, maxFileBytes, lister: createFileLister(repository, allowList) };
}

async function runTask(
  task: EngineTask,
  engines: readonly Engine[],
  tools: Tools | undefined,
): Promise<void> {
  if (!tools) throw new Error('the engine was sent a task before it was set up');
  const { repository, analyze, maxFileBytes, lister } = tools;
  if (task.type === 'count') return lister.count(task, emit);
  if (task.type === 'list') return emit(await lister.list(task));
  if (task.type === 'match') return emit(lister.match(task));
  if (task.type === 'exceptions') return emit({ type: 'exceptions', ...readExceptions(task.file) });
  if (task.type === 'inventory' || task.type === 'conclude') return emitParts(task, engines);
  if (task.type === 'renames') return emit(await listRenames(task, repository));
  const scan = createGuardedScan(analyze, mark, task);
  if (task.type === 'disk') return scanFiles(task, scan, maxFileBytes);
  if (!repository) throw new Error('the engine was given no repository');
  if (task.type === 'tree') return scanBlobs(task, scan, repository, maxFileBytes);
  return walkHistory(task, { repository, maxFileBytes, scan, emit, allowed: lister.allowed });
}

async function emitParts(task: InventoryTask | ConcludeTask, engines: readonly Engine[]): Promise<void> {
  let number = 0;
  for (const part of answerPackages(engines, task)) await emit({ type: 'part', number: number++, ...part });
}

async function listRenames(task: RenamesTask, repository: Repository | null): Promise<RenamesAnswer> {
  const renames = repository ? await findRenames(repository, task, new Set(task.paths)) : [];
  return { type: 'renames', renames };
}

async function scanBlobs(
  { blobs }: TreeTask,
  scan: GuardedScan,
  repository: Repository,
  maxFileBytes: number,
): Promise<void> {
  const ids = blobs.map(({ id }) => id);
  const batch = createBatch();
  let number = 0;
  mark.set(number, 'read');
  try {
    for await (const blob of readBlobs(repository, ids, { maxBytes: maxFileBytes })) {
      const path = blobs[number]?.path ?? '';
      const at = number++;
      const outcome = analyzeBlob(blob, (content) => scan(at, content, path));
      await batch.add({ size: blob.kind === 'missing' ? 0 : blob.size, outcome });
      mark.set(number, 'read');
    }
    mark.clear();
  } finally {
    await batch.emit();
  }
}

async function scanFiles({ files }: DiskTask, scan: GuardedScan, maxFileBytes: number): Promise<void> {
  const batch = createBatch();
  for (const [number, { path, rawPath }] of files.entries()) {
    mark.set(number, 'read');
    const read = readDiskFile(rawPath, maxFileBytes);
    if (read.kind === 'not read') await batch.add({ size: 0, outcome: { skipped: read.reason } });
    else {
      const outcome = analyzeBlob(read, (content) => scan(number, content, path));
      await batch.add({ size: read.size, outcome });
    }
  }
  mark.clear();
  await batch.emit();
}

/** Collects outcomes, so that many small ones are sent in one message. */
function createBatch() {
  let files: FileOutcome[] = [];
  let emitted = Date.now();
  const emitAll = async () => {
    if (files.length > 0) await emit({ type: 'files', files });
    files = [];
    emitted = Date.now();
  };
  return {
    add: (file: FileOutcome): Promise<void> | undefined => {
      files.push(file);
      return Date.now() - emitted > EMIT_EVERY_MS ? emitAll() : undefined;
    },
    emit: emitAll,
  };
}

/** Sends an answer, and waits until the parent has processed it. */
async function emit(answer: EngineAnswer): Promise<void> {
  const ack = new Promise<void>((resolve) => {
    acknowledged = resolve;
  });
  await post(answer);
  await ack;
}

function post(message: EngineMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}

const EVERY_MS = 250;

/** Plain JavaScript, so that the thread needs no TypeScript loader. `workerData` is the parent's process id. */
const WATCH = `
const { workerData } = require('node:worker_threads');
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, ${EVERY_MS});
`;

/**
 * Ends this process within a second of its parent's end, however that ends. It takes a thread of its own: the main
 * thread may be blocked by a regular expression that never ends.
 * @param parentPid sent by the parent itself, which may have died already
 */
function dieWithParent(parentPid: number): void {
  new Worker(WATCH, { eval: true, workerData: parentPid, execArgv: [] }).unref();
}
