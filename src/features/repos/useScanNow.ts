import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { Scan } from '@/trpc/types';
import { useAsk } from './useAsk';

/** Requests a scan of a repo, and passes on the scan that is then queued or running. What is shown follows it. */
export function useScanNow(repoId: string): {
  scanNow: (then?: (scan: Scan) => void) => void;
  asking: boolean;
} {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { ask, asking } = useAsk();
  const scanNow = (then?: (scan: Scan) => void) =>
    ask(async () => {
      const scan = await client.scan.request.mutate({ repoId });
      then?.(scan);
      await queryClient.invalidateQueries(trpc.scan.pathFilter());
    });
  return { scanNow, asking };
}
