import { countOf } from '@/lib/format';
import { useTRPCClient } from '@/trpc/react';
import type { Repo } from '@/trpc/types';
import { deleteRepo } from './deleteRepo';
import { useBulk } from './useBulk';

/** What can be done with several repositories. */
export function useBulkActions(deselect: (repos: readonly Repo[]) => void) {
  const client = useTRPCClient();
  const { carryOut, ...state } = useBulk(deselect);

  async function deleteEach(selected: readonly Repo[]): Promise<void> {
    let purging = 0;
    await carryOut({
      action: 'delete',
      selected,
      call: async ({ id }) => {
        if (await deleteRepo(client, id)) purging += 1;
      },
      done: (count) => {
        const what = countOf(count, 'repository', 'repositories');
        return purging > 0 ? `${what} deleted or being deleted` : `${what} deleted`;
      },
    });
  }

  return {
    ...state,
    scanEach: (selected: readonly Repo[]) =>
      carryOut({
        action: 'scan',
        selected,
        call: ({ id }) => client.scan.request.mutate({ repoId: id }),
        done: (count) => `${countOf(count, 'scan')} ${count === 1 ? 'is' : 'are'} queued`,
      }),
    scheduleEach: (selected: readonly Repo[], call: (repo: Repo) => Promise<unknown>) =>
      carryOut({
        action: 'schedule',
        selected,
        call,
        done: (count) => `${countOf(count, 'schedule')} saved`,
      }),
    deleteEach,
  };
}
