import { useSyncExternalStore } from 'react';

let over = false;
const listeners = new Set<() => void>();

/** Says that the server has stopped, or begun again, to know who this page belongs to. */
export function setSessionOver(value: boolean): void {
  if (over === value) return;
  over = value;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether a call of this page has been told that its session has ended. */
export function useSessionOver(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => over,
    () => false,
  );
}
