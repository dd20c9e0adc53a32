import type { ActorContext } from '@/domain/context';
import { DomainError } from '@/domain/errors';
import { isStillAuthenticated } from './authenticate';

/** How often a stream's credential is verified again, in milliseconds. */
const VERIFY_EVERY_MS = 1_000;

/**
 * Yields a stream's items until the credential that opened it is no longer valid.
 * @param signal ends the stream
 * @param open opens it, with a signal that also aborts with the credential
 * @throws DomainError unauthenticated once the credential is invalid; what the stream or the database throws
 */
export async function* whileAuthenticated<T>(
  ctx: ActorContext,
  signal: AbortSignal,
  open: (signal: AbortSignal) => AsyncGenerator<T>,
): AsyncGenerator<T> {
  const ended = new AbortController();
  let verifying = false;
  const verify = async () => {
    if (verifying) return;
    verifying = true;
    try {
      const isValid = await isStillAuthenticated({ ...ctx, now: new Date() }, ctx.actor);
      if (!isValid) ended.abort(new DomainError('unauthenticated', 'Authentication required'));
    } catch (fault) {
      ended.abort(fault);
    }
    verifying = false;
  };
  const timer = setInterval(() => void verify(), VERIFY_EVERY_MS);
  try {
    for await (const item of open(AbortSignal.any([signal, ended.signal]))) {
      // Checked before each item, as a slow reader may take an item long after it was produced.
      ended.signal.throwIfAborted();
      yield item;
    }
    ended.signal.throwIfAborted();
  } finally {
    clearInterval(timer);
  }
}
