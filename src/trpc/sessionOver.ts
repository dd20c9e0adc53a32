import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { useSyncExternalStore } from 'react';
import type { AppRouter } from '@/server/trpc/root';
import { refusalOf } from './refusal';

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

/** Notices the answer that says that a call came without a session. */
export const noticeSessionOver: TRPCLink<AppRouter> =
  () =>
  ({ next, op }) =>
    observable((observer) =>
      next(op).subscribe({
        next: (answer) => observer.next(answer),
        error: (error) => {
          if (refusalOf(error).reason === 'unauthenticated') setSessionOver(true);
          observer.error(error);
        },
        complete: () => observer.complete(),
      }),
    );
