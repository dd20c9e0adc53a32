import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** Why a call came to nothing, in a sentence for people. */
export type Refusal = {
  message: string;
  /** The input's field that the sentence is about, in camelCase, where there is one. */
  field: string | undefined;
  /** The domain's error code; undefined for a fault of the server's or of the network. */
  reason: string | undefined;
};

const UNREACHABLE =
  'Heimdall can’t be reached. Check the connection and try again; what you typed stays here.';

/**
 * The sentence to show beside what failed; none where nothing did, or where only the session has ended, for which the
 * page asks by itself.
 */
export function sentenceOf(error: unknown): string | undefined {
  if (error === null) return undefined;
  const { reason, message } = refusalOf(error);
  return reason === 'unauthenticated' ? undefined : message;
}

/** What to tell of an error that a call threw: the server's own words, where it has spoken at all. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TRPCClientError) {
    const { data, message } = error as TRPCClientError<AppRouter>;
    if (data) return { message, field: data.field, reason: data.reason };
  }
  return { message: UNREACHABLE, field: undefined, reason: undefined };
}
