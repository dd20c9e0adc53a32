'use client';

import { useQueries, useSuspenseQuery } from '@tanstack/react-query';
import { Command } from 'cmdk';
import { UserRound, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Candidate } from '@/trpc/types';
import { Dialog } from '@/ui/Dialog';
import { FieldError } from '@/ui/Field';

export type AssignDialogProps = {
  /** What is assigned, such as `2 findings`. */
  what: string;
  repoIds: readonly string[];
  assign: (assignee: Candidate | null) => Promise<unknown>;
  onClose: () => void;
};

/** As many repositories are asked for their users. The server checks each finding. */
const MOST_REPOS = 20;

/** Asks to whom findings are assigned: to a user who sees all their repositories, or to nobody. */
export function AssignDialog({ what, repoIds, assign, onClose }: AssignDialogProps) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const asked = useQueries({
    queries: repoIds.slice(0, MOST_REPOS).map((repoId) => trpc.member.candidates.queryOptions({ repoId })),
    combine: (answers) => ({
      users: commonTo(answers.map(({ data }) => data ?? [])),
      waiting: answers.some(({ isPending }) => isPending),
      failure: messageOf(answers.find(({ error }) => error)?.error ?? null),
    }),
  });

  async function choose(assignee: Candidate | null): Promise<void> {
    if (busy) return;
    setBusy(true);
    try {
      await assign(assignee);
      onClose();
    } catch (error) {
      setFailure(messageOf(error));
      setBusy(false);
    }
  }

  const mineFirst = asked.users.toSorted((a, b) => Number(b.id === me.id) - Number(a.id === me.id));
  return (
    <Dialog open held={busy} onClose={onClose} title={`Assign ${what}`} focusOn="input">
      <Command label="Users" loop>
        <Command.Input
          aria-label="Search users"
          placeholder="Search users"
          className="h-8 w-full rounded-md border border-control bg-surface px-2.5 placeholder:text-muted max-sm:h-10 max-sm:text-lg"
        />
        <Command.List className="mt-2 max-h-[40vh] overflow-y-auto">
          <Command.Empty className="px-2 py-4 text-center text-muted">
            {asked.waiting ? 'Loading…' : 'No user with this name sees all these findings.'}
          </Command.Empty>
          {asked.waiting
            ? null
            : mineFirst.map((user) => (
                <Command.Item
                  key={user.id}
                  value={`${user.displayName ?? ''} ${user.email}`}
                  keywords={user.id === me.id ? ['me', 'myself'] : []}
                  onSelect={() => void choose(user)}
                  className={OPTION}
                >
                  <UserRound aria-hidden className="size-4 shrink-0 text-muted" />
                  <span className="min-w-0 truncate">{user.displayName ?? user.email}</span>
                  {user.id === me.id ? <span className="shrink-0 text-muted">(you)</span> : null}
                </Command.Item>
              ))}
          {/* After the users, so that it is not chosen by haste. */}
          {asked.waiting ? null : (
            <Command.Item value="Nobody" onSelect={() => void choose(null)} className={OPTION}>
              <UserRoundX aria-hidden className="size-4 shrink-0 text-muted" />
              Nobody
            </Command.Item>
          )}
        </Command.List>
      </Command>
      <FieldError message={failure ?? asked.failure} />
    </Dialog>
  );
}

const OPTION = 'flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 aria-selected:bg-sunken';

/** The users who are in all of these lists. */
function commonTo(lists: readonly (readonly Candidate[])[]): Candidate[] {
  const [first = [], ...rest] = lists;
  return first.filter(({ id }) => rest.every((list) => list.some((user) => user.id === id)));
}
