'use client';

import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/react';
import { messageOf, refusalOf } from '@/trpc/refusal';
import type { Repo } from '@/trpc/types';
import { DeleteDialog } from '@/ui/DeleteDialog';
import { contentsText } from './bulkText';
import { useDeleteRepo } from './useDeleteRepo';

export type DeleteRepoDialogProps = {
  repo: Pick<Repo, 'id' | 'name'>;
  onClose: () => void;
  /** Called after the server has answered. */
  onDeleted?: () => void;
};

/** Shows what is deleted with a repository, and deletes it. The page keeps it until the server has answered. */
export function DeleteRepoDialog({ repo, onClose, onDeleted }: DeleteRepoDialogProps) {
  const trpc = useTRPC();
  const preview = useQuery(
    trpc.repo.deletionPreview.queryOptions(
      { id: repo.id },
      {
        // Fetched each time the dialog opens, so that the numbers are current.
        staleTime: 0,
        gcTime: 0,
        // A repository too large to be counted in time stays so, and is deleted without its numbers.
        retry: false,
        refetchOnWindowFocus: ({ state }) => state.status === 'success',
      },
    ),
  );
  const deletion = useDeleteRepo(repo, { onDeleted, onClose });
  const { data: counts, error } = preview;
  // The count was refused, for example because the repository is gone. It did not fail.
  const isRefused = error !== null && refusalOf(error).reason !== undefined;
  const isUncounted = !counts && error !== null && !isRefused;
  return (
    <DeleteDialog
      title={`Delete ${repo.name}?`}
      description={
        <span className="block min-h-10">
          {counts
            ? `This deletes ${contentsText(counts)}. It can’t be undone.`
            : isUncounted
              ? UNCOUNTED
              : 'Counting…'}
        </span>
      }
      name={counts?.findings || isUncounted ? repo.name : undefined}
      action="Delete repository"
      waits={!counts && !isUncounted}
      busy={deletion.isPending}
      error={messageOf(deletion.error ?? (isRefused ? error : null))}
      onDelete={() => deletion.mutate()}
      onClose={onClose}
    />
  );
}

const UNCOUNTED = 'This deletes all its scans and findings; their number is unknown. It can’t be undone.';
