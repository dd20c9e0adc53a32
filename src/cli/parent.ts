import { once } from 'node:events';

/** Exit code of an error that only the operator can resolve: EX_CONFIG of sysexits.h. */
export const REFUSED = 78;

/** A message of a part to its launcher. `setUp` is the line with the set-up token. */
export type PartMessage = { ready: true; url?: string; setUp?: string } | { refused: string };

/** The argument of a part that loads its modules, and waits for a message of the launcher before it connects. */
export const HELD = '--held';

/** Waits until the launcher says that the database is migrated. A part that was not started so does not wait. */
export async function released(): Promise<void> {
  if (!process.argv.includes(HELD)) return;
  endWithLauncher();
  await once(process, 'message');
}

/** Ends a part that still starts once its launcher is gone. It would wait for a database that nobody restarts. */
export function endWithLauncher(): void {
  if (process.connected === false) exit();
  process.on('disconnect', exit);
}

function exit(): never {
  process.exit(0);
}

/** Sends a message to the launcher; does nothing without one. */
export function sendToParent(message: PartMessage): void {
  process.send?.(message);
}

/** How long a part may take to stop after it accepts nothing more, in milliseconds. */
export const STOP_MS = 15_000;

/**
 * Calls `stop` once, on a signal or when the launcher is gone, then ends the process.
 * A launcher stops its parts in its own order, so they ignore SIGINT.
 * @returns stops the same way, and ends the process as refuseToStart does
 */
export function onStop(stop: () => Promise<void>): (message: string) => void {
  let stopping = false;
  const endBy = async (end: () => never) => {
    if (stopping) return;
    stopping = true;
    try {
      await stop();
    } catch (error) {
      console.error(error);
      process.exit(1);
    }
    end();
  };
  const end = () => endBy(() => process.exit(0));
  process.on('SIGTERM', end);
  process.on('SIGINT', process.send ? () => undefined : end);
  process.off('disconnect', exit);
  process.on('disconnect', () => {
    // Nobody else would kill it, and its database may be gone too.
    setTimeout(() => process.exit(1), STOP_MS).unref();
    void end();
  });
  return (message) => void endBy(() => refuseToStart(message));
}

/** Ends the process with one message for the operator, at its start or later. A launcher does not restart it. */
export function refuseToStart(message: string): never {
  if (process.send) sendToParent({ refused: message });
  else console.error(`heimdall: ${message}`);
  process.exit(REFUSED);
}
