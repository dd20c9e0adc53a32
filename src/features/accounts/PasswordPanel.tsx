'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Input } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { showDone } from '@/ui/toast';

export function PasswordPanel() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).changePasswordInput,
    call: async (input) => {
      await client.account.changePassword.mutate(input);
      form.reset();
      void queryClient.invalidateQueries(trpc.session.pathFilter());
      showDone('Your password is changed');
    },
  });
  return (
    <Panel title="Password" description="Changing it ends all of your other sessions. API tokens stay valid.">
      <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
        <Field label="Current password" error={errorOf('currentPassword')}>
          {(control) => (
            <Input
              type="password"
              autoComplete="current-password"
              {...control}
              {...register('currentPassword')}
            />
          )}
        </Field>
        <Field label="New password" hint="8 to 128 characters." error={errorOf('newPassword')}>
          {(control) => (
            <Input type="password" autoComplete="new-password" {...control} {...register('newPassword')} />
          )}
        </Field>
        <FieldError message={failure} />
        <div>
          <Button type="submit" busy={busy}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  );
}
