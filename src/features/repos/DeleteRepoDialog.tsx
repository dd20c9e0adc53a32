'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { countOf } from '@/lib/format';
import { useTRPC } from '@/trpc/react';
import { sentenceOf } from '@/trpc/refusal';
import type { DeletionPreview, Repo } from '@/trpc/types';
import { Button } from '@/ui/Button';
import { Dialog, DialogActions } from '@/ui/Dialog';
import { CodeInput, Field, FieldError } from '@/ui/Field';
import { useDeleteRepo } from './useDeleteRepo';

export type DeleteRepoDialogProps = {
  repo: Pick<Repo, 'id' | 'name'>;
  onClose: () => void;
  /** When the server has answered. */
  onDeleted?: () => void;
};

/** Says what goes with a repository, and deletes it. Nothing is taken off the page before the server has answered. */
export function DeleteRepoDialog({ repo, onClose, onDeleted }: DeleteRepoDialogProps) {
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  // Asked anew each time: what is shown is what will go.
  const preview = useQuery(
    trpc.repo.deletionPreview.queryOptions({ id: repo.id }, { staleTime: 0, gcTime: 0 }),
  );
  const deletion = useDeleteRepo(repo, { onDeleted, onClose });
  const named = preview.data?.findings === 0 || typed === repo.name;
  const failure = deletion.error ?? preview.error;

  return (
    <Dialog
      open
      held={deletion.isPending}
      onClose={onClose}
      title={`Delete ${repo.name}?`}
      description={
        <span className="block min-h-10">{preview.data ? sentence(preview.data) : 'Counting…'}</span>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (preview.data && named && !deletion.isPending) deletion.mutate({ id: repo.id });
        }}
      >
        {preview.data && preview.data.findings > 0 ? (
          <Field label={`Type ${repo.name} to confirm`}>
            {(control) => (
              <CodeInput value={typed} onChange={({ target }) => setTyped(target.value)} {...control} />
            )}
          </Field>
        ) : null}
        <FieldError message={sentenceOf(failure)} />
        <DialogActions>
          <Button onClick={onClose} disabled={deletion.isPending}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant="danger"
            busy={deletion.isPending}
            aria-disabled={!preview.data || !named || deletion.isPending || undefined}
          >
            {deletion.isPending ? 'Deleting…' : 'Delete repository'}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** `This deletes 214 scans and 12,480 findings. It can’t be undone.` */
function sentence({ scans, findings, issues }: DeletionPreview): string {
  const parts = [countOf(scans, 'scan'), countOf(findings, 'finding')];
  if (issues > 0) parts.push(countOf(issues, 'issue'));
  const list = `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `This deletes ${list}. It can’t be undone.`;
}
