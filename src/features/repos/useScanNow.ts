import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { Scan } from '@/trpc/types';
import { showFailure } from '@/ui/toast';

/** Requests a scan of a repo, and passes on the scan that is then queued or running. What is shown follows it. */
export function useScanNow(repoId: string): {
  scanNow: (then?: (scan: Scan) => void) => void;
  asking: boolean;
} {
  const client = useTRPCClient();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);

  async function scanNow(then: (scan: Scan) => void): Promise<void> {
    setAsking(true);
    try {
      then(await client.scan.request.mutate({ repoId }));
      await queryClient.invalidateQueries(trpc.scan.pathFilter());
    } catch (error) {
      showFailure(refusalOf(error).message);
    } finally {
      setAsking(false);
    }
  }
  return { scanNow: (then = () => undefined) => void scanNow(then), asking };
}
