'use client';

import { useMutation, useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { showDone } from '@/ui/toast';
import { useRepoCache } from './useRepoCache';

const SCOPES = [
  { scanAllRefs: false, label: 'The scanned branch' },
  { scanAllRefs: true, label: 'All branches and tags' },
];

/** Which part of a repository's history its scans cover. */
export function HistoryScope({ id }: { id: string }) {
  const trpc = useTRPC();
  const cache = useRepoCache();
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id }));
  const [chosen, setChosen] = useState<boolean>();
  const change = useMutation(
    trpc.repo.update.mutationOptions({
      onSuccess: (updated) => {
        cache.put([updated]);
        showDone('Saved. The next scan scans the whole history again.');
      },
      onSettled: () => setChosen(undefined),
    }),
  );
  return (
    <Panel
      title="History"
      description="Secrets removed from the files stay in the history. After a change, the next scan scans all of it again."
    >
      <fieldset className="flex flex-wrap gap-x-6 gap-y-1">
        <legend className="sr-only">Commits to scan</legend>
        {SCOPES.map(({ scanAllRefs, label }) => (
          <label key={label} className="flex min-h-8 items-center gap-2">
            <input
              type="radio"
              name="history"
              className="size-4 accent-accent"
              checked={(chosen ?? repo.scanAllRefs) === scanAllRefs}
              onChange={() => {
                setChosen(scanAllRefs);
                change.mutate({ id, scanAllRefs });
              }}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <FieldError message={messageOf(change.error)} />
    </Panel>
  );
}
