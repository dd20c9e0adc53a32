import type { ActorContext } from '../context';
import type { ById } from '../fields';
import { requireRepo } from '../repos/service';
import { siteOf } from './lifecycle';
import { pagesOf, type RepoPages } from './rules';

/**
 * The pages of a repo at its Git host, by its creator's connection there or by the host's name.
 * @returns null if the kind of host is not known
 * @throws DomainError missing_scope; not_found, no_access
 */
export async function getRepoPages(ctx: ActorContext, { id }: ById): Promise<RepoPages | null> {
  const repo = await requireRepo(ctx.db, ctx.actor, id, 'repos:read');
  return pagesOf(repo, await siteOf(ctx.db, repo)) ?? null;
}
