export type Message = { kind: 'success' | 'error'; text: string };

let waiting: readonly Message[] = [];
const listeners = new Set<() => void>();

function change(next: readonly Message[]): void {
  waiting = next;
  for (const listener of listeners) listener();
}

/** Tells briefly that something is done. */
export function showDone(text: string): void {
  change([...waiting, { kind: 'success', text }]);
}

/** Tells of a failure that has no place of its own on the page. */
export function showFailure(text: string): void {
  change([...waiting, { kind: 'error', text }]);
}

/** For the toaster: what is to be told, as a store that React can follow. */
export const messages = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  waiting: () => waiting,
  taken: () => change([]),
};
