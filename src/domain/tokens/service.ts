import { requireSession } from '../actor';
import type { ActorContext } from '../context';
import { digestSecret, newSecret } from '../credentials';
import { notFound } from '../errors';
import type { ById } from '../fields';
import { isId, newId } from '../ids';
import { cutPage, keyset } from '../keyset';
import type { Page, PageInput } from '../page';
import {
  type ApiToken,
  type CreateTokenInput,
  type NewApiToken,
  TOKEN_PREFIX,
  type TokenReceipt,
} from './schema';
import * as store from './store';

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Creates an API token for the actor. Only this response contains it, as only its digest is stored.
 * @throws DomainError session_only
 */
export async function createToken(ctx: ActorContext, input: CreateTokenInput): Promise<NewApiToken> {
  requireSession(ctx.actor);
  const secret = `${TOKEN_PREFIX}${newSecret()}`;
  const token: ApiToken = {
    id: newId(),
    name: input.name,
    scopes: input.scopes,
    expiresAt: new Date(ctx.now.getTime() + input.expiresInDays * DAY_MS),
    createdAt: ctx.now,
  };
  await store.insertToken(ctx.db, ctx.actor, token, digestSecret(secret));
  return { ...token, token: secret };
}

/** @throws DomainError session_only; invalid_input for an invalid cursor */
export async function listTokens({ db, actor }: ActorContext, input: PageInput): Promise<Page<ApiToken>> {
  requireSession(actor);
  const { limit, before } = keyset(input, 'tokens');
  return cutPage(await store.listTokens(db, actor, { before, take: limit + 1 }), limit, 'tokens');
}

/** Revokes a token of the actor at once. Throws not_found for any other. */
export async function revokeToken({ db, actor }: ActorContext, { id }: ById): Promise<TokenReceipt> {
  requireSession(actor);
  if (!isId(id) || !(await store.deleteToken(db, actor, id))) throw notFound('Token', id);
  return { id, deleted: true };
}
