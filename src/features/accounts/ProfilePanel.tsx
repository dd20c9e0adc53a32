'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Field, FieldError, Input } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { showDone } from '@/ui/toast';

/** The reader's name. */
export function ProfilePanel() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const { register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/users/schema')).updateProfileInput,
    values: { displayName: me.displayName ?? '' },
    call: async (input) => {
      const updated = await client.account.updateProfile.mutate(input);
      queryClient.setQueryData(trpc.account.me.queryKey(), updated);
      showDone('Saved');
    },
  });
  return (
    <Panel
      title="Profile"
      description={`Signed in as ${me.email}, ${me.role === 'admin' ? 'an admin' : 'a user'}.`}
    >
      <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
        <Field label="Name" hint="How others see you." error={errorOf('displayName')}>
          {(control) => <Input autoComplete="name" {...control} {...register('displayName')} />}
        </Field>
        <FieldError message={failure} />
        <div>
          <Button type="submit" busy={busy}>
            Save name
          </Button>
        </div>
      </form>
    </Panel>
  );
}
