'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { sentenceOf } from '@/trpc/refusal';
import type { User } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { CodeInput, Field, FieldError } from '@/ui/Field';
import { useDeleteUser } from './useDeleteUser';

export type DeleteUserDialogProps = {
  user: Pick<User, 'id' | 'email'>;
  onClose: () => void;
};

/** Says what goes with an account, and deletes it. Nothing is taken off the page before the server has answered. */
export function DeleteUserDialog({ user, onClose }: DeleteUserDialogProps) {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.account.me.queryOptions());
  const isOwn = me.id === user.id;
  const [typed, setTyped] = useState('');
  const deletion = useDeleteUser(user, isOwn, onClose);
  const named = typed.trim().toLowerCase() === user.email.toLowerCase();

  return (
    <Dialog
      open
      held={deletion.isPending}
      onClose={onClose}
      title={isOwn ? 'Delete your own account?' : `Delete ${user.email}?`}
      description={<span className="block">{sentence(isOwn)}</span>}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (named && !deletion.isPending) deletion.mutate({ id: user.id });
        }}
      >
        <Field label={`Type ${user.email} to confirm`}>
          {(control) => (
            <CodeInput value={typed} onChange={({ target }) => setTyped(target.value)} {...control} />
          )}
        </Field>
        <FieldError message={sentenceOf(deletion.error)} />
        <DialogActions>
          <Button onClick={onClose} disabled={deletion.isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="danger"
            busy={deletion.isPending}
            aria-disabled={!named || deletion.isPending || undefined}
          >
            {deletion.isPending ? 'Deleting…' : 'Delete user'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

function sentence(isOwn: boolean): string {
  const whose = isOwn ? 'your account and all your repositories' : 'the account and all its repositories';
  const after = isOwn ? ' You are signed out at once.' : '';
  return `This deletes ${whose}, with their scans and findings. It can’t be undone.${after}`;
}
