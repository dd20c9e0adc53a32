import { requireSession } from '../actor';
import type { ActorContext, Context, Tx } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { newId } from '../ids';
import {
  acceptInvitation,
  createVerified,
  findByAddress,
  hasPassword,
  lockRegistrations,
  lockUser,
} from '../users/lifecycle';
import { email } from '../users/schema';
import { decideSignIn, type SignInRefusal } from './rules';
import {
  type Claim,
  type Identity,
  type IdentityReceipt,
  identityFields,
  type OfferedWaysIn,
  type WaysIn,
} from './schema';
import * as store from './store';

/**
 * Lets in who comes from a provider: a known account, a new one, or one that a signed-in user connects.
 * @param present the user who is signed in
 * @returns why not; undefined if the identity now belongs to a user
 */
export async function enterByProvider(
  ctx: Context,
  claim: Claim,
  present: string | undefined,
): Promise<SignInRefusal | undefined> {
  return ctx.db.$transaction(async (tx) => {
    // Two first sign-ins at once then see each other's account.
    const isSetUp = await lockRegistrations(tx);
    const address = addressOf(claim);
    const decision = decideSignIn({
      owner: (await store.findOwner(tx, claim))?.id,
      present,
      isSetUp,
      address,
      account: address === null ? undefined : await findByAddress(tx, address),
      openRegistration: ctx.settings.openRegistration,
      allowedDomains: ctx.settings.allowedEmailDomains,
    });
    if (decision.type === 'refuse') return decision.why;
    if (decision.type === 'use') {
      await store.touchIdentity(tx, claim, claim.label, ctx.now);
      return undefined;
    }
    await store.insertIdentity(tx, identityOf(ctx, claim, await userFor(ctx, tx, claim, decision)));
    return undefined;
  });
}

/** @returns the id of the user who gets the identity */
async function userFor(
  ctx: Context,
  tx: Tx,
  { displayName }: Claim,
  decision: { type: 'connect' | 'join'; userId: string } | { type: 'create'; email: string },
): Promise<string> {
  if (decision.type === 'create') {
    return createVerified(tx, { email: decision.email, displayName, now: ctx.now });
  }
  if (decision.type === 'join') await acceptInvitation(tx, decision.userId, ctx.now);
  return decision.userId;
}

/** The address, if the provider has verified it and an account can have it. */
function addressOf({ email: given, isVerified }: Claim): string | null {
  return isVerified ? (email.safeParse(given).data ?? null) : null;
}

function identityOf({ now }: Context, { provider, subject, label }: Claim, userId: string) {
  const { id, issuer } = provider;
  return { id: newId(), userId, provider: id, issuer, subject, label, createdAt: now, lastUsedAt: now };
}

/** By what anyone can sign in. */
export function offeredWaysIn({ settings }: Context): OfferedWaysIn {
  return {
    passwordSignIn: settings.passwordSignIn,
    providers: settings.signInProviders.map(({ id, name }) => ({ id, name })),
  };
}

/** How the actor can sign in. Throws session_only. */
export async function listWaysIn(ctx: ActorContext): Promise<WaysIn> {
  const { db, actor } = ctx;
  requireSession(actor);
  const rows = await store.listIdentities(db, actor);
  return {
    identities: rows.map((row): Identity => identityFields.parse(row)),
    hasPassword: await hasPassword(db, actor.userId),
    ...offeredWaysIn(ctx),
  };
}

/**
 * Takes a provider's account from the actor. Sessions stay.
 * @throws DomainError session_only, not_found; last_way_in if nothing else would let the actor in
 */
export async function disconnect(ctx: ActorContext, { id }: ById): Promise<IdentityReceipt> {
  const { db, actor, settings } = ctx;
  requireSession(actor);
  return db.$transaction(async (tx) => {
    // Two disconnections at once could each leave only the other.
    await lockUser(tx, actor.userId);
    const all = await store.listIdentities(tx, actor);
    if (!all.some((one) => one.id === id)) throw notFound('Identity', id);
    const isUsable = ({ provider, issuer }: { provider: string; issuer: string }) =>
      settings.signInProviders.some((known) => known.id === provider && known.issuer === issuer);
    const isLeft = all.some((one) => one.id !== id && isUsable(one));
    const byPassword = settings.passwordSignIn && (await hasPassword(tx, actor.userId));
    if (!isLeft && !byPassword) {
      throw new DomainError(
        'last_way_in',
        'This is your only way to sign in. Connect another provider before you disconnect it.',
      );
    }
    await store.deleteIdentity(tx, actor, id);
    return { id, deleted: true };
  });
}
