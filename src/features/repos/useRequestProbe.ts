import { useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { showFailure } from '@/ui/toast';
import { useRepoCache } from './useRepoCache';

/** Requests another probe of a repo's remote. The page follows it like the first. */
export function useRequestProbe(id: string): { requestProbe: () => void; asking: boolean } {
  const client = useTRPCClient();
  const cache = useRepoCache();
  const [asking, setAsking] = useState(false);

  async function requestProbe(): Promise<void> {
    setAsking(true);
    try {
      cache.put([await client.repo.requestProbe.mutate({ id })]);
      await cache.recount();
    } catch (error) {
      showFailure(refusalOf(error).message);
    } finally {
      setAsking(false);
    }
  }
  return { requestProbe: () => void requestProbe(), asking };
}
