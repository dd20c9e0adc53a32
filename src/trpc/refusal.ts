import { TRPCClientError } from '@trpc/client';
import type { AppRouter } from '@/server/trpc/root';

/** Why a call failed, in a message for users. */
export type Refusal = {
  message: string;
  /** The input field that the message is about, in camelCase, if there is one. */
  field: string | undefined;
  /** The domain's error code; undefined for an unexpected or a network error. */
  reason: string | undefined;
  /** Whether Heimdall has answered at all. */
  answered: boolean;
};

const UNREACHABLE =
  'Heimdall can’t be reached. Check the connection and try again; what you typed stays here.';

/**
 * The message to show beside a failed action. Undefined without an error, or if the session has ended, as the
 * page then asks for the password.
 */
export function messageOf(error: unknown): string | undefined {
  if (error === null) return undefined;
  const { reason, message } = refusalOf(error);
  return reason === 'unauthenticated' ? undefined : message;
}

/** Describes the error of a call: by the server's message if it answered. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof TRPCClientError) {
    const { data, message } = error as TRPCClientError<AppRouter>;
    if (data) return { message, field: data.field, reason: data.reason, answered: true };
  }
  return { message: UNREACHABLE, field: undefined, reason: undefined, answered: false };
}

/** Whether any other call would be refused as well: without a network or a session, or after too many calls. */
export function wouldRefuseAll({ answered, reason }: Refusal): boolean {
  return !answered || reason === 'unauthenticated' || reason === 'rate_limited';
}
