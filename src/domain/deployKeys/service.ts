import { isSshRemote } from '@/lib/isSshRemote';
import type { ActorContext } from '../context';
import { DomainError, notFound } from '../errors';
import type { ById } from '../fields';
import { lockLiveRepoAlone, startProbe } from '../repos/lifecycle';
import type { Repo } from '../repos/schema';
import { requireRepo } from '../repos/service';
import { ensureKey, saveNewKey } from './lifecycle';
import type { DeployKey } from './schema';

/**
 * The public key to add at the Git host of a repo, and the host's key. All who see the repo see them.
 * @throws DomainError missing_scope; not_found, no_access of the repo; no_ssh_remote
 */
export async function getDeployKey(ctx: ActorContext, { id }: ById): Promise<DeployKey> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  requireSshRemote(repo);
  const key = await ensureKey(ctx, repo.id);
  if (!key) throw notFound('Repo', id);
  return key;
}

/**
 * Makes a new deploy key in place of the present one, which is then useless, and probes the remote again.
 * The pinned key of the host is forgotten. The next connection pins the one that the host has by then.
 * @throws DomainError missing_scope; not_found, no_access of the repo; no_ssh_remote
 */
export async function replaceDeployKey(
  { db, actor, now, vault }: ActorContext,
  { id }: ById,
): Promise<DeployKey> {
  const repo = await requireRepo(db, actor, id, 'repos:write');
  requireSshRemote(repo);
  return db.$transaction(async (tx) => {
    if ((await lockLiveRepoAlone(tx, repo.id)) === undefined) throw notFound('Repo', id);
    const key = await saveNewKey(tx, vault, repo.id, now);
    await startProbe(tx, repo.id, now);
    return key;
  });
}

function requireSshRemote({ remoteUrl }: Repo): void {
  if (isSshRemote(remoteUrl)) return;
  const message = 'A deploy key needs a repository whose remote_url is an ssh address, such as git@host:path';
  throw new DomainError('no_ssh_remote', message);
}
