'use client';

import { useQueryClient } from '@tanstack/react-query';
import { NEEDS, PROVIDERS, type ProviderName } from '@/providers/provider';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError } from '@/ui/Field';
import { Select } from '@/ui/Select';
import { showDone } from '@/ui/toast';
import { ConnectByOAuth } from './ConnectByOAuth';
import { Needs } from './Needs';
import { PROVIDER_WORDS } from './providerWords';

/** Connects a Git host, by OAuth or by a token. It names what either needs before it asks for it. */
export function ConnectForm() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/connections/schema')).createConnectionInput,
    values: { provider: 'github' as ProviderName, token: '' },
    call: async (typed) => {
      const { provider } = typed;
      const made = await client.connection.create.mutate(typed);
      form.reset({ provider, host: '', username: '', token: '' });
      showDone(`Connected ${made.account} on ${made.host}`);
      await queryClient.invalidateQueries(trpc.connection.list.infiniteQueryFilter());
    },
  });
  const provider = form.watch('provider');
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label="Git host" error={errorOf('provider')}>
        {(control) => (
          <Select {...control} {...register('provider')}>
            {PROVIDERS.map((one) => (
              <option key={one} value={one}>
                {PROVIDER_WORDS[one].name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {provider === 'basic' ? null : <ConnectByOAuth key={provider} provider={provider} />}
      <Needs
        intro={`Make a token in ${PROVIDER_WORDS[provider].where}. It needs no more than this:`}
        kinds={NEEDS[provider]}
      />
      <Field label="Address" hint={PROVIDER_WORDS[provider].host} error={errorOf('host')}>
        {(control) => <CodeInput {...control} {...register('host', emptyIsNothing)} />}
      </Field>
      {provider === 'basic' ? (
        <Field label="User name" error={errorOf('username')}>
          {(control) => <CodeInput {...control} {...register('username', emptyIsNothing)} />}
        </Field>
      ) : null}
      <Field
        label="Token"
        hint="It is encrypted, and never shown again. Heimdall sends it to this host alone."
        error={errorOf('token')}
      >
        {(control) => <CodeInput type="password" {...control} {...register('token')} />}
      </Field>
      <FieldError message={failure} />
      <div>
        <Button type="submit" variant="primary" busy={busy}>
          Connect
        </Button>
      </div>
    </form>
  );
}
