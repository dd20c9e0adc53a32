import type { ReactNode } from 'react';

export type Message = { id: number; kind: 'done' | 'news' | 'failure'; text: ReactNode };

const NONE: readonly Message[] = [];

let shown = NONE;
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Message[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

function add(kind: Message['kind'], text: ReactNode): void {
  lastId += 1;
  change([...shown, { id: lastId, kind, text }]);
}

/** Shows briefly that an action is done. */
export function showDone(text: string): void {
  add('done', text);
}

/** Shows an event that the user did not cause, or what is left to do. It stays long enough to follow a link in it. */
export function showNews(text: ReactNode): void {
  add('news', text);
}

/** Shows a failure that has no other place on the page. */
export function showFailure(text: string): void {
  add('failure', text);
}

/** The present messages, as a store for the toaster. */
export const messages = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  all: () => shown,
  none: () => NONE,
  drop: (id: number) => change(shown.filter((message) => message.id !== id)),
};
