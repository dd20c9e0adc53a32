import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Finding } from '@/trpc/types';
import { setLastChange } from './lastChange';
import { isNews } from './news';
import { useFindingLists } from './useFindingLists';

type Client = ReturnType<typeof useTRPCClient>;
/** The finding as the user sees it. A later version of it makes the call fail. */
export type Seen = Pick<Finding, 'id' | 'version'>;

/** What a call has done, and what undoes it. A later change of the finding makes that fail. */
type Made = { text: string; undo?: ((left: Seen) => Promise<number>) | undefined };

/** Loaded late, as people seldom change a finding at once. */
async function newsOf(client: Client, id: string): Promise<string> {
  const { changedMeanwhile } = await import('./meanwhile');
  return changedMeanwhile(client, id);
}

/** Changes a finding, and then shows its new state and history. */
export function useFindingChange({ id, version }: Seen) {
  const client = useTRPCClient();
  const lists = useFindingLists();
  const [news, setNews] = useState<string>();
  const refresh = async () => {
    const { status, severity, version } = await client.finding.byId.query({ id });
    // The next finding of the list is found by this one, so it stays.
    lists.change(
      (row) => row.id === id,
      () => ({ status, severity, version }),
      false,
    );
    await lists.refetch();
    return { id, version };
  };
  const { mutateAsync, reset, error, isPending } = useMutation({
    mutationFn: async (call: (client: Client, seen: Seen) => Promise<Made>) => {
      setNews(undefined);
      try {
        const { text, undo } = await call(client, { id, version });
        const left = await refresh();
        setLastChange({ text, undo: undo && (() => undo(left)) });
      } catch (error) {
        // Without an answer, the refusal itself is shown.
        if (isNews(error)) setNews(await newsOf(client, id).catch(() => undefined));
        throw error;
      }
    },
  });
  return {
    /** Rejects if the call does. */
    change: mutateAsync,
    busy: isPending,
    /** Who changed what, if somebody else was first. */
    failure: messageOf(error) && (news ?? messageOf(error)),
    news,
    /** Somebody else has changed the finding. Only after a reload may the user decide again. */
    isOutdated: error !== null && isNews(error),
    reload: async () => {
      await refresh();
      reset();
    },
  };
}
