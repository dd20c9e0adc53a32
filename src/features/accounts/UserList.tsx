'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { nextPage } from '@/lib/nextPage';
import { useTRPC } from '@/trpc/react';
import { refusalOf } from '@/trpc/refusal';
import { Button } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';

/** Everybody who has an account here. */
export function UserList() {
  const trpc = useTRPC();
  const list = useInfiniteQuery(
    trpc.account.listUsers.infiniteQueryOptions({}, { getNextPageParam: nextPage }),
  );
  const users = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <div className="flex flex-col gap-3">
      <FieldError message={list.error ? refusalOf(list.error).message : undefined} />
      <div className={panelStyle}>
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
      </div>
      {list.hasNextPage ? (
        <Button
          className="self-center"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  );
}
