/** Somebody has to change something first: EX_CONFIG of sysexits.h. */
export const REFUSED = 78;

/** What a part of the installation says to its launcher, where it has one. */
export type PartMessage = { ready: true; url?: string } | { refused: string };

/** Tells the launcher; without one, says nothing. */
export function tellParent(message: PartMessage): void {
  process.send?.(message);
}

/**
 * Calls `stop` once, when this part is asked to end or its launcher is gone, then ends the process. A launcher
 * passes Ctrl-C on in its own order, so a part that has one does not listen to the terminal.
 * @returns stops likewise, and ends the process with a sentence as refuseToStart does
 */
export function onStop(stop: () => Promise<void>): (sentence: string) => void {
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
  process.on('disconnect', end);
  return (sentence) => void endBy(() => refuseToStart(sentence));
}

/** Ends the process with one sentence for the operator, at its start or later. A launcher does not start it again. */
export function refuseToStart(sentence: string): never {
  if (process.send) tellParent({ refused: sentence });
  else console.error(`heimdall: ${sentence}`);
  process.exit(REFUSED);
}
