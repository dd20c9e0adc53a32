'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { emptyIsNothing, useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError, Input } from '@/ui/Field';

/** A rule, a path or both, and the reason to allow their findings. */
export function AllowForm({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/suppressions/schema')).createSuppressionInput,
    values: { repoId },
    call: async (typed) => {
      await client.suppression.create.mutate(typed);
      form.reset({ repoId, ruleId: '', path: '', reason: '' });
      await queryClient.invalidateQueries(trpc.suppression.list.queryFilter({ repoId }));
    },
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Rule" hint="Its id, as a finding shows it." error={errorOf('ruleId')}>
          {(control) => (
            <CodeInput className="font-mono" {...control} {...register('ruleId', emptyIsNothing)} />
          )}
        </Field>
        <Field label="Path" hint="A pattern as in .gitignore." error={errorOf('path')}>
          {(control) => (
            <CodeInput
              className="font-mono"
              placeholder="tests/fixtures/"
              {...control}
              {...register('path', emptyIsNothing)}
            />
          )}
        </Field>
      </div>
      <Field label="Reason" error={errorOf('reason')}>
        {(control) => <Input autoComplete="off" {...control} {...register('reason')} />}
      </Field>
      <FieldError message={failure} />
      <div>
        <Button type="submit" busy={busy}>
          Allow
        </Button>
      </div>
    </form>
  );
}
