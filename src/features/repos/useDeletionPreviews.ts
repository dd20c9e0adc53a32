import { useEffect, useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import type { DeletionPreview, Repo } from '@/trpc/types';

export type Counted = DeletionPreview | 'unknown';

/** What would be deleted with each of these repositories, as it is counted. */
export function useDeletionPreviews(repos: readonly Pick<Repo, 'id'>[]): ReadonlyMap<string, Counted> {
  const client = useTRPCClient();
  const [counted, setCounted] = useState<ReadonlyMap<string, Counted>>(new Map());
  useEffect(() => {
    let isOver = false;
    const countAll = async () => {
      // One after the other, as the server does not count more for one user at a time.
      for (const { id } of repos) {
        if (isOver) return;
        const found = await client.repo.deletionPreview.query({ id }).catch(() => 'unknown' as const);
        setCounted((before) => new Map(before).set(id, found));
      }
    };
    void countAll();
    return () => {
      isOver = true;
    };
  }, [client, repos]);
  return counted;
}
