'use client';

import { useState } from 'react';
import { useTRPCClient } from '@/trpc/react';
import type { User } from '@/trpc/types';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Input } from '@/ui/Field';

type SignInFormProps = {
  /** The user whose session has ended, if known. */
  email?: string;
  onSignedIn: (user: Pick<User, 'id'>) => void;
};

/** E-mail and password. It stays busy after a success, as another page takes its place. */
export function SignInForm({ email, onSignedIn }: SignInFormProps) {
  const client = useTRPCClient();
  const [done, setDone] = useState(false);
  const { register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).loginInput,
    values: email === undefined ? undefined : { email },
    call: async (input) => {
      const { user } = await client.account.login.mutate(input);
      setDone(true);
      onSignedIn(user);
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail" error={errorOf('email')}>
        {(control) => (
          <Input
            type="email"
            autoComplete="username"
            autoFocus={!email}
            {...control}
            {...register('email')}
          />
        )}
      </Field>
      <Field label="Password" error={errorOf('password')}>
        {(control) => (
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus={Boolean(email)}
            {...control}
            {...register('password')}
          />
        )}
      </Field>
      <FieldError message={failure} />
      <Button type="submit" variant="primary" busy={busy || done}>
        Sign in
      </Button>
    </form>
  );
}
