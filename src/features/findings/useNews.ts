import { useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import type { FindingRow } from '@/trpc/types';
import { changedMeanwhile } from './meanwhile';
import { isNews } from './news';

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
