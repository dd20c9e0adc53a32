'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import type { InvitedUser } from '@/trpc/types';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeBlock } from '@/ui/CodeBlock';
import { Field, FieldError, Input } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Panel } from '@/ui/Panel';
import { Select } from '@/ui/Select';

/** Creates an account for another user, and shows the link that sets its password. */
export function InvitePanel() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const [invited, setInvited] = useState<InvitedUser>();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).createUserInput,
    call: async (input) => {
      setInvited(await client.account.createUser.mutate(input));
      form.reset();
      void queryClient.invalidateQueries(trpc.account.listUsers.infiniteQueryFilter());
    },
  });
  return (
    <Panel
      title="Add a user"
      description="Heimdall sends no e-mail: pass the link on yourself. It works once, within 7 days."
    >
      {invited ? (
        <Notice tone="good" className="mb-5">
          <div className="flex flex-col gap-2" role="status">
            <p>
              <strong>{invited.email}</strong> has an account. With this link they set their password:
            </p>
            <CodeBlock text={invited.setPasswordUrl} label="Copy the link" />
          </div>
        </Notice>
      ) : null}
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_8rem]">
          <Field label="E-mail" error={errorOf('email')}>
            {(control) => <Input type="email" autoComplete="off" {...control} {...register('email')} />}
          </Field>
          <Field label="Name (optional)" error={errorOf('displayName')}>
            {(control) => (
              <Input autoComplete="off" {...control} {...register('displayName', emptyIsNothing)} />
            )}
          </Field>
          <Field label="Role" error={errorOf('role')}>
            {(control) => (
              <Select {...control} {...register('role')}>
                <option value="user">User</option>
                <option value="admin">Admin</option>
              </Select>
            )}
          </Field>
        </div>
        <FieldError message={failure} />
        <div>
          <Button type="submit" variant="primary" busy={busy}>
            Add user
          </Button>
        </div>
      </form>
    </Panel>
  );
}
