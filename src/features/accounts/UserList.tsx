'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { ListFrame } from '@/ui/ListFrame';
import { OnDemand, type Part } from '@/ui/OnDemand';
import { Time } from '@/ui/Time';
import type { DeleteUserDialogProps } from './DeleteUserDialog';

const deleteDialog: Part<DeleteUserDialogProps> = {
  fetch: async () => (await import('./DeleteUserDialog')).DeleteUserDialog,
};

/** All accounts, each with a button that deletes it. */
export function UserList() {
  const trpc = useTRPC();
  const [deleting, setDeleting] = useState<User>();
  const list = useInfiniteQuery(
    trpc.account.listUsers.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const { items: users, progress } = listOf(list);
  return (
    <ListFrame {...progress} isEmpty={users.length === 0} empty={null}>
      <table className="w-full table-fixed">
        <caption className="sr-only">Users</caption>
        <thead>
          <tr className="h-9 border-b border-line text-sm text-muted">
            <th scope="col" className="px-4">
              User
            </th>
            <th scope="col" className="w-20 px-3">
              Role
            </th>
            <th scope="col" className="w-32 px-3 max-sm:hidden">
              Added
            </th>
            <th scope="col" className="w-12">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <UserRow key={user.id} user={user} onDelete={() => setDeleting(user)} />
          ))}
        </tbody>
      </table>
      {deleting ? (
        <OnDemand
          part={deleteDialog}
          onMissing={() => setDeleting(undefined)}
          with={{ user: deleting, onClose: () => setDeleting(undefined) }}
        />
      ) : null}
    </ListFrame>
  );
}

function UserRow({ user, onDelete }: { user: User; onDelete: () => void }) {
  return (
    <tr className="h-10 border-b border-line last:border-0">
      <td className="px-4 py-2 wrap-anywhere">
        {user.displayName ? <span className="block font-medium">{user.displayName}</span> : null}
        <span className={user.displayName ? 'text-sm text-muted' : undefined}>{user.email}</span>
      </td>
      <td className="px-3">{user.role === 'admin' ? 'Admin' : 'User'}</td>
      <td className="px-3 text-muted max-sm:hidden">
        <Time value={user.createdAt} />
      </td>
      <td className="py-1 pr-2 text-right">
        <IconButton label={`Delete user ${user.email}`} onClick={onDelete}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </td>
    </tr>
  );
}
