'use client';

import { useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Input } from '@/ui/Field';

/** Sets a new password through a one-time link, and opens the dashboard, signed in. */
export function SetPasswordForm({ token }: { token: string }) {
  const client = useTRPCClient();
  const [done, setDone] = useState(false);
  const { register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).setPasswordInput.pick({ password: true }),
    call: async ({ password }) => {
      await client.account.setPassword.mutate({ token, password });
      setDone(true);
      window.location.assign(paths.overview());
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="New password" hint="8 to 128 characters." error={errorOf('password')}>
        {(control) => (
          <Input
            type="password"
            autoComplete="new-password"
            autoFocus
            {...control}
            {...register('password')}
          />
        )}
      </Field>
      <FieldError message={failure} />
      <Button type="submit" variant="primary" busy={busy || done}>
        Set password
      </Button>
    </form>
  );
}
