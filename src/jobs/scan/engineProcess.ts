/**
 * The engine's own process: reads a repository and scans it, away from the worker's thread, so that what takes too much
 * time or memory takes this process with it and nothing else. It knows no database.
 */
import { readBlobs } from '@/git/blobs';
import type { Repository } from '@/git/repository';
import { digestWith } from '@/scanner/secrets/digest';
import type { Rule } from '@/scanner/secrets/rule';
import { createSecretScanner, type SecretScanner } from '@/scanner/secrets/scan';
import { createMarkWriter, MARK_FD } from './contentMark';
import { readDiskFile } from './diskRead';
import type {
  Ack,
  ContentAnswer,
  DiskContent,
  DiskOrder,
  EngineAnswer,
  EngineMessage,
  EngineOrder,
  EngineSetUp,
  TreeOrder,
} from './engineMessages';
import { createFileLister, type FileLister } from './fileLister';
import { createGuardedScan, type GuardedScan } from './guardedScan';
import { lookThroughBlob } from './lookThroughBlob';
import { dieWithParent } from './parentWatch';
import { walkHistory } from './walkHistory';

/** How often results are passed on while there are any, in milliseconds. */
const EMIT_EVERY_MS = 100;

type Tools = {
  reading: Repository | null;
  scanner: SecretScanner;
  maxFileBytes: number;
  lister: FileLister;
};

const mark = createMarkWriter(MARK_FD);
/** Goes on once the parent has dealt with the last answer. */
let acknowledged = () => {};

/**
 * Does the orders of the process that has started this one, by these rules, until that one ends.
 * @param args of this process, which name the other one's id
 */
export function runEngine(rules: readonly Rule[], args: readonly string[]): void {
  let tools: Tools | undefined;
  process.on('message', (message: EngineSetUp | EngineOrder | Ack) => {
    if (!('type' in message)) {
      tools = prepare(message, rules);
      return;
    }
    if (message.type === 'ack') {
      acknowledged();
      return;
    }
    obey(message, tools).then(
      () => post({ type: 'done' }),
      (error: unknown) =>
        post({ type: 'fault', message: error instanceof Error ? error.message : 'unknown' }),
    );
  });
  // Without the worker nobody wants the results.
  process.on('disconnect', () => process.exit(0));
  dieWithParent(Number(args[0]));
}

function prepare(
  { gitDir, searchPath, digestKey, maxFileBytes, timeoutMs, allowList }: EngineSetUp,
  rules: readonly Rule[],
): Tools {
  const scanner = createSecretScanner({ rules, digest: digestWith(digestKey) });
  const reading = gitDir === null ? null : { gitDir, searchPath, timeoutMs };
  return { reading, scanner, maxFileBytes, lister: createFileLister(reading, allowList) };
}

async function obey(order: EngineOrder, tools: Tools | undefined): Promise<void> {
  if (!tools) throw new Error('the engine was given an order before it was set up');
  const { reading, scanner, maxFileBytes, lister } = tools;
  if (order.type === 'count') return lister.count(order, emit);
  if (order.type === 'list') return emit(await lister.list(order));
  if (order.type === 'match') return emit(lister.match(order));
  const scan = createGuardedScan(scanner, mark, order);
  if (order.type === 'disk') return scanFiles(order, scan, maxFileBytes);
  if (!reading) throw new Error('the engine was given no repository');
  if (order.type === 'tree') return scanBlobs(order, scan, reading, maxFileBytes);
  return walkHistory(order, { reading, maxFileBytes, scan, emit, allowed: lister.allowed });
}

async function scanBlobs(
  { blobs }: TreeOrder,
  scan: GuardedScan,
  reading: Repository,
  maxFileBytes: number,
): Promise<void> {
  const ids = blobs.map(({ id }) => id);
  const batch = createBatch<ContentAnswer>((contents) => emit({ type: 'contents', contents }));
  let number = 0;
  mark.set(number, 'read');
  try {
    for await (const blob of readBlobs(reading, ids, { maxBytes: maxFileBytes })) {
      const path = blobs[number]?.path ?? '';
      const at = number++;
      await batch.add(lookThroughBlob(blob, (content) => scan(at, content, path)));
      mark.set(number, 'read');
    }
    mark.clear();
  } finally {
    await batch.emit();
  }
}

async function scanFiles({ files }: DiskOrder, scan: GuardedScan, maxFileBytes: number): Promise<void> {
  const batch = createBatch<DiskContent>((done) => emit({ type: 'files', files: done }));
  for (const [number, { path, place }] of files.entries()) {
    mark.set(number, 'read');
    const read = readDiskFile(place, maxFileBytes);
    if (read.kind === 'not read') await batch.add({ size: 0, outcome: { skipped: read.reason } });
    else {
      const outcome = lookThroughBlob(read, (content) => scan(number, content, path));
      await batch.add({ size: read.size, outcome });
    }
  }
  mark.clear();
  await batch.emit();
}

/** Gathers results, so that many small ones go in one message. */
function createBatch<Result>(send: (results: Result[]) => Promise<void>) {
  let results: Result[] = [];
  let emitted = Date.now();
  const emitAll = async () => {
    if (results.length > 0) await send(results);
    results = [];
    emitted = Date.now();
  };
  return {
    add: (result: Result): Promise<void> | undefined => {
      results.push(result);
      return Date.now() - emitted > EMIT_EVERY_MS ? emitAll() : undefined;
    },
    emit: emitAll,
  };
}

/** Gives an answer, and waits until the parent has dealt with it. */
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
