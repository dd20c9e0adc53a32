'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { listOf } from '@/trpc/listOf';
import { useTRPC } from '@/trpc/react';
import { ListFrame } from '@/ui/ListFrame';
import { Time } from '@/ui/Time';

/** Everybody who has an account here. */
export function UserList() {
  const trpc = useTRPC();
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
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id} className="h-10 border-b border-line last:border-0">
              <td className="px-4 py-2">
                {user.displayName ? <span className="block font-medium">{user.displayName}</span> : null}
                <span className={user.displayName ? 'text-sm text-muted' : undefined}>{user.email}</span>
              </td>
              <td className="px-3">{user.role === 'admin' ? 'Admin' : 'User'}</td>
              <td className="px-3 text-muted max-sm:hidden">
                <Time value={user.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ListFrame>
  );
}
