import { useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import { messageOf, refusalOf } from '@/trpc/refusal';
import type { FindingRow } from '@/trpc/types';
import { showFailure } from '@/ui/toast';
import { changedMeanwhile } from './meanwhile';

/**
 * What somebody else has changed of a finding since the user saw it.
 * @param onNews called with the row as it is now, so that the user can decide again
 */
export function useNews(onNews: (row: FindingRow) => void) {
  const client = useTRPCClient();
  const [news, setNews] = useState<string>();

  async function learn(row: FindingRow): Promise<void> {
    const { id } = row;
    const [{ status, version }, sentence] = await Promise.all([
      client.finding.byId.query({ id }),
      changedMeanwhile(client, id),
    ]);
    setNews(`${sentence} Decide again to replace it.`);
    onNews({ ...row, status, version });
  }

  return {
    news,
    clearNews: () => setNews(undefined),
    /** Changes a finding. If somebody else was first, that is the news. */
    noticing: async (row: FindingRow | undefined, change: () => Promise<unknown>): Promise<void> => {
      setNews(undefined);
      try {
        await change();
      } catch (error) {
        if (row && isNews(error)) await learn(row);
        throw error;
      }
    },
  };
}

/** Whether a change failed because somebody else was first. */
export function isNews(error: unknown): boolean {
  return refusalOf(error).reason === 'finding_changed';
}

/** Shows a failure, unless the news say it. */
export function showUnlessNews(error: unknown): void {
  const message = messageOf(error);
  if (message && !isNews(error)) showFailure(message);
}
