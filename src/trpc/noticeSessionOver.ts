import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '@/server/trpc/root';
import { refusalOf } from './refusal';
import { setSessionOver } from './sessionOver';

/** Detects the answer to a call without a valid session. */
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
