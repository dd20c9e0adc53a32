import { useSyncExternalStore } from 'react';

/** The last change of findings, and what undoes it, which returns how many are as before. */
export type Changed = { text: string; undo?: (() => Promise<number>) | undefined };

let last: Changed | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lists, panels and pages of findings share one last change, as each of them can undo it. */
export function setLastChange(next: Changed | undefined): void {
  last = next;
  for (const listener of listeners) listener();
}

export function useLastChange(): Changed | undefined {
  return useSyncExternalStore(
    subscribe,
    () => last,
    () => undefined,
  );
}
