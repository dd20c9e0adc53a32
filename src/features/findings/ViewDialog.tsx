'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/trpc/react';
import { useCallForm } from '@/trpc/useCallForm';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { Field, FieldError, Input } from '@/ui/Field';
import { type FindingFilters, viewFilter } from './findingFilters';
import type { NamedView } from './findingViews';

export type ViewDialogProps = {
  /** The view to rename; undefined to save the present filters as another one. */
  present: NamedView | undefined;
  filters: FindingFilters;
  onClose: () => void;
};

/** Asks for the name of a view. */
export function ViewDialog({ present, filters, onClose }: ViewDialogProps) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queryClient = useQueryClient();
  const { register, submit, busy, errorOf, failure } = useCallForm({
    schema: async () => (await import('@/domain/views/schema')).createViewInput.pick({ name: true }),
    values: { name: present?.name ?? '' },
    call: async ({ name }) => {
      const { sort } = filters;
      await (present
        ? client.view.rename.mutate({ id: present.id, name })
        : client.view.create.mutate({ name, sort, filter: viewFilter(filters) }));
      await queryClient.invalidateQueries(trpc.view.list.queryFilter());
      onClose();
    },
  });
  return (
    <Dialog
      open
      held={busy}
      onClose={onClose}
      title={present ? 'Rename view' : 'Save view'}
      description={present ? undefined : 'Its filters and order get a tab of their own. Only you see it.'}
    >
      <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-4">
        <Field label="Name" error={errorOf('name')}>
          {(control) => <Input autoComplete="off" maxLength={100} {...control} {...register('name')} />}
        </Field>
        <FieldError message={failure} />
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            Cancel
          </Button>
          <Button type="submit" variant="primary" busy={busy}>
            {present ? 'Rename' : 'Save'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
