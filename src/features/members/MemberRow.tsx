'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut, Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { MEMBER_ROLES } from '@/domain/members/rules';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Member } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { Time } from '@/ui/Time';
import { ROLE_LABELS, ROLE_NAMES } from './roleLabels';

type MemberRowProps = {
  repoId: string;
  member: Member;
  /** Whether the viewing user is the repository's creator, or this member. */
  isCreator: boolean;
  isMe: boolean;
  onRemoved: () => void;
};

/** A member, whose role and membership the creator can change. */
export function MemberRow({ repoId, member, isCreator, isMe, onRemoved }: MemberRowProps) {
  const trpc = useTRPC();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { userId, email, role, createdAt } = member;
  const onSettled = () => queryClient.invalidateQueries(trpc.member.list.queryFilter());
  const change = useMutation(trpc.member.set.mutationOptions({ onSettled }));
  const remove = useMutation(
    trpc.member.delete.mutationOptions({
      onSuccess: () => {
        if (!isMe) onRemoved();
        // Who has left cannot see the repository any more.
        else router.push(paths.repos());
      },
      onSettled: () => (isMe ? undefined : onSettled()),
    }),
  );
  const shown = change.isPending ? change.variables.role : role;
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <span className="font-medium break-all">{email}</span>
          <div className="text-sm text-muted">
            {isCreator ? null : `${ROLE_LABELS[role]} · `}added <Time value={createdAt} />
          </div>
        </div>
        <div className="flex items-center gap-2">
          {isCreator ? (
            <Select
              aria-label={`Role of ${email}`}
              value={shown}
              onChange={({ target }) => {
                const chosen = MEMBER_ROLES.find((one) => one === target.value);
                if (chosen) change.mutate({ id: repoId, userId, role: chosen });
              }}
            >
              {MEMBER_ROLES.map((one) => (
                <option key={one} value={one}>
                  {ROLE_NAMES[one]}
                </option>
              ))}
            </Select>
          ) : null}
          {isCreator || isMe ? (
            <IconButton
              label={isMe ? 'Leave this repository' : `Remove ${email}`}
              aria-disabled={remove.isPending || undefined}
              onClick={() => remove.isPending || remove.mutate({ id: repoId, userId })}
            >
              {isMe ? <LogOut aria-hidden className="size-4" /> : <Trash2 aria-hidden className="size-4" />}
            </IconButton>
          ) : null}
        </div>
      </div>
      <FieldError message={messageOf(change.error ?? remove.error)} />
    </li>
  );
}
