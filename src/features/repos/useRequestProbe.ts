import { useTRPCClient } from '@/trpc/react';
import { useAsk } from './useAsk';
import { useRepoCache } from './useRepoCache';

/** Requests another probe of a repo's remote. The page follows it like the first. */
export function useRequestProbe(id: string): { requestProbe: () => void; asking: boolean } {
  const client = useTRPCClient();
  const cache = useRepoCache();
  const { ask, asking } = useAsk();
  const requestProbe = () =>
    ask(async () => {
      cache.put([await client.repo.requestProbe.mutate({ id })]);
      await cache.recount();
    });
  return { requestProbe, asking };
}
