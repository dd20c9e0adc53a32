import type { ApiClient } from '@/trpc/client';

/** Deletes a repository. @returns whether the worker is still deleting its contents */
export async function deleteRepo(client: ApiClient, id: string): Promise<boolean> {
  await client.repo.delete.mutate({ id });
  // The repository is deleted, even if this query fails.
  const receipt = await client.deletion.byId.query({ id }).catch(() => undefined);
  return receipt?.state === 'purging';
}
