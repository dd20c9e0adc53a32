'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Pencil, Trash2 } from 'lucide-react';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import type { OpenMenu } from '@/ui/Menu';
import { MenuContent } from '@/ui/MenuContent';
import { showDone, showFailure } from '@/ui/toast';

export type ViewMenuProps = { id: string; onRename: () => void };

/** The actions on a view of one's own. Its filters stay in the list, so a deleted one can be saved again. */
export function ViewMenu({ id, onRename, ...menu }: ViewMenuProps & OpenMenu) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.view.delete.mutationOptions({
      onSuccess: () => showDone('View deleted'),
      onError: (error) => showFailure(refusalOf(error).message),
      onSettled: () => queryClient.invalidateQueries(trpc.view.list.queryFilter()),
    }),
  );
  return (
    <MenuContent
      {...menu}
      entries={[
        { label: 'Rename view', icon: Pencil, onSelect: onRename },
        {
          ...{ label: 'Delete view', icon: Trash2, danger: true, apart: true },
          onSelect: () => remove.mutate({ id }),
        },
      ]}
    />
  );
}
