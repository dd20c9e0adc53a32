'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOver } from '@/domain/scans/rules';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { useCommand } from '@/ui/commands';
import { showFailure } from '@/ui/toast';

/**
 * Cancels a running scan, without a confirmation as nothing is lost. Once it is over, shows the page's button
 * to scan again.
 */
export function ScanActions({ id, again }: { id: string; again: ReactNode }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id }));
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: data.scan.repoId }));
  const mayCancel = repo.rights.includes('scans:write');
  const over = isOver(data.scan.status);
  const cancel = useMutation(
    trpc.scan.cancel.mutationOptions({
      onError: (error) => showFailure(refusalOf(error).message),
      // The scan may have ended before the request.
      onSettled: () => queryClient.invalidateQueries(trpc.scan.pathFilter()),
    }),
  );
  useCommand('Cancel the scan', Ban, () => cancel.mutate({ id }), mayCancel && !over);
  if (over) return again;
  if (!mayCancel) return null;
  return (
    <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id })}>
      {cancel.isPending ? 'Cancelling…' : 'Cancel scan'}
    </Button>
  );
}
