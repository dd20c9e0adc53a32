import { isSshRemote } from '@/lib/isSshRemote';
import type { ActorContext } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { discard, faultOf, findItem, makeItem, siteOf } from '../hostItems/lifecycle';
import { lockLiveRepoAlone, startProbe } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import { requireRepo } from '../repos/service';
import { ensureKey, saveNewKey } from './lifecycle';
import type { DeployKey, PlacedKey } from './schema';

/**
 * The public key to add at the Git host of a repo, and the host's key. All who see the repo see them.
 * @throws DomainError missing_scope; not_found, no_access of the repo; no_ssh_remote
 */
export async function getDeployKey(ctx: ActorContext, { id }: ById): Promise<PlacedKey> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  return present(ctx, repo, await keyOf(ctx, repo));
}

async function keyOf(ctx: ActorContext, repo: Repo): Promise<DeployKey> {
  requireSshRemote(repo);
  const key = await ensureKey(ctx, repo.id);
  if (!key) throw notFound('Repo', repo.id);
  return key;
}

async function present({ db }: ActorContext, repo: Repo, key: DeployKey): Promise<PlacedKey> {
  const placed = await findItem(db, repo.id, KIND);
  const addedTo = placed?.mark === key.publicKey ? placed.host : null;
  const connectedHost = addedTo ?? (await siteOf(db, repo))?.connection.host ?? null;
  return { ...key, addedTo, connectedHost, message: await faultOf(db, repo.id, KIND) };
}

const KIND = 'deploy_key';

/**
 * Adds the deploy key at the Git host of a repo, by a connection, and probes the remote again. It may read only.
 * @throws DomainError missing_scope; not_found, no_access; no_ssh_remote; webhook_unavailable without a connection,
 *   or if refused; needs_reconnect; host_unavailable; rate_limited
 */
export async function addDeployKey(ctx: ActorContext, { id }: ById): Promise<PlacedKey> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:write');
  const key = await keyOf(ctx, repo);
  await place(ctx, repo, key);
  return present(ctx, repo, key);
}

async function place(ctx: ActorContext, repo: Repo, { publicKey }: DeployKey): Promise<void> {
  const site = await siteOf(ctx.db, repo);
  if (!site) throw new DomainError('webhook_unavailable', NO_CONNECTION);
  await makeItem(ctx, repo, site, {
    ...{ kind: KIND, hasSecret: false, markOf: () => publicKey },
    make: (client, fullName) => client.ensureDeployKey(fullName, publicKey),
  });
  await ctx.db.$transaction((tx) => startProbe(tx, repo.id, ctx.now));
}

const NO_CONNECTION =
  'No connection to the Git host of this repository can add the deploy key there; paste it at the host';

/**
 * Makes a new deploy key in place of the present one, which is then useless, and probes the remote again.
 * The pinned key of the host is forgotten. The next connection pins the one that the host has by then.
 * A key that Heimdall has added at the host is replaced there too, as far as the host lets it.
 * @throws DomainError missing_scope; not_found, no_access of the repo; no_ssh_remote
 */
export async function replaceDeployKey(ctx: ActorContext, { id }: ById): Promise<PlacedKey> {
  const { db, actor, now, vault } = ctx;
  const repo = await requireRepo(db, actor, id, 'repos:write');
  requireSshRemote(repo);
  const wasAdded = await findItem(db, repo.id, KIND);
  const key = await db.$transaction(async (tx) => {
    if ((await lockLiveRepoAlone(tx, repo.id)) === undefined) throw notFound('Repo', id);
    const made = await saveNewKey(tx, vault, repo.id, now);
    await discard(tx, repo.id, KIND);
    await startProbe(tx, repo.id, now);
    return made;
  });
  if (wasAdded) await place(ctx, repo, key).catch(letUserAddIt);
  return present(ctx, repo, key);
}

/** The new key exists already. Its user reads that it is not at the host. */
function letUserAddIt(error: unknown): void {
  if (!(error instanceof DomainError)) throw error;
}

function requireSshRemote({ remoteUrl }: Repo): void {
  if (isSshRemote(remoteUrl)) return;
  const message = 'A deploy key needs a repository whose remote_url is an ssh address, such as git@host:path';
  throw new DomainError('no_ssh_remote', message);
}
