import type { ActorContext, Tx } from '../context';
import { DomainError } from '../errors';
import { KEPT_MS } from './rules';
import * as store from './store';

/** A request that may be sent twice and must count once. */
export type IdempotentRequest = {
  key: string;
  /** A digest of what is asked for: operation and input, never the body itself. */
  digest: string;
  /** The HTTP status of its success. */
  status: number;
};

/** What a use case is told of a request that may be repeated. */
export type Repeatable = { once?: IdempotentRequest | undefined };

/**
 * Creates a resource once for a user's key. Repeated within 24 hours, it gives the resource of the first time.
 * The key is locked for the transaction, so that a process killed in between leaves no key behind without its resource.
 * @throws DomainError in_flight while the first is at work, key_reused with another digest, and what `find` throws
 *   for a resource that has been deleted since
 */
export async function runOnce<T extends { id: string }>(
  { db, actor, now }: ActorContext,
  request: IdempotentRequest,
  { create, find }: { create: (tx: Tx) => Promise<T>; find: (tx: Tx, id: string) => Promise<T> },
): Promise<T> {
  return db.$transaction(async (tx) => {
    if (!(await store.lockKey(tx, actor, request.key))) {
      throw new DomainError(
        'in_flight',
        'A request with this Idempotency-Key is still being worked on; try again shortly',
        undefined,
        1,
      );
    }
    const earlier = await store.findKey(tx, actor, request.key, new Date(now.getTime() - KEPT_MS));
    if (earlier) {
      if (earlier.digest === request.digest) return find(tx, earlier.resourceId);
      throw new DomainError(
        'key_reused',
        'This Idempotency-Key was used with another request; use a new key',
      );
    }
    const made = await create(tx);
    await store.saveKey(tx, actor, { ...request, resourceId: made.id, createdAt: now });
    return made;
  });
}
