'use client';

import { Suspense } from 'react';
import { formatDuration } from '@/lib/duration';
import type { Repo, RepoOverview } from '@/trpc/types';
import { late } from '@/ui/late';
import { Time } from '@/ui/Time';
import { LastScan } from './LastScan';

const ScanAction = late(async () => (await import('./RowActions')).ScanAction);

/** In the list: a repository's newest scan, how long it took, and when its schedule requests the next. */
export function RowScan({ repo, overview }: { repo: Repo; overview: RepoOverview | undefined }) {
  if (!overview) return null;
  const { lastScan, nextScanAt } = overview;
  const { startedAt, completedAt } = lastScan ?? {};
  const took =
    startedAt && completedAt ? `Took ${formatDuration(Date.parse(completedAt) - Date.parse(startedAt))}` : '';
  return (
    <>
      {lastScan ? (
        <LastScan scan={lastScan} />
      ) : (
        <span className="flex flex-wrap items-center gap-x-2 text-muted">
          Not scanned yet
          <Suspense>
            <ScanAction repo={repo} />
          </Suspense>
        </span>
      )}
      {took || nextScanAt ? (
        <p className="text-sm text-muted">
          {took}
          {nextScanAt ? (
            <>
              {took && ' · '}Next <Time value={nextScanAt} />
            </>
          ) : null}
        </p>
      ) : null}
    </>
  );
}
