'use client';

import { useState } from 'react';
import { countOf } from '@/lib/format';
import type { DeletionPreview, Repo } from '@/trpc/types';
import { DeleteDialog } from '@/ui/DeleteDialog';
import { aboutRepos, contentsText, contentsWords } from './bulkText';
import { type Counted, useDeletionPreviews } from './useDeletionPreviews';

export type DeleteReposDialogProps = {
  repos: readonly Repo[];
  /** The selected ones that the user may not delete, with the reason. */
  skipped: string | undefined;
  /** `Deleting 3 of 12`, once it has begun. */
  progress: string | undefined;
  /** Deletes each. Those that were refused stay selected. */
  onDelete: () => Promise<void>;
  onClose: () => void;
};

/** Shows what is deleted with several repositories, and deletes them. */
export function DeleteReposDialog(props: DeleteReposDialogProps) {
  const { repos, skipped, progress, onDelete, onClose } = props;
  const [busy, setBusy] = useState(false);
  const counted = useDeletionPreviews(repos);
  const isCounting = counted.size < repos.length;
  const sum = sumOf(counted);
  const what = aboutRepos(repos);
  const needsName = sum.findings > 0 || sum.unknown > 0;
  return (
    <DeleteDialog
      title={`Delete ${what}?`}
      description={
        <>
          <p aria-hidden className="min-h-10 tabular-nums">
            {progress ?? (isCounting ? `Counted ${counted.size} of ${repos.length}…` : totalText(sum))}
          </p>
          {/* Only the beginning and the end are read out, as each number would interrupt the one before. */}
          <p role="status" className="sr-only">
            {busy ? 'Deleting…' : isCounting ? 'Counting…' : totalText(sum)}
          </p>
        </>
      }
      details={
        <>
          <ContentsList repos={repos} counted={counted} />
          {skipped ? <p className="text-sm wrap-anywhere text-muted">Skips {skipped}.</p> : null}
        </>
      }
      name={needsName && !isCounting ? what : undefined}
      action={repos.length === 1 ? 'Delete repository' : `Delete ${what}`}
      waits={isCounting}
      busy={busy}
      error={undefined}
      onDelete={() => {
        setBusy(true);
        void onDelete().then(onClose);
      }}
      onClose={onClose}
    />
  );
}

/** More rows than this scroll. */
const MOST_ROWS = 6;

function ContentsList({ repos, counted }: Pick<DeleteReposDialogProps, 'repos'> & { counted: Counts }) {
  return (
    <ul
      aria-label="Repositories to delete"
      // A list that scrolls can be scrolled by keys.
      tabIndex={repos.length > MOST_ROWS ? 0 : undefined}
      className="max-h-54 divide-y divide-line overflow-y-auto rounded-md border border-line text-text"
    >
      {repos.map(({ id, name }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-3 px-3 py-2">
          <span className="max-w-full truncate font-medium" title={name}>
            {name}
          </span>
          <span className="text-sm text-muted tabular-nums">{rowText(counted.get(id))}</span>
        </li>
      ))}
    </ul>
  );
}

type Counts = ReadonlyMap<string, Counted>;

function rowText(counts: Counted | undefined): string {
  if (counts === undefined) return 'Counting…';
  return counts === 'unknown' ? 'Number unknown' : contentsWords(counts);
}

type Sum = DeletionPreview & { unknown: number };

function sumOf(counted: Counts): Sum {
  const sum = { scans: 0, findings: 0, events: 0, issues: 0, unknown: 0 };
  for (const counts of counted.values()) {
    if (counts === 'unknown') sum.unknown += 1;
    else for (const key of ['scans', 'findings', 'events', 'issues'] as const) sum[key] += counts[key];
  }
  return sum;
}

/** `This deletes 214 scans and 12,480 findings. It can’t be undone.` */
function totalText({ unknown, ...sum }: Sum): string {
  const more =
    unknown > 0 ? `, and all of ${countOf(unknown, 'repository', 'repositories')} not counted` : '';
  return `This deletes ${contentsText(sum)}${more}. It can’t be undone.`;
}
