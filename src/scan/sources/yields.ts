import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * How long a loop may block the event loop, in milliseconds. Signals and progress are handled between turns.
 */
const TURN_MS = 50;

/**
 * Lets a long loop yield to the event loop.
 * @returns a function to await in the loop; it rejects when the signal aborts
 */
export function makeYields(signal: AbortSignal): () => Promise<void> | undefined {
  let last = Date.now();
  const turn = async () => {
    await nextTurn();
    last = Date.now();
    signal.throwIfAborted();
  };
  return () => (Date.now() - last > TURN_MS ? turn() : undefined);
}
