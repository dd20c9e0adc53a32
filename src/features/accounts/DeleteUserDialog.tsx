'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { User } from '@/trpc/types';
import { DeleteDialog } from '@/ui/DeleteDialog';
import { useDeleteUser } from './useDeleteUser';

export type DeleteUserDialogProps = {
  user: Pick<User, 'id' | 'email'>;
  onClose: () => void;
};

/** Shows what is deleted with an account, and deletes it. The page keeps it until the server has answered. */
export function DeleteUserDialog({ user, onClose }: DeleteUserDialogProps) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const isOwn = me.id === user.id;
  const deletion = useDeleteUser(user, isOwn, onClose);
  return (
    <DeleteDialog
      title={isOwn ? 'Delete your own account?' : `Delete ${user.email}?`}
      description={deletionText(isOwn)}
      name={user.email}
      action="Delete user"
      busy={deletion.isPending}
      error={messageOf(deletion.error)}
      onDelete={() => deletion.mutate({ id: user.id })}
      onClose={onClose}
    />
  );
}

function deletionText(isOwn: boolean): string {
  const whose = isOwn ? 'your account and all your repositories' : 'the account and all its repositories';
  const after = isOwn ? ' You are signed out at once.' : '';
  return `This deletes ${whose}, with their scans and findings. It can’t be undone.${after}`;
}
