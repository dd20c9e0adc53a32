'use client';

import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { VIEWS_ONLY } from '@/lib/roleWords';
import { useTRPC } from '@/trpc/react';
import { messageOf } from '@/trpc/refusal';
import type { Suppression } from '@/trpc/types';
import { IconButton } from '@/ui/Button';
import { FieldError } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { panelStyle } from '@/ui/styles';
import { Time } from '@/ui/Time';
import { AllowForm } from './AllowForm';

/** The entries of a repository's allow-list. */
export function AllowListPanel({ repoId }: { repoId: string }) {
  const trpc = useTRPC();
  const rows = useRef<HTMLDivElement>(null);
  const { data: repo } = useSuspenseQuery(trpc.repo.byId.queryOptions({ id: repoId }));
  const mayChange = repo.rights.includes('findings:write');
  const { data: entries } = useSuspenseQuery(trpc.suppression.list.queryOptions({ repoId }));
  return (
    <Panel
      title="Allow-list"
      description="Findings to suppress, by rule, by path or by both. The next scan dismisses them; once their entry is deleted, a scan reopens them."
    >
      {mayChange ? <AllowForm repoId={repoId} /> : <p className="text-muted">{VIEWS_ONLY}</p>}
      <div ref={rows} tabIndex={-1} className={`${panelStyle} mt-5 outline-none`}>
        {entries.length === 0 ? (
          <p className="p-4 text-muted">There are no entries yet.</p>
        ) : (
          <ul aria-label="Allow-list">
            {entries.map((entry) => (
              // The pressed button disappears with its entry.
              <Entry
                key={entry.id}
                entry={entry}
                mayChange={mayChange}
                onDeleted={() => rows.current?.focus()}
              />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

type EntryProps = { entry: Suppression; mayChange: boolean; onDeleted: () => void };

function Entry({ entry, mayChange, onDeleted }: EntryProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { id, repoId, ruleId, path, reason, createdAt } = entry;
  const remove = useMutation(
    trpc.suppression.delete.mutationOptions({
      onSuccess: onDeleted,
      onSettled: () => queryClient.invalidateQueries(trpc.suppression.list.queryFilter({ repoId })),
    }),
  );
  const what = [ruleId, path].filter(Boolean).join(' in ');
  return (
    <li className="border-b border-line px-4 py-2 last:border-0">
      <div className="flex min-h-8 items-center justify-between gap-4">
        <div className="min-w-0">
          <code className="font-mono text-sm font-medium break-all">{what}</code>
          <div className="text-sm text-muted">
            {reason} · added <Time value={createdAt} />
          </div>
        </div>
        {mayChange ? (
          <IconButton
            label={`Delete ${what}`}
            aria-disabled={remove.isPending || undefined}
            onClick={() => remove.isPending || remove.mutate({ repoId, id })}
          >
            <Trash2 aria-hidden className="size-4" />
          </IconButton>
        ) : null}
      </div>
      <FieldError message={messageOf(remove.error)} />
    </li>
  );
}
