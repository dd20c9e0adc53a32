'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { CodeInput, Field, FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { showDone } from '@/ui/toast';
import { daysOf, previewText } from './retentionText';

/** How long scans are kept, and what a change of that rule would delete. */
export function RetentionPanel() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { data: rule } = useSuspenseQuery(trpc.retention.get.queryOptions());
  const { form, register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/retention/schema')).retentionInput,
    values: { days: rule.days },
    call: async (input) => {
      const saved = await client.retention.set.mutate(input);
      queryClient.setQueryData(trpc.retention.get.queryKey(), saved);
      showDone(saved.days === null ? 'Saved: all scans are kept' : 'Saved');
    },
  });
  const preview = useMutation({
    mutationFn: async (days: number | null) =>
      previewText(days, days === null ? undefined : await client.retention.preview.query({ days })),
  });

  async function showPreview(): Promise<void> {
    preview.reset();
    const isValid = await form.trigger('days', { shouldFocus: true });
    if (isValid) preview.mutate(form.getValues('days'));
  }

  return (
    <Panel
      title="Retention"
      description="Old scans are deleted once a day, with the fixed findings that no newer scan has seen. The newest scans of each repository, and those that open or recently fixed findings refer to, are kept."
    >
      <form method="post" noValidate onSubmit={submit} className="flex max-w-md flex-col gap-4">
        <Field
          label="Delete scans older than (days)"
          hint="Leave empty to keep all scans."
          error={errorOf('days')}
        >
          {(control) => (
            <CodeInput inputMode="numeric" {...control} {...register('days', { setValueAs: daysOf })} />
          )}
        </Field>
        <FieldError message={failure ?? messageOf(preview.error)} />
        <p role="status" className="text-muted empty:hidden">
          {preview.data}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" busy={busy}>
            Save rule
          </Button>
          <Button busy={preview.isPending} onClick={() => void showPreview()}>
            Show what would be deleted
          </Button>
        </div>
      </form>
    </Panel>
  );
}
