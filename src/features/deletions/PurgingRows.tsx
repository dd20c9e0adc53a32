'use client';

import { useSuspenseQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { followPace } from '@/lib/followPace';
import { paths } from '@/lib/paths';
import { useTRPC } from '@/trpc/react';
import type { Deletion } from '@/trpc/types';
import { PageLink } from '@/ui/PageLink';
import { ProgressBar } from '@/ui/ProgressBar';
import { linkStyle, panelStyle } from '@/ui/styles';
import { PURGING } from './deletionInput';
import { nameOf, progressOf, progressText } from './deletionText';
import { useDeletionNews } from './useDeletionNews';

/** As many as leave the list below visible. */
const MOST_SHOWN = 5;

/** A row for each of the reader's repositories that is being deleted. It is followed until the deletion ends. */
export function PurgingRows() {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(
    trpc.deletion.list.queryOptions(PURGING, {
      refetchInterval: ({ state }) =>
        state.data?.items.length ? followPace(state.dataUpdateCount, state.status === 'error') : false,
    }),
  );
  useDeletionNews(data.items);
  if (data.items.length === 0) return null;
  return (
    <section aria-label="Repositories being deleted" className={`${panelStyle} mb-3`}>
      <ul>
        {data.items.slice(0, MOST_SHOWN).map((deletion) => (
          <PurgingRow key={deletion.id} deletion={deletion} />
        ))}
      </ul>
      {data.items.length > MOST_SHOWN || data.nextCursor !== null ? (
        <p className="border-t border-line px-4 py-2 text-sm text-muted">
          More is being deleted.{' '}
          <PageLink href={paths.deletions()} className={linkStyle}>
            See all deletions
          </PageLink>
        </p>
      ) : null}
    </section>
  );
}

function PurgingRow({ deletion }: { deletion: Deletion }) {
  const name = nameOf(deletion);
  return (
    <li className="grid items-center gap-x-6 gap-y-1.5 border-b border-line px-4 pt-3 pb-1.5 last:border-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
      <span className="flex min-w-0 items-center gap-2.5 text-muted">
        <Trash2 aria-hidden className="size-4 shrink-0" />
        <span className="truncate" title={name}>
          {name}
        </span>
      </span>
      <ProgressBar label={`Deletion of ${name}`} done={progressOf(deletion)} text={progressText(deletion)} />
    </li>
  );
}
