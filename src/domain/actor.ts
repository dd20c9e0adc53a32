import { DomainError } from './errors';
import type { TokenScope } from './tokens/schema';

declare const proven: unique symbol;

/** The authenticated user of a request. Only server/auth/authenticate.ts makes one, from a live session or API token. */
export type Actor = ActorFacts & { readonly [proven]: true };

export type ActorFacts = {
  readonly userId: string;
  readonly role: 'admin' | 'user';
  /** A session has all rights of its user; a token only those of its scopes. */
  readonly credential:
    | { readonly kind: 'session'; readonly sessionId: string }
    | { readonly kind: 'token'; readonly tokenId: string; readonly scopes: readonly TokenScope[] };
};

/** Turns facts into an Actor. The caller guarantees that they come from a live credential. */
export function proveActor(facts: ActorFacts): Actor {
  return facts as Actor;
}

/** Throws missing_scope for a token without this scope. A session has all rights of its user. */
export function requireScope(actor: Actor, scope: TokenScope): void {
  if (actor.credential.kind === 'token' && !actor.credential.scopes.includes(scope)) {
    throw new DomainError('missing_scope', `This token lacks the scope ${scope}`);
  }
}

/** Throws session_only for a token, which may not manage credentials or users. Returns the session's id. */
export function requireSession(actor: Actor): string {
  if (actor.credential.kind !== 'session') {
    throw new DomainError('session_only', 'This needs a signed-in session, not an API token');
  }
  return actor.credential.sessionId;
}

export function requireAdmin(actor: Actor): void {
  if (actor.role !== 'admin') throw new DomainError('admin_only', 'Only an admin can do this');
}
