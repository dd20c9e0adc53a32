'use client';

import { useQueryClient } from '@tanstack/react-query';
import { MEMBER_ROLES } from '@/domain/members/rules';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Input } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { ROLE_LABELS } from './roleLabels';

/** Shares a repository with the user of an e-mail address. */
export function AddMemberForm({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const values = { id: repoId, email: '', role: 'viewer' as const };
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/members/schema')).setMemberInput,
    values,
    call: async (typed) => {
      await client.member.set.mutate(typed);
      form.reset(values);
      await queryClient.invalidateQueries(trpc.member.list.queryFilter());
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_16rem]">
        <Field label="E-mail" error={errorOf('email')}>
          {(control) => <Input type="email" autoComplete="off" {...control} {...register('email')} />}
        </Field>
        <Field label="Role" error={errorOf('role')}>
          {(control) => (
            <Select {...control} {...register('role')}>
              {MEMBER_ROLES.map((role) => (
                <option key={role} value={role}>
                  {ROLE_LABELS[role]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <FieldError message={failure} />
      <div>
        <Button type="submit" busy={busy}>
          Share
        </Button>
      </div>
    </form>
  );
}
