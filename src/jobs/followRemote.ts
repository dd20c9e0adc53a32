import { openClient, recordRefusal } from '@/domain/connections/lifecycle';
import type { Context } from '@/domain/context';
import { type Site, siteOf } from '@/domain/hostItems/lifecycle';
import { movedRemote } from '@/domain/hostItems/rules';
import { externalIdOf, recordHostFacts } from '@/domain/repos/lifecycle';
import { type HostRepository, ProviderError } from '@/providers/provider';
import type { Readable } from './readRemote';

/** Where a repository is now; and a sentence if its provider no longer has it for the connection. */
export type Followed = { readonly remoteUrl: string; readonly missing: string | undefined };

/**
 * Asks a repo's provider where its repository is, by the provider's own id if that is known. A repository that was
 * renamed or transferred is followed, and what the provider says of it is recorded.
 * A host without an API, or without an answer, changes nothing: reading the remote says why.
 */
export async function followRemote(ctx: Context, repo: Readable & { remoteUrl: string }): Promise<Followed> {
  const { remoteUrl } = repo;
  const unchanged = { remoteUrl, missing: undefined };
  const site = await siteOf(ctx.db, repo);
  if (!site) return unchanged;
  const externalId = await externalIdOf(ctx, repo.id);
  const found = await findRepository(ctx, site, externalId);
  if (found === 'no answer') return unchanged;
  if (!found) return externalId === null ? unchanged : { remoteUrl, missing: missingAt(site) };
  const moved = { ...site, now: found.fullName, cloneUrl: found.cloneUrl };
  const now = movedRemote(remoteUrl, moved, ctx.settings.remotePolicy);
  const facts = { externalId: found.externalId, isArchived: found.archived, remoteUrl: now };
  await recordHostFacts(ctx, { id: repo.id, remoteUrl }, facts);
  return { remoteUrl: now, missing: undefined };
}

async function findRepository(
  ctx: Context,
  { connection, fullName }: Site,
  externalId: string | null,
): Promise<HostRepository | undefined | 'no answer'> {
  const client = await openClient(ctx, connection);
  if (!client) return 'no answer';
  try {
    return await (externalId === null
      ? client.getRepository(fullName)
      : client.getRepositoryById(externalId));
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.kind === 'refused') await recordRefusal(ctx, connection);
    return 'no answer';
  }
}

function missingAt({ connection, fullName }: Site): string {
  const { account, host } = connection;
  return `The repository ${fullName} was deleted on ${host}, or the token of ${account} can't see it any more. Give the token access to it, or delete the repository here.`;
}
