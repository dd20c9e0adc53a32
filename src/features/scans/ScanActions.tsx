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
 * What can be done with a scan: cancelled while it is at work, which loses nothing and needs no second thought; asked
 * for again, by what the page hands in, once it is over.
 */
export function ScanActions({ id, again }: { id: string; again: ReactNode }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { data } = useSuspenseQuery(trpc.scan.progress.queryOptions({ id }));
  const over = isOver(data.scan.status);
  const cancel = useMutation(
    trpc.scan.cancel.mutationOptions({
      onError: (error) => showFailure(refusalOf(error).message),
      // It may also have come to its end by itself.
      onSettled: () => queryClient.invalidateQueries(trpc.scan.pathFilter()),
    }),
  );
  useCommand('Cancel the scan', Ban, () => cancel.mutate({ id }), !over);
  if (over) return again;
  return (
    <Button busy={cancel.isPending} onClick={() => cancel.mutate({ id })}>
      {cancel.isPending ? 'Cancelling…' : 'Cancel scan'}
    </Button>
  );
}
