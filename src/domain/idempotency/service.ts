import type { ActorContext, Tx } from '../context';
import { DomainError } from '../errors';
import { KEPT_MS } from './rules';
import * as store from './store';

/** A request that may be sent repeatedly and must take effect once. */
export type IdempotentRequest = {
  key: string;
  /** A digest of operation and input; the body itself is never stored. */
  digest: string;
  /** Its HTTP status on success. */
  status: number;
};

/** The idempotency key of a request, if it has one. */
export type Repeatable = { once?: IdempotentRequest | undefined };

/**
 * Creates a resource once for a user's key. A repeated request within 24 hours returns the same resource.
 * Key and resource are committed together, so a killed process leaves no key without its resource.
 * @throws DomainError in_flight while the first request is running; key_reused with another digest
 * @throws what `find` throws if the resource was deleted meanwhile
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
