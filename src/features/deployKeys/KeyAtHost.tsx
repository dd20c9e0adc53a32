'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { DeployKey } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { showDone } from '@/ui/toast';

type KeyAtHostProps = { repoId: string; deployKey: DeployKey; mayAdd: boolean };

/** Where Heimdall has added the key, or the offer to add it through a connection. */
export function KeyAtHost({ repoId, deployKey, mayAdd }: KeyAtHostProps) {
  const { addedTo, connectedHost, message } = deployKey;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const add = useMutation(
    trpc.deployKey.add.mutationOptions({
      onSuccess: async (added) => {
        queryClient.setQueryData(trpc.deployKey.get.queryKey({ id: repoId }), added);
        showDone(`Added at ${added.addedTo}.`);
        await queryClient.invalidateQueries(trpc.repo.byId.queryFilter({ id: repoId }));
      },
    }),
  );
  return (
    <div className="mt-4 flex flex-col gap-3">
      {message ? <Notice tone="warning">{message}</Notice> : null}
      {addedTo ? <p>Heimdall has added it at {addedTo}, and removes it there with the repository.</p> : null}
      {mayAdd && connectedHost && !addedTo ? (
        <div>
          <Button busy={add.isPending} onClick={() => add.mutate({ id: repoId })}>
            Add it at {connectedHost}
          </Button>
          <FieldError message={messageOf(add.error)} />
        </div>
      ) : null}
    </div>
  );
}
