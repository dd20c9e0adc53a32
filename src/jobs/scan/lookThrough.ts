import { type Engine, EngineFault } from './engine';
import type { BlobAnswer, WantedBlob } from './engineMessages';
import type { Scanning } from './scanning';

/** What a blob came to, or that the engine died over it. */
export type Looked =
  | BlobAnswer
  | { readonly id: string; readonly path: string; readonly skipped: 'engine_fault' };

/** An engine that has died over this many blobs will go on dying: the others are left out as well. */
const MAX_FAULTS = 3;

/**
 * Has the engine look through blobs. One over which it dies is left out, and told; the others are looked through.
 * @returns what each came to, in their order
 */
export async function* lookThrough(
  { engine, coverage }: Scanning,
  blobs: readonly WantedBlob[],
): AsyncGenerator<Looked, void, undefined> {
  let rest = blobs;
  let fault = yield* answersFor(engine, rest, false, (answered) => {
    rest = rest.slice(answered);
  });
  // The first time, it is not known which of the blobs it died over.
  for (let faults = 0; fault; faults++) {
    fault = yield* answersFor(engine, rest, true, (answered) => {
      rest = rest.slice(answered);
    });
    if (!fault) return;
    coverage.cutShort(fault.message);
    const culprits = faults + 1 < MAX_FAULTS ? rest.slice(0, 1) : rest;
    for (const culprit of culprits) yield { ...culprit, skipped: 'engine_fault' };
    rest = rest.slice(culprits.length);
  }
}

/** One order to the engine. @returns what it died of before it was done, if it did */
async function* answersFor(
  engine: Engine,
  blobs: readonly WantedBlob[],
  careful: boolean,
  onAnswered: (blobs: number) => void,
): AsyncGenerator<BlobAnswer, EngineFault | undefined, undefined> {
  if (blobs.length === 0) return undefined;
  try {
    for await (const answer of engine.order({ type: 'tree', blobs, careful })) {
      if (answer.type !== 'blobs') continue;
      onAnswered(answer.blobs.length);
      yield* answer.blobs;
    }
    return undefined;
  } catch (error) {
    if (error instanceof EngineFault) return error;
    throw error;
  }
}
