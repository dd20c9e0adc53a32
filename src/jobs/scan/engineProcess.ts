/**
 * The engine's own process: reads a repository and looks through it, away from the worker's thread, so that what takes
 * too much time or memory takes this process with it and nothing else. It knows no database.
 */
import { readBlobs } from '@/git/blobs';
import type { Reading } from '@/git/reading';
import { digestWith } from '@/scanner/secrets/digest';
import { RULES } from '@/scanner/secrets/registry';
import { createSecretScanner, type SecretScanner } from '@/scanner/secrets/scan';
import type { BlobAnswer, EngineMessage, EngineOrder, EngineSetUp, TreeOrder } from './engineMessages';
import { lookThroughBlob } from './lookThroughBlob';
import { walkHistory } from './walkHistory';

/** How often results are passed on while there are any, in milliseconds. */
const TELL_EVERY_MS = 100;

let setUp: { reading: Reading; scanner: SecretScanner; maxFileBytes: number } | undefined;

process.on('message', (message: EngineSetUp | EngineOrder) => {
  if (!('type' in message)) {
    setUp = prepare(message);
    return;
  }
  obey(message).then(
    () => tell({ type: 'done' }),
    (error: unknown) => tell({ type: 'fault', message: error instanceof Error ? error.message : 'unknown' }),
  );
});
// Without the worker nobody wants the results.
process.on('disconnect', () => process.exit(0));

function prepare({ gitDir, searchPath, digestKey, maxFileBytes, timeoutMs }: EngineSetUp) {
  const scanner = createSecretScanner({ rules: RULES, digest: digestWith(digestKey) });
  return { reading: { gitDir, searchPath, timeoutMs }, scanner, maxFileBytes };
}

async function obey(order: EngineOrder): Promise<void> {
  if (!setUp) throw new Error('the engine was given an order before it was set up');
  const { reading, scanner, maxFileBytes } = setUp;
  if (order.type === 'tree') return lookThroughBlobs(order, reading, scanner, maxFileBytes);
  return walkHistory(order, { reading, scanner, maxFileBytes, tell });
}

async function lookThroughBlobs(
  { blobs, careful }: TreeOrder,
  reading: Reading,
  scanner: SecretScanner,
  maxFileBytes: number,
): Promise<void> {
  const ids = blobs.map(({ id }) => id);
  let answers: BlobAnswer[] = [];
  let told = Date.now();
  let index = 0;
  for await (const blob of readBlobs(reading, ids, { maxBytes: maxFileBytes })) {
    const path = blobs[index++]?.path ?? '';
    answers.push({ id: blob.id, path, ...lookThroughBlob(blob, path, scanner) });
    if (careful || Date.now() - told > TELL_EVERY_MS) {
      await tell({ type: 'blobs', blobs: answers });
      answers = [];
      told = Date.now();
    }
  }
  if (answers.length > 0) await tell({ type: 'blobs', blobs: answers });
}

function tell(answer: EngineMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(answer, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
