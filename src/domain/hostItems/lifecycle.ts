import { type HostClient, type HostRepository, ProviderError } from '@/providers/provider';
import {
  type ApiConnection,
  apiConnectionsOf,
  askHost,
  openClient,
  recordRefusal,
  recordUse,
  sealedAs,
} from '../connections/lifecycle';
import type { Context, Db, Tx } from '../context';
import { newSecret } from '../credentials';
import { DomainError, notFound } from '../errors';
import { isId, newId } from '../ids';
import { claimNext, releaseLease, renewLease, send, sendMissing } from '../jobs/lifecycle';
import { type Claimant, JOBS, type Lease } from '../jobs/schema';
import { findLiveRepo, lockLiveRepoAlone } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import type { Reseal } from '../vault';
import {
  fullNameAt,
  type HostItemKind,
  type HostItemOutcome,
  needOf,
  removeByHand,
  waitAfter,
} from './rules';
import * as store from './store';

/** Makes webhooks and deploy keys at Git hosts. Each has its row first, so that none is forgotten there. */

/** A connection by which a repo's repository is reached. */
export type Site = { readonly connection: ApiConnection; readonly fullName: string };

/** @returns undefined if none of the creator's connections is to the host of the remote, or that has no API */
export async function siteOf(
  db: Db,
  repo: Pick<Repo, 'userId' | 'remoteUrl' | 'oauthConnectionId'>,
): Promise<Site | undefined> {
  if (repo.remoteUrl === null) return undefined;
  for (const connection of await apiConnectionsOf(db, repo)) {
    const fullName = fullNameAt(repo.remoteUrl, connection.baseUrl);
    if (fullName !== undefined) return { connection, fullName };
  }
  return undefined;
}

/** What is made, and how. */
type Wanted = {
  readonly kind: HostItemKind;
  /** By which it is found at the host. @param id that of its row, which no other has */
  readonly markOf: (id: string) => string;
  /** Whether it signs with a secret. */
  readonly hasSecret: boolean;
  readonly make: (client: HostClient, fullName: string, made: MadeItem) => Promise<void>;
};

/** What was made. The secret is empty for a deploy key. */
export type MadeItem = { readonly host: string; readonly mark: string; readonly secret: string };

const secretContext = (id: string) => `host item ${id}`;

/**
 * Makes an item at a repo's host, or makes the same again. Safe to repeat, also after a lost answer.
 * @throws DomainError webhook_unavailable if the host refuses it; not_found; needs_reconnect; host_unavailable; rate_limited
 */
export async function makeItem(ctx: Context, repo: Repo, site: Site, wanted: Wanted): Promise<MadeItem> {
  const { connection } = site;
  return askHost(ctx, connection, async (client) => {
    const at = await orSaying(wanted.kind, site, client.getRepository(site.fullName));
    if (!at)
      throw unavailable(
        `There is no repository ${site.fullName} on ${connection.host} that the token can see.`,
      );
    const { isNew, id, made } = await ctx.db.$transaction((tx) =>
      rowFor(tx, ctx, { repo, site, at, wanted }),
    );
    try {
      await orSaying(wanted.kind, site, wanted.make(client, at.fullName, made));
    } catch (error) {
      if (isNew && isRefusal(error)) await store.deleteItem(ctx.db, id);
      throw error;
    }
    await store.updateItem(ctx.db, id, { madeAt: ctx.now });
    return made;
  });
}

/** Whether the host has said that it did nothing. Without an answer, it may have done it. */
function isRefusal(error: unknown): boolean {
  return error instanceof ProviderError ? error.kind !== 'unavailable' : error instanceof DomainError;
}

function unavailable(message: string): DomainError {
  return new DomainError('webhook_unavailable', message);
}

/** As the answer, but what the token may not do is said with what it needs. */
async function orSaying<T>(kind: HostItemKind, { connection }: Site, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'forbidden') throw error;
    throw unavailable(`${error.message} ${needOf(kind, connection.provider)}`);
  }
}

type Row = { repo: Repo; site: Site; at: HostRepository; wanted: Wanted };

/** The row of the item that a repo has, or a new one. Two requests get the same. */
async function rowFor(
  tx: Tx,
  { vault }: Context,
  { repo, site: { connection }, at, wanted }: Row,
): Promise<{ isNew: boolean; id: string; made: MadeItem }> {
  if ((await lockLiveRepoAlone(tx, repo.id)) === undefined) throw notFound('Repo', repo.id);
  const { kind, hasSecret } = wanted;
  const known = await store.findMade(tx, repo.id, kind);
  const isKept = known !== undefined && known.mark === wanted.markOf(known.id);
  const id = isKept ? known.id : newId();
  const mark = wanted.markOf(id);
  const opened = isKept ? vault.open(known.secret ?? '', secretContext(id)) : undefined;
  const secret = hasSecret ? (opened ?? newSecret()) : '';
  const sealed = hasSecret && opened === undefined ? vault.seal(secret, secretContext(id)) : undefined;
  const place = { connectionId: connection.id, fullName: at.fullName, externalId: at.externalId };
  const { provider, host, baseUrl, userId: ownerId } = connection;
  if (isKept) {
    await store.updateItem(tx, id, { ...place, ...(sealed !== undefined && { secret: sealed }) });
  } else {
    await discard(tx, repo.id, kind);
    const about = { ...place, provider, host, baseUrl, ownerId, kind, mark };
    await store.insertItem(tx, { id, repoId: repo.id, ...about, secret: sealed ?? null });
  }
  return { isNew: !isKept, id, made: { host, mark, secret } };
}

/** The repo of a webhook that Heimdall has made, by the id in its URL; null if there is none. */
export async function repoOfWebhook({ db }: Context, id: string): Promise<string | null> {
  return isId(id) ? store.findRepoIdOf(db, id) : null;
}

/** Has a worker remove a repo's items of a kind at their host. Earlier ones that are still there are tried again. */
export async function discard(tx: Tx, repoId: string, kind: HostItemKind): Promise<void> {
  const again = await store.retry(tx, repoId, kind);
  if ((await store.detach(tx, repoId, kind)) + again > 0) await send(tx, 'host.remove');
}

/** What of a kind Heimdall has made for a repo; undefined if nothing. */
export async function findItem(
  db: Tx,
  repoId: string,
  kind: HostItemKind,
): Promise<{ host: string; mark: string } | undefined> {
  const found = await store.findMade(db, repoId, kind);
  return found?.madeAt ? found : undefined;
}

/** Why an item of a kind that a repo had is still at its host. Null if none is, as far as known. */
export async function faultOf(db: Db, repoId: string, kind: HostItemKind): Promise<string | null> {
  return (await store.findFault(db, repoId, kind)) ?? null;
}

/** Keeps the token of a connection that is being deleted, for removals that wait. @returns whether any does */
export async function keepTokenOf(tx: Tx, connection: { id: string; userId: string }): Promise<boolean> {
  return (await store.keepTokens(tx, connection)) > 0;
}

/** Keeps the tokens of an account that is being deleted, for the removals that follow from it. */
export async function keepTokensOf(tx: Tx, userId: string): Promise<void> {
  await store.keepTokens(tx, { userId });
}

/** Encrypts all secrets and kept tokens anew. One that can't be opened stays. */
export async function resealItems(tx: Tx, reseal: Reseal): Promise<void> {
  for (const { id, connectionId, secret, token } of await store.listSealed(tx)) {
    await store.saveSealed(tx, {
      id,
      secret: secret && (reseal(secret, secretContext(id)) ?? secret),
      token: token && (reseal(token, sealedAs(connectionId)) ?? token),
    });
  }
}

/** Claims the removal whose turn it is; undefined if none waits. */
export async function claimRemoval({ db }: Context, claimant: Claimant): Promise<Lease | undefined> {
  return db.$transaction((tx) => claimNext(tx, store.LINE, claimant));
}

/** @returns false if the lease was lost */
export async function renewRemoval({ db }: Context, lease: Lease): Promise<boolean> {
  return renewLease(db, store.LINE, lease);
}

/** Releases a removal. @param waitSeconds until it is tried again; without it, at once and by another worker */
export async function releaseRemoval({ db }: Context, lease: Lease, waitSeconds?: number): Promise<void> {
  await db.$transaction(async (tx) => {
    await releaseLease(tx, store.LINE, lease, waitSeconds ?? 0);
    if (waitSeconds === undefined) await send(tx, 'host.remove');
  });
}

/** For the worker: sends jobs for removals that wait without one, such as those of deleted repos. */
export async function sendMissingRemovals({ db }: Context): Promise<void> {
  await sendMissing(db, store.LINE);
}

/** What came of an attempt, or for how many seconds to wait and why. */
type Attempt =
  | { readonly outcome: HostItemOutcome; readonly message: string | null }
  | { readonly wait: number; readonly message: string };

/**
 * Removes a webhook or deploy key at its host. Safe to repeat, and to kill.
 * @returns seconds until it is tried again; undefined if it is done
 */
export async function removeItem(ctx: Context, lease: Lease): Promise<number | undefined> {
  const item = await store.findHeld(ctx.db, lease);
  if (!item) return undefined;
  const attempt = await tryRemoval(ctx, item);
  if ('wait' in attempt) {
    await store.fail(ctx.db, lease, attempt.message);
    return attempt.wait;
  }
  const isThere = attempt.outcome !== 'removed' && attempt.outcome !== 'gone';
  const message = isThere ? `${attempt.message ?? ''} ${removeByHand(item.kind, item)}` : attempt.message;
  // Only the receipt of a deleted repo shows what was removed.
  if (!isThere && (await findLiveRepo(ctx.db, item.madeForId))) await store.forget(ctx.db, lease);
  else await store.finish(ctx.db, lease, { outcome: attempt.outcome, message });
  return undefined;
}

/** Asks each token that may do it, until one has. */
async function tryRemoval(ctx: Context, item: store.Removal): Promise<Attempt> {
  let last: Attempt = {
    outcome: 'disconnected',
    message: 'Heimdall has no connection to this host any more.',
  };
  for (const one of await clientsFor(ctx, item)) {
    last = await tryOne(one, item);
    if ('wait' in last || last.outcome === 'removed') break;
    if (last.outcome === 'gone' && last.message === null) break;
  }
  return last;
}

async function tryOne({ client, used, refused }: RemovalClient, item: store.Removal): Promise<Attempt> {
  try {
    const attempt = await removeAt(client, item);
    await used();
    return attempt;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, message, retryAfter } = error;
    if (kind === 'limited') return { wait: retryAfter ?? JOBS['host.remove'].backoffSeconds, message };
    if (kind === 'unavailable') return laterOrNever(item, message);
    if (kind === 'forbidden') {
      return { outcome: 'refused', message: `${message} ${needOf(item.kind, item.provider)}` };
    }
    await refused();
    return { outcome: 'refused', message };
  }
}

function laterOrNever({ failures }: store.Removal, message: string): Attempt {
  const wait = waitAfter(failures);
  return wait === undefined ? { outcome: 'unreachable', message } : { wait, message };
}

async function removeAt(client: HostClient, item: store.Removal): Promise<Attempt> {
  const at = await client.getRepositoryById(item.externalId);
  if (!at) return { outcome: 'gone', message: UNSEEN };
  const isRemoved = await (item.kind === 'webhook'
    ? client.removeWebhook(at.fullName, item.mark)
    : client.removeDeployKey(at.fullName, item.mark));
  return { outcome: isRemoved ? 'removed' : 'gone', message: null };
}

/** Hosts say the same of both. */
const UNSEEN = 'The repository was deleted there, or the token can not see it any more.';

type RemovalClient = {
  readonly client: HostClient;
  readonly used: () => Promise<unknown>;
  readonly refused: () => Promise<unknown>;
};

/** By the item's own connection, then its owner's others to the host. Last comes the kept token of a deleted one. */
async function clientsFor(ctx: Context, item: store.Removal): Promise<RemovalClient[]> {
  const { ownerId, connectionId, provider, baseUrl, host: name, token, tokenKind } = item;
  const found: RemovalClient[] = [];
  for (const connection of await apiConnectionsOf(ctx.db, {
    userId: ownerId,
    oauthConnectionId: connectionId,
  })) {
    const client = connection.baseUrl === baseUrl ? await openClient(ctx, connection) : undefined;
    if (!client) continue;
    const [used, refused] = [() => recordUse(ctx, connection), () => recordRefusal(ctx, connection)];
    found.push({ client, used, refused });
  }
  const kept = token === null ? undefined : ctx.vault.open(token, sealedAs(connectionId));
  if (kept !== undefined) {
    const credential = { token: kept, kind: tokenKind ?? 'token', username: null, userId: ownerId };
    const nothing = async () => undefined;
    const client = ctx.providers({ provider, name, baseUrl }, credential);
    found.push({ client, used: nothing, refused: nothing });
  }
  return found;
}
