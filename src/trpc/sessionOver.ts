import { useSyncExternalStore } from 'react';

let over = false;
const listeners = new Set<() => void>();

/** Records whether the server still accepts this page's session. */
export function setSessionOver(value: boolean): void {
  if (over === value) return;
  over = value;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server has refused a call of this page because its session has ended. */
export function useSessionOver(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => over,
    () => false,
  );
}
