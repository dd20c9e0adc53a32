'use client';

import { TOKEN_SCOPES } from '@/domain/tokens/rules';
import { useTRPCClient } from '@/trpc/react';
import type { NewApiToken } from '@/trpc/types';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Checkbox, Field, FieldError, Input } from '@/ui/Field';

const DEFAULT_DAYS = 90;

/** The name, scopes and expiry of a new token. */
export function NewTokenForm({ onMade }: { onMade: (token: NewApiToken) => void }) {
  const client = useTRPCClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/tokens/schema')).createTokenInput,
    values: { scopes: [], expiresInDays: DEFAULT_DAYS },
    call: async (input) => {
      onMade(await client.account.createToken.mutate(input));
      form.reset({ name: '', scopes: [], expiresInDays: DEFAULT_DAYS });
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_10rem]">
        <Field label="Token name" error={errorOf('name')}>
          {(control) => <Input autoComplete="off" placeholder="ci" {...control} {...register('name')} />}
        </Field>
        <Field label="Expires in days" error={errorOf('expiresInDays')}>
          {(control) => (
            <Input
              type="number"
              min={1}
              max={365}
              {...control}
              {...register('expiresInDays', { valueAsNumber: true })}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend className="mb-1 font-medium">Scopes</legend>
        <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
          {TOKEN_SCOPES.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} {...register('scopes')} />
          ))}
        </div>
        <FieldError message={errorOf('scopes')} />
      </fieldset>
      <FieldError message={failure} />
      <div>
        <Button type="submit" busy={busy}>
          Create token
        </Button>
      </div>
    </form>
  );
}
