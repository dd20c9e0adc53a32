import type { ActorContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { isStillAdmitted } from './authenticate';

/** How often the credential of a stream is verified anew, in milliseconds. */
const VERIFY_EVERY_MS = 1_000;

/**
 * Passes on what a stream brings until the credential that it was opened by is not good any more.
 * @param signal ends the stream
 * @param open opens it, with a signal that also ends with the credential
 * @throws DomainError unauthenticated once the credential has ended; what the stream or the database throws
 */
export async function* whileAdmitted<T>(
  ctx: ActorContext,
  signal: AbortSignal,
  open: (signal: AbortSignal) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const refused = new AbortController();
  let verifying = false;
  const verify = async () => {
    if (verifying) return;
    verifying = true;
    try {
      const admitted = await isStillAdmitted({ ...ctx, now: new Date() }, ctx.actor);
      if (!admitted) refused.abort(new DomainError('unauthenticated', 'Authentication required'));
    } catch (fault) {
      refused.abort(fault);
    }
    verifying = false;
  };
  const timer = setInterval(() => void verify(), VERIFY_EVERY_MS);
  try {
    for await (const item of open(AbortSignal.any([signal, refused.signal]))) {
      // Asked before each item, as a slow reader may take one long after it was read.
      refused.signal.throwIfAborted();
      yield item;
    }
    refused.signal.throwIfAborted();
  } finally {
    clearInterval(timer);
  }
}
