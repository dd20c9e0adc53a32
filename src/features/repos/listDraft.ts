import { useSuspenseQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTRPC } from '@/trpc/react';

/** The list of remotes that is being typed. It is kept for this tab and its user, over reloads and other pages. */
export function useListDraft() {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const key = `heimdall.new-repos.${me.id}`;
  return useMemo(
    () => ({
      read: () => window.sessionStorage.getItem(key) ?? '',
      keep: (text: string) => {
        try {
          window.sessionStorage.setItem(key, text);
        } catch {
          // The storage is full or disabled, so the input lasts as long as its page.
        }
      },
    }),
    [key],
  );
}
