'use client';

import { useState } from 'react';
import { paths } from '@/lib/paths';
import { useTRPCClient } from '@/trpc/react';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError, Input } from '@/ui/Field';

type RegisterFormProps = {
  /** The first account needs the token from the console, unless it is created on the server's own machine. */
  needsSetupToken: boolean;
  verb: string;
};

/** Creates an account and opens the dashboard, signed in. */
export function RegisterForm({ needsSetupToken, verb }: RegisterFormProps) {
  const client = useTRPCClient();
  const [done, setDone] = useState(false);
  const { register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).registerInput,
    call: async (input) => {
      await client.account.register.mutate(input);
      setDone(true);
      window.location.assign(paths.overview());
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail" error={errorOf('email')}>
        {(control) => (
          <Input type="email" autoComplete="username" autoFocus {...control} {...register('email')} />
        )}
      </Field>
      <Field label="Name" hint="Optional. How others see you." error={errorOf('displayName')}>
        {(control) => <Input autoComplete="name" {...control} {...register('displayName', emptyIsNothing)} />}
      </Field>
      <Field label="Password" hint="8 to 128 characters." error={errorOf('password')}>
        {(control) => (
          <Input type="password" autoComplete="new-password" {...control} {...register('password')} />
        )}
      </Field>
      {needsSetupToken ? (
        <Field
          label="Set-up token"
          hint="Heimdall printed it on its console when it started."
          error={errorOf('setupToken')}
        >
          {(control) => <CodeInput {...control} {...register('setupToken')} />}
        </Field>
      ) : null}
      <FieldError message={failure} />
      <Button type="submit" variant="primary" busy={busy || done}>
        {verb}
      </Button>
    </form>
  );
}
